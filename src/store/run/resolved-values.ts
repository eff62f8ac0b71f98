import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { ResolvedValue } from '../../load/run-store.ts';
import { cleanOrNull, cleanText } from '../clean-text.ts';
import { fenced, type Held, lockNode } from './fence.ts';

export async function readResolvedValues(
  pool: pg.Pool,
  runId: string,
  node: string,
  field: string,
): Promise<readonly ResolvedValue[]> {
  const answer = await pool.query<{ value: Buffer; answer: string | null; candidates: string[] }>(
    `select v.value, v.answer, v.candidates
     from run_resolved_value v join run_node n on n.run_id = v.run_id and n.node_index = v.node_index
     where n.run_id = $1 and n.node = $2 and v.field = $3`,
    [runId, node, field],
  );
  return answer.rows.map((row) => ({
    value: row.value.toString('utf8'),
    answer: row.answer,
    candidates: row.candidates,
  }));
}

/** The first answer stays; only "none" may later become one, where the run itself created the record. */
export async function saveResolvedValues(
  held: Held,
  node: string,
  field: string,
  values: readonly ResolvedValue[],
): Promise<void> {
  await fenced(held, async (tx) => {
    const { node_index: nodeIndex } = await lockNode(tx, held.runId, node);
    const bytes = values.map(({ value }) => Buffer.from(value, 'utf8'));
    await tx.query(
      `insert into run_resolved_value as present (run_id, node_index, field, value_hash, value, answer, candidates)
       select $1, $2, $3, i.value_hash, i.value, i.answer, array(select json_array_elements_text(i.candidates))
       from unnest($4::text[], $5::bytea[], $6::text[], $7::json[]) as i (value_hash, value, answer, candidates)
       on conflict (run_id, node_index, field, value_hash) do update
         set answer = excluded.answer, candidates = excluded.candidates
         where present.answer is null and excluded.answer is not null`,
      [
        held.runId,
        nodeIndex,
        field,
        bytes.map((value) => createHash('sha256').update(value).digest('hex')),
        bytes,
        values.map(({ answer }) => cleanOrNull(answer)),
        values.map(({ candidates }) => JSON.stringify(candidates.map(cleanText))),
      ],
    );
  });
}
