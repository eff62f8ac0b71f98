import type { Schemas } from '../api/client.ts';
import {
  columnsRead,
  type FieldMapping,
  findModel,
  type GraphSpec,
  type ModelNode,
  modelsOf,
  sheetOf,
} from './spec.ts';

export type Suggestion = Schemas['Suggestion'];
export type SuggestedField = Schemas['SuggestedField'];

/** What was suggested for a column of a sheet, the chosen field first. */
export function suggestedFor(
  suggestion: Suggestion | undefined,
  sheet: string | undefined,
  column: string,
): readonly SuggestedField[] {
  const found = suggestion?.sheets
    .find((one) => one.sheet === sheet)
    ?.columns.find((one) => one.column === column);
  return found ? [...(found.field ? [found.field] : []), ...found.alternatives] : [];
}

/** Why a field is filled from what it is filled from, where that was suggested: the best among the columns it reads. */
export function confidenceOf(
  suggestion: Suggestion | undefined,
  sheet: string | undefined,
  {
    model,
    field,
    mapping,
  }: { readonly model: string; readonly field: string; readonly mapping: FieldMapping },
): SuggestedField | undefined {
  return columnsRead(mapping, [])
    .flatMap((column) => suggestedFor(suggestion, sheet, column))
    .filter((one) => one.field === field && one.model === model)
    .sort((a, b) => b.confidence - a.confidence)[0];
}

/** Fields that the draft fills at a node and the graph does not. */
export function openSuggestions(
  suggestion: Suggestion | undefined,
  spec: GraphSpec,
  id: string,
): Readonly<Record<string, FieldMapping>> {
  const node = findModel(spec, id);
  const drafted = suggestion && node && findModel(suggestion.graph, id);
  if (!drafted || drafted.data.odooModel !== node.data.odooModel || drafted.data.sheet !== node.data.sheet)
    return {};
  const ids = new Set(spec.nodes.map((one) => one.id));
  return Object.fromEntries(
    Object.entries(drafted.data.fields).filter(
      ([field, mapping]) => !(field in node.data.fields) && isKnown(mapping, ids),
    ),
  );
}

/**
 * Nodes that the draft makes of a sheet, or of all sheets, and the graph has not; without references to nodes that are in neither.
 */
export function draftedNodes(
  suggestion: Suggestion | undefined,
  spec: GraphSpec,
  sheet?: string,
): readonly ModelNode[] {
  if (!suggestion) return [];
  const taken = new Set(spec.nodes.map((node) => node.id));
  const drafted = modelsOf(suggestion.graph).filter(
    (node) => !taken.has(node.id) && (sheet === undefined || sheetOf(suggestion.graph, node) === sheet),
  );
  const ids = new Set([...taken, ...drafted.map(({ id }) => id)]);
  return drafted.map((node) => ({
    ...node,
    data: {
      ...node.data,
      fields: Object.fromEntries(
        Object.entries(node.data.fields).filter(([, mapping]) => isKnown(mapping, ids)),
      ),
    },
  }));
}

function isKnown(mapping: FieldMapping, ids: ReadonlySet<string>): boolean {
  return !('reference' in mapping) || !('node' in mapping.reference) || ids.has(mapping.reference.node);
}
