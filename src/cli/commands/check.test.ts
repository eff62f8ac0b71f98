import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestCommand, type TestCommand } from '../../../test/support/test-command.ts';
import { openApp } from '../../app.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { startSandbox } from '../../sandbox/sandbox.ts';
import { check } from './check.ts';
import { run } from './run.ts';
import { status } from './status.ts';

const GRAPH = `
name: Companies
namespace: cli_check
nodes:
  - id: companies
    type: model
    data:
      odooModel: res.partner
      sheet: companies
      key: [Code]
      fields: { name: { column: Name }, city: { column: City } }
`;

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

async function prepare(json: boolean) {
  const command = await openTestCommand({ json, openApp, env: { ODOO_KEY: 'sandbox-api-key' } });
  const graph = join(command.home, 'graph.yaml');
  const data = join(command.home, 'data');
  await writeFile(graph, GRAPH);
  await mkdir(data);
  const target = { url: sandbox.url, database: 'sandbox', login: 'admin', secretEnv: 'ODOO_KEY' };
  return {
    command,
    source: (text: string) => writeFile(join(data, 'companies.csv'), text),
    check: () =>
      command.execute((context) => check(context, graph, { ...target, data: [data], depth: 'offline' })),
    run: () => command.execute((context) => run(context, graph, { ...target, data: [data] })),
  };
}

const cellsOf = (command: TestCommand) =>
  command
    .stdout()
    .split('\n')
    .map((line) => line.split('│').map((cell) => cell.trim()));

test('a check shows what a run would create, update, leave and reject, ends with 2, and writes nothing', async () => {
  const { command, source, ...may } = await prepare(false);
  await source('Code,Name,City\nA,Acme,Aalst\nB,Beta,Bree\n');
  expect(await may.check()).toBe(0);
  expect(sandbox.state.idOf('cli_check.companies_A')).toBeNull();
  expect(await may.run()).toBe(0);
  await source('Code,Name,City\nA,Acme,Antwerp\nB,Beta,Bree\nC,,Cork\nD,Delta,Dublin\n');
  const before = sandbox.state.records('res.partner');
  expect(await may.check()).toBe(2);
  expect(cellsOf(command)).toContainEqual([
    '',
    'node',
    'model',
    'rows',
    'create',
    'update',
    'unchanged',
    'skip',
    'reject',
    'block',
    '',
  ]);
  expect(cellsOf(command)).toContainEqual(['', 'total', '', '4', '1', '1', '1', '0', '1', '0', '']);
  expect(command.stdout()).toContain('~ companies, row 2 (A): city: "Aalst" → "Antwerp"');
  expect(command.stdout()).toContain('1 would be rejected:');
  expect(command.stdout()).toMatch(/Check run_\w+: completed with errors.*Nothing was written to Odoo\./);
  expect(sandbox.state.records('res.partner')).toEqual(before);
});

test('with JSON: the run of kind check, the rows with their changes, the issues; `status` shows it again', async () => {
  const { command, source, ...may } = await prepare(true);
  await source('Code,Name,City\nE,Echo,Essen\n');
  await may.run();
  await source('Code,Name,City\nE,Echo,Edam\n');
  expect(await may.check()).toBe(0);
  const shown = command.json() as { run: { id: string } };
  expect(shown).toMatchObject({
    run: { kind: 'check', check_depth: 'offline', status: 'completed' },
    updated: [{ key: 'E', outcome: 'updated', changes: [{ field: 'city', old: 'Essen', new: 'Edam' }] }],
    rejected: [],
    issues: [],
  });
  expect(await command.execute((context) => status(context, shown.run.id))).toBe(0);
  expect(command.json()).toEqual(shown);
});
