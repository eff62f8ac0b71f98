import type { RunView } from '../../src/app/run-views.ts';
import { checkRun } from './oracle.ts';
import { readSandbox } from './oracle-target.ts';
import { endOfRun, unwrap } from './product.ts';
import type { Stage } from './stage.ts';

type Place = Pick<Stage, 'app' | 'product' | 'sandbox'>;

/** Corrects cells of the dataset of a run: row, column, new text. */
export async function correctCells(
  { app }: Pick<Stage, 'app'>,
  run: RunView,
  sheet: string,
  cells: readonly (readonly [row: number, column: string, value: string])[],
): Promise<string> {
  const made = await app.datasets.correct(run.datasetId, {
    kind: 'cells',
    sheet,
    cells: cells.map(([row, column, value]) => ({ row, column, value })),
    replace: [],
  });
  return unwrap(made).dataset.id;
}

/** Retries a run to its end, and lets the oracle look at what became of it; `rows`: of the source, per node. */
export async function retryToEnd(
  place: Place,
  run: RunView,
  rows: Readonly<Record<string, number>>,
): Promise<RunView> {
  const { id } = unwrap(await place.app.runs.retry({ runId: run.id }));
  const ended = await endOfRun(place.app, id);
  await checkRun({ pool: place.product.pool, target: readSandbox(place.sandbox), runId: id, rows });
  return ended;
}

const OF_THE_MODEL = new Set([
  'fields_get',
  'default_get',
  'context_get',
  'check_access_rights',
  'has_access',
]);

/**
 * What was sent to Odoo meanwhile of the models that the tests load: `model.method records`, 0 of them for a search. What is asked of
 * a model whatever its records (fields, rights) is left out.
 */
export async function sentDuring<T>(
  { sandbox }: Pick<Stage, 'sandbox'>,
  act: () => Promise<T>,
): Promise<{ readonly value: T; readonly sent: readonly string[] }> {
  const before = sandbox.state.calls.length;
  const value = await act();
  const calls = sandbox.state.calls.slice(before);
  const sent = calls.flatMap(({ model, method, size }) =>
    /^(res\.partner|crm\.)/.test(model) && !OF_THE_MODEL.has(method) ? [`${model}.${method} ${size}`] : [],
  );
  return { value, sent };
}
