import { expect, test } from 'vitest';
import { startTestServer } from '../../test/support/test-server.ts';

test('an unknown path is a problem that does not repeat the query', async () => {
  const { call } = await startTestServer();
  const answer = await call({ method: 'GET', url: '/api/v1/nothing?token=canary' });
  expect(answer.statusCode).toBe(404);
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(answer.json()).toEqual({
    type: 'about:blank',
    title: 'Not Found',
    status: 404,
    detail: 'There is no GET /api/v1/nothing. See /docs.',
    code: 'not_found',
    request_id: expect.stringMatching(/^req_\w{26}$/),
  });
});

test('every wrong field of a request is named', async () => {
  const { call } = await startTestServer();
  const payload = { name: '', url: 'ftp://odoo', database: 'prod', secret: 's', extra: 1 };
  const answer = await call({ method: 'POST', url: '/api/v1/connections', payload });
  expect(answer.statusCode).toBe(400);
  const problem = answer.json<{ code: string; detail: string; issues: { field: string }[] }>();
  expect(problem.code).toBe('request_invalid');
  expect(problem.issues.map((issue) => issue.field)).toEqual(['body.name', 'body.url', 'body']);
  expect(problem.detail).toContain('"extra"');
});

test('a wrong query parameter is named', async () => {
  const { call } = await startTestServer();
  const answer = await call({ url: '/api/v1/runs?limit=0&status=done' });
  const { issues } = answer.json<{ issues: { field: string }[] }>();
  expect(issues.map((issue) => issue.field)).toEqual(['querystring.limit', 'querystring.status']);
});

test.each([
  [
    'malformed JSON',
    { payload: '{"name": ', headers: { 'content-type': 'application/json' } },
    400,
    'request_invalid',
  ],
  [
    'a prototype key',
    { payload: '{"__proto__": {"a": 1}}', headers: { 'content-type': 'application/json' } },
    400,
    'request_invalid',
  ],
  [
    'JSON without end',
    {
      payload: `{"name": ${'['.repeat(200_000)}${']'.repeat(200_000)}}`,
      headers: { 'content-type': 'application/json' },
    },
    400,
    'request_invalid',
  ],
  [
    'JSON that never closes what it opens',
    { payload: '{"a":'.repeat(200_000), headers: { 'content-type': 'application/json' } },
    400,
    'request_invalid',
  ],
  [
    'an unknown media type',
    { payload: '<a/>', headers: { 'content-type': 'text/xml' } },
    415,
    'media_type_unsupported',
  ],
  ['too large a body', { payload: { name: 'x'.repeat(9 * 1024 * 1024) } }, 413, 'too_large'],
])('%s is a problem', async (_what, request, status, code) => {
  const { call } = await startTestServer();
  const answer = await call({ method: 'POST', url: '/api/v1/connections', ...request });
  expect(answer.statusCode).toBe(status);
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(answer.json()).toMatchObject({ status, code, request_id: expect.any(String) });
});

test('brackets in texts are no levels', async () => {
  const { call } = await startTestServer();
  const payload = { name: `${'['.repeat(500)}\\"${'{'.repeat(500)}`, nodes: [] };
  const answer = await call({ method: 'POST', url: '/api/v1/graphs', payload });
  expect(answer.json<{ detail: string }>().detail).not.toContain('levels');
});

test('metadata nested without end is refused and not a failure', async () => {
  const { call } = await startTestServer();
  const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
  const answer = await call({
    method: 'POST',
    url: '/api/v1/graphs',
    payload: `{"name": "G", "nodes": [], "metadata": {"x": ${deep}}}`,
    headers: { 'content-type': 'application/json' },
  });
  expect([answer.statusCode, answer.json()]).toEqual([
    400,
    expect.objectContaining({ detail: expect.stringContaining('100 levels') }),
  ]);
});

test.each(['/api/v1/runs/%E0%A4%A', '/%'])('the address %s is a problem', async (url) => {
  const { call } = await startTestServer();
  const answer = await call({ url });
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(answer.json()).toMatchObject({ status: 400, code: 'request_invalid' });
});

test('a bug answers 500 without its words', async () => {
  const started = await startTestServer();
  started.app.connections.list = async () => {
    throw new Error('canary: password in here');
  };
  const answer = await started.call({ url: '/api/v1/connections' });
  expect(answer.statusCode).toBe(500);
  expect(answer.json()).toMatchObject({ code: 'internal', title: 'Internal Server Error' });
  expect(answer.body).not.toContain('canary');
});

test('not ready is 503, health does not ask', async () => {
  const { call, app } = await startTestServer();
  expect((await call({ url: '/ready' })).json()).toEqual({ status: 'ok' });
  app.isReady = false;
  expect((await call({ url: '/ready' })).statusCode).toBe(503);
  expect((await call({ url: '/health' })).json()).toEqual({ status: 'ok' });
});
