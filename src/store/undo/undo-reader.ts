import type pg from 'pg';
import type { UndoNode, UndoReader, UndoRow, WriteWindow } from '../../load/rollback/undo-store.ts';
import { readNodes } from '../run/run-nodes.ts';
import { type RowRecord, SELECT_ROWS, type UndoPlace, undoRows } from './undo-rows.ts';

const PART = 2_000;

export class DatabaseUndoReader implements UndoReader {
  readonly #pool: pg.Pool;
  readonly #place: UndoPlace;

  constructor(pool: pg.Pool, place: UndoPlace) {
    this.#pool = pool;
    this.#place = place;
  }

  get runId(): string {
    return this.#place.runId;
  }

  async nodes(): Promise<readonly UndoNode[]> {
    const nodes = (await readNodes(this.#pool, [this.runId])).get(this.runId) ?? [];
    return nodes.map(({ node, index, model }) => ({ node, index, model }));
  }

  async *rows({ node, index }: UndoNode): AsyncIterable<readonly UndoRow[]> {
    for (let after = -1; ; ) {
      const { rows } = await this.#pool.query<RowRecord>(
        `${SELECT_ROWS} where r.run_id = $1 and r.node_index = $2 and r.ord > $3
           and (c.ord is not null or r.undo is not null or r.outcome in ('created', 'updated', 'unknown', 'rejected'))
         order by r.ord limit $4`,
        [this.runId, index, after, PART],
      );
      if (rows.length > 0) yield await undoRows(this.#pool, this.#place, node, rows);
      if (rows.length < PART) return;
      after = rows.at(-1)?.ord ?? after;
    }
  }

  async windows(): Promise<readonly WriteWindow[]> {
    const answer = await this.#pool.query<WriteWindow>(
      `select n.run_id as "runId", max(n.last_write_date) as last,
         case when bool_and(n.first_write_date is not null) then min(n.first_write_date) end as first
       from run_node n join graph_run g on g.id = n.run_id
       where g.connection_id = $1 and g.kind <> 'check' and n.last_write_date <> ''
       group by n.run_id order by n.run_id`,
      [this.#place.connectionId],
    );
    return answer.rows;
  }

  async laterChanges(
    { model }: UndoNode,
    recordIds: readonly number[],
  ): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
    if (recordIds.length === 0) return new Map();
    const answer = await this.#pool.query<{ record_id: number; fields: string[] }>(
      `select c.record_id, array_agg(distinct f.field) as fields
       from graph_run g
         join run_node n on n.run_id = g.id and n.model = $3
         join run_change c on c.run_id = g.id and c.node_index = n.node_index
         join run_row r on r.run_id = g.id and r.node_index = n.node_index and r.ord = c.ord
         cross join lateral json_object_keys(c.before) as f (field)
       where g.connection_id = $1 and g.id > $2 and g.kind <> 'check' and c.record_id = any($4::bigint[])
         and r.undo is distinct from 'restored'
       group by c.record_id`,
      [this.#place.connectionId, this.runId, model, recordIds],
    );
    return new Map(answer.rows.map(({ record_id: id, fields }) => [id, new Set(fields)]));
  }

  async known(model: string, recordIds: readonly number[]): Promise<ReadonlySet<number>> {
    if (recordIds.length === 0) return new Set();
    const answer = await this.#pool.query<{ record_id: number }>(
      'select record_id from key_map where connection_id = $1 and model = $2 and record_id = any($3::bigint[])',
      [this.#place.connectionId, model, recordIds],
    );
    return new Set(answer.rows.map(({ record_id: id }) => id));
  }
}
