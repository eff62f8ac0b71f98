import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestCommand } from '../../../test/support/test-command.ts';
import { connect } from './connect.ts';
import { plan } from './plan.ts';
import { sandbox } from './sandbox.ts';
import { serve } from './serve.ts';
import { status } from './status.ts';
import { work } from './work.ts';

const target = { url: 'https://odoo.example', database: 'prod', login: 'me' };

/** Resolves once the text appears. */
async function waitFor(text: () => string, pattern: RegExp): Promise<string> {
  for (;;) {
    const found = pattern.exec(text());
    if (found !== null) return found[1] ?? '';
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test('connect saves under the name, tries, and fails where the test does', async () => {
  const { execute, app, stdout } = await openTestCommand({ env: { IMPORTGRAPH_SECRET: 'canary' } });
  expect(await execute((context) => connect(context, 'prod', target))).toBe(4);
  expect((await app.connections.list({ limit: 9 })).items).toMatchObject([{ name: 'prod', login: 'me' }]);
  expect(stdout()).toContain('✗ Nothing answers there.');
  expect(stdout()).not.toContain('canary');
});

test('connect asks for the secret where somebody can answer', async () => {
  const asked: string[] = [];
  const askSecret = async (question: string) => {
    asked.push(question);
    return 'typed';
  };
  const { execute, app } = await openTestCommand({ askSecret });
  await execute((context) => connect(context, 'prod', target));
  expect(asked).toEqual(['Password or API key']);
  expect((await app.connections.list({ limit: 9 })).items).toMatchObject([{ hasSecret: true }]);
});

test('connect without a secret says where to put it', async () => {
  const { execute, stderr } = await openTestCommand();
  expect(await execute((context) => connect(context, 'prod', target))).toBe(1);
  expect(stderr()).toContain('IMPORTGRAPH_SECRET');
});

test('plan shows steps in order with their rows', async () => {
  const { execute, home, stdout } = await openTestCommand();
  const graph = join(home, 'graph.yaml');
  const data = join(home, 'companies.csv');
  const node =
    '{ odooModel: res.partner, sheet: companies, key: [Name], fields: { name: { column: Name } } }';
  await writeFile(graph, `name: CRM\nnodes:\n  - { id: companies, type: model, data: ${node} }\n`);
  await writeFile(data, 'Name\nACME\n');
  expect(await execute((context) => plan(context, graph, { data: [data] }))).toBe(0);
  const cells = stdout()
    .split('\n')
    .map((line) => line.split('│').map((cell) => cell.trim()));
  expect(cells).toContainEqual(['', '1', '0', 'companies', 'res.partner', 'companies', '3', '', '']);
  expect(stdout()).toContain('The graph is valid.');
});

test('status lists runs, and shows one with its exit code', async () => {
  const { execute, app, json, stdout } = await openTestCommand();
  expect(await execute((context) => status(context, undefined))).toBe(0);
  expect(stdout()).toContain('No runs yet.');
  const data = { odooModel: 'res.partner', key: ['Name'], fields: {} };
  await app.graphs.create({ id: 'crm', name: 'CRM', nodes: [{ id: 'companies', type: 'model', data }] });
  await app.runs.start({ graphId: 'crm' });
  app.setStatus('run_1', 'paused');
  expect(await execute((context) => status(context, 'run_1'))).toBe(6);
  expect(await execute((context) => status(context, 'none'))).toBe(1);
  expect(json).toThrow();
});

test('serve prints a link that works, and stops when told to', async () => {
  const { execute, interrupt, stdout, stderr, closed } = await openTestCommand();
  const ended = execute((context) => serve(context, { port: '0', worker: true }));
  const link = await waitFor(stdout, /(http:\S+\/start\?token=\S+)/);
  const answer = await fetch(link, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
  interrupt();
  expect(await ended).toBe(0);
  expect([stderr(), closed()]).toEqual([expect.stringContaining('Stopping'), 1]);
  await expect(fetch(link)).rejects.toThrow('fetch failed');
});

test('serve takes the token of the environment', async () => {
  const token = 'a-token-of-the-environment-0123456789';
  const { execute, interrupt, stdout } = await openTestCommand({ env: { IMPORTGRAPH_TOKEN: token } });
  const ended = execute((context) => serve(context, { port: '0', worker: false }));
  const url = await waitFor(stdout, /Importgraph is at (\S+)/);
  const answer = await fetch(`${url}/ready`, { headers: { authorization: `Bearer ${token}` } });
  expect(answer.status).toBe(200);
  interrupt();
  await ended;
});

test('serve refuses to let others in by a name it does not know, and a port that is none', async () => {
  const { execute, stderr, closed } = await openTestCommand();
  expect(await execute((context) => serve(context, { host: '0.0.0.0', worker: false }))).toBe(1);
  expect([stderr(), closed()]).toEqual([expect.stringContaining('Set PUBLIC_URL'), 1]);
  expect(await execute((context) => serve(context, { port: 'x', worker: false }))).toBe(1);
  expect(stderr()).toContain('PORT');
});

test('serve ends with 4 when its worker dies', async () => {
  const work = () => Promise.reject(new Error('the worker broke'));
  const { execute, stderr, closed } = await openTestCommand({ work });
  expect(await execute((context) => serve(context, { port: '0', worker: true }))).toBe(4);
  expect([stderr(), closed()]).toEqual([expect.stringContaining('the worker broke'), 1]);
});

test('work works until told to stop', async () => {
  const command = await openTestCommand();
  const ended = command.execute((context) => work(context));
  command.interrupt();
  expect(await ended).toBe(0);
});

test('sandbox answers as Odoo 19 until told to stop', async () => {
  const { execute, interrupt, stdout } = await openTestCommand();
  const ended = execute((context) => sandbox(context, { port: '0' }));
  const url = await waitFor(stdout, /The sandbox is at (http:[^,\s]+),/);
  const version = (await (await fetch(`${url}/web/version`)).json()) as { version: string };
  expect(version.version).toBe('19.0');
  interrupt();
  expect(await ended).toBe(0);
});
