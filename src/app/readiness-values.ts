import { distinctValues } from '../load/distinct-values.ts';
import type { CompiledFormulas } from '../mapping/formula/formula.ts';
import type { SchemaSnapshot } from '../mapping/target-schema.ts';
import type { GraphSpec } from '../plan/graph-spec.ts';
import { planRun } from '../plan/plan-run.ts';
import { languageFields, namedLanguages, type SetupReference } from '../plan/readiness/named-values.ts';
import type { NamedValues } from '../plan/readiness/readiness.ts';
import { validateGraph } from '../plan/validate-graph.ts';
import type { DatasetStorage } from '../source/dataset-storage.ts';
import { openEngine } from '../source/engine-client.ts';
import type { Turnstile } from '../util/turnstile.ts';
import type { DatasetView } from './dataset-cases.ts';
import { graphFormulas } from './graph-formulas.ts';
import { graphRecipes } from './graph-recipes.ts';
import { done, notFound } from './refuse.ts';
import type { Result } from './result.ts';
import { withStorage } from './with-storage.ts';

export interface ValueDeps {
  readonly storage: DatasetStorage;
  readonly engineMemoryMib: number;
  /** So many engines may look at datasets at the same time. */
  readonly inspections: Turnstile;
}

export interface OfData {
  readonly spec: GraphSpec;
  readonly dataset: DatasetView;
  readonly snapshot: SchemaSnapshot;
  readonly references: readonly SetupReference[];
}

/** The values of the rows, as far as they name what must be set up in Odoo; of nodes that are valid as they stand only. */
export async function valuesOfData(by: ValueDeps, of: OfData): Promise<Result<readonly NamedValues[]>> {
  const fields = wantedFields(of);
  if (fields.size === 0) return done([]);
  return withStorage('', async () => {
    const { dataset } = of;
    const folder = await by.storage.getLocalPath(dataset.id);
    if (folder === null) return notFound('Dataset', dataset.id);
    return by.inspections.pass(async () => {
      const formulas = await graphFormulas(of.spec);
      const engine = await openEngine({
        memoryLimitMb: by.engineMemoryMib,
        allowedFolders: [folder],
        computesFormulas: formulas.formulas !== undefined,
      });
      try {
        const named: NamedValues[] = [];
        for (const recipe of recipesOf(of, folder, { fields, ...formulas })) {
          const { node } = recipe.step;
          const found = await distinctValues(engine, recipe, fields.get(node) ?? new Set());
          for (const [field, values] of found) named.push(namedBy(of, { node, field, values }));
        }
        return done(named);
      } finally {
        await engine.close();
      }
    });
  });
}

function wantedFields({ spec, snapshot, references }: OfData): ReadonlyMap<string, ReadonlySet<string>> {
  const broken = new Set(validateGraph(spec, { snapshot }).errors.map(({ node }) => node));
  const columns = references.filter(({ reference }) => reference.value === undefined);
  const languages = languageFields(spec, snapshot).filter(({ mapping }) => 'column' in mapping);
  const all = [
    ...columns.map(({ node, field }) => [node, field] as const),
    ...languages.map(({ node, field }) => [node.id, field.name] as const),
  ].filter(([node]) => !broken.has(node));
  const groups = Map.groupBy(all, ([node]) => node);
  return new Map([...groups].map(([node, pairs]) => [node, new Set(pairs.map(([, field]) => field))]));
}

function recipesOf(
  { spec, dataset, snapshot }: OfData,
  folder: string,
  {
    fields,
    ...formulas
  }: { readonly fields: ReadonlyMap<string, unknown>; readonly formulas?: CompiledFormulas },
) {
  const { manifest } = dataset;
  // what the target refuses stands in other nodes; what the dataset lacks is told by the plan's own issues
  const validation = validateGraph(spec, { manifest, ...formulas });
  if (!validation.valid) return [];
  const plan = planRun(validation.graph);
  const steps = plan.steps.filter(({ node }) => fields.has(node));
  return graphRecipes({ ...plan, steps }, folder, { manifest, snapshot, spec, ...formulas });
}

function namedBy(
  { references }: OfData,
  {
    node,
    field,
    values,
  }: { readonly node: string; readonly field: string; readonly values: readonly string[] },
): NamedValues {
  const of = references.find((one) => one.node === node && one.field === field);
  if (of === undefined) return namedLanguages(node, values, false);
  const { model, match, reference } = of;
  return {
    node,
    field,
    model,
    match,
    values,
    isConstant: false,
    onMissing: reference.on_missing ?? 'reject',
  };
}
