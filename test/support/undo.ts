import type { RollbackRun, RunView } from '../../src/app/run-views.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { rowsOfRun } from './foresight.ts';
import { endOfRun, unwrap } from './product.ts';
import type { Stage } from './stage.ts';

type Place = Pick<Stage, 'app'>;

/** Rolls a run back and waits until that is over or paused. */
export async function rollBack({ app }: Place, runId: string, how: RollbackRun = {}): Promise<RunView> {
  unwrap(await app.runs.rollback(runId, how));
  return endOfRun(app, runId);
}

/** What a rollback made of each row, by node and key, e.g. `{'leads L1': 'deleted', 'leads L2': 'kept: changed_since'}`. */
export async function undoneRows({ app }: Place, runId: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const row of await rowsOfRun(app, runId)) {
    if (row.undo === null) continue;
    found[`${row.node} ${row.key}`] = row.undoReason === null ? row.undo : `${row.undo}: ${row.undoReason}`;
  }
  return found;
}

const MODELS = [
  'crm.lead',
  'crm.tag',
  'hr.employee',
  'hr.employee.category',
  'ir.model.data',
  'product.category',
  'product.product',
  'product.template',
  'res.partner',
  'res.partner.category',
  'sale.order',
  'sale.order.line',
] as const;

/** Everything in the sandbox that runs write to, but for who wrote last and when. */
export function sandboxContent({ state }: Sandbox): Record<string, readonly Record<string, unknown>[]> {
  return Object.fromEntries(
    MODELS.map((model) => [
      model,
      state.records(model).map(({ write_date: _at, write_uid: _by, ...record }) => record),
    ]),
  );
}
