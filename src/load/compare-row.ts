import { fieldHash } from './field-hash.ts';
import { heldHash } from './held-hash.ts';
import type { ReadRecord, ReadValue, WriteValue, WriteValues } from './ports.ts';
import type { PreparedStep, SendField } from './prepared-step.ts';
import type { RowToSend } from './row-to-send.ts';
import type { KeyMapEntry } from './run-store.ts';
import { isSameValue } from './same-value.ts';
import { heldValueOf, writeValueOf } from './write-values.ts';

/** A row whose record exists, compared with it, field by field; positions are those of the mapping. */
export interface ComparedRow {
  readonly row: RowToSend;
  readonly record: ReadRecord;
  /** What is to be written; empty: unchanged. */
  readonly changed: readonly number[];
  /** The same for `write`; null where one of the values is for `load` to read. */
  readonly values: WriteValues | null;
  /** Fields that Odoo would compute anew because of what is written: they are sent along as they are held, and so stay. */
  readonly beside: Beside;
  /** Where source and Odoo have both gone away from what we last wrote; those the policy gives to the source are changed too. */
  readonly conflicts: readonly number[];
  /** Fields in which they agree, as Odoo holds them, where the key map remembers otherwise. */
  readonly agreed: Readonly<Record<string, string>>;
}

export interface Beside {
  /** For `write`. */
  readonly values: WriteValues;
  /** Those that hold what the source says, for `load`, which gets texts. */
  readonly positions: readonly number[];
}

/** Database ID of the record behind an external ID; null where there is none. */
export type DatabaseIdOf = (model: string, externalId: string) => number | null;

export interface Lookups {
  readonly keyMap: KeyMapEntry | undefined;
  readonly databaseId: DatabaseIdOf;
}

export function compareRow(
  prepared: PreparedStep,
  row: RowToSend,
  record: ReadRecord,
  { keyMap, databaseId }: Lookups,
): ComparedRow {
  // what is remembered of another record says nothing of this one
  const entry = keyMap?.recordId === record.id ? keyMap : undefined;
  const found: FieldFinding[] = prepared.fields.flatMap((field, j) => {
    const value = row.values[j];
    if (value === null || value === undefined) return [];
    if (field.onlyReturned && !entry?.isArchived) return [];
    const ids = databaseIdsIn(field, value, databaseId);
    const wanted = ids === null ? value : joined(ids);
    const held = record[field.name];
    return [{ j, field, wanted, held, verdict: verdictOf(field, { value, wanted, ids, held, entry }) }];
  });
  const sourceWins = (prepared.step.data.conflict_policy ?? 'source') === 'source';
  const changed = found.filter((f) => f.verdict === 'changed' || (sourceWins && f.verdict === 'conflict'));
  return {
    row,
    record,
    changed: changed.map((f) => f.j),
    values: valuesOf(changed),
    beside: besideOf([...found, ...restOf(prepared, row, record)], changed),
    conflicts: found.flatMap((f) => (f.verdict === 'conflict' ? [f.j] : [])),
    agreed: agreedOf(found, entry),
  };
}

interface FieldFinding {
  readonly j: number;
  readonly field: SendField;
  /** With database IDs for references; null where one is not known. */
  readonly wanted: string | null;
  readonly held: ReadValue | undefined;
  readonly verdict: Verdict;
}

function valuesOf(changed: readonly FieldFinding[]): WriteValues | null {
  const values: Record<string, WriteValue> = {};
  for (const { field, wanted } of changed) {
    const value = wanted === null ? null : writeValueOf(field.schema, wanted);
    if (value === null) return null;
    values[field.name] = value;
  }
  return values;
}

/** What the first write of the row gave to Odoo and the second leaves out; it stays as Odoo holds it. */
function restOf({ fields }: PreparedStep, row: RowToSend, record: ReadRecord): readonly FieldFinding[] {
  if (row.isSecondWrite !== true) return [];
  return fields.flatMap((field, j) => {
    if (field.onlyReturned || (row.values[j] ?? null) !== null) return [];
    return [{ j, field, wanted: null, held: record[field.name], verdict: 'kept' as const }];
  });
}

function besideOf(found: readonly FieldFinding[], changed: readonly FieldFinding[]): Beside {
  const written = new Set(changed.map(({ field }) => field.name));
  const beside = found.filter(
    ({ field, held }) =>
      held !== undefined && !written.has(field.name) && !field.computedFrom.isDisjointFrom(written),
  );
  return {
    values: Object.fromEntries(beside.map(({ field, held }) => [field.name, heldValueOf(held ?? null)])),
    positions: beside.filter(({ verdict }) => verdict === 'agreed').map(({ j }) => j),
  };
}

/** Also where they came to agree on another value than was written: that one is the ground the next comparison stands on. */
function agreedOf(
  found: readonly FieldFinding[],
  entry: KeyMapEntry | undefined,
): Readonly<Record<string, string>> {
  const hashes = found.flatMap(({ field: { name }, held, verdict }) => {
    if (verdict !== 'agreed' || held === undefined) return [];
    const hash = heldHash(held);
    return entry?.heldHashes[name] === hash ? [] : [[name, hash] as const];
  });
  return Object.fromEntries(hashes);
}

/**
 *   source since our last write    Odoo since then      the two
 *   anything                       anything             the same ....... agreed: nothing to write
 *   the same                       changed, or made     differ ......... kept: what Odoo itself rewrote (the address of a web
 *                                  something of it                       site), or somebody edited, stays
 *   the same, of a record that     emptied with it      differ ......... changed: written
 *   is made anew
 *   changed                        the same, or not     differ ......... changed: written
 *                                  known
 *   changed                        changed              differ ......... conflict
 */
type Verdict = 'agreed' | 'kept' | 'changed' | 'conflict';

interface Compared extends Pick<FieldFinding, 'wanted' | 'held'> {
  readonly value: string;
  /** Of a reference by external ID: the records it means. */
  readonly ids: RecordIds | null;
  readonly entry: KeyMapEntry | undefined;
}

function verdictOf(field: SendField, { value, wanted, ids, held, entry }: Compared): Verdict {
  if (wanted !== null && isSameValue(field.schema, wanted, held)) return 'agreed';
  const left = entry?.heldHashes[field.name];
  if (entry?.fieldHashes[field.name] === fieldHash(value)) {
    return ids !== null && isMadeAnew(ids, held, left) ? 'changed' : 'kept';
  }
  return left === undefined || held === undefined || left === heldHash(held) ? 'changed' : 'conflict';
}

/** Database IDs behind external IDs, null for one that is not known. */
type RecordIds = readonly (number | null)[];

function databaseIdsIn(field: SendField, value: string, databaseId: DatabaseIdOf): RecordIds | null {
  if (field.by !== 'external_id' || value === '') return null;
  return value.split(',').map((externalId) => databaseId(field.schema.relation ?? '', externalId));
}

/** As `read` answers; null when one of them is not known. */
function joined(ids: RecordIds): string | null {
  return ids.includes(null) ? null : ids.join(',');
}

/**
 * Whether the reference means another record than we last wrote: somebody deleted that one, by which Odoo emptied the field, and its
 * row made it anew (or will, in a check). What else the field holds somebody has chosen.
 */
function isMadeAnew(ids: RecordIds, held: ReadValue | undefined, left: string | undefined): boolean {
  if (held === undefined || left === undefined || left === heldHash(held)) return false;
  const isList = Array.isArray(held);
  const rest = isList ? held.map(Number) : held === false || held === null ? [] : [Number(held)];
  const means: ReadValue = isList ? [...new Set(ids.filter((id) => id !== null))] : (ids[0] ?? false);
  return rest.every((id) => ids.includes(id)) && left !== heldHash(means);
}
