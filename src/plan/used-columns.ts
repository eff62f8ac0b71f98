import type { FieldMapping, KeyPart, WithinCondition } from '../mapping/field-mapping.ts';
import { scanFormula } from '../mapping/formula/scan-formula.ts';
import type { Transform } from '../mapping/transform.ts';
import type { FedNode } from './valid-graph.ts';

/** A place where a node reads a column. */
export interface UsedColumn {
  readonly sheet: string;
  readonly column: string;
  readonly field?: string;
  /** What reads it, in words: `the key`, `the filter`, `the mapping`. */
  readonly use: string;
}

/** `sheetOf` tells the sheet of another node: a reference may compare columns of it. */
export function usedColumns(
  node: FedNode,
  sheetOf: (node: string) => string | undefined,
): readonly UsedColumn[] {
  const here = (use: string, columns: readonly string[], field?: string) =>
    columns.map((column) => ({ sheet: node.sheet, column, use, ...(field === undefined ? {} : { field }) }));
  return [
    ...here('the key', node.data.key.flatMap(partColumns)),
    ...here(
      'the filter',
      (node.data.filter ?? []).map((rule) => rule.column),
    ),
    ...here(
      'external_id_column',
      node.data.external_id_column === undefined ? [] : [node.data.external_id_column],
    ),
    ...Object.entries(node.data.fields).flatMap(([field, mapping]) => [
      ...here('the mapping', mappingColumns(mapping), field),
      ...throughColumns(mapping).map((column) => ({ ...column, field })),
      ...matchColumns(mapping, sheetOf).map((column) => ({ ...column, field })),
    ]),
  ];
}

/** Columns of the junction sheet of a reference that goes through one. */
function throughColumns(mapping: FieldMapping): readonly UsedColumn[] {
  const through =
    'reference' in mapping && 'node' in mapping.reference ? mapping.reference.through : undefined;
  if (!through) return [];
  return [
    ...through.from
      .flatMap(partColumns)
      .map((column) => ({ sheet: through.sheet, column, use: 'through.from' })),
    ...through.to.flatMap(partColumns).map((column) => ({ sheet: through.sheet, column, use: 'through.to' })),
  ];
}

/** Columns of the other node's sheet that are compared instead of its key. */
function matchColumns(
  mapping: FieldMapping,
  sheetOf: (node: string) => string | undefined,
): readonly UsedColumn[] {
  if (!('reference' in mapping) || !('node' in mapping.reference)) return [];
  const { node, match = [] } = mapping.reference;
  const sheet = sheetOf(node);
  if (sheet === undefined) return [];
  return match.flatMap(partColumns).map((column) => ({ sheet, column, use: 'match' }));
}

function mappingColumns(mapping: FieldMapping): readonly string[] {
  if ('column' in mapping) return [mapping.column, ...transformColumns(mapping.transforms)];
  if ('formula' in mapping)
    return [...scanFormula(mapping.formula).columns, ...transformColumns(mapping.transforms)];
  if (!('reference' in mapping)) return [];
  const { reference } = mapping;
  if ('node' in reference) return reference.columns.flatMap(partColumns);
  return [
    ...(reference.column === undefined ? [] : [reference.column]),
    ...(reference.formula === undefined ? [] : scanFormula(reference.formula).columns),
    ...Object.values(reference.within ?? {}).flatMap((one) => ('column' in one ? partColumns(one) : [])),
    ...transformColumns(reference.transforms),
  ];
}

function partColumns(part: KeyPart | Extract<WithinCondition, { column: string }>): readonly string[] {
  if (typeof part === 'string') return [part];
  const read = 'column' in part ? [part.column] : scanFormula(part.formula).columns;
  return [...read, ...transformColumns(part.transforms)];
}

function transformColumns(transforms: readonly Transform[] | undefined): readonly string[] {
  return (transforms ?? []).flatMap((step) => {
    if (typeof step === 'string') return [];
    if (step.name === 'concat') return step.columns;
    return step.name === 'phone' && step.country_column !== undefined ? [step.country_column] : [];
  });
}
