import type { FieldSchema, SchemaSnapshot } from '../target-schema.ts';
import type { ModelEntry, RoleEntry } from './catalogue/model-entry.ts';
import { type FieldNames, namesOfField } from './phrase-index.ts';
import { phrasesOf } from './words.ts';

/** What suggestions are made for: the schema of the target, and its labels in further languages. */
export interface SuggestTarget {
  readonly snapshot: SchemaSnapshot;
  readonly labels?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** A place a column can be assigned to: a field of the main record or of another one in the same row. */
export interface Slot {
  readonly role: string;
  readonly model: string;
  readonly field: FieldSchema;
  readonly part?: 'first' | 'last';
  readonly names: FieldNames;
  /** The catalogue names it; of other fields only their own label counts. */
  readonly isKnown: boolean;
  /** Of a role: recognised without its prefix. */
  readonly isBare: boolean;
}

export interface SlotPlan {
  readonly model: string;
  readonly entry: ModelEntry;
  readonly slots: readonly Slot[];
  /** What sheets of it are called. */
  readonly called: readonly (readonly string[])[];
  /** Words that only name the record itself, before a header: `customer` in `Customer name`. */
  readonly own: readonly (readonly string[])[];
  readonly prefixes: ReadonlyMap<string, readonly (readonly string[])[]>;
}

/** A name in one column, or in two. */
export type NameMode = 'whole' | 'parts';

/** Kept by Odoo, or nothing a sheet of another system tells. */
const NO_SLOT =
  /^(id|create_date|create_uid|write_date|write_uid|display_name|company_id|color|sequence|phone_mobile_search|qty_available)$/;

export function planSlots(model: string, entry: ModelEntry, target: SuggestTarget): SlotPlan {
  const schema = target.snapshot.models[model];
  const called = phrasesOf(entry.names);
  const main = Object.values(schema?.fields ?? {})
    .filter(isLoadable)
    .filter(({ name }) => name in entry.fields || !NO_SLOT.test(name))
    .map((field) => makeSlot(model, field, entry.fields[field.name], target));
  return {
    model,
    entry,
    slots: [
      ...main,
      ...nameParts('main', model, entry.fields, target),
      ...Object.entries(entry.roles ?? {}).flatMap(([role, of]) => roleSlots(role, of, target)),
    ],
    called,
    own: [...called, ...phrasesOf(entry.prefixes ?? '')],
    prefixes: new Map(Object.entries(entry.roles ?? {}).map(([role, of]) => [role, phrasesOf(of.prefixes)])),
  };
}

/** The plan with a slot for each of these fields, where it has none and the target has the field. */
export function addSlots(
  plan: SlotPlan,
  wanted: readonly { readonly role: string; readonly model: string; readonly field: string }[],
  target: SuggestTarget,
): SlotPlan {
  const has = new Set(plan.slots.map(({ role, field }) => `${role} ${field.name}`));
  const added = wanted.flatMap(({ role, model, field: name }) => {
    const field = target.snapshot.models[model]?.fields[name];
    const place = `${role} ${name}`;
    if (!field || has.has(place) || !isLoadable(field)) return [];
    has.add(place);
    return [makeSlot(model, field, undefined, target, { role, isBare: false })];
  });
  return { ...plan, slots: [...plan.slots, ...added] };
}

function isLoadable(field: FieldSchema): boolean {
  const refused: readonly string[] = [
    'one2many',
    'binary',
    'json',
    'properties',
    'properties_definition',
    'reference',
    'many2one_reference',
  ];
  if (refused.includes(field.type)) return false;
  return !(field.readonly && (!field.store || (field.depends?.length ?? 0) > 0));
}

function makeSlot(
  model: string,
  field: FieldSchema,
  synonyms: string | undefined,
  target: SuggestTarget,
  role: { readonly role: string; readonly isBare: boolean } = { role: 'main', isBare: false },
): Slot {
  const labels = [field.label, ...(target.labels?.[model]?.[field.name] ?? [])];
  return {
    ...role,
    model,
    field,
    names: namesOfField(synonyms ?? '', role.role === 'main' ? labels : [], field.name),
    isKnown: synonyms !== undefined,
  };
}

function nameParts(
  role: string,
  model: string,
  fields: Readonly<Record<string, string>>,
  target: SuggestTarget,
  bare: readonly string[] = [],
): readonly Slot[] {
  const field = target.snapshot.models[model]?.fields.name;
  if (!field) return [];
  return (['first', 'last'] as const).flatMap((part) => {
    const synonyms = fields[`name#${part}`];
    if (synonyms === undefined) return [];
    const names = namesOfField(synonyms, [], synonyms);
    return [{ role, model, field, part, names, isKnown: true, isBare: bare.includes(`name#${part}`) }];
  });
}

function roleSlots(role: string, of: RoleEntry, target: SuggestTarget): readonly Slot[] {
  const fields = target.snapshot.models[of.model]?.fields;
  if (!fields) return [];
  const plain = Object.entries(of.fields).flatMap(([name, synonyms]) => {
    const field = fields[name];
    if (!field || !isLoadable(field)) return [];
    const isBare = of.bare?.includes(name) ?? false;
    return [makeSlot(of.model, field, synonyms, target, { role, isBare })];
  });
  return [...plain, ...nameParts(role, of.model, of.fields, target, of.bare)];
}
