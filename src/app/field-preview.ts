import type { Issue } from '../issue.ts';
import { makeRecipe } from '../load/prepare/make-recipe.ts';
import { previewField } from '../load/prepare/preview-field.ts';
import { compileFormulas } from '../mapping/formula/compile-formula.ts';
import type { CompiledFormulas } from '../mapping/formula/formula.ts';
import type { SchemaSnapshot } from '../mapping/target-schema.ts';
import { NO_VOCABULARY, type Vocabulary } from '../mapping/vocabulary.ts';
import { checkColumns } from '../plan/check-columns.ts';
import { checkFields } from '../plan/check-fields.ts';
import { checkFormulas, formulaTexts } from '../plan/check-formulas.ts';
import { checkRecipes } from '../plan/check-recipes.ts';
import type { GraphSpec, ModelData, ModelNode } from '../plan/graph-spec.ts';
import { usedColumns } from '../plan/used-columns.ts';
import type { DatasetManifest } from '../source/dataset.ts';
import type { Vocabularies } from '../store/vocabularies.ts';
import type { Connecting } from './connect.ts';
import type { FieldPreview, FieldPreviewQuery } from './dataset-cases.ts';
import type { ProfileDeps } from './dataset-profile.ts';
import { describedOf } from './models.ts';
import { type Trying, trySheet } from './preview-engine.ts';
import { done, refuse } from './refuse.ts';
import type { Result } from './result.ts';
import { withoutNode } from './without-node.ts';

export type PreviewDeps = ProfileDeps & Connecting & { readonly vocabularies: Vocabularies };

/**
 * What a field mapping makes of rows of a sheet, with the answers that the connection has for its values, or what is wrong with it.
 * Odoo is asked for its fields at most.
 */
export async function fieldPreview(
  by: PreviewDeps,
  id: string,
  query: FieldPreviewQuery,
): Promise<Result<FieldPreview>> {
  const snapshot = await snapshotOf(by, query);
  if (!snapshot.ok) return snapshot;
  const connectionId = query.target?.connectionId;
  const vocabulary = connectionId === undefined ? NO_VOCABULARY : await by.vocabularies.of(connectionId);
  return trySheet(by, { id, sheet: query.sheet, what: 'The mapping' }, (trying) =>
    tryField(trying, query, { snapshot: snapshot.value, vocabulary }),
  );
}

async function snapshotOf(
  by: PreviewDeps,
  { target }: FieldPreviewQuery,
): Promise<Result<SchemaSnapshot | null>> {
  if (target === undefined) return done(null);
  const described = await describedOf(by, target, [target.model]);
  if (!described.ok) return described;
  const { snapshot } = described.value;
  return Object.hasOwn(snapshot.models, target.model)
    ? done(snapshot)
    : refuse('not_found', `${snapshot.database} has no model ${target.model}.`);
}

interface Known {
  readonly snapshot: SchemaSnapshot | null;
  readonly vocabulary: Vocabulary;
}

async function tryField(
  { engine, dataset, sheet }: Trying,
  query: FieldPreviewQuery,
  { snapshot, vocabulary }: Known,
): Promise<Result<FieldPreview>> {
  const { manifest } = dataset;
  const node = nodeOf(query);
  const formulas = await compileFormulas(engine, formulaTexts({ name: 'preview', nodes: [node] }));
  const issues = issuesOf(node, { snapshot, formulas, manifest, sheet: sheet.name });
  if (issues.length > 0) return done({ isValid: false, issues, columns: [], rows: [], total: 0 });
  const step = {
    node: node.id,
    index: 0,
    model: node.data.odooModel,
    sheet: sheet.name,
    data: node.data,
    level: 0,
    dependsOn: [],
    component: null,
    references: [],
  };
  const recipe = makeRecipe({
    step,
    namespace: 'preview',
    manifest,
    sheetPath: () => '',
    snapshot,
    formulas,
    vocabulary,
  });
  const [field] = recipe.fields;
  if (field === undefined) throw new Error('The recipe of a preview has one field.');
  const used = usedColumns({ ...node, sheet: sheet.name }, () => undefined).filter(
    (one) => one.sheet === sheet.name,
  );
  const columns = [...new Set(used.map(({ column }) => column))];
  const { by, offset, limit } = query;
  const { rows, total } = await previewField(engine, { sheet, field, columns, by, offset, limit });
  return done({ isValid: true, issues: [], columns, rows, total });
}

/** The smallest node that has the mapping; it is never run, so that it needs no key. */
function nodeOf({ sheet, mapping, target }: FieldPreviewQuery): ModelNode {
  const { model, field } = target ?? { model: 'preview', field: 'value' };
  const data: ModelData = { odooModel: model, sheet, key: [], fields: { [field]: mapping } };
  return { id: 'preview', type: 'model', data };
}

interface Against {
  readonly snapshot: SchemaSnapshot | null;
  readonly formulas: CompiledFormulas;
  readonly manifest: DatasetManifest;
  readonly sheet: string;
}

/** The errors that a graph with this mapping would have for it. */
function issuesOf(node: ModelNode, { snapshot, formulas, manifest, sheet }: Against): readonly Issue[] {
  const models = new Map([[node.id, node]]);
  const spec: GraphSpec = { name: 'preview', nodes: [node] };
  const isOfNode = Object.values(node.data.fields).some(
    (mapping) => 'reference' in mapping && 'node' in mapping.reference,
  );
  return [
    ...checkRecipes(models),
    ...checkFormulas(models, formulas),
    ...checkColumns([{ id: node.id, data: node.data, sheet }], manifest),
    // which nodes there are is not known here
    ...(snapshot === null || isOfNode ? [] : checkFields(node, { spec, snapshot, models })),
  ]
    .filter(({ severity }) => severity === 'error')
    .map(withoutNode);
}
