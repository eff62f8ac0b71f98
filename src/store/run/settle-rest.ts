import type { Outcome } from '../../issue.ts';
import type { Tx } from '../transaction.ts';
import { addToCounters, type Counts } from './counters.ts';
import { forgetWritten } from './forget-written.ts';
import { addEvent } from './run-events.ts';

interface Rest {
  readonly runId: string;
  readonly node: string;
  readonly nodeIndex: number;
  readonly outcome: Outcome;
  readonly detail: string | null;
}

const MOST_ROWS = 100_000;

/**
 * Every row of the node without an outcome gets this one, except those of a batch whose answer never came: what became of them
 * in Odoo is not known, and is called so. So are those of a batch that a dead worker left and that were not in Odoo when somebody
 * looked (`epoch > first_epoch`): its call may still be under way there. The node must be locked. Returns how many rows changed.
 */
export async function settleRestOf(tx: Tx, rest: Rest): Promise<number> {
  const { runId, node, nodeIndex } = rest;
  await forgetWritten(tx, rest);
  const unknown = await tx.query(
    `update run_row set outcome = 'unknown' where run_id = $1 and node_index = $2 and outcome is null and ord in
       (select unnest(ords) from run_batch where run_id = $1 and node_index = $2 and (state = 'sending' or epoch > first_epoch))`,
    [runId, nodeIndex],
  );
  const others = await settleInParts(tx, rest);
  // of a batch that was closed before it was sent
  await tx.query(
    `delete from run_change c using run_row r
     where c.run_id = $1 and c.node_index = $2 and r.run_id = $1 and r.node_index = $2 and r.ord = c.ord and r.outcome = $3`,
    [runId, nodeIndex, rest.outcome],
  );
  const changed = (unknown.rowCount ?? 0) + others;
  if (changed === 0) return 0;
  const counts: Counts = { [rest.outcome]: others };
  if (unknown.rowCount) counts.unknown = unknown.rowCount;
  await addToCounters(tx, runId, nodeIndex, counts);
  await addEvent(tx, runId, { type: 'rows_settled', node, batch: null, counts }, changed);
  return changed;
}

/** A million rows in one statement would look like a database that does not answer any more (`silence.ts`). */
async function settleInParts(tx: Tx, { runId, nodeIndex, outcome, detail }: Rest): Promise<number> {
  const total = await tx.query<{ rows: number }>(
    'select coalesce(max(ord) + 1, 0)::int as rows from run_row where run_id = $1 and node_index = $2',
    [runId, nodeIndex],
  );
  let changed = 0;
  for (let from = 0; from < (total.rows[0]?.rows ?? 0); from += MOST_ROWS) {
    const part = await tx.query(
      `update run_row set outcome = $3, detail = $4
       where run_id = $1 and node_index = $2 and outcome is null and ord >= $5 and ord < $6`,
      [runId, nodeIndex, outcome, detail, from, from + MOST_ROWS],
    );
    changed += part.rowCount ?? 0;
  }
  return changed;
}
