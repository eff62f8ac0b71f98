import type { GraphSpec, ModelNode } from '../graph-spec.ts';
import {
  columnId,
  type Draft,
  type DraftInput,
  type Drafting,
  type NodeDraft,
  type UnmappedColumn,
} from './draft.ts';
import { draftFields, dropKnownParents } from './draft-fields.ts';
import { junctionField } from './draft-junctions.ts';
import { draftNodes } from './draft-nodes.ts';
import { layOut } from './lay-out.ts';
import { needsAttention } from './missing-fields.ts';
import { repairDraft } from './repair-draft.ts';

/**
 * Drafts a graph from what was suggested: every node with its key, references and transforms. The draft is valid for the dataset and the
 * target; what could not be made valid is left out, and everything left out is told.
 */
export function draftGraph(input: DraftInput): Draft {
  const drafting: Drafting = { ...input, nodes: [], used: new Set(), reasons: new Map(), notes: [] };
  draftNodes(drafting);
  dropKnownParents(drafting);
  // main records first: the parents that are hidden in their columns are found there
  for (const node of [...drafting.nodes].sort(byRole)) draftFields(drafting, node);
  for (const { junction, sheet } of input.suggestion.sheets) {
    if (junction) junctionField(drafting, sheet, junction);
  }
  const spec: GraphSpec = { name: input.name, nodes: drafting.nodes.map(toModelNode) };
  const repaired = repairDraft(spec, drafting);
  return {
    spec: layOut(repaired, drafting),
    unmapped: unmappedColumns(drafting, repaired),
    missing: needsAttention(repaired, input.target.snapshot),
    notes: drafting.notes,
  };
}

function byRole(a: NodeDraft, b: NodeDraft): number {
  const rank = ({ role }: NodeDraft) => (role === 'main' ? 0 : role === 'line' ? 1 : 2);
  return rank(a) - rank(b);
}

function toModelNode(node: NodeDraft): ModelNode {
  const { id, model, sheet, key, distinct, filled, fields } = node;
  return {
    id,
    type: 'model',
    data: {
      odooModel: model,
      sheet: sheet.sheet,
      ...(filled.length > 0
        ? { filter: filled.map((column) => ({ column, op: 'not_empty' as const })) }
        : {}),
      ...(distinct ? { distinct: true } : {}),
      key: [...key],
      fields: Object.fromEntries(fields),
    },
  };
}

function unmappedColumns(drafting: Drafting, spec: GraphSpec): readonly UnmappedColumn[] {
  const mapped = JSON.stringify(spec.nodes.map(({ data }) => data));
  return drafting.suggestion.sheets.flatMap(({ sheet, columns, junction }) =>
    columns.flatMap(({ column, field }): UnmappedColumn[] => {
      const id = columnId(sheet, column);
      const isKey = drafting.nodes.some((node) => node.sheet.sheet === sheet && node.key.includes(column));
      if (junction || drafting.used.has(id) || (isKey && mapped.includes(JSON.stringify(column)))) return [];
      const reason =
        drafting.reasons.get(id) ?? (field ? 'it is too uncertain' : 'no field of the model is like it');
      return [{ sheet, column, field, reason }];
    }),
  );
}
