import { expect, test } from 'vitest';
import { startTestServer } from '../../../test/support/test-server.ts';

const URL = '/api/v1/graphs';
const spec = {
  id: 'crm',
  name: 'CRM',
  nodes: [
    {
      id: 'companies',
      type: 'model',
      data: {
        odooModel: 'res.partner',
        sheet: 'Companies',
        key: ['Name'],
        fields: { name: { column: 'Name' } },
      },
    },
  ],
};

test('a graph is saved and read back with its version as ETag', async () => {
  const { call } = await startTestServer();
  const created = await call({ method: 'POST', url: URL, payload: spec });
  expect([created.statusCode, created.headers.etag, created.headers.location]).toEqual([
    201,
    '"1"',
    '/api/v1/graphs/crm',
  ]);
  const read = await call({ url: `${URL}/crm` });
  expect(read.json()).toMatchObject({ id: 'crm', version: 1, spec });
  expect((await call({ url: URL })).json()).toMatchObject({ items: [{ id: 'crm' }], next_cursor: null });
});

test('an invalid graph is 400 with every error of the use case', async () => {
  const { call } = await startTestServer();
  const answer = await call({ method: 'POST', url: URL, payload: { nodes: 3 } });
  expect(answer.statusCode).toBe(400);
  const problem = answer.json();
  expect(problem.detail).toMatch(/^Graph validation failed: first: .*; second: /);
  expect(problem.issues).toMatchObject([{ edge: 'first', code: 'spec_invalid' }, { edge: 'second' }]);
});

test('a graph is replaced only by who saw its last version', async () => {
  const { call } = await startTestServer();
  await call({ method: 'POST', url: URL, payload: spec });
  const put = (headers: Record<string, string>) =>
    call({ method: 'PUT', url: `${URL}/crm`, payload: spec, headers });
  expect((await put({})).json()).toMatchObject({ status: 428, code: 'precondition_required' });
  const saved = await put({ 'if-match': '"1"' });
  expect([saved.statusCode, saved.headers.etag]).toEqual([200, '"2"']);
  expect((await put({ 'if-match': '"1"' })).json()).toMatchObject({ status: 412, code: 'stale' });
  expect((await put({ 'if-match': '*' })).json()).toMatchObject({ status: 412, code: 'stale' });
});

test('a graph travels as YAML', async () => {
  const { call } = await startTestServer();
  const headers = { 'content-type': 'application/yaml' };
  const imported = await call({ method: 'POST', url: `${URL}/import`, payload: 'name: Shop', headers });
  expect([imported.statusCode, imported.json().name]).toEqual([201, 'Shop']);
  const exported = await call({ url: `${URL}/${imported.json().id}/export` });
  expect(exported.headers['content-type']).toContain('application/yaml');
  expect(exported.body).toBe('name: Shop\n');
});

test('validation and plan name nodes, order, levels and rows', async () => {
  const { call } = await startTestServer();
  await call({ method: 'POST', url: URL, payload: spec });
  const validation = await call({ method: 'POST', url: `${URL}/crm/validate?dataset_id=dat_1` });
  expect(validation.json()).toEqual({ valid: true, errors: [], warnings: [] });
  const plan = await call({ method: 'POST', url: `${URL}/crm/plan`, payload: { dataset_id: 'dat_1' } });
  expect(plan.json()).toMatchObject({
    valid: true,
    namespace: 'ns',
    execution_order: ['companies'],
    levels: [['companies']],
    steps: [{ node_id: 'companies', model: 'res.partner', sheet: 'Companies', rows: 3, depends_on: [] }],
  });
});

test('an unknown graph is 404 everywhere', async () => {
  const { call } = await startTestServer();
  const requests = [
    { method: 'GET', url: `${URL}/no` },
    { method: 'DELETE', url: `${URL}/no` },
    { method: 'GET', url: `${URL}/no/export` },
    { method: 'POST', url: `${URL}/no/plan` },
    { method: 'POST', url: `${URL}/no/validate` },
    { method: 'POST', url: `${URL}/no/run` },
  ] as const;
  for (const request of requests) {
    expect((await call(request)).json()).toMatchObject({ status: 404, detail: 'Graph no not found' });
  }
});
