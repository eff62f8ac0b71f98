import type { LeftRecord, OtherRecord } from '../../load/rollback/undo-store.ts';
import type { Held } from '../run/fence.ts';
import type { Tx } from '../transaction.ts';

const PART = 5_000;

type Keyed<T> = T & { readonly node: string; readonly key: string };

/** Entries of records that runs created, but for those of this run that are to be deleted. */
export async function* readOthers(held: Held): AsyncIterable<readonly OtherRecord[]> {
  yield* pages<OtherRecord>(
    held,
    `select k.node, k.key, k.model, k.record_id as "recordId", k.left_write_date as "leftWriteDate"
     from key_map k
     where k.connection_id = $1 and k.namespace = $2 and (k.node, k.key) > ($3, $4) and k.created_run is not null
       and (k.created_run <> $6 or not exists (
         select 1 from run_node n join run_row r on r.run_id = n.run_id and r.node_index = n.node_index
         where n.run_id = $6 and n.node = k.node and r.undo = 'to_delete' and r.record_id = k.record_id))
     order by k.node, k.key limit $5`,
  );
}

export async function* readLeft(held: Held): AsyncIterable<readonly LeftRecord[]> {
  yield* pages<LeftRecord>(
    held,
    `select k.node, k.key, k.model, k.record_id as "recordId", k.left_write_date as "writeDate"
     from key_map k
     where k.connection_id = $1 and k.namespace = $2 and (k.node, k.key) > ($3, $4) and k.left_run = $6
     order by k.node, k.key limit $5`,
  );
}

async function* pages<T>(held: Held, sql: string): AsyncIterable<readonly T[]> {
  for (let after = ['', '']; ; ) {
    const { rows } = await held.pool.query<Keyed<T>>(sql, [
      held.connectionId,
      held.namespace,
      ...after,
      PART,
      held.runId,
    ]);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (rows.length < PART || !last) return;
    after = [last.node, last.key];
  }
}

export async function noteLeft(tx: Tx, held: Held, records: readonly LeftRecord[]): Promise<void> {
  await tx.query(
    `update key_map k set left_write_date = i.write_date, left_run = $3
     from unnest($4::text[], $5::bigint[], $6::text[]) as i (model, record_id, write_date)
     where k.connection_id = $1 and k.namespace = $2 and k.model = i.model and k.record_id = i.record_id`,
    [
      held.connectionId,
      held.namespace,
      held.runId,
      records.map(({ model }) => model),
      records.map(({ recordId }) => recordId),
      records.map(({ writeDate }) => writeDate),
    ],
  );
}
