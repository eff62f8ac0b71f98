import type { InboundFields } from '../../load/ports.ts';
import type {
  ArchivedRow,
  Companion,
  LeftRecord,
  MarkedRow,
  OpenedRow,
  OtherRecord,
  UndoMark,
  UndoNode,
  UndoneRow,
  UndoRow,
  UndoStore,
  WantedRows,
  WokenRow,
} from '../../load/rollback/undo-store.ts';
import { fenced, type Held, lockNode } from '../run/fence.ts';
import { addEvent } from '../run/run-events.ts';
import { addCompanions, openCompanions, orphanedCompanions, settleCompanions } from './companions.ts';
import { noteLeft, readLeft, readOthers } from './left-records.ts';
import { markRows } from './mark-rows.ts';
import { forgetKeys, revertedRow, revertKeys } from './revert-keys.ts';
import { DatabaseUndoReader } from './undo-reader.ts';
import { type RowRecord, SELECT_ROWS, undoRows } from './undo-rows.ts';
import { readArchived, settleWoken } from './woken-rows.ts';

const PART = 5_000;

/** Undoing under a lease; see `run/fence.ts` for what keeps two workers apart. */
export class DatabaseUndo extends DatabaseUndoReader implements UndoStore {
  readonly #held: Held;
  readonly #worker: string;

  constructor(held: Held, worker: string) {
    super(held.pool, held);
    this.#held = held;
    this.#worker = worker;
  }

  async isPlanned(): Promise<boolean> {
    return this.#flag('undo_planned_at is not null');
  }

  async isArchiving(): Promise<boolean> {
    return this.#flag('undo_archive');
  }

  async #flag(expression: string): Promise<boolean> {
    const answer = await this.#held.pool.query<{ flag: boolean }>(
      `select ${expression} as flag from graph_run where id = $1`,
      [this.runId],
    );
    return answer.rows[0]?.flag ?? false;
  }

  async begin(): Promise<void> {
    const { epoch, pool } = this.#held;
    // Without statistics the planner takes what a run changed for one row, and each part of the rollback looks at all of them.
    await pool.query('analyze run_row, run_change, key_map');
    await fenced(this.#held, (tx) =>
      addEvent(tx, this.runId, { type: 'rollback_started', worker: this.#worker, epoch }),
    );
  }

  async plan(node: UndoNode, marks: readonly UndoMark[]): Promise<void> {
    await fenced(this.#held, async (tx) => {
      const { node_index: nodeIndex } = await lockNode(tx, this.runId, node.node);
      await markRows(tx, { runId: this.runId, nodeIndex }, marks);
    });
  }

  async planCompanions(companions: readonly Companion[]): Promise<void> {
    if (companions.length > 0) await fenced(this.#held, (tx) => addCompanions(tx, this.runId, companions));
  }

  async planned(seen: { scope: InboundFields['scope']; unseen: readonly string[] }): Promise<void> {
    await fenced(
      this.#held,
      async (tx) => {
        await tx.query('update graph_run set undo_planned_at = clock_timestamp() where id = $1', [
          this.runId,
        ]);
        const counts = await tx.query<{ undo: string; rows: number }>(
          'select undo, count(*)::int as rows from run_row where run_id = $1 and undo is not null group by undo',
          [this.runId],
        );
        const rows = Object.fromEntries(counts.rows.map((row) => [row.undo, row.rows]));
        const { scope, unseen } = seen;
        await addEvent(tx, this.runId, { type: 'rollback_planned', rows, scope, unseen });
      },
      'update',
    );
  }

  async *marks({ node, index }: UndoNode): AsyncIterable<readonly MarkedRow[]> {
    for (let after = -1; ; ) {
      const { rows } = await this.#held.pool.query<RowRecord>(
        `${SELECT_ROWS} where r.run_id = $1 and r.node_index = $2 and r.ord > $3 and r.undo is not null
         order by r.ord limit $4`,
        [this.runId, index, after, PART],
      );
      const found = await undoRows(this.#held.pool, this.#held, node, rows);
      if (found.length > 0) yield found.flatMap(markedRow);
      if (rows.length < PART) return;
      after = rows.at(-1)?.ord ?? after;
    }
  }

  async select({ node, index }: UndoNode, wanted: WantedRows): Promise<readonly UndoRow[]> {
    const { rows } = await this.#held.pool.query<RowRecord>(
      `${SELECT_ROWS} where r.run_id = $1 and r.node_index = $2 and r.undo = $3
         and ($4::text[] is null or r.undo_reason = any($4)) and ($5::int is null or r.generation = $5)
         and ($6::int is null or r.ord < $6)
       order by r.ord desc limit $7`,
      [
        this.runId,
        index,
        wanted.undo,
        wanted.reasons ?? null,
        wanted.generation ?? null,
        wanted.below ?? null,
        wanted.limit,
      ],
    );
    return undoRows(this.#held.pool, this.#held, node, rows);
  }

  async circular({ node, index }: UndoNode): Promise<readonly UndoRow[]> {
    const { rows } = await this.#held.pool.query<RowRecord>(
      `${SELECT_ROWS} where r.run_id = $1 and r.node_index = $2 and r.undo = 'to_delete' and c.ord is not null
       order by r.ord`,
      [this.runId, index],
    );
    return undoRows(this.#held.pool, this.#held, node, rows);
  }

  async opened({ node }: UndoNode, rows: readonly OpenedRow[]): Promise<void> {
    if (rows.length === 0) return;
    await fenced(this.#held, async (tx) => {
      const { node_index: nodeIndex } = await lockNode(tx, this.runId, node);
      const reverted = rows.map(({ key, fields }) => ({ key, fields, isWhole: false }));
      await revertKeys(tx, this.#held, { node, nodeIndex }, reverted);
    });
  }

  async lastGeneration({ index }: UndoNode): Promise<number> {
    const answer = await this.#held.pool.query<{ last: number | null }>(
      `select max(generation) as last from run_row
       where run_id = $1 and node_index = $2 and undo in ('to_delete', 'to_restore')`,
      [this.runId, index],
    );
    return answer.rows[0]?.last ?? 0;
  }

  async settle({ node }: UndoNode, rows: readonly UndoneRow[]): Promise<void> {
    await fenced(this.#held, async (tx) => {
      const { node_index: nodeIndex } = await lockNode(tx, this.runId, node);
      const counts = await markRows(tx, { runId: this.runId, nodeIndex }, rows);
      const gone = rows.filter(({ keyMap }) => keyMap === 'forget').map(({ key }) => key);
      await forgetKeys(tx, this.#held, node, gone);
      await revertKeys(tx, this.#held, { node, nodeIndex }, rows.flatMap(revertedRow));
      await addEvent(tx, this.runId, { type: 'rows_undone', node, counts }, rows.length);
    });
  }

  archivedRows(node: UndoNode, limit: number): Promise<readonly ArchivedRow[]> {
    return readArchived(this.#held, node, limit);
  }

  async settleWoken({ node }: UndoNode, rows: readonly WokenRow[]): Promise<void> {
    await fenced(this.#held, async (tx) => {
      const { node_index: nodeIndex } = await lockNode(tx, this.runId, node);
      await settleWoken(tx, this.#held, { node, nodeIndex }, rows);
    });
  }

  companions(): Promise<readonly Companion[]> {
    return openCompanions(this.#held.pool, this.runId);
  }

  orphans({ index }: UndoNode): Promise<readonly Companion[]> {
    return orphanedCompanions(this.#held.pool, this.runId, index);
  }

  async settleCompanions(companions: readonly Companion[], state: 'deleted' | 'left'): Promise<void> {
    if (companions.length > 0)
      await fenced(this.#held, (tx) => settleCompanions(tx, this.runId, companions, state));
  }

  others(): AsyncIterable<readonly OtherRecord[]> {
    return readOthers(this.#held);
  }

  async noteLeft(records: readonly LeftRecord[]): Promise<void> {
    await fenced(this.#held, (tx) => noteLeft(tx, this.#held, records));
  }

  left(): AsyncIterable<readonly LeftRecord[]> {
    return readLeft(this.#held);
  }
}

function markedRow({ ord, recordId, undo, isCreated }: UndoRow): readonly MarkedRow[] {
  return undo === null ? [] : [{ ord, recordId, undo, isCreated: isCreated || undo === 'deleted' }];
}
