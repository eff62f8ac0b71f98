import { fieldHash } from './field-hash.ts';
import type { PreparedStep } from './prepared-step.ts';
import type { RowToSend } from './row-to-send.ts';
import type { KeyMapWrite } from './run-store.ts';

/** The external IDs that must be known as database IDs to compare these rows, by model. */
export function referencedExternalIds(
  prepared: PreparedStep,
  rows: readonly RowToSend[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const byModel = new Map<string, Set<string>>();
  for (const [j, field] of prepared.fields.entries()) {
    if (field.by !== 'external_id' || !field.schema.relation) continue;
    const ids = byModel.get(field.schema.relation) ?? new Set<string>();
    for (const row of rows) for (const id of row.values[j]?.split(',') ?? []) if (id !== '') ids.add(id);
    byModel.set(field.schema.relation, ids);
  }
  return byModel;
}

/** What the key map remembers of a row that Odoo has: of all its fields, for what was not sent Odoo held already or the source left as it was. */
export function keyMapWrite(
  prepared: PreparedStep,
  row: RowToSend,
  heldHashes: NonNullable<KeyMapWrite['heldHashes']>,
): KeyMapWrite {
  const { key, externalId, byId = null } = row;
  return { key, externalId, byId, fieldHashes: hashesOf(prepared, row), heldHashes };
}

/** Hash per field of what the source says; a field that is not sent has none. */
function hashesOf(prepared: PreparedStep, row: RowToSend): Readonly<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const [j, { name }] of prepared.fields.entries()) {
    const value = row.values[j];
    if (value !== null && value !== undefined) hashes[name] = fieldHash(value);
  }
  return hashes;
}
