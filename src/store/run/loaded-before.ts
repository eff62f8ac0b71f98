import type pg from 'pg';
import type { LoadedRow } from '../../load/run-store.ts';

const CHUNK_ROWS = 5000;

interface BeforeNode {
  readonly runId: string;
  readonly nodeIndex: number;
  readonly rowsTotal: number;
}

/**
 * What a retry need not load of a node: rows with a record, and rows that a rule other than the sheet's own left out. In the order
 * of the sheet, by ranges of the primary key.
 */
export async function* readLoadedBefore(
  pool: pg.Pool,
  ofRun: string,
  node: string,
): AsyncGenerator<readonly LoadedRow[]> {
  const before = await findBefore(pool, ofRun, node);
  if (before === undefined) return;
  for (let from = 0; from < before.rowsTotal; from += CHUNK_ROWS) {
    const { rows } = await pool.query<LoadedRow & { readonly isLoaded: boolean | null }>(
      `select src_row as "srcRow", key, record_id as "recordId",
         case when record_id is null then detail else 'loaded_before' end as rule,
         outcome in ('created', 'updated', 'unchanged')
           or outcome = 'skipped' and (record_id is not null or detail not in ('filter', 'distinct')) as "isLoaded"
       from run_row where run_id = $1 and node_index = $2 and ord >= $3 and ord < $4 order by ord`,
      [before.runId, before.nodeIndex, from, from + CHUNK_ROWS],
    );
    const loaded = rows.flatMap(({ isLoaded, ...row }) => (isLoaded === true ? [row] : []));
    if (loaded.length > 0) yield loaded;
  }
}

/** The run itself; or, where it was itself a retry that ended before it had prepared the node, the one before it. */
async function findBefore(pool: pg.Pool, ofRun: string, node: string): Promise<BeforeNode | undefined> {
  const { rows } = await pool.query<BeforeNode>(
    `with recursive line(id, of_run, depth) as (
       select id, of_run, 1 from graph_run where id = $1
       union all select r.id, r.of_run, depth + 1 from line join graph_run r on r.id = line.of_run
     )
     select n.run_id as "runId", n.node_index as "nodeIndex", n.rows_total as "rowsTotal"
     from line join run_node n on n.run_id = line.id and n.node = $2 and n.rows_total is not null
     order by depth limit 1`,
    [ofRun, node],
  );
  return rows[0];
}
