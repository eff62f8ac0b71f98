import type { BeforeImage } from '../../load/run-store.ts';
import type { Tx } from '../transaction.ts';

interface Place {
  readonly runId: string;
  readonly nodeIndex: number;
  /** Null for a check. */
  readonly batchNo: number | null;
}

type Values = Readonly<Record<string, unknown>>;

/**
 * The first image of each field stays: a second try of an update reads values that the first one may already have changed, and a
 * row that closes a circle of rows is written twice, each time with other fields. The node is locked.
 */
export async function keepChanges(tx: Tx, place: Place, images: readonly BeforeImage[]): Promise<void> {
  if (images.length === 0) return;
  const present = await presentChanges(tx, place, images);
  const merged = images.map((image) => {
    const { before, wanted } = present.get(image.ord) ?? { before: {}, wanted: {} };
    return { ...image, values: { ...image.values, ...before }, wanted: { ...image.wanted, ...wanted } };
  });
  await tx.query(
    `insert into run_change (run_id, node_index, batch_no, ord, record_id, before, wanted)
     select $1, $2, $3, i.ord, i.record_id, i.before, i.wanted
     from unnest($4::int[], $5::bigint[], $6::json[], $7::json[]) as i (ord, record_id, before, wanted)
     on conflict (run_id, node_index, ord) do update set before = excluded.before, wanted = excluded.wanted`,
    [
      place.runId,
      place.nodeIndex,
      place.batchNo,
      merged.map((image) => image.ord),
      merged.map((image) => image.recordId),
      merged.map((image) => JSON.stringify(image.values)),
      merged.map((image) => JSON.stringify(image.wanted)),
    ],
  );
}

/** Merged here, for `json` has no operator that does it, and `jsonb` refuses a NUL in a text. */
async function presentChanges(
  tx: Tx,
  place: Place,
  images: readonly BeforeImage[],
): Promise<ReadonlyMap<number, { readonly before: Values; readonly wanted: Values | null }>> {
  const answer = await tx.query<{ ord: number; before: Values; wanted: Values | null }>(
    'select ord, before, wanted from run_change where run_id = $1 and node_index = $2 and ord = any($3::int[])',
    [place.runId, place.nodeIndex, images.map((image) => image.ord)],
  );
  return new Map(answer.rows.map((row) => [row.ord, row]));
}
