import { createHash } from 'node:crypto';
import type { GraphSpec } from './graph-spec.ts';

/**
 * Modules that nearly every Odoo has. A record whose external ID starts with the name of an installed module is deleted when
 * that module is upgraded (Odoo 14–19, `ir.model.data._process_end`), so these are refused even where the list of installed
 * modules cannot be read.
 */
export const WELL_KNOWN_MODULES: ReadonlySet<string> = new Set(
  [
    'account analytic barcodes base base_import base_setup bus calendar contacts crm delivery digest event',
    'fleet helpdesk hr iap import link_tracker loyalty mail maintenance mass_mailing mrp note payment',
    'phone_validation point_of_sale portal pos_restaurant product project purchase rating repair resource sale',
    'sale_management sales_team sms stock survey uom utm web web_editor website website_sale',
  ].flatMap((names) => names.split(' ')),
);

/**
 * First part of every external ID of the graph: its `namespace`, else a slug of its name. The slug depends on the name alone,
 * never on the connection: the same graph must give the same external IDs everywhere.
 */
export function namespaceOf(spec: Pick<GraphSpec, 'name' | 'namespace'>): string {
  return spec.namespace ?? slugOf(spec.name);
}

function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+/, '')
    .slice(0, 40)
    .replace(/_+$/, '');
  if (slug === '') return `g_${createHash('sha256').update(name).digest('hex').slice(0, 12)}`;
  return WELL_KNOWN_MODULES.has(slug) ? `${slug}_import` : slug;
}
