import type { Schemas } from '../api/client.ts';
import {
  columnOf,
  type FieldMapping,
  type GraphSpec,
  type KeyPart,
  type ModelNode,
  modelsOf,
  nodeReferenceOf,
} from './spec.ts';

export type OdooField = Schemas['OdooField'];
export const MAPPING_KINDS = ['column', 'value', 'formula', 'node', 'record'] as const;
export type MappingKind = (typeof MAPPING_KINDS)[number];

export function kindOf(mapping: FieldMapping): MappingKind {
  if ('column' in mapping) return 'column';
  if ('value' in mapping) return 'value';
  if ('formula' in mapping) return 'formula';
  return nodeReferenceOf(mapping) ? 'node' : 'record';
}

/** Kinds of source that a field can have; all where nothing is known of it. */
export function kindsFor(field: OdooField | undefined): readonly MappingKind[] {
  if (field === undefined) return MAPPING_KINDS;
  return field.relation === null ? ['column', 'value', 'formula'] : ['node', 'record'];
}

export interface MappingPlace {
  readonly spec: GraphSpec;
  readonly node: ModelNode;
  /** Of the sheet that feeds the node. */
  readonly columns: readonly string[];
}

/** Nodes whose records the field can hold, those of the very model first. */
export function nodesFor({ spec }: MappingPlace, field: OdooField | undefined): readonly ModelNode[] {
  const all = modelsOf(spec);
  if (field?.relation == null) return all;
  return all.filter(({ data }) => data.odooModel === field.relation);
}

/** Columns of this sheet that are called as the key of the other node; else the first ones, to be corrected. */
export function columnsLikeKey(other: ModelNode, columns: readonly string[]): string[] {
  return columnsLike(other.data.key, columns);
}

/** The same for any columns that are compared. */
export function columnsLike(parts: readonly KeyPart[], columns: readonly string[]): string[] {
  return parts.map((part) => {
    const wanted = columnOf(part).toLowerCase();
    const found =
      columns.find((column) => column.toLowerCase() === wanted) ??
      columns.find((column) => column.toLowerCase().includes(wanted)) ??
      columns[0];
    return found ?? columnOf(part);
  });
}

/** The mapping to begin with when a source of this kind is chosen; keeps the column and what is done to it. */
export function toKind(
  kind: MappingKind,
  place: MappingPlace,
  { field, before, column }: { field?: OdooField | undefined; before?: FieldMapping; column?: string },
): FieldMapping {
  const from =
    column ?? readColumn(before) ?? columnLike(field, place.columns) ?? place.columns[0] ?? 'column';
  switch (kind) {
    case 'column': {
      const kept = before && 'formula' in before ? before : undefined;
      return { column: from, ...(kept?.transforms && { transforms: kept.transforms }) };
    }
    case 'value':
      return { value: field?.type === 'boolean' ? true : (field?.selection?.[0]?.value ?? '') };
    case 'formula': {
      const kept = before && 'column' in before ? before.transforms : undefined;
      return { formula: quoteColumn(from), ...(kept && { transforms: kept }) };
    }
    case 'node': {
      const other = nodesFor(place, field)[0] ?? place.node;
      const like = columnsLikeKey(other, place.columns);
      return { reference: { node: other.id, columns: like.length === 1 && column ? [column] : like } };
    }
    case 'record':
      return { reference: { by: 'field', match: 'name', column: from } };
  }
}

/** A first mapping of a field that has none. */
export function firstMapping(place: MappingPlace, field: OdooField, column?: string): FieldMapping {
  const hasNode = field.relation !== null && nodesFor(place, field).length > 0;
  const kind = field.relation === null ? 'column' : hasNode ? 'node' : 'record';
  return toKind(kind, place, { field, ...(column === undefined ? {} : { column }) });
}

function readColumn(mapping: FieldMapping | undefined): string | undefined {
  if (mapping === undefined) return undefined;
  if ('column' in mapping) return mapping.column;
  if ('formula' in mapping) return /"((?:[^"]|"")+)"/.exec(mapping.formula)?.[1]?.replaceAll('""', '"');
  if (!('reference' in mapping)) return undefined;
  const { reference } = mapping;
  if ('node' in reference) return reference.columns[0] && columnOf(reference.columns[0]);
  return reference.column;
}

/** The column that is called like the field or its label. */
export function columnLike(field: OdooField | undefined, columns: readonly string[]): string | undefined {
  const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const names = field ? [plain(field.name), plain(field.label)] : [];
  return columns.find((column) => names.includes(plain(column)));
}

/** A column as a formula names it. */
export function quoteColumn(column: string): string {
  return `"${column.replaceAll('"', '""')}"`;
}

/** Odoo refuses a new record of the model without it, and fills it by nothing. */
export function isNeeded(field: OdooField): boolean {
  return field.required && !field.has_default && !field.computed && !field.type.endsWith('2many');
}
