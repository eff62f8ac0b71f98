import { expect, test } from 'vitest';
import { startTestServer } from '../../../test/support/test-server.ts';

async function server() {
  const { call } = await startTestServer();
  await call({ method: 'POST', url: '/api/v1/graphs', payload: { id: 'crm', name: 'CRM', nodes: [] } });
  const payload = {
    name: 'Odoo',
    url: 'http://localhost:8069',
    database: 'd',
    secret: 's',
    profile: { vocabulary: { 'res.country': 'ask' } },
  };
  const connection = await call({ method: 'POST', url: '/api/v1/connections', payload });
  return { call, connection };
}

test('open values of a graph are listed', async () => {
  const { call } = await server();
  const answer = await call({ method: 'POST', url: '/api/v1/graphs/crm/values', payload: {} });
  expect([answer.statusCode, answer.json()]).toEqual([
    200,
    {
      connection_id: 'con_1',
      questions: [
        {
          place: 'res.country.name',
          model: 'res.country',
          fields: [{ node: 'companies', field: 'country_id', columns: ['Country'], on_missing: 'ask' }],
          values: [
            { value: 'UK', rows: 7, problem: 'missing', answer: null, candidates: ['United Kingdom'] },
          ],
          total: 1,
        },
      ],
      answers: {},
    },
  ]);
  expect((await call({ method: 'POST', url: '/api/v1/graphs/none/values' })).statusCode).toBe(404);
});

test('answers are kept and taken back by place and value', async () => {
  const { call } = await server();
  const url = '/api/v1/connections/con_1/answers';
  expect((await call({ url })).json()).toEqual({ answers: { 'res.country.name': { UK: 'United Kingdom' } } });
  const patch = (payload: object) => call({ method: 'PATCH', url, payload });
  const kept = await patch({
    'res.country.name': { UK: 'Ukraine', Foo: null },
    'res.users/.id': { Ann: '2' },
  });
  expect([kept.statusCode, kept.json()]).toEqual([
    200,
    { answers: { 'res.country.name': { UK: 'Ukraine' }, 'res.users/.id': { Ann: '2' } } },
  ]);
  expect((await patch({ 'no place': { a: 'b' } })).statusCode).toBe(400);
  expect((await patch({ 'res.country.name': { a: 1 } })).statusCode).toBe(400);
});

test('policies of a connection are kept with it', async () => {
  const { call, connection } = await server();
  expect(connection.json()).toMatchObject({ profile: { vocabulary: { 'res.country': 'ask' } } });
  const payload = { profile: { vocabulary: { 'res.country': 'sometimes' } } };
  expect((await call({ method: 'PATCH', url: '/api/v1/connections/con_1', payload })).statusCode).toBe(400);
});
