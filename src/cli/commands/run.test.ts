import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { TestApp } from '../../../test/support/test-app.ts';
import {
  openTestCommand,
  type TestCommand,
  type TestCommandOptions,
  until,
} from '../../../test/support/test-command.ts';
import type { RunStatus } from '../../load/run-store.ts';
import { run } from './run.ts';

const GRAPH = `
name: CRM
nodes:
  - id: companies
    type: model
    data: { odooModel: res.partner, sheet: companies, key: [Name], fields: { name: { column: Name } } }
`;
const target = { url: 'https://odoo.example', database: 'prod', secretEnv: 'ODOO_KEY' };

/** A worker that ends the run like this. */
const ending = (status: RunStatus) => async (app: TestApp, signal: AbortSignal) => {
  const newest = (await app.runs.list({ limit: 9 })).items.at(-1)?.id ?? '';
  app.setStatus(newest, status);
  app.tell(newest, { type: 'run_finished', status, message: null });
  await until(signal);
};

async function prepare(
  options: TestCommandOptions = {},
): Promise<TestCommand & { graph: string; data: string }> {
  const opened = await openTestCommand({ env: { ODOO_KEY: 'canary' }, ...options });
  const graph = join(opened.home, 'graph.yaml');
  const data = join(opened.home, 'data');
  await writeFile(graph, GRAPH);
  await mkdir(data);
  await writeFile(join(data, 'companies.csv'), 'Name\nACME\n');
  await writeFile(join(data, 'orders.tsv'), 'id\n');
  await writeFile(join(data, '.hidden.csv'), 'x\n');
  await writeFile(join(data, '~$lock.xlsx'), 'x\n');
  await writeFile(join(data, 'notes.md'), 'x\n');
  return { ...opened, graph, data };
}

test.each([
  ['completed', 0],
  ['completed_with_errors', 3],
  ['failed', 4],
  ['cancelled', 5],
  ['paused', 6],
] as const)('a run that ends %s ends the command with %i', async (status, code) => {
  const { execute, graph, data, closed } = await prepare({ work: ending(status) });
  const exitCode = await execute((context) => run(context, graph, { ...target, data: [data] }));
  expect([exitCode, closed()]).toEqual([code, 1]);
});

test('the summary counts per node and names rejected rows with their message', async () => {
  const { execute, graph, data, stdout } = await prepare({ work: ending('completed_with_errors') });
  await execute((context) => run(context, graph, { ...target, data: [data] }));
  const cells = stdout()
    .split('\n')
    .map((line) => line.split('│').map((cell) => cell.trim()));
  expect(cells).toContainEqual(['', '✓ companies', 'res.partner', '7', '2', '1', '4', '0', '0', '0', '']);
  expect(cells).toContainEqual(['', 'total', '', '20', '3', '1', '4', '0', '2', '3', '']);
  expect(stdout()).toContain(
    '✗ companies, row 14 (ACME): Row 14 of "Companies": Name is empty. Fill the cell.',
  );
  expect(stdout()).toContain('Run run_1: completed with errors.');
});

test('with JSON the last line of standard output is the run, and the only one', async () => {
  const { execute, graph, data, stdout, json } = await prepare({ json: true, work: ending('completed') });
  await execute((context) => run(context, graph, { ...target, data: [data] }));
  expect(stdout().trimEnd().split('\n')).toHaveLength(1);
  expect(json()).toMatchObject({
    run: { id: 'run_1', status: 'completed', connection_id: 'con_1', stats: { total_records: 4 } },
    rejected: [{ node: 'companies', row: 14 }],
  });
});

test('of a folder the sheets are taken, in name order, and nothing else', async () => {
  const { execute, graph, data, app } = await prepare({ work: ending('completed') });
  await execute((context) => run(context, graph, { ...target, data: [data] }));
  expect([...app.uploads.keys()]).toEqual(['companies.csv', 'orders.tsv']);
});

test('the same file again is the same graph; a changed one is a new version of it', async () => {
  const { execute, graph, data, app } = await prepare({ work: ending('completed') });
  const again = () => execute((context) => run(context, graph, { ...target, data: [data] }));
  const versions = async () => (await app.graphs.list({ limit: 9 })).items.map((g) => g.version);
  await again();
  await again();
  expect(await versions()).toEqual([1]);
  await writeFile(graph, GRAPH.replace('sheet: companies', 'sheet: Companies'));
  await again();
  expect(await versions()).toEqual([2]);
});

test('a described target is saved once, with the secret of the named variable, which is printed nowhere', async () => {
  const { execute, graph, data, app, stdout, stderr } = await prepare({ work: ending('completed') });
  for (let i = 0; i < 2; i++) await execute((context) => run(context, graph, { ...target, data: [data] }));
  const saved = (await app.connections.list({ limit: 9 })).items;
  expect(saved).toMatchObject([{ name: 'odoo.example/prod', url: 'https://odoo.example', hasSecret: true }]);
  expect(stdout() + stderr()).not.toContain('canary');
});

test('Ctrl-C cancels the run and waits for its end', async () => {
  const command = await prepare({
    work: async (app, signal) => {
      app.setStatus('run_1', 'running');
      command.interrupt();
      await until(signal);
    },
  });
  const { execute, graph, data, stderr } = command;
  const exitCode = await execute((context) => run(context, graph, { ...target, data: [data] }));
  expect(exitCode).toBe(5);
  expect(stderr()).toContain('Cancelling');
});

test('a run whose worker dies ends the command with 4', async () => {
  const work = () => Promise.reject(new Error('the worker broke'));
  const { execute, graph, data, stderr, closed } = await prepare({ work });
  expect(await execute((context) => run(context, graph, { ...target, data: [data] }))).toBe(4);
  expect([stderr(), closed()]).toEqual([expect.stringContaining('the worker broke'), 1]);
});

test.each([
  ['a missing graph', { graph: '/none/graph.yaml' }, 1, /cannot be read/],
  ['missing data', { data: ['/none/data'] }, 1, /no file or folder \/none\/data/],
  ['a missing variable', { secretEnv: 'NOT_SET' }, 1, /NOT_SET of --secret-env is not set/],
  ['an unknown connection', { connection: 'nobody' }, 1, /no connection "nobody"/],
  ['no database', { database: undefined }, 1, /--database/],
])('%s is told, as text and as JSON', async (_what, wrong, code, message) => {
  const { execute, graph, data, stderr, json } = await prepare({ json: true });
  const { graph: path = graph, ...options } = { ...target, data: [data], ...wrong } as {
    graph?: string;
    data: string[];
  };
  expect(await execute((context) => run(context, path, options))).toBe(code);
  expect(stderr()).toMatch(message);
  expect(json()).toMatchObject({ error: { code: 'usage', message: expect.stringMatching(message) } });
});

test('a graph that is not valid lists every issue and exits with 2', async () => {
  const { execute, graph, data, stderr, json } = await prepare({ json: true });
  await writeFile(graph, 'name: ""\nnodes: [{ id: 1 }]\n');
  expect(await execute((context) => run(context, graph, { ...target, data: [data] }))).toBe(2);
  const { error } = json() as { error: { code: string; issues: { message: string }[] } };
  expect(error.code).toBe('invalid');
  expect(error.issues.length).toBeGreaterThan(1);
  for (const issue of error.issues) expect(stderr()).toContain(issue.message);
});
