import type pg from 'pg';
import type { RowChange } from '../../app/run-views.ts';
import { isNewRecord, valueOfNewRecord } from '../../mapping/new-record.ts';

interface Place {
  readonly node_index: number;
  readonly ord: number;
}

type ChangeRecord = Place & {
  readonly before: Readonly<Record<string, unknown>>;
  readonly wanted: Readonly<Record<string, string>> | null;
};

/** By `<node index>.<ord>`; the fields of a row in the order of the mapping. */
export async function changesOfRows(
  pool: pg.Pool,
  runId: string,
  rows: readonly Place[],
): Promise<ReadonlyMap<string, readonly RowChange[]>> {
  const answer = await pool.query<ChangeRecord>(
    `select c.node_index, c.ord, c.before, c.wanted
     from unnest($2::int[], $3::int[]) as w (node_index, ord)
       join run_change c on c.run_id = $1 and c.node_index = w.node_index and c.ord = w.ord`,
    [runId, rows.map((row) => row.node_index), rows.map((row) => row.ord)],
  );
  return new Map(answer.rows.map((record) => [`${record.node_index}.${record.ord}`, changesOf(record)]));
}

export function changesOf({ before, wanted }: Pick<ChangeRecord, 'before' | 'wanted'>): readonly RowChange[] {
  // what was sent along only to stay as it is (`Beside`) is no change
  const isChanged = (field: string): boolean => wanted === null || field in wanted;
  return Object.entries(before).flatMap(([field, old]) =>
    isChanged(field) ? [{ field, old, new: shown(wanted?.[field]) }] : [],
  );
}

/** A record that only a run would create has no ID: it is named by the value it would be created for. */
function shown(wanted: string | undefined): string | null {
  if (wanted === undefined) return null;
  const parts = wanted.split(',');
  if (!parts.some(isNewRecord)) return wanted;
  return parts.map((part) => (isNewRecord(part) ? `${valueOfNewRecord(part)} (new)` : part)).join(', ');
}
