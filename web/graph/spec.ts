import type { Schemas } from '../api/client.ts';

/** A graph as it is saved, and questions about it that need nothing else. */
export type GraphSpec = Schemas['GraphSpec'];
export type ModelNode = Schemas['ModelNode'];
export type SheetNode = Schemas['SheetNode'];
export type GraphNode = ModelNode | SheetNode;
export type ModelData = ModelNode['data'];
export type KeyPart = Schemas['KeyPart'];
export type Transform = Schemas['Transform'];
export type FieldMapping = Schemas['FieldMapping'];
export type ColumnMapping = Extract<FieldMapping, { column: string }>;
export type ReferenceMapping = Extract<FieldMapping, { reference: unknown }>;
export type NodeReference = Extract<ReferenceMapping['reference'], { node: string }>;
export type RecordReference = Extract<ReferenceMapping['reference'], { by: string }>;

export function isModel(node: GraphNode): node is ModelNode {
  return node.type === 'model';
}

export function modelsOf(spec: GraphSpec): readonly ModelNode[] {
  return spec.nodes.filter(isModel);
}

export function findModel(spec: GraphSpec, id: string | undefined): ModelNode | undefined {
  return modelsOf(spec).find((node) => node.id === id);
}

export function labelOf(node: GraphNode): string {
  return node.data.label ?? (isModel(node) ? node.id : node.data.sheet);
}

/** The sheet that feeds a node: its own, or the one whose `map` edge leads to it. */
export function sheetOf(spec: GraphSpec, node: ModelNode): string | undefined {
  if (node.data.sheet !== undefined) return node.data.sheet;
  const edge = spec.edges?.find(({ kind, to }) => kind === 'map' && to === node.id);
  const from = spec.nodes.find(({ id }) => id === edge?.from);
  return from?.type === 'sheet' ? from.data.sheet : undefined;
}

export interface NodeLink {
  /** The node whose records are needed. */
  readonly from: string;
  readonly to: string;
  /** The fields at `to` that hold them; none for a `depends` edge that somebody drew. */
  readonly fields: readonly string[];
}

export function nodeReferenceOf(mapping: FieldMapping): NodeReference | undefined {
  return 'reference' in mapping && 'node' in mapping.reference ? mapping.reference : undefined;
}

/** What needs what, one link for each pair of nodes. */
export function linksOf(spec: GraphSpec): readonly NodeLink[] {
  const models = new Map(modelsOf(spec).map((node) => [node.id, node]));
  const links = new Map<string, { from: string; to: string; fields: string[] }>();
  const add = (from: string, to: string, field?: string) => {
    if (!models.has(from) || !models.has(to)) return;
    const link = links.get(`${from} ${to}`) ?? { from, to, fields: [] };
    if (field !== undefined) link.fields.push(field);
    links.set(`${from} ${to}`, link);
  };
  for (const node of models.values())
    for (const [field, mapping] of Object.entries(node.data.fields)) {
      const reference = nodeReferenceOf(mapping);
      if (reference) add(reference.node, node.id, field);
    }
  for (const edge of spec.edges ?? []) if (edge.kind === 'depends') add(edge.from, edge.to);
  return [...links.values()];
}

/** The column of a part of a key, or the formula in its place. */
export function columnOf(part: KeyPart): string {
  if (typeof part === 'string') return part;
  return 'column' in part ? part.column : part.formula;
}

/** Column names that a formula reads: in double quotes, outside of texts in single ones, or bare words that are columns. */
export function formulaColumns(formula: string, columns: readonly string[]): readonly string[] {
  const withoutTexts = formula.replace(/'(?:[^']|'')*'/g, "''");
  const quoted = [...withoutTexts.matchAll(/"((?:[^"]|"")+)"/g)].map(([, name]) =>
    (name ?? '').replaceAll('""', '"'),
  );
  const words = new Set(withoutTexts.replace(/"(?:[^"]|"")+"/g, ' ').match(/[\p{L}_][\p{L}\p{N}_]*/gu));
  return columns.filter((column) => quoted.includes(column) || words.has(column));
}

function stepColumns(transforms: readonly Transform[] | undefined): readonly string[] {
  return (transforms ?? []).flatMap((step) =>
    typeof step === 'object' && step.name === 'concat' ? step.columns : [],
  );
}

function partColumns(part: KeyPart, columns: readonly string[]): readonly string[] {
  if (typeof part === 'string') return [part];
  const own = 'column' in part ? [part.column] : formulaColumns(part.formula, columns);
  return [...own, ...stepColumns(part.transforms)];
}

/** Sheets that only join rows of the node with those of others. */
export function junctionsOf(node: ModelNode): readonly string[] {
  return Object.values(node.data.fields).flatMap((mapping) => nodeReferenceOf(mapping)?.through?.sheet ?? []);
}

/** Sheets from which rows or references of some node come. */
export function usedSheets(spec: GraphSpec): ReadonlySet<string> {
  return new Set(modelsOf(spec).flatMap((node) => [sheetOf(spec, node) ?? [], junctionsOf(node)].flat()));
}

/** What a mapping reads of the node's own sheet, which has these columns. */
export function columnsRead(mapping: FieldMapping, columns: readonly string[]): readonly string[] {
  if ('value' in mapping) return [];
  if ('column' in mapping) return [mapping.column, ...stepColumns(mapping.transforms)];
  if ('formula' in mapping)
    return [...formulaColumns(mapping.formula, columns), ...stepColumns(mapping.transforms)];
  const { reference } = mapping;
  if ('node' in reference) return reference.columns.flatMap((part) => partColumns(part, columns));
  const within = Object.values(reference.within ?? {}).flatMap((one) =>
    'column' in one ? [one.column, ...stepColumns(one.transforms)] : [],
  );
  const own = reference.column === undefined ? [] : [reference.column];
  const computed = formulaColumns(reference.formula ?? '', columns);
  return [...own, ...computed, ...stepColumns(reference.transforms), ...within];
}

/** Columns of a sheet that no node reads, for any purpose. */
export function unusedColumns(spec: GraphSpec, sheet: string, columns: readonly string[]): readonly string[] {
  const used = new Set<string>();
  for (const node of modelsOf(spec)) {
    for (const mapping of Object.values(node.data.fields)) {
      const reference = nodeReferenceOf(mapping);
      const { through, match = [] } = reference ?? {};
      const joined = through?.sheet === sheet ? [...through.from, ...through.to] : [];
      const other = findModel(spec, reference?.node);
      const compared = other && sheetOf(spec, other) === sheet ? match : [];
      for (const part of [...joined, ...compared])
        for (const column of partColumns(part, columns)) used.add(column);
    }
    if (sheetOf(spec, node) !== sheet) continue;
    const { key, fields, filter, external_id_column: external } = node.data;
    const read = [
      ...key.flatMap((part) => partColumns(part, columns)),
      ...Object.values(fields).flatMap((mapping) => columnsRead(mapping, columns)),
      ...(filter ?? []).map(({ column }) => column),
      ...(external === undefined ? [] : [external]),
    ];
    for (const column of read) used.add(column);
  }
  return columns.filter((column) => !used.has(column) && !ignoredColumns(spec, sheet).includes(column));
}

/** Columns that the user wants to hear no more of; kept with the graph. */
export function ignoredColumns(spec: GraphSpec, sheet: string): readonly string[] {
  const all = spec.metadata?.ignored_columns;
  const own = typeof all === 'object' && all !== null ? (all as Record<string, unknown>)[sheet] : undefined;
  return Array.isArray(own) ? own.filter((column) => typeof column === 'string') : [];
}
