import type pg from 'pg';
import type { Outcome } from '../../issue.ts';
import type { UndoChange, UndoRow } from '../../load/rollback/undo-store.ts';
import type { KeptReason, UndoState } from '../../load/rollback/undo-words.ts';
import { storedKey } from '../stored-key.ts';

/** A run as its undoing needs it. */
export interface UndoPlace {
  readonly runId: string;
  readonly connectionId: string;
  readonly namespace: string;
}

export interface RowRecord extends UndoChange {
  readonly ord: number;
  readonly src_row: number;
  readonly key: string;
  readonly generation: number;
  readonly outcome: Outcome | null;
  readonly record_id: number | null;
  readonly undo: UndoState | null;
  readonly undo_reason: KeptReason | null;
  readonly undo_detail: string | null;
  /** Null where the run changed nothing in the record. */
  readonly changed_record: number | null;
}

/** With `from` and conditions of the caller: `r` is the row, `c` what the run changed in its record. */
export const SELECT_ROWS = `select r.ord, r.src_row, r.key, r.generation, r.outcome, r.record_id, r.undo, r.undo_reason, r.undo_detail,
    c.record_id as changed_record, c.before, c.wanted, c.after
  from run_row r left join run_change c on c.run_id = r.run_id and c.node_index = r.node_index and c.ord = r.ord`;

interface EntryRecord {
  readonly key: string;
  readonly record_id: number;
  readonly held_hashes: Readonly<Record<string, string>>;
  readonly created_run: string | null;
  readonly written_run: string | null;
  readonly left_write_date: string | null;
}

/** Rows with what the key map says of their records; those that neither made nor changed one are left out. */
export async function undoRows(
  pool: pg.Pool,
  place: UndoPlace,
  node: string,
  records: readonly RowRecord[],
): Promise<readonly UndoRow[]> {
  if (records.length === 0) return [];
  const answer = await pool.query<EntryRecord>(
    `select key, record_id, jsonb_strip_nulls(held_hashes) as held_hashes, created_run, written_run, left_write_date
     from key_map where connection_id = $1 and namespace = $2 and node = $3 and key = any($4)`,
    [place.connectionId, place.namespace, node, records.map(({ key }) => storedKey(key))],
  );
  const entries = new Map(answer.rows.map((entry) => [entry.key, entry]));
  return records.flatMap((record) => undoRow(place, record, entries.get(storedKey(record.key))));
}

function undoRow(place: UndoPlace, record: RowRecord, found: EntryRecord | undefined): readonly UndoRow[] {
  const recordId = record.record_id ?? record.changed_record;
  const isMade = found?.created_run === place.runId && (recordId === null || recordId === found.record_id);
  const isCreated = record.outcome === 'created' || isMade;
  const isOpen = record.outcome === 'updated' || record.outcome === 'unknown';
  if (!isCreated && !isOpen && record.changed_record === null && record.undo === null) return [];
  const id = recordId ?? (isMade ? found.record_id : null);
  return [
    {
      ord: record.ord,
      srcRow: record.src_row,
      key: record.key,
      generation: record.generation,
      outcome: record.outcome,
      recordId: id,
      undo: record.undo,
      reason: record.undo_reason,
      detail: record.undo_detail,
      isCreated,
      entry:
        found === undefined || found.record_id !== id
          ? null
          : {
              heldHashes: found.held_hashes,
              writtenRun: found.written_run,
              leftWriteDate: found.left_write_date,
            },
      change:
        record.changed_record === null
          ? null
          : { before: record.before, wanted: record.wanted ?? {}, after: record.after },
    },
  ];
}
