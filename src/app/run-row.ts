import type { ChildPlace } from '../load/prepare/inspect-row.ts';
import { childPlaces, findChildren, inspectRow } from '../load/prepare/inspect-row.ts';
import type { StepRecipe } from '../load/prepare/recipe.ts';
import { recordLink } from '../report/record-link.ts';
import type { ReportSource } from '../store/run/report-source.ts';
import type { BriefRow } from '../store/run/row-facts.ts';
import { type Inspection, type InspectionDeps, withInspection } from './inspection.ts';
import { done, notFound, refuse } from './refuse.ts';
import type { Page, PageQuery, Result } from './result.ts';
import { sheetsOf } from './run-report.ts';
import type { PreparedRowView, RelatedRow, RowId, RunRowDetail } from './run-views.ts';

export type RowDeps = InspectionDeps;

const FIRST_CHILDREN = 20;

/** Everything about one row: what is kept of it, and what preparing it by itself tells. */
export async function showRow(by: RowDeps, runId: string, row: RowId): Promise<Result<RunRowDetail>> {
  const run = await by.runs.get(runId);
  const source = await by.records.source(runId);
  if (run === null || source === null) return notFound('Run', runId);
  const found = await by.records.row(runId, row);
  if (found === null) return notFound('Row', `${row.node}:${row.ord} of run ${runId}`);
  const { view, nodeIndex } = found;
  const model = run.progress.nodes[nodeIndex]?.model ?? '';
  const facts = await by.records.rowFacts({ runId, nodeIndex, ord: row.ord });
  const inspected = await withInspection(by, { run, source }, (inspection) =>
    preparedView(by, inspection, { ...row, key: view.key }),
  );
  const known = await by.records.keyMap(placeOf(source, row.node), view.key === '' ? [] : [view.key]);
  return done({
    ...view,
    ...facts,
    model,
    sheet: sheetsOf(source).get(row.node) ?? null,
    externalId: (inspected.ok ? inspected.value.externalId : known.get(view.key)?.externalId) ?? null,
    link: linkOf(source, model, view.recordId),
    prepared: inspected.ok ? inspected.value.prepared : null,
    missing: inspected.ok ? null : inspected.missing,
  });
}

/** The rows of the run that refer to this one, a page at a time. */
export async function listChildren(
  by: RowDeps,
  runId: string,
  row: RowId,
  page: PageQuery,
): Promise<Result<Page<RelatedRow>>> {
  const run = await by.runs.get(runId);
  const source = await by.records.source(runId);
  if (run === null || source === null) return notFound('Run', runId);
  const found = await by.records.row(runId, row);
  if (found === null) return notFound('Row', `${row.node}:${row.ord} of run ${runId}`);
  const inspected = await withInspection(by, { run, source }, (inspection) =>
    childrenOf(by, inspection, { node: row.node, key: found.view.key }, page),
  );
  return inspected.ok ? done(inspected.value) : refuse(inspected.code, inspected.missing);
}

async function preparedView(
  by: RowDeps,
  inspection: Inspection,
  row: RowId & { readonly key: string },
): Promise<{ readonly externalId: string | null; readonly prepared: PreparedRowView }> {
  const { context, recipes } = inspection;
  const recipe = recipeOf(inspection, row.node);
  const seen = await inspectRow(context, recipe, row.ord);
  if (seen === null) throw new Error(`The sheet of node "${row.node}" has no row ${row.ord}.`);
  const fields = recipe.fields.map(({ name, path, schema }, j) => ({
    field: name,
    label: schema.label,
    path,
    value: seen.values[j] ?? null,
  }));
  const ofRun = seen.parents.flatMap(({ node, ord }) =>
    ord === null ? [] : [{ nodeIndex: recipeOf(inspection, node).index, ord }],
  );
  const brief = await by.records.briefRows(inspection.run.id, ofRun);
  const byPlace = new Map(brief.map((one) => [`${recipes[one.nodeIndex]?.step.node}:${one.ord}`, one]));
  const parents: RelatedRow[] = [];
  for (const { field, node, key, ord } of seen.parents) {
    const place = { field, node, key };
    const known = byPlace.get(`${node}:${ord}`);
    parents.push(known ? related(inspection, place, known) : await earlierRow(by, inspection, place));
  }
  const children = await childrenOf(by, inspection, row, { limit: FIRST_CHILDREN });
  return { externalId: seen.externalId, prepared: { cells: seen.cells, fields, parents, children } };
}

interface Reference {
  readonly field: string;
  readonly node: string;
  readonly key: string;
}

function related(inspection: Inspection, place: Reference, row: BriefRow): RelatedRow {
  const { outcome, recordId, ord, row: number } = row;
  const { model } = recipeOf(inspection, place.node).step;
  return { ...place, ord, row: number, outcome, recordId, link: linkOf(inspection.source, model, recordId) };
}

/** A row that this dataset has not: an earlier run loaded it. */
async function earlierRow(by: RowDeps, { source }: Inspection, place: Reference): Promise<RelatedRow> {
  const entry = (await by.records.keyMap(placeOf(source, place.node), [place.key])).get(place.key);
  const recordId = entry?.recordId ?? null;
  const link = linkOf(source, entry?.model ?? '', recordId);
  return { ...place, ord: null, row: null, outcome: null, recordId, link };
}

/** The cursor is `<place>.<ord>`: where among the references of the graph, and the last row there. */
async function childrenOf(
  by: RowDeps,
  inspection: Inspection,
  row: { readonly node: string; readonly key: string },
  { limit, cursor }: PageQuery,
): Promise<Page<RelatedRow>> {
  const places = row.key === '' ? [] : childPlaces(inspection.recipes, row.node);
  const [first = 0, afterFirst = -1] = (cursor ?? '').split('.').filter(Boolean).map(Number);
  const found: { readonly at: number; readonly child: RelatedRow }[] = [];
  for (let at = first; at < places.length && found.length <= limit; at++) {
    const place = places[at];
    if (place === undefined) break;
    const of = { key: row.key, after: at === first ? afterFirst : -1, limit: limit + 1 - found.length };
    for (const child of await childrenAt(by, inspection, place, of)) found.push({ at, child });
  }
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const hasMore = found.length > limit && last !== undefined;
  return {
    items: items.map(({ child }) => child),
    nextCursor: hasMore ? `${last.at}.${last.child.ord}` : null,
  };
}

/** A repetition (`distinct`) refers to nothing: it is no record. */
async function childrenAt(
  by: RowDeps,
  inspection: Inspection,
  place: ChildPlace,
  of: { readonly key: string; readonly after: number; readonly limit: number },
): Promise<readonly RelatedRow[]> {
  const { node, index } = place.recipe.step;
  const field = place.recipe.fields[place.j]?.name ?? '';
  const children: RelatedRow[] = [];
  for (let { after } = of; children.length < of.limit; ) {
    const ords = await findChildren(inspection.context.engine, place, { ...of, after });
    const rows = await by.records.briefRows(
      inspection.run.id,
      ords.map((ord) => ({ nodeIndex: index, ord })),
    );
    const real = rows.filter(({ rule }) => rule !== 'distinct');
    children.push(...real.map((row) => related(inspection, { field, node, key: row.key }, row)));
    if (ords.length < of.limit) break;
    after = ords.at(-1) ?? after;
  }
  return children.slice(0, of.limit);
}

function recipeOf({ recipes }: Inspection, node: string): StepRecipe {
  const recipe = recipes.find(({ step }) => step.node === node);
  if (recipe === undefined) throw new Error(`The node "${node}" has no recipe.`);
  return recipe;
}

function placeOf({ connection, namespace }: ReportSource, node: string) {
  return { connectionId: connection.id, namespace, node };
}

function linkOf(
  { connection, majorVersion }: ReportSource,
  model: string,
  recordId: number | null,
): string | null {
  if (majorVersion === null || recordId === null || model === '') return null;
  return recordLink({ ...connection, majorVersion }, model, recordId);
}
