import type { UndoneRow } from '../../load/rollback/undo-store.ts';
import type { Held } from '../run/fence.ts';
import { storedKey } from '../stored-key.ts';
import type { Tx } from '../transaction.ts';
import { type EntryState, revertEntry } from './revert-entry.ts';

interface Place {
  readonly node: string;
  readonly nodeIndex: number;
}

/** The key map forgets records that the run created and that are gone. */
export async function forgetKeys(tx: Tx, held: Held, node: string, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await tx.query(
    `delete from key_map where connection_id = $1 and namespace = $2 and node = $3 and key = any($4) and created_run = $5`,
    [held.connectionId, held.namespace, node, keys.map(storedKey), held.runId],
  );
}

export interface RevertedRow {
  readonly key: string;
  /** Those that hold again what they held before the run. */
  readonly fields: readonly string[];
  /** All of the row is undone. */
  readonly isWhole: boolean;
}

/** Of a row that is restored, as a whole or in part. */
export function revertedRow({ key, undo, keyMap }: UndoneRow): readonly RevertedRow[] {
  if (keyMap === undefined || keyMap === 'forget') return [];
  return [{ key, fields: keyMap.revert, isWhole: undo === 'restored' }];
}

/** The key map remembers of these fields what it did before the run. */
export async function revertKeys(
  tx: Tx,
  held: Held,
  place: Place,
  rows: readonly RevertedRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const wanted = rows.map((row) => ({ ...row, key: storedKey(row.key) }));
  const keys = wanted.map(({ key }) => key);
  const present = await presentEntries(tx, held, place.node, keys);
  const own = await images(tx, held, place.node, { keys, which: 'own' });
  const next = await images(tx, held, place.node, { keys, which: 'next' });
  for (const { key, fields, isWhole } of wanted) {
    const entry = present.get(key);
    if (!entry) continue;
    const before = own.get(key)?.before ?? null;
    const following = next.get(key);
    const reverted = revertEntry({
      before,
      present: entry,
      next: following?.before ?? null,
      runId: held.runId,
      fields,
      isWhole,
    });
    await writeEntry(tx, held, place.node, key, reverted.present);
    if (following && reverted.next) await writeImage(tx, following, key, reverted.next);
    if (isWhole) await dropImage(tx, held, place.nodeIndex, key);
  }
}

interface Image {
  readonly runId: string;
  readonly nodeIndex: number;
  readonly before: EntryState;
}

interface EntryColumns {
  readonly external_id: string;
  readonly record_id: number;
  readonly field_hashes: EntryState['fieldHashes'];
  readonly held_hashes: EntryState['heldHashes'];
  readonly created_run: string | null;
  readonly written_run: string | null;
  readonly by_id: string | null;
  readonly create_date: string | null;
  readonly vanished_run: string | null;
  readonly is_archived: boolean;
}

async function presentEntries(
  tx: Tx,
  held: Held,
  node: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, EntryState>> {
  const answer = await tx.query<EntryColumns & { key: string }>(
    `select key, external_id, record_id, field_hashes, held_hashes, created_run, written_run, by_id, create_date,
       vanished_run, is_archived
     from key_map
     where connection_id = $1 and namespace = $2 and node = $3 and key = any($4) for update`,
    [held.connectionId, held.namespace, node, keys],
  );
  return new Map(answer.rows.map((row) => [row.key, entryOf(row)]));
}

/** What was before this run, or before the first run after it. */
async function images(
  tx: Tx,
  held: Held,
  node: string,
  { keys, which }: { readonly keys: readonly string[]; readonly which: 'own' | 'next' },
): Promise<ReadonlyMap<string, Image>> {
  const answer = await tx.query<{ run_id: string; node_index: number; key: string; before: EntryColumns }>(
    `select distinct on (b.key) b.run_id, b.node_index, b.key, b.before
     from graph_run g
       join run_node n on n.run_id = g.id and n.node = $3
       join run_key_before b on b.run_id = g.id and b.node_index = n.node_index and b.key = any($4)
     where g.connection_id = $1 and g.namespace = $2 and ${which === 'own' ? 'g.id = $5' : 'g.id > $5'}
     order by b.key, b.run_id`,
    [held.connectionId, held.namespace, node, keys, held.runId],
  );
  return new Map(
    answer.rows.map((row) => [
      row.key,
      { runId: row.run_id, nodeIndex: row.node_index, before: entryOf(row.before) },
    ]),
  );
}

function entryOf(row: EntryColumns): EntryState {
  return {
    externalId: row.external_id,
    recordId: row.record_id,
    fieldHashes: row.field_hashes,
    heldHashes: row.held_hashes,
    createdRun: row.created_run,
    writtenRun: row.written_run,
    standing: {
      byId: row.by_id,
      createDate: row.create_date,
      vanishedRun: row.vanished_run,
      isArchived: row.is_archived,
    },
  };
}

function columnsOf(entry: EntryState): EntryColumns {
  return {
    external_id: entry.externalId,
    record_id: entry.recordId,
    field_hashes: entry.fieldHashes,
    held_hashes: entry.heldHashes,
    created_run: entry.createdRun,
    written_run: entry.writtenRun,
    by_id: entry.standing.byId,
    create_date: entry.standing.createDate,
    vanished_run: entry.standing.vanishedRun,
    is_archived: entry.standing.isArchived,
  };
}

async function writeEntry(
  tx: Tx,
  held: Held,
  node: string,
  key: string,
  entry: EntryState | null,
): Promise<void> {
  const place = [held.connectionId, held.namespace, node, key];
  const where = 'connection_id = $1 and namespace = $2 and node = $3 and key = $4';
  if (entry === null) {
    await tx.query(`delete from key_map where ${where}`, place);
    return;
  }
  await tx.query(
    `update key_map set external_id = $5, record_id = $6, field_hashes = $7, held_hashes = $8, created_run = $9,
       written_run = $10, by_id = $11, create_date = $12, vanished_run = $13, is_archived = $14, updated_at = clock_timestamp() where ${where}`,
    [
      ...place,
      entry.externalId,
      entry.recordId,
      entry.fieldHashes,
      entry.heldHashes,
      entry.createdRun,
      entry.writtenRun,
      entry.standing.byId,
      entry.standing.createDate,
      entry.standing.vanishedRun,
      entry.standing.isArchived,
    ],
  );
}

async function writeImage(tx: Tx, image: Image, key: string, entry: EntryState): Promise<void> {
  await tx.query('update run_key_before set before = $4 where run_id = $1 and node_index = $2 and key = $3', [
    image.runId,
    image.nodeIndex,
    key,
    JSON.stringify(columnsOf(entry)),
  ]);
}

async function dropImage(tx: Tx, held: Held, nodeIndex: number, key: string): Promise<void> {
  await tx.query('delete from run_key_before where run_id = $1 and node_index = $2 and key = $3', [
    held.runId,
    nodeIndex,
    key,
  ]);
}
