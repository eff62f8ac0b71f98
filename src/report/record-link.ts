/** Where the pages of an Odoo database are. */
export interface OdooPages {
  readonly url: string;
  readonly database: string;
  /** 14 … 19. */
  readonly majorVersion: number;
}

/**
 * The page of a record. Since 18 its path says all (`/odoo/res.partner/7`, `m-` before a model without a dot:
 * web/static/src/core/browser/router.js 19); before, the hash does (`/web#id=7&model=res.partner`). `db` chooses the database on a
 * server that has several (`ensure_db`, 14–19).
 */
export function recordLink(pages: OdooPages, model: string, recordId: number): string {
  const { origin, pathname } = new URL(pages.url);
  const base = `${origin}${pathname.replace(/\/+$/, '')}`;
  const db = `?db=${encodeURIComponent(pages.database)}`;
  if (pages.majorVersion < 18) return `${base}/web${db}#id=${recordId}&model=${model}&view_type=form`;
  return `${base}/odoo/${model.includes('.') ? model : `m-${model}`}/${recordId}${db}`;
}
