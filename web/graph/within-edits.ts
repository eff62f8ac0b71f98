import { columnLike, type OdooField } from './default-mapping.ts';
import { compact } from './mapping-parts.ts';
import type { RecordReference } from './spec.ts';

type Conditions = NonNullable<RecordReference['within']>;
export type Condition = Conditions[string];
export type ColumnCondition = Extract<Condition, { column: string }>;

export const MOST_CONDITIONS = 5;
const COMPARED = new Set(['many2one', 'char', 'text', 'selection', 'integer', 'boolean', 'date']);
const AUTHORS = new Set(['create_uid', 'write_uid']);

/** Fields that can tell records apart, those that refer to others first, as a state to its country. */
export function conditionFields(
  fields: ReadonlyMap<string, OdooField>,
  { match, within = {} }: RecordReference,
): readonly OdooField[] {
  const able = [...fields.values()].filter(
    ({ name, type, stored }) => stored && COMPARED.has(type) && name !== match && !(name in within),
  );
  const rank = ({ name, relation, required }: OdooField) => {
    if (relation === null || AUTHORS.has(name)) return 2;
    return required ? 0 : 1;
  };
  return able.toSorted((a, b) => rank(a) - rank(b));
}

/** To begin with: the column that is called like the field. */
export function addCondition(
  reference: RecordReference,
  field: OdooField,
  columns: readonly string[],
): RecordReference {
  const column = columnLike(field, columns) ?? columns[0] ?? 'column';
  return setCondition(reference, field.name, compact({ column, match: firstMatch(field) }));
}

export function setCondition(
  reference: RecordReference,
  field: string,
  condition: Condition,
): RecordReference {
  return withConditions(reference, { ...reference.within, [field]: condition });
}

export function removeCondition(reference: RecordReference, field: string): RecordReference {
  const { [field]: _, ...others } = reference.within ?? {};
  return withConditions(reference, others);
}

/** Another field in the place of the one; what it is compared with stays. */
export function changeConditionField(
  reference: RecordReference,
  from: string,
  to: OdooField,
): RecordReference {
  const changed = Object.entries(reference.within ?? {}).map(([field, condition]): [string, Condition] =>
    field === from ? [to.name, compact({ ...condition, match: firstMatch(to) })] : [field, condition],
  );
  return withConditions(reference, Object.fromEntries(changed));
}

function firstMatch({ relation }: OdooField): string | undefined {
  return relation === null ? undefined : 'name';
}

/** Beside conditions there is neither a list in one cell nor a record to be made. */
function withConditions(reference: RecordReference, within: Conditions): RecordReference {
  if (Object.keys(within).length === 0) return compact({ ...reference, within: undefined });
  const { on_missing: onMissing } = reference;
  return compact({
    ...reference,
    within,
    separator: undefined,
    on_missing: onMissing === 'create' ? undefined : onMissing,
  });
}
