import { expect, test } from 'vitest';
import { formOf, startTestServer } from '../../../test/support/test-server.ts';

async function suggest(query: string) {
  const { call } = await startTestServer();
  await call({
    method: 'POST',
    url: '/api/v1/datasets',
    ...formOf([{ name: 'Kunden.csv', content: 'Name\nA\n' }]),
  });
  return call({ method: 'POST', url: `/api/v1/datasets/dat_1/suggest${query}` });
}

test('suggestions and the draft, in the words of the API', async () => {
  const answer = await suggest('?modules=contacts,sales');
  expect(answer.json()).toEqual({
    target: { server_version: '19.0', database: 'contacts sales' },
    sheets: [
      {
        sheet: 'Kunden',
        models: [{ model: 'res.partner', confidence: 0.8, reason: 'called like "kunde"' }],
        columns: [
          {
            column: 'Name',
            field: {
              role: 'main',
              model: 'res.partner',
              field: 'name',
              part: null,
              confidence: 0.9,
              reason: 'like "name"',
            },
            alternatives: [],
          },
        ],
        junction: null,
      },
    ],
    graph: { name: 'Kunden', nodes: [] },
    unmapped: [{ sheet: 'Kunden', column: 'Fax', field: null, reason: 'no field' }],
    missing: [{ node: 'kunden', model: 'res.partner', field: 'name', label: 'Name', filled_by_odoo: false }],
    notes: ['A note.'],
    warnings: ['A warning.'],
  });
});

test('modules that are none are refused', async () => {
  const answer = await suggest('?modules=contacts,shoes');
  expect(answer.json()).toMatchObject({ status: 400, code: 'request_invalid' });
});
