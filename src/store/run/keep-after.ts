import type { RowResult } from '../../load/run-store.ts';
import type { Tx } from '../transaction.ts';

interface Place {
  readonly runId: string;
  readonly nodeIndex: number;
}

type Values = Readonly<Record<string, unknown>>;

/** What Odoo made of an update, beside the values before it. A row that is written twice has other fields each time. The node is locked. */
export async function keepAfter(tx: Tx, place: Place, results: readonly RowResult[]): Promise<void> {
  const images = results.flatMap(({ ord, after }) => (after === undefined ? [] : [{ ord, after }]));
  if (images.length === 0) return;
  const present = await tx.query<{ ord: number; after: Values | null }>(
    'select ord, after from run_change where run_id = $1 and node_index = $2 and ord = any($3::int[])',
    [place.runId, place.nodeIndex, images.map((image) => image.ord)],
  );
  const held = new Map(present.rows.map((row) => [row.ord, row.after]));
  await tx.query(
    `update run_change c set after = i.after from unnest($3::int[], $4::json[]) as i (ord, after)
     where c.run_id = $1 and c.node_index = $2 and c.ord = i.ord and c.ord = any($3::int[])`,
    [
      place.runId,
      place.nodeIndex,
      images.map((image) => image.ord),
      images.map((image) => JSON.stringify({ ...held.get(image.ord), ...image.after })),
    ],
  );
}

/** Odoo's text of a time sorts as the times do. */
export async function keepWriteDate(tx: Tx, place: Place, writeDate: string): Promise<void> {
  await tx.query(
    `update run_node set last_write_date = greatest(coalesce(last_write_date, ''), $3),
       first_write_date = least(coalesce(first_write_date, $3), $3)
     where run_id = $1 and node_index = $2`,
    [place.runId, place.nodeIndex, writeDate],
  );
}
