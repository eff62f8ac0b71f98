import type { Tx } from '../transaction.ts';

/** Whether a run that is not over uses this graph, dataset or connection. */
export async function isActiveRun(
  tx: Tx,
  column: 'graph_id' | 'dataset_id' | 'connection_id',
  id: string,
): Promise<boolean> {
  const found = await tx.query(
    `select 1 from graph_run where ${column} = $1
       and status in ('pending', 'running', 'paused', 'rolling_back') limit 1`,
    [id],
  );
  return found.rowCount === 1;
}
