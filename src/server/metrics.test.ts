import { expect, test } from 'vitest';
import { HOST, startTestServer } from '../../test/support/test-server.ts';

test('runs, rows, requests and the process are told to Prometheus', async () => {
  const { call } = await startTestServer();
  const data = { odooModel: 'res.partner', key: ['Name'], fields: {} };
  const payload = { id: 'crm', name: 'CRM', nodes: [{ id: 'companies', type: 'model', data }] };
  await call({ method: 'POST', url: '/api/v1/graphs', payload });
  await call({ method: 'POST', url: '/api/v1/graphs/crm/run' });
  await call({ url: '/api/v1/runs/run_9' });
  for (let look = 0; look < 2; look++) {
    const answer = await call({ url: '/metrics' });
    expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    const lines = answer.body.split('\n');
    expect(lines).toContain('importgraph_database_up 1');
    expect(lines).toContain('importgraph_runs{status="pending",kind="run"} 1');
    expect(lines).toContain('importgraph_rows_total{outcome="created"} 3');
    expect(lines).toContain('importgraph_runs_waiting_for_odoo 1');
    expect(lines).toContain('importgraph_oldest_pending_run_seconds 12.5');
    expect(lines).toContain(
      'importgraph_http_request_seconds_count{method="GET",route="/api/v1/runs/:id",status="404"} 1',
    );
    expect(answer.body).toMatch(/^process_resident_memory_bytes \d+/m);
  }
});

test('without its database the server still tells of itself', async () => {
  const { call, app } = await startTestServer();
  app.isReady = false;
  const answer = await call({ url: '/metrics' });
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toContain('importgraph_database_up 0\n');
  expect(answer.body).not.toContain('importgraph_runs{');
});

test('figures are for who has the token', async () => {
  const { server } = await startTestServer();
  expect((await server.inject({ url: '/metrics', headers: { host: HOST } })).statusCode).toBe(401);
});
