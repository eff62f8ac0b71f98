import { fenced, type Held } from './fence.ts';
import { addEvent } from './run-events.ts';

/** pending → running. The first start and the first snapshot stay what they were when a run is taken up again. */
export async function startRun(
  held: Held,
  worker: string,
  nodes: readonly { readonly node: string; readonly index: number; readonly model: string }[],
  snapshotHash: string,
): Promise<void> {
  await fenced(
    held,
    async (tx) => {
      const before = await tx.query<{ started_at: Date | null }>(
        'select started_at from graph_run where id = $1',
        [held.runId],
      );
      await tx.query(
        `update graph_run set status = 'running', pause_reason = null, error_message = null,
           started_at = coalesce(started_at, clock_timestamp()), snapshot_hash = coalesce(snapshot_hash, $2)
         where id = $1`,
        [held.runId, snapshotHash],
      );
      await tx.query(
        `insert into run_node (run_id, node_index, node, model)
         select $1, i.* from unnest($2::int[], $3::text[], $4::text[]) as i
         on conflict (run_id, node_index) do nothing`,
        [
          held.runId,
          nodes.map(({ index }) => index),
          nodes.map(({ node }) => node),
          nodes.map(({ model }) => model),
        ],
      );
      const isFirst = before.rows[0]?.started_at === null;
      await addEvent(tx, held.runId, {
        type: isFirst ? 'run_started' : 'run_resumed',
        worker,
        epoch: held.epoch,
      });
    },
    'update',
  );
}
