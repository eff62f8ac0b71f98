import type pg from 'pg';
import type { Companion } from '../../load/rollback/undo-store.ts';
import type { Tx } from '../transaction.ts';

/** One that was left or deleted before and is to go again is a new one: it was there when the plan was made. */
export async function addCompanions(tx: Tx, runId: string, companions: readonly Companion[]): Promise<void> {
  await tx.query(
    `insert into run_companion (run_id, node_index, ord, model, record_id)
     select $1, i.* from unnest($2::int[], $3::int[], $4::text[], $5::bigint[]) as i
     on conflict (run_id, model, record_id) do update set
       node_index = excluded.node_index, ord = excluded.ord, state = excluded.state`,
    [
      runId,
      companions.map(({ nodeIndex }) => nodeIndex),
      companions.map(({ ord }) => ord),
      companions.map(({ model }) => model),
      companions.map(({ recordId }) => recordId),
    ],
  );
}

const COLUMNS = 'p.node_index as "nodeIndex", p.ord, p.model, p.record_id as "recordId"';

export async function openCompanions(pool: pg.Pool, runId: string): Promise<readonly Companion[]> {
  const answer = await pool.query<Companion>(
    `select ${COLUMNS} from run_companion p where p.run_id = $1 and p.state = 'to_delete'
     order by p.model, p.record_id`,
    [runId],
  );
  return answer.rows;
}

export async function orphanedCompanions(
  pool: pg.Pool,
  runId: string,
  nodeIndex: number,
): Promise<readonly Companion[]> {
  const answer = await pool.query<Companion>(
    `select ${COLUMNS} from run_companion p
       join run_row r on r.run_id = p.run_id and r.node_index = p.node_index and r.ord = p.ord
     where p.run_id = $1 and p.node_index = $2 and p.state = 'to_delete' and r.undo = 'deleted'
     order by p.model, p.record_id`,
    [runId, nodeIndex],
  );
  return answer.rows;
}

export async function settleCompanions(
  tx: Tx,
  runId: string,
  companions: readonly Companion[],
  state: 'deleted' | 'left',
): Promise<void> {
  await tx.query(
    `update run_companion p set state = $2 from unnest($3::text[], $4::bigint[]) as i (model, record_id)
     where p.run_id = $1 and p.model = i.model and p.record_id = i.record_id`,
    [runId, state, companions.map(({ model }) => model), companions.map(({ recordId }) => recordId)],
  );
}
