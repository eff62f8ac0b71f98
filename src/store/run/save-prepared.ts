import type { PreparedRow, RowIssue } from '../../load/run-store.ts';
import { type CopyValue, copyRows } from '../copy-rows.ts';
import { addIssues } from './add-issues.ts';
import { fenced, type Held, lockNode } from './fence.ts';
import { addEvent } from './run-events.ts';

const COLUMNS = [
  'run_id',
  'node_index',
  'ord',
  'src_row',
  'generation',
  'outcome',
  'key',
  'detail',
  'record_id',
] as const;

const MANY_ROWS = 1000;

/** All rows and issues of a node in one transaction: they are there whole or not at all, whenever the worker dies. */
export async function savePrepared(
  held: Held,
  node: string,
  rows: AsyncIterable<readonly PreparedRow[]>,
  issues: AsyncIterable<readonly RowIssue[]>,
): Promise<void> {
  const stored = await fenced(held, async (tx) => {
    const { node_index: nodeIndex, rows_total: alreadyStored } = await lockNode(tx, held.runId, node);
    if (alreadyStored !== null) return 0;
    const place = { runId: held.runId, nodeIndex };
    const tally = new Tally(node);
    await copyRows(tx, { table: 'run_row', columns: COLUMNS }, encode(place, rows, tally));
    tally.checkGapless();
    await addIssues(tx, place, issues);
    await tx.query(
      'update run_node set rows_total = $3, rejected = $4, skipped = $5 where run_id = $1 and node_index = $2',
      [held.runId, nodeIndex, tally.rows, tally.rejected, tally.skipped],
    );
    const { rows: count, rejected, skipped } = tally;
    await addEvent(tx, held.runId, { type: 'node_prepared', node, rows: count, rejected, skipped });
    return count;
  });
  // Many rows at once are not in the planner's statistics until autovacuum comes by, a minute or more later.
  if (stored > MANY_ROWS) await held.pool.query('analyze run_row, run_issue');
}

class Tally {
  readonly #node: string;
  rows = 0;
  rejected = 0;
  skipped = 0;
  #highest = -1;

  constructor(node: string) {
    this.#node = node;
  }

  add(row: PreparedRow): void {
    this.rows += 1;
    this.#highest = Math.max(this.#highest, row.ord);
    if (row.outcome === 'rejected') this.rejected += 1;
    if (row.outcome === 'skipped') this.skipped += 1;
  }

  /** The primary key refuses a doubled number, this one a missing one: a lost row must never pass. */
  checkGapless(): void {
    if (this.#highest + 1 === this.rows) return;
    throw new Error(
      `Node "${this.#node}": ${this.rows} rows came, but the highest number is ${this.#highest}.`,
    );
  }
}

async function* encode(
  place: { readonly runId: string; readonly nodeIndex: number },
  chunks: AsyncIterable<readonly PreparedRow[]>,
  tally: Tally,
): AsyncIterable<readonly (readonly CopyValue[])[]> {
  for await (const rows of chunks) {
    for (const row of rows) tally.add(row);
    yield rows.map((row) => [
      place.runId,
      place.nodeIndex,
      row.ord,
      row.srcRow,
      row.generation,
      row.outcome,
      row.key,
      row.rule,
      row.recordId,
    ]);
  }
}
