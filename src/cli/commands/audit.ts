import { presentAudit } from '../../server/presenters/access.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { pageSize } from '../page-size.ts';
import { plainTable } from '../plain-table.ts';
import { configOf, withApp } from '../with-app.ts';

export interface AuditOptions {
  readonly user?: string;
  readonly action?: string;
  readonly object?: string;
  readonly limit?: string;
  readonly cursor?: string;
}

/** Who did what, a page at a time. */
export function audit(context: CommandContext, { limit, ...query }: AuditOptions): Promise<CommandEnd> {
  const wanted = { ...query, limit: pageSize(limit) };
  return withApp(context, configOf(context), async ({ access }) => {
    const { output } = context;
    const page = await access.audit.list(wanted);
    const rows = page.items.map((entry) => {
      const objects = [entry.objectId, entry.resultId].filter((id) => id !== null).join(' → ');
      return [entry.at, entry.user, entry.kind, entry.action, objects, entry.address ?? ''];
    });
    output.line(
      rows.length === 0
        ? 'No such entries.'
        : plainTable(['at', 'user', 'via', 'action', 'object', 'address'], rows),
    );
    if (page.nextCursor !== null) output.line(`There are more: --cursor ${page.nextCursor}`);
    return {
      exitCode: EXIT.done,
      result: { items: page.items.map(presentAudit), next_cursor: page.nextCursor },
    };
  });
}
