import type pg from 'pg';
import type { Outcome } from '../../issue.ts';
import type { NodeState, RowState } from '../../load/run-store.ts';

const CHUNK_ROWS = 5000;

/**
 * In the order of the sheet; each chunk is read when it is asked for, and no transaction stays open in between. Ranges of the
 * primary key, and rows without an outcome left out here rather than in SQL: the planner must not be tempted by the index
 * on outcomes, which would read the whole node for every chunk (450 ms of it at a million rows).
 */
export async function* readSettledRows(
  pool: pg.Pool,
  runId: string,
  node: Pick<NodeState, 'index' | 'rowsTotal'>,
): AsyncIterable<readonly RowState[]> {
  for (let from = 0; from < (node.rowsTotal ?? 0); from += CHUNK_ROWS) {
    const answer = await pool.query<{ ord: number; outcome: Outcome | null; recordId: number | null }>(
      `select ord, outcome, record_id as "recordId" from run_row
       where run_id = $1 and node_index = $2 and ord >= $3 and ord < $4 order by ord`,
      [runId, node.index, from, from + CHUNK_ROWS],
    );
    const settled = answer.rows.flatMap(({ outcome, ...row }) =>
      outcome === null ? [] : [{ ...row, outcome }],
    );
    if (settled.length > 0) yield settled;
  }
}
