import type pg from 'pg';
import { OUTCOMES } from '../../issue.ts';
import type { NodeState, NodeStatus, OutcomeCounts } from '../../load/run-store.ts';
import { fenced, type Held, lockNode } from './fence.ts';
import { addEvent } from './run-events.ts';

export interface NodeRecord extends OutcomeCounts {
  readonly run_id: string;
  readonly node: string;
  readonly node_index: number;
  readonly model: string;
  readonly status: NodeStatus;
  readonly rows_total: number | null;
  readonly to_undo: number;
  readonly deleted: number;
  readonly restored: number;
  readonly kept: number;
  readonly archived: number;
  readonly adopted: number;
  readonly vanished: number;
}

/** In execution order, by run. */
export async function readNodes(
  pool: pg.Pool,
  runIds: readonly string[],
): Promise<ReadonlyMap<string, readonly NodeState[]>> {
  const answer = await pool.query<NodeRecord>(
    'select * from run_node where run_id = any($1) order by run_id, node_index',
    [runIds],
  );
  const records = Map.groupBy(answer.rows, (record) => record.run_id);
  return new Map(runIds.map((id) => [id, (records.get(id) ?? []).map(nodeState)]));
}

function nodeState(record: NodeRecord): NodeState {
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, record[outcome]]));
  return {
    node: record.node,
    index: record.node_index,
    model: record.model,
    status: record.status,
    rowsTotal: record.rows_total,
    adopted: record.adopted,
    vanished: record.vanished,
    counts: counts as unknown as OutcomeCounts, // every outcome is there: it is made from the list of them
    undo: {
      toUndo: record.to_undo,
      deleted: record.deleted,
      restored: record.restored,
      kept: record.kept,
      archived: record.archived,
    },
  };
}

export async function setNodeStatus(held: Held, node: string, status: NodeStatus): Promise<void> {
  await fenced(held, async (tx) => {
    const { node_index: nodeIndex, status: before } = await lockNode(tx, held.runId, node);
    if (before === status) return;
    await tx.query('update run_node set status = $3 where run_id = $1 and node_index = $2', [
      held.runId,
      nodeIndex,
      status,
    ]);
    if (status === 'pending') return;
    const started = status === 'running';
    await addEvent(
      tx,
      held.runId,
      started ? { type: 'node_started', node } : { type: 'node_finished', node, status },
    );
  });
}
