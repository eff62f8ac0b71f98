import type pg from 'pg';

export interface RunOfDataset {
  readonly id: string;
  readonly graphId: string;
  readonly graphVersion: number;
}

/** Older ones say nothing that a newer run of the same data would not. */
const RUNS_LOOKED_AT = 20;

/** The newest runs that read any version of a line of datasets. */
export async function runsOfLine(pool: pg.Pool, lineId: string): Promise<readonly RunOfDataset[]> {
  const answer = await pool.query<RunOfDataset>(
    `select r.id, r.graph_id as "graphId", r.graph_version as "graphVersion"
     from graph_run r join dataset d on d.id = r.dataset_id
     where d.line_id = $1 order by r.id desc limit $2`,
    [lineId, RUNS_LOOKED_AT],
  );
  return answer.rows;
}

/** Keys of rows at some nodes of a run, by position of the row; '' for a row without a key. */
export async function keysOfRows(
  pool: pg.Pool,
  runId: string,
  of: { readonly nodes: readonly string[]; readonly ords: readonly number[] },
): Promise<readonly { readonly ord: number; readonly key: string }[]> {
  const answer = await pool.query<{ ord: number; key: string }>(
    `select r.ord, r.key from run_node n join run_row r on r.run_id = n.run_id and r.node_index = n.node_index
     where n.run_id = $1 and n.node = any($2::text[]) and r.ord = any($3::int[])`,
    [runId, of.nodes, of.ords],
  );
  return answer.rows;
}
