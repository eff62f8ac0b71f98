import { expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../../test/support/test-server.ts';

async function withRun(): Promise<TestServer> {
  const started = await startTestServer();
  const data = { odooModel: 'res.partner', key: ['Name'], fields: {} };
  const payload = { id: 'crm', name: 'CRM', nodes: [{ id: 'companies', type: 'model', data }] };
  await started.call({ method: 'POST', url: '/api/v1/graphs', payload });
  await started.call({ method: 'POST', url: '/api/v1/graphs/crm/run' });
  return started;
}

test('runs are listed by status', async () => {
  const { call } = await withRun();
  expect((await call({ url: '/api/v1/runs?status=pending' })).json().items).toMatchObject([{ id: 'run_1' }]);
  expect((await call({ url: '/api/v1/runs?status=failed' })).json()).toEqual({
    items: [],
    next_cursor: null,
  });
});

test('a rejected row says where, why and what to do', async () => {
  const { call } = await withRun();
  const answer = await call({ url: '/api/v1/runs/run_1/rows?node=companies&outcome=rejected&q=AC' });
  expect(answer.json()).toEqual({
    items: [
      {
        node: 'companies',
        row: 14,
        ord: 12,
        key: 'ACME',
        outcome: 'rejected',
        rule: null,
        record_id: null,
        blocked_by: null,
        undo: null,
        undo_reason: null,
        undo_detail: null,
        issues: [
          {
            severity: 'error',
            code: 'required_missing',
            message: 'Row 14 of "Companies": Name is empty. Fill the cell.',
            node: 'companies',
            field: 'name',
            sheet: 'Companies',
            row: 14,
            column: 'Name',
          },
        ],
      },
    ],
    next_cursor: null,
  });
});

test('issues are grouped by cause with samples', async () => {
  const { call } = await withRun();
  expect((await call({ url: '/api/v1/runs/run_1/issues' })).json()).toMatchObject({
    items: [{ node: 'companies', code: 'required_missing', count: 1, samples: [{ row: 14 }] }],
    next_cursor: null,
  });
});

test.each([
  ['pause', 'paused'],
  ['resume', 'pending'],
  ['cancel', 'cancelled'],
])('%s is taken and answered with the run', async (verb, status) => {
  const { call } = await withRun();
  const answer = await call({ method: 'POST', url: `/api/v1/runs/run_1/${verb}` });
  expect([answer.statusCode, answer.json().status]).toEqual([202, status]);
  const unknown = await call({ method: 'POST', url: `/api/v1/runs/none/${verb}` });
  expect(unknown.json()).toMatchObject({ status: 404, detail: 'Run none not found' });
});
