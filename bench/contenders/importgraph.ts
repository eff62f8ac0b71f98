import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { App } from '../../src/app/app.ts';
import type { RunView } from '../../src/app/run-views.ts';
import type { StoredEvent } from '../../src/event.ts';
import type { GraphSpec } from '../../src/plan/graph-spec.ts';
import type { CaseSheet } from '../case.ts';
import { hasBadRows, isPlain } from '../case.ts';
import type { Contender, LoadDetails, Task } from '../contender.ts';
import { cpuBetween, readCpuTime } from '../cpu-time.ts';
import { toCsv } from '../csv.ts';
import { graphOf, KEY_HEADER } from '../graph-of.ts';
import type { Product } from '../product.ts';
import { endOfRun, openProduct, unwrap } from '../product.ts';

export const importgraphContender: Contender = {
  name: 'importgraph',
  does: 'a run of the product, from its start to its end: checks, preparation, loading, one stored outcome per row. Rows loaded beforehand are in its graph too: it looks them up, compares them and does not count them',
  mostRows: null,
  suits: () => true,
  prepare: (task) => prepared(task, (data) => graphOf(data)),
};

export const pinnedContender: Contender = {
  name: 'importgraph-pinned',
  does: 'the same with `pinned_defaults: auto`: what Odoo computed the same for the first 100 rows is sent along with the others',
  mostRows: null,
  suits: (data) => isPlain(data) && data.beforehand.length > 0,
  prepare: (task) => prepared(task, (data) => graphOf(data, 'auto')),
};

type GraphOf = (data: Task['data']) => GraphSpec;

async function prepared(task: Task, graph: GraphOf): ReturnType<Contender['prepare']> {
  const product = await openProduct();
  try {
    return await onProduct(product, task, graph);
  } catch (error) {
    await product[Symbol.asyncDispose]();
    throw error;
  }
}

async function onProduct(product: Product, task: Task, graphFor: GraphOf): ReturnType<Contender['prepare']> {
  const { app, home } = product;
  const { beforehand, measured, earlier } = task.data;
  const files = await writeSheets(join(home, 'bench-files'), [...beforehand, ...measured]);
  const graph = unwrap(await app.graphs.create(graphFor(task.data)));
  const { url, database, login, password, api_key: apiKey } = task.odoo;
  const connection = unwrap(
    await app.connections.create({ name: 'bench', url, database, login, secret: apiKey ?? password }),
  );
  const inputs = { graphId: graph.id, connectionId: connection.id };
  if (earlier !== undefined) {
    const first = await writeSheets(join(home, 'bench-earlier'), [...beforehand, ...earlier]);
    const dataset = unwrap(await app.datasets.create({ name: 'earlier', files: first }));
    await runAndTime(product, { ...inputs, datasetId: dataset.id }, 'completed');
  }
  const wanted = hasBadRows(task.data) ? 'completed_with_errors' : 'completed';
  let datasetId = '';
  return {
    upload: async () => {
      datasetId = unwrap(await app.datasets.create({ name: 'bench', files })).id;
    },
    load: () => runAndTime(product, { ...inputs, datasetId }, wanted),
    [Symbol.asyncDispose]: () => product[Symbol.asyncDispose](),
  };
}

async function writeSheets(
  folder: string,
  sheets: readonly CaseSheet[],
): Promise<readonly { readonly name: string; readonly path: string }[]> {
  await mkdir(folder);
  return Promise.all(
    sheets.map(async ({ node, columns, rows }) => {
      const name = `${node}.csv`;
      const path = join(folder, name);
      const head = [KEY_HEADER, ...columns.map((column) => column.header)];
      await writeFile(path, toCsv([head, ...rows.map(({ key, cells }) => [key, ...cells])]));
      return { name, path };
    }),
  );
}

async function runAndTime(
  { app, home }: Product,
  input: Parameters<App['runs']['start']>[0],
  wanted: RunView['status'],
): Promise<LoadDetails> {
  const before = await readCpuTime(home);
  const began = Date.now();
  const { id } = unwrap(await app.runs.start(input));
  const run = await endOfRun(app, id);
  const ended = Date.now();
  const cpuMs = cpuBetween(before, await readCpuTime(home));
  if (run.status !== wanted) throw new Error(`the run ended ${run.status}: ${reasonOf(run)}`);
  return { stagesMs: stagesOf(unwrap(await app.runs.events(id, 0, 10_000)), began, ended), cpuMs };
}

function reasonOf(run: RunView): string {
  const counts = run.progress.nodes.map(({ nodeId, counts: c }) => `${nodeId} ${JSON.stringify(c)}`);
  return [run.errorMessage ?? run.pauseReason ?? '', ...counts].join(' ');
}

/** By the events of the run, which carry the time of our own database on the same machine. */
function stagesOf(events: readonly StoredEvent[], began: number, ended: number): LoadDetails['stagesMs'] {
  const times = (type: StoredEvent['event']['type']): readonly number[] =>
    events.filter(({ event }) => event.type === type).map(({ at }) => Date.parse(at));
  const started = times('run_started')[0] ?? began;
  const prepared = times('node_prepared').at(-1) ?? started;
  const finished = times('run_finished')[0] ?? ended;
  return {
    // `run_started` is written once the target's schema is known and the graph is checked against it.
    'queue, connect, check': started - began,
    prepare: prepared - started,
    load: finished - prepared,
    'until seen': ended - finished,
  };
}
