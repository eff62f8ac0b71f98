import type pg from 'pg';
import type { LoadedGraph } from '../plan/accepted-sheets.ts';

const MOST_GRAPHS = 50;

/**
 * Graphs that loaded rows into a connection, the newest run first: each in the version of its newest run that came to its end, with the
 * nodes that loaded rows in any run of that version. What was rolled back, and graphs deleted since, are left out: that is how it is
 * forgotten.
 */
export async function readLoadedGraphs(pool: pg.Pool, connectionId: string): Promise<readonly LoadedGraph[]> {
  const answer = await pool.query<LoadedGraph>(
    `with run as (
       select run.id, run.graph_id, run.graph_version, run.completed_at
       from graph_run run join graph on graph.id = run.graph_id
       where run.connection_id = $1 and run.kind <> 'check' and graph.deleted_at is null
         and run.status in ('completed', 'completed_with_errors')
     ), newest as (
       select distinct on (graph_id) graph_id, graph_version, completed_at
       from run order by graph_id, completed_at desc, id desc
     ), loaded as (
       select newest.*, (
         select array_agg(distinct node.node)
         from run join run_node node on node.run_id = run.id
         where run.graph_id = newest.graph_id and run.graph_version = newest.graph_version
           and node.created + node.updated + node.unchanged > 0
       ) as nodes
       from newest
     )
     select version.spec, loaded.nodes
     from loaded join graph_version version
       on version.graph_id = loaded.graph_id and version.version = loaded.graph_version
     where loaded.nodes is not null
     order by loaded.completed_at desc, loaded.graph_id
     limit ${MOST_GRAPHS}`,
    [connectionId],
  );
  return answer.rows;
}
