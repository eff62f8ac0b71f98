import type { Issue } from '../issue.ts';
import type { FieldMapping, KeyPart } from '../mapping/field-mapping.ts';
import { scanFormula } from '../mapping/formula/scan-formula.ts';
import type { PreparedStep } from './prepared-step.ts';
import type { RowToSend } from './row-to-send.ts';

/** Positions of the fields that the row sends. */
export function sentPositions(row: RowToSend | undefined): readonly number[] {
  return row ? row.values.flatMap((value, j) => (value === null ? [] : [j])) : [];
}

/** Columns for `load` of these fields; the rows of a call name their references all in one way. */
export function pathsOf(
  { fields }: PreparedStep,
  positions: readonly number[],
  row: RowToSend | undefined,
): readonly string[] {
  return positions.flatMap((j) => {
    const field = fields[j];
    return field ? [row?.cellsById?.has(j) ? `${field.name}/.id` : field.path] : [];
  });
}

/** The text for the column that `pathsOf` names. */
export function cellToSend(row: RowToSend, j: number): string {
  return row.cellsById?.get(j) ?? row.values[j] ?? '';
}

/** The cell behind a field, where a column feeds it. */
export function cellOf(
  prepared: PreparedStep,
  row: RowToSend,
  fieldName: string | null,
): Pick<Issue, 'field' | 'column' | 'value'> {
  if (fieldName === null) return {};
  const j = prepared.fields.findIndex((field) => field.name === fieldName);
  const mapping = prepared.step.data.fields[fieldName];
  const column = columnOf(mapping);
  const value = row.values[j];
  return {
    field: fieldName,
    ...(column === undefined ? {} : { column }),
    ...(value === null || value === undefined ? {} : { value: value.slice(0, 200) }),
  };
}

function columnOf(mapping: FieldMapping | undefined): string | undefined {
  if (mapping === undefined || 'value' in mapping) return undefined;
  if ('column' in mapping) return mapping.column;
  if ('formula' in mapping) return formulaColumns(mapping.formula);
  const { reference } = mapping;
  if ('columns' in reference) return reference.columns.map(partColumn).join(', ');
  return reference.formula === undefined ? reference.column : formulaColumns(reference.formula);
}

function partColumn(part: KeyPart): string {
  if (typeof part === 'string') return part;
  return 'column' in part ? part.column : (formulaColumns(part.formula) ?? part.formula);
}

function formulaColumns(formula: string): string | undefined {
  return scanFormula(formula).columns.join(', ') || undefined;
}
