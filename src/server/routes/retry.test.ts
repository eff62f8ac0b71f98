import { expect, test } from 'vitest';
import { startTestServer } from '../../../test/support/test-server.ts';

const NODE = {
  id: 'a',
  type: 'model',
  data: { odooModel: 'res.partner', sheet: 'people', key: ['Name'], fields: { name: { column: 'Name' } } },
};

/** A server where run_1 has ended with rejected rows. */
async function start() {
  const server = await startTestServer();
  const graph = await server.app.graphs.create({ name: 'g', nodes: [NODE] });
  if (!graph.ok) throw new Error(graph.error.message);
  await server.app.runs.start({ graphId: graph.value.id });
  server.app.setStatus('run_1', 'completed_with_errors');
  const post = (payload?: object) =>
    server.call({ method: 'POST', url: '/api/v1/runs/run_1/retry', ...(payload ? { payload } : {}) });
  return { ...server, post };
}

test('a retry is accepted with its run, with and without a body', async () => {
  for (const body of [undefined, { dataset_id: 'dat_7', graph_version: 1 }]) {
    const { post, call } = await start();
    const answer = await post(body);
    expect([answer.statusCode, answer.headers.location]).toEqual([202, '/api/v1/runs/run_2']);
    expect(answer.json()).toMatchObject({ id: 'run_2', status: 'pending', message: 'Retry started' });
    const run = await call({ url: '/api/v1/runs/run_2' });
    expect(run.json()).toMatchObject({
      kind: 'retry',
      of_run: 'run_1',
      dataset_id: body?.dataset_id ?? 'dat_newest',
    });
  }
});

test('a refusal is a conflict with its sentence; a body that is none is said', async () => {
  const { app, post } = await start();
  app.setStatus('run_1', 'completed');
  expect((await post()).json()).toMatchObject({
    status: 409,
    code: 'conflict',
    detail: 'Run run_1 has loaded every row.',
  });
  expect((await post({ graph_version: 0 })).json()).toMatchObject({ status: 400, code: 'request_invalid' });
});
