import { expect, onTestFinished, test } from 'vitest';
import { openProduct } from '../../test/support/product.ts';
import { formOf } from '../../test/support/test-server.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import { listen } from './listen.ts';
import { createLog } from './log.ts';

const GRAPH = `
name: Leads of companies
namespace: leads
nodes:
  - id: companies
    type: model
    data:
      odooModel: res.partner
      sheet: companies
      key: [Code]
      fields:
        name: { column: Name }
        is_company: { value: true }
  - id: leads
    type: model
    data:
      odooModel: crm.lead
      sheet: leads
      key: [No]
      fields:
        name: { column: Title }
        partner_id: { reference: { node: companies, columns: [Company] } }
`;
const COMPANIES = 'Code,Name\nACME,Acme Ltd\nBETA,Beta GmbH\nGAMA,\n';
const LEADS = 'No,Title,Company\n1,First,ACME\n2,Second,BETA\n3,Third,GAMA\n4,Fourth,GONE\n';

/** The product on a database of its own, its server listening, a sandbox opposite. */
async function start() {
  const product = await openProduct();
  const sandbox = await startSandbox();
  const config = { host: '127.0.0.1', port: 0, home: product.home, maxUploadBytes: 1_000_000 };
  const log = createLog('silent');
  const result = await listen({ app: product.app, config, log, onFreshLink: () => undefined });
  if (!result.ok) throw new Error(result.message);
  const { listening } = result;
  onTestFinished(async () => {
    await listening.close();
    await product.close();
    await sandbox.close();
  });
  const call = async <T>(
    method: string,
    path: string,
    body?: RequestInit,
  ): Promise<{ status: number; json: T }> => {
    const headers = {
      authorization: `Bearer ${listening.token}`,
      ...(body?.headers as Record<string, string>),
    };
    const answer = await fetch(`${listening.url}/api/v1${path}`, { method, ...body, headers });
    return { status: answer.status, json: (await answer.json()) as T };
  };
  return { sandbox, listening, call };
}

function json(value: unknown): RequestInit {
  return { body: JSON.stringify(value), headers: { 'content-type': 'application/json' } };
}

interface Progress {
  readonly status: string;
  readonly progress: { readonly percentage: number };
  readonly stats: { readonly node_results: Readonly<Record<string, unknown>> };
}

test('a client posts a connection, files and a graph, runs it, follows it, and reads why rows are missing', async () => {
  const { sandbox, listening, call } = await start();
  const [user] = sandbox.users;
  const connection = await call<{ id: string }>(
    'POST',
    '/connections',
    json({ name: 'sandbox', url: sandbox.url, database: 'sandbox', login: 'admin', secret: user?.apiKey }),
  );
  expect(connection.status).toBe(201);
  const verdict = await call('POST', `/connections/${connection.json.id}/test`);
  expect(verdict.json).toMatchObject({ verdict: 'ok', transport: 'json2', server_version: '19.0' });

  const form = formOf([
    { name: 'companies.csv', content: COMPANIES },
    { name: 'leads.csv', content: LEADS },
  ]);
  const dataset = await call<{ id: string }>('POST', '/datasets', {
    body: form.payload,
    headers: form.headers,
  });
  expect(dataset.json).toMatchObject({
    sheets: [
      { name: 'companies', row_count: 3 },
      { name: 'leads', row_count: 4 },
    ],
  });
  const rows = await call('GET', `/datasets/${dataset.json.id}/sheets/leads/rows?offset=3`);
  expect(rows.json).toMatchObject({
    items: [{ _row: 5, No: '4', Title: 'Fourth', Company: 'GONE' }],
    total: 4,
  });

  const yaml = { body: GRAPH, headers: { 'content-type': 'application/yaml' } };
  const graph = await call<{ id: string }>('POST', '/graphs/import', yaml);
  expect(graph.status).toBe(201);
  const plan = await call('POST', `/graphs/${graph.json.id}/plan`, json({ dataset_id: dataset.json.id }));
  expect(plan.json).toMatchObject({
    valid: true,
    execution_order: ['companies', 'leads'],
    levels: [['companies'], ['leads']],
  });

  const key = { headers: { 'idempotency-key': 'once' } };
  const started = await call<{ id: string }>('POST', `/graphs/${graph.json.id}/run`, key);
  expect(started).toMatchObject({
    status: 202,
    json: { status: 'pending', task_id: expect.any(String), message: 'Graph execution started' },
  });
  expect((await call('POST', `/graphs/${graph.json.id}/run`, key)).json).toMatchObject({
    id: started.json.id,
  });

  const stream = await fetch(`${listening.url}/api/v1/runs/${started.json.id}/events`, {
    headers: { authorization: `Bearer ${listening.token}` },
  });
  const percentages: number[] = [];
  const look = async () => {
    const { json: seen } = await call<Progress>('GET', `/graph-runs/${started.json.id}/progress`);
    percentages.push(seen.progress.percentage);
    return seen;
  };
  const names: string[] = [];
  for await (const chunk of stream.body ?? []) {
    names.push(
      ...[...new TextDecoder().decode(chunk as Uint8Array).matchAll(/^event: (\w+)$/gm)].map(
        (m) => m[1] ?? '',
      ),
    );
    await look();
  }
  expect([names[0], names.at(-1)]).toEqual(['run_queued', 'run_finished']);
  const ended = await look();
  expect(percentages).toEqual(percentages.toSorted((a, b) => a - b));
  expect(percentages.at(-1)).toBe(100);
  expect(ended.status).toBe('completed_with_errors');
  expect(ended.stats.node_results).toMatchObject({
    companies: { records_imported: 2, created: 2, rejected: 1 },
    leads: { records_imported: 2, created: 2, rejected: 1, blocked: 1 },
  });

  const blocked = await call('GET', `/runs/${started.json.id}/rows?outcome=blocked`);
  expect(blocked.json).toMatchObject({ items: [{ node: 'leads', row: 4, blocked_by: 'companies:GAMA' }] });
  const rejected = await call('GET', `/runs/${started.json.id}/rows?outcome=rejected&node=companies`);
  expect(rejected.json).toMatchObject({
    items: [{ row: 4, issues: [{ code: 'required_missing', column: 'Name' }] }],
  });
  const issues = await call('GET', `/runs/${started.json.id}/issues`);
  expect(issues.json).toMatchObject({
    items: expect.arrayContaining([expect.objectContaining({ code: 'reference_not_found', count: 1 })]),
  });

  const partners = new Map(sandbox.state.records('res.partner', ['name']).map((p) => [p.id, p.name]));
  const leads = sandbox.state.records('crm.lead', ['name', 'partner_id']);
  const linked = leads.map((lead) => [lead.name, partners.get(lead.partner_id)]);
  expect(linked).toEqual([
    ['First', 'Acme Ltd'],
    ['Second', 'Beta GmbH'],
  ]);
});
