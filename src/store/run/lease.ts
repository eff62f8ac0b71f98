import type { RunEvent } from '../../event.ts';
import type { AdoptionStore } from '../../load/adopt/adoption-store.ts';
import {
  type Batch,
  type KeyMapEntry,
  LeaseLost,
  type LoadedRow,
  type NewBatch,
  type NodeState,
  type NodeStatus,
  type PreparedRow,
  type Requested,
  type ResolvedValue,
  type RowIssue,
  type RowResult,
  type RowState,
  type RunEnd,
  type RunLease,
  type RunState,
  type SettledBatch,
} from '../../load/run-store.ts';
import type { VanishedStore } from '../../load/vanished/vanished-store.ts';
import { cleanText } from '../clean-text.ts';
import { answeredWithin } from '../silence.ts';
import { DatabaseUndo } from '../undo/undo-store.ts';
import { adoptionStore } from './adoptions.ts';
import { openBatches, takeBatch } from './batches.ts';
import { fenced, type Held, lockNode } from './fence.ts';
import { finishRun } from './finish-run.ts';
import { readKeyMap } from './key-map-entries.ts';
import { readLoadedBefore } from './loaded-before.ts';
import { readResolvedValues, saveResolvedValues } from './resolved-values.ts';
import { addEvent } from './run-events.ts';
import { readNodes, setNodeStatus } from './run-nodes.ts';
import { savePrepared } from './save-prepared.ts';
import { settleRestOf } from './settle-rest.ts';
import { settleRows } from './settle-rows.ts';
import { readSettledRows } from './settled-rows.ts';
import { startRun } from './start-run.ts';
import { vanishedStore } from './vanished.ts';

/**
 * A worker's hold on a run. Every write is one transaction fenced by the epoch (`fence.ts`) and writes the event that tells of
 * it, so `event()` is only for what the store cannot know: a call that failed.
 */
export class DatabaseLease implements RunLease {
  readonly state: RunState;
  readonly undo: DatabaseUndo;
  readonly #held: Held;
  readonly #worker: string;
  readonly #ttlMs: number;

  constructor(held: Held, state: RunState, worker: string, ttlMs: number) {
    this.#held = held;
    this.state = state;
    this.#worker = worker;
    this.#ttlMs = ttlMs;
    this.undo = new DatabaseUndo(held, worker);
  }

  get runId(): string {
    return this.#held.runId;
  }

  get epoch(): number {
    return this.#held.epoch;
  }

  /**
   * Touches `run_lease` alone: it is never held up by a long transaction of its own worker. A connection that does not answer is given
   * up in time for two more tries.
   */
  async heartbeat(): Promise<Requested> {
    const renew = answeredWithin(
      this.#ttlMs / 3,
      `update run_lease set expires_at = clock_timestamp() + $3 * interval '1 millisecond'
       where run_id = $1 and epoch = $2 returning requested`,
      [this.runId, this.epoch, this.#ttlMs],
    );
    const answer = await this.#held.pool.query<{ requested: Requested }>(renew);
    const renewed = answer.rows[0];
    if (renewed === undefined) throw new LeaseLost(this.runId);
    return renewed.requested;
  }

  async start(
    nodes: readonly { node: string; index: number; model: string }[],
    snapshotHash: string,
  ): Promise<void> {
    await startRun(this.#held, this.#worker, nodes, snapshotHash);
  }

  async noteSchema(hash: string): Promise<void> {
    await fenced(
      this.#held,
      (tx) => tx.query('update graph_run set seen_snapshot_hash = $2 where id = $1', [this.runId, hash]),
      'update',
    );
  }

  async nodes(): Promise<readonly NodeState[]> {
    return (await readNodes(this.#held.pool, [this.runId])).get(this.runId) ?? [];
  }

  async savePrepared(
    node: string,
    rows: AsyncIterable<readonly PreparedRow[]>,
    issues: AsyncIterable<readonly RowIssue[]>,
  ): Promise<void> {
    await savePrepared(this.#held, node, rows, issues);
  }

  loadedBefore(node: string): AsyncIterable<readonly LoadedRow[]> | null {
    const { ofRun } = this.state;
    return ofRun === null ? null : readLoadedBefore(this.#held.pool, ofRun, node);
  }

  async setNodeStatus(node: string, status: NodeStatus): Promise<void> {
    await setNodeStatus(this.#held, node, status);
  }

  async *settledRows(node: string): AsyncIterable<readonly RowState[]> {
    const found = (await this.nodes()).find((state) => state.node === node);
    if (found !== undefined) yield* readSettledRows(this.#held.pool, this.runId, found);
  }

  async openBatches(): Promise<readonly Batch[]> {
    return openBatches(this.#held);
  }

  async takeBatch(batch: NewBatch): Promise<Batch> {
    return takeBatch(this.#held, batch);
  }

  async settle(node: string, results: readonly RowResult[], batch?: SettledBatch): Promise<void> {
    await settleRows(this.#held, node, results, batch);
  }

  async settleRest(node: string, outcome: 'cancelled' | 'blocked', blockedBy?: string): Promise<number> {
    return fenced(this.#held, async (tx) => {
      const { node_index: nodeIndex } = await lockNode(tx, this.runId, node);
      return settleRestOf(tx, { runId: this.runId, node, nodeIndex, outcome, detail: blockedBy ?? null });
    });
  }

  async keyMap(node: string, keys: readonly string[]): Promise<ReadonlyMap<string, KeyMapEntry>> {
    return readKeyMap(this.#held.pool, { ...this.#held, node }, keys);
  }

  get adoptions(): AdoptionStore {
    return adoptionStore(this.#held, this.state.kind);
  }

  get vanished(): VanishedStore {
    return vanishedStore(this.#held, this.state.kind);
  }

  async resolvedValues(node: string, field: string): Promise<readonly ResolvedValue[]> {
    return readResolvedValues(this.#held.pool, this.runId, node, field);
  }

  async saveResolvedValues(node: string, field: string, values: readonly ResolvedValue[]): Promise<void> {
    await saveResolvedValues(this.#held, node, field, values);
  }

  async setWaiting(text: string | null): Promise<void> {
    const message = text === null ? null : cleanText(text);
    await fenced(this.#held, async (tx) => {
      const changed = await tx.query(
        'update run_lease set waiting_for = $2 where run_id = $1 and waiting_for is distinct from $2',
        [this.runId, message],
      );
      if (changed.rowCount === 1 && message !== null)
        await addEvent(tx, this.runId, { type: 'waiting', message });
    });
  }

  async event(event: RunEvent): Promise<void> {
    await fenced(this.#held, (tx) => addEvent(tx, this.runId, event));
  }

  async finish(end: RunEnd): Promise<void> {
    await finishRun(this.#held, this.#worker, end);
  }
}
