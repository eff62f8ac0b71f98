import type { BatchKind, RowResult } from '../../load/run-store.ts';
import { cleanText } from '../clean-text.ts';
import { storedKey } from '../stored-key.ts';
import type { Tx } from '../transaction.ts';
import type { Held } from './fence.ts';

/**
 * Only for records that Odoo acknowledged. Another record under an old key (the first one was deleted in Odoo) replaces the
 * entry and what was remembered of its fields; for the same record the hashes are merged and its creator is kept.
 */
export async function writeKeyMap(
  tx: Tx,
  held: Held,
  step: {
    readonly node: string;
    readonly nodeIndex: number;
    readonly model: string;
    readonly kind: BatchKind | null;
  },
  results: readonly RowResult[],
): Promise<void> {
  const entries = results.flatMap((result) => entryOf(held.runId, step.kind, result));
  if (entries.length === 0) return;
  await keepKeysBefore(
    tx,
    held,
    step,
    entries.map((entry) => entry.key),
  );
  await tx.query(
    `insert into key_map as present (connection_id, namespace, node, model, key, external_id, record_id, field_hashes, held_hashes,
       created_run, written_run, by_id, create_date)
     select $1, $2, $3, $4, i.*
     from unnest($5::text[], $6::text[], $7::bigint[], $8::jsonb[], $9::jsonb[], $10::text[], $11::text[], $12::text[], $13::text[]) as i
     on conflict (connection_id, namespace, node, key) do update set
       model = excluded.model,
       external_id = excluded.external_id,
       record_id = excluded.record_id,
       field_hashes = case when excluded.record_id = present.record_id
         then present.field_hashes || excluded.field_hashes else excluded.field_hashes end,
       held_hashes = case when excluded.record_id = present.record_id
         then present.held_hashes || excluded.held_hashes else excluded.held_hashes end,
       created_run = case when excluded.record_id = present.record_id
         then coalesce(excluded.created_run, present.created_run) else excluded.created_run end,
       written_run = coalesce(excluded.written_run, present.written_run),
       by_id = excluded.by_id,
       create_date = excluded.create_date,
       vanished_run = null,
       is_archived = false,
       updated_at = clock_timestamp()`,
    [
      held.connectionId,
      held.namespace,
      step.node,
      step.model,
      entries.map((entry) => entry.key),
      entries.map((entry) => entry.externalId),
      entries.map((entry) => entry.recordId),
      entries.map((entry) => entry.fieldHashes),
      entries.map((entry) => entry.heldHashes),
      entries.map((entry) => entry.createdRun),
      entries.map((entry) => entry.writtenRun),
      entries.map((entry) => entry.byId?.reason ?? null),
      entries.map((entry) => entry.byId?.createDate ?? null),
    ],
  );
}

/** For a rollback of the run: what the first change of an entry finds. An entry that the run made itself has no before. */
export async function keepKeysBefore(
  tx: Tx,
  held: Held,
  { node, nodeIndex }: { readonly node: string; readonly nodeIndex: number },
  keys: readonly string[],
): Promise<void> {
  await tx.query(
    `insert into run_key_before (run_id, node_index, key, before)
     select $1, $2, k.key, json_build_object('external_id', k.external_id, 'record_id', k.record_id,
       'field_hashes', k.field_hashes, 'held_hashes', k.held_hashes, 'created_run', k.created_run, 'written_run', k.written_run,
       'by_id', k.by_id, 'create_date', k.create_date, 'vanished_run', k.vanished_run, 'is_archived', k.is_archived)
     from key_map k
     where k.connection_id = $3 and k.namespace = $4 and k.node = $5 and k.key = any($6) and k.created_run is distinct from $1
     on conflict (run_id, node_index, key) do nothing`,
    [held.runId, nodeIndex, held.connectionId, held.namespace, node, keys],
  );
}

/**
 * A row whose record exists but still lacks a field is settled as `unknown` with its record: then the batch says whether it was
 * created or updated.
 */
function entryOf(runId: string, kind: BatchKind | null, result: RowResult) {
  if (result.keyMap === undefined) return [];
  if (result.recordId === null) throw new Error(`Row ${result.ord} has a key map entry but no record.`);
  const isOpen = result.outcome === 'unknown';
  const isCreated = result.outcome === 'created' || (isOpen && kind === 'create');
  const isWritten = isCreated || result.outcome === 'updated' || (isOpen && kind === 'update');
  return [
    {
      key: storedKey(result.keyMap.key),
      externalId: cleanText(result.keyMap.externalId),
      recordId: result.recordId,
      fieldHashes: JSON.stringify(result.keyMap.fieldHashes),
      heldHashes: JSON.stringify(result.keyMap.heldHashes ?? {}),
      createdRun: isCreated ? runId : null,
      writtenRun: isWritten ? runId : null,
      byId: result.keyMap.byId,
    },
  ];
}
