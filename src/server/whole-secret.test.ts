import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import { configOf, endOfRun, unwrap } from '../../test/support/product.ts';
import { formOf } from '../../test/support/test-server.ts';
import { openApp } from '../app.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import { listen } from './listen.ts';
import { createLog } from './log.ts';

const CANARY = 'canary-5d0c7e41b2';
const GRAPH = `
name: Companies
namespace: companies
nodes:
  - { id: companies, type: model, data: { odooModel: res.partner, sheet: companies, key: [Code], fields: { name: { column: Name } } } }
`;

/** All that is written down, by name. */
async function kept(database: TestDatabase, home: string): Promise<ReadonlyMap<string, string>> {
  const tables = await database.pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const all = new Map<string, string>();
  for (const { name } of tables.rows) {
    const { rows } = await database.pool.query(`select t::text from ${name} t`);
    all.set(name, JSON.stringify(rows));
  }
  for (const file of await readdir(home, { recursive: true, withFileTypes: true })) {
    const path = join(file.parentPath, file.name);
    if (file.isFile()) all.set(path, await readFile(path, 'latin1'));
  }
  return all;
}

test('the secret of a connection is in no answer, log line, export, table or file', {
  timeout: 120_000,
}, async () => {
  const lines: string[] = [];
  const log = createLog('trace', { write: (line) => lines.push(line) });
  const database = await freshDatabase();
  const home = await mkdtemp(join(tmpdir(), 'ig-secret-'));
  const sandbox = await startSandbox({
    users: [{ login: 'admin', password: CANARY, apiKey: CANARY, admin: true }],
  });
  const app = await openApp(configOf({ IMPORTGRAPH_HOME: home, DATABASE_URL: database.url }), log);
  const stop = new AbortController();
  const working = app.work(stop.signal);
  const result = await listen({
    app,
    config: { host: '127.0.0.1', port: 0, home, maxUploadBytes: 1_000_000 },
    log,
    onFreshLink: () => undefined,
  });
  if (!result.ok) throw new Error(result.message);
  const { listening } = result;
  onTestFinished(async () => {
    await listening.close();
    stop.abort();
    await working;
    await app.close();
    await Promise.all([database.drop(), sandbox.close(), rm(home, { recursive: true })]);
  });

  const answers = new Map<string, string>();
  const call = async (method: string, path: string, init: RequestInit = {}): Promise<{ id: string }> => {
    const headers = {
      authorization: `Bearer ${listening.token}`,
      ...(init.headers as Record<string, string>),
    };
    const answer = await fetch(`${listening.url}/api/v1${path}`, { method, ...init, headers });
    const text = await answer.text();
    answers.set(`${method} ${path} ${answer.status} ${JSON.stringify([...answer.headers])}`, text);
    return text.startsWith('{') ? (JSON.parse(text) as { id: string }) : { id: '' };
  };
  const json = (value: unknown): RequestInit => ({
    body: JSON.stringify(value),
    headers: { 'content-type': 'application/json' },
  });

  const to = { url: sandbox.url, database: 'sandbox', login: 'admin' };
  const good = await call('POST', '/connections', json({ ...to, name: 'good', secret: CANARY }));
  const rpc = { ...to, name: 'rpc', transport: 'jsonrpc', secret: CANARY };
  const byRpc = await call('POST', '/connections', json(rpc));
  const wrong = await call(
    'POST',
    '/connections',
    json({ ...rpc, name: 'wrong', secret: `${CANARY}-wrong` }),
  );
  await call('POST', '/connections', json({ ...to, name: '', secret: CANARY, extra: CANARY.length }));
  await call('POST', '/connections', json({ ...to, name: 'good', secret: CANARY }));
  await call('PATCH', `/connections/${good.id}`, json({ secret: CANARY }));
  const { payload, headers } = formOf([{ name: 'companies.csv', content: 'Code,Name\n1,Acme\n2,\n' }]);
  const dataset = await call('POST', '/datasets', { body: payload, headers });
  const graph = await call('POST', '/graphs/import', {
    body: GRAPH,
    headers: { 'content-type': 'application/yaml' },
  });
  for (const { id } of [good, byRpc, wrong]) {
    await call('POST', `/connections/${id}/test`);
    await call('GET', `/connections/${id}`);
    const against = `dataset_id=${dataset.id}&connection_id=${id}`;
    await call('POST', `/graphs/${graph.id}/plan?${against}`);
    await call('GET', `/connections/${id}/readiness?graph_id=${graph.id}&dataset_id=${dataset.id}`);
    await call('GET', `/graphs/${graph.id}/export-data?${against}`);
    const run = await call('POST', `/graphs/${graph.id}/run?${against}`);
    if (!run.id) continue;
    const { status } = unwrap(await app.runs.get(run.id));
    if (id !== wrong.id || status === 'completed') await endOfRun(app, run.id);
    for (const more of ['', '/rows', '/issues', '/batches', '/rejects.csv', '/report.json', '/report.csv'])
      await call('GET', `/runs/${run.id}${more}`);
    await call('POST', `/runs/${run.id}/cancel`);
  }
  for (const path of [
    '/connections',
    '/runs',
    '/audit',
    '/key-map',
    `/graphs/${graph.id}/export`,
    '/openapi.json',
  ])
    await call('GET', path);

  expect(JSON.stringify(sandbox.state.records('res.partner', ['name']))).toContain('Acme');
  expect(lines.length).toBeGreaterThan(answers.size);
  const looked = new Map([...answers, ['log', lines.join('')] as const, ...(await kept(database, home))]);
  expect(looked.get('public.connection')).toContain(sandbox.url);
  const told = [
    CANARY,
    Buffer.from(CANARY).toString('hex'),
    Buffer.from(CANARY).toString('base64').slice(0, 20),
  ];
  const leaks = [...looked].filter(([name, text]) => told.some((word) => `${name}${text}`.includes(word)));
  expect(leaks.map(([name]) => name)).toEqual([]);
});
