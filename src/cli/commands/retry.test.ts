import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestCommand, type TestCommandOptions, until } from '../../../test/support/test-command.ts';
import { rejects } from './rejects.ts';
import { retry } from './retry.ts';

const NODE = {
  id: 'a',
  type: 'model',
  data: { odooModel: 'res.partner', sheet: 'people', key: ['Name'], fields: { name: { column: 'Name' } } },
};

/** A command where run_1 of dataset dat_1 has ended with rejected rows. */
async function prepare(options: TestCommandOptions = {}) {
  const command = await openTestCommand(options);
  const { app, home } = command;
  const data = join(home, 'people.csv');
  await writeFile(data, 'Name\nAda\n');
  await app.datasets.create({ name: 'people', files: [{ name: 'people.csv', path: data }] });
  const graph = await app.graphs.create({ name: 'g', nodes: [NODE] });
  if (!graph.ok) throw new Error(graph.error.message);
  await app.runs.start({ graphId: graph.value.id, datasetId: 'dat_1' });
  app.setStatus('run_1', 'completed_with_errors');
  return { ...command, data };
}

test('rejects are written to the file that is named, in the format of its ending', async () => {
  const { execute, home, json } = await prepare({ json: true });
  const out = join(home, 'rejects.xlsx');
  expect(await execute((context) => rejects(context, 'run_1', { out }))).toBe(0);
  expect(await readFile(out, 'utf8')).toBe('rejects of run_1 as xlsx');
  expect(json()).toEqual({ run_id: 'run_1', files: [out], rows: { companies: 2 } });
});

test('a folder gets a CSV under the name of its sheet', async () => {
  const { execute, home } = await prepare();
  const out = join(home, 'rejects');
  expect(await execute((context) => rejects(context, 'last', { out }))).toBe(0);
  expect(await readFile(join(out, 'companies.csv'), 'utf8')).toBe('rejects of run_1 as csv');
});

test.each([
  ['an ending that is none', 'rejects.pdf', 1, /ending in \.xlsx or \.zip/],
  ['a folder that is not there', 'nowhere/rejects.xlsx', 1, /cannot be written/],
])('%s is told', async (_what, name, code, message) => {
  const { execute, home, stderr } = await prepare();
  expect(await execute((context) => rejects(context, 'run_1', { out: join(home, name) }))).toBe(code);
  expect(stderr()).toMatch(message);
});

test('corrected files become a version, and the retry takes it', async () => {
  const { execute, app, data, json, stderr } = await prepare({
    json: true,
    work: async (testApp, signal) => {
      testApp.setStatus('run_2', 'completed');
      await until(signal);
    },
  });
  const options = { fixed: [data], partial: true, graphVersion: '1' };
  expect(await execute((context) => retry(context, 'run_1', options))).toBe(0);
  expect(app.corrections).toMatchObject([{ kind: 'files', partial: true, files: [{ name: 'people.csv' }] }]);
  expect(json()).toMatchObject({
    run: { id: 'run_2', kind: 'retry', of_run: 'run_1', dataset_id: 'dat_1_2', graph_version: 1 },
  });
  expect(stderr()).toContain('version 2 of the dataset');
});

test('what cannot be retried, or is wrong on the line, ends the command', async () => {
  const { execute, app, stderr } = await prepare();
  expect(await execute((context) => retry(context, 'run_1', { graphVersion: 'new' }))).toBe(1);
  app.setStatus('run_1', 'completed');
  expect(await execute((context) => retry(context, 'run_1', {}))).toBe(4);
  expect(stderr()).toContain('Run run_1 has loaded every row.');
});
