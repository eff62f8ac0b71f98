import { proposeValues } from '../../mapping/cleaning/propose-values.ts';
import type { FieldMapping } from '../../mapping/field-mapping.ts';
import type { DatasetSuggestion, FieldCandidate } from '../../mapping/suggest/suggestion.ts';
import type { FieldSchema, SchemaSnapshot } from '../../mapping/target-schema.ts';
import type { Transform } from '../../mapping/transform.ts';
import type { ColumnProfile, DatasetProfile, SheetProfile } from '../../source/profile/dataset-profile.ts';
import { isPrivateField } from '../draft/draft-fields.ts';
import { draftTransforms } from '../draft/draft-transforms.ts';
import type { GraphSpec, ModelNode } from '../graph-spec.ts';
import { usedColumns } from '../used-columns.ts';
import { chooseFieldType } from './choose-field-type.ts';
import type { CustomField, FieldProposal, FieldProposals } from './custom-field.ts';
import { fieldNameFor } from './field-name.ts';

export interface ProposeInput {
  readonly spec: GraphSpec;
  readonly profile: DatasetProfile;
  readonly snapshot: SchemaSnapshot;
  /** What the columns probably are: such a field of Odoo is better than a new one, and is told. */
  readonly suggestion: DatasetSuggestion;
}

interface Fed {
  readonly node: ModelNode;
  readonly sheet: string;
}

type Left = FieldProposals['left'][number];

/** Fields for the columns that a graph leaves out: on the model that the rows of the sheet become. */
export function proposeCustomFields(input: ProposeInput): FieldProposals {
  const { spec, profile } = input;
  const fed = spec.nodes.flatMap((node): readonly Fed[] => {
    const sheet = node.type === 'model' ? sheetOf(spec, node) : null;
    return node.type === 'model' && sheet !== null ? [{ node, sheet }] : [];
  });
  const sheetOfNode = (id: string) => fed.find(({ node }) => node.id === id)?.sheet;
  const used = new Set(
    fed
      .flatMap(({ node, sheet }) => usedColumns({ id: node.id, data: node.data, sheet }, sheetOfNode))
      .map(({ sheet, column }) => idOf(sheet, column)),
  );
  const taken = new Map<string, Set<string>>();
  const found = profile.sheets.flatMap((sheet) => {
    const own = fed.filter((one) => one.sheet === sheet.sheet);
    // of several records in a row the one that each row has
    const main = (own.find(({ node }) => node.data.distinct !== true) ?? own[0])?.node;
    return sheet.columns
      .map((column, at) => ({ column, at }))
      .filter(({ column }) => !used.has(idOf(sheet.sheet, column.name)))
      .map(({ column, at }) => proposeOne(input, { sheet, column, at, main, taken }));
  });
  const proposals = found.filter((one): one is FieldProposal => 'field' in one);
  return {
    proposals,
    left: found.filter((one): one is Left => !('field' in one)),
    spec: withFields(spec, proposals),
  };
}

function idOf(sheet: string, column: string): string {
  return JSON.stringify([sheet, column]);
}

function sheetOf({ nodes, edges = [] }: GraphSpec, { id, data }: ModelNode): string | null {
  if (data.sheet !== undefined) return data.sheet;
  const from = edges.find((edge) => edge.kind === 'map' && edge.to === id)?.from;
  const node = nodes.find((one) => one.id === from);
  return node?.type === 'sheet' ? node.data.sheet : null;
}

interface Place {
  readonly sheet: SheetProfile;
  readonly column: ColumnProfile;
  readonly at: number;
  readonly main: ModelNode | undefined;
  readonly taken: Map<string, Set<string>>;
}

function proposeOne(input: ProposeInput, { sheet, column, at, main, taken }: Place): FieldProposal | Left {
  const place = { sheet: sheet.sheet, column: column.name };
  if (column.type === 'empty') return { ...place, reason: 'it is empty' };
  if (!main) return { ...place, reason: 'no node of the graph reads the sheet' };
  const { odooModel } = main.data;
  const model = input.snapshot.models[odooModel];
  if (!model) return { ...place, reason: `the target has no model ${odooModel}` };
  const like = candidateOf(input.suggestion, place);
  if (like && isPrivateField(like.model, like.field))
    return { ...place, reason: 'it is private data of employees: others would see it in a field of its own' };
  const { reason, type, selection } = chooseFieldType(column, model);
  const names = taken.get(odooModel) ?? new Set(Object.keys(model.fields));
  const field: CustomField = {
    model: odooModel,
    name: fieldNameFor(column.name, at + 1, names),
    label: labelOf(column.name, at + 1),
    type,
    ...(selection ? { selection } : {}),
  };
  taken.set(odooModel, names.add(field.name));
  return {
    ...place,
    node: main.id,
    field,
    mapping: mappingOf(column, field),
    reason: like
      ? `${reason}; but it may be "${input.snapshot.models[like.model]?.fields[like.field]?.label ?? like.field}" (${like.model}.${like.field}), which Odoo has`
      : reason,
  };
}

const MOST_NULL_TOKENS = 50;

function mappingOf(column: ColumnProfile, field: CustomField): FieldMapping {
  const isNumber = field.type === 'integer' || field.type === 'float' || field.type === 'monetary';
  const transforms = isNumber ? numberTransforms(column) : (draftTransforms(column, schemaOf(field)) ?? []);
  const nullTokens = column.flaws
    .flatMap(({ flaw, samples }) => (flaw === 'null_token' ? samples : []))
    .slice(0, MOST_NULL_TOKENS);
  return {
    column: column.name,
    ...(transforms.length > 0 ? { transforms: [...transforms] } : {}),
    ...(nullTokens.length > 0 ? { null_tokens: nullTokens } : {}),
  };
}

/** A field of our own takes shares and percents as they are written. */
function numberTransforms(column: ColumnProfile): readonly Transform[] {
  return proposeValues(column)
    .flatMap(({ transforms = [] }) => transforms)
    .filter((step) => typeof step !== 'object' || step.name !== 'scale');
}

function candidateOf(
  { sheets }: DatasetSuggestion,
  place: { readonly sheet: string; readonly column: string },
): FieldCandidate | null {
  const columns = sheets.find(({ sheet }) => sheet === place.sheet)?.columns ?? [];
  return columns.find(({ column }) => column === place.column)?.field ?? null;
}

function labelOf(header: string, position: number): string {
  const text = header.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
  // without half a character at the end
  return (
    text
      .slice(0, 100)
      .replace(/[\uD800-\uDBFF]$/, '')
      .trim() || `Column ${position}`
  );
}

function schemaOf({ name, label, type, selection }: CustomField): FieldSchema {
  const plain = { name, label, type, required: false, readonly: false, store: true } as const;
  return selection ? { ...plain, selection } : plain;
}

function withFields(spec: GraphSpec, proposals: readonly FieldProposal[]): GraphSpec {
  const fieldsOf = (id: string) =>
    Object.fromEntries(
      proposals.filter(({ node }) => node === id).map(({ field, mapping }) => [field.name, mapping]),
    );
  return {
    ...spec,
    nodes: spec.nodes.map((node) =>
      node.type === 'model'
        ? { ...node, data: { ...node.data, fields: { ...node.data.fields, ...fieldsOf(node.id) } } }
        : node,
    ),
  };
}
