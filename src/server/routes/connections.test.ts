import { expect, test } from 'vitest';
import { AT } from '../../../test/support/test-app/world.ts';
import { startTestServer } from '../../../test/support/test-server.ts';

const URL = '/api/v1/connections';
const input = {
  name: 'prod',
  url: 'https://odoo.example',
  database: 'prod',
  login: 'me',
  secret: 'canary-secret',
};

test('a connection is created, listed, changed and deleted; its secret is never given back', async () => {
  const { call } = await startTestServer();
  const created = await call({
    method: 'POST',
    url: URL,
    payload: { ...input, profile: { batch_size: 100 } },
  });
  expect(created.statusCode).toBe(201);
  expect(created.headers.location).toBe('/api/v1/connections/con_1');
  const view = {
    id: 'con_1',
    name: 'prod',
    url: 'https://odoo.example',
    database: 'prod',
    login: 'me',
    transport: 'auto',
    profile: { batch_size: 100 },
    has_secret: true,
    created_at: AT,
    updated_at: AT,
  };
  expect(created.json()).toEqual(view);
  expect((await call({ url: URL })).json()).toEqual({ items: [view], next_cursor: null });
  const patched = await call({
    method: 'PATCH',
    url: `${URL}/con_1`,
    payload: { url: 'https://other.example' },
  });
  expect(patched.json()).toMatchObject({ url: 'https://other.example', has_secret: false, database: 'prod' });
  const removed = await call({ method: 'DELETE', url: `${URL}/con_1` });
  expect([removed.statusCode, removed.body]).toEqual([204, '']);
  const gone = await call({ url: `${URL}/con_1` });
  expect(gone.json()).toMatchObject({ status: 404, detail: 'Connection con_1 not found' });
  expect(created.body + patched.body).not.toContain('canary');
});

test('a second connection of the same name is a conflict', async () => {
  const { call } = await startTestServer();
  await call({ method: 'POST', url: URL, payload: input });
  const again = await call({ method: 'POST', url: URL, payload: input });
  expect(again.json()).toMatchObject({ status: 409, code: 'conflict' });
});

test('a test answers with a verdict, also a bad one', async () => {
  const { call } = await startTestServer();
  await call({ method: 'POST', url: URL, payload: input });
  const answer = await call({ method: 'POST', url: `${URL}/con_1/test` });
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toEqual({
    verdict: 'unreachable',
    message: 'Nothing answers there.',
    server_version: null,
    transport: null,
    user: null,
  });
});

test('lists are paged by cursor', async () => {
  const { call } = await startTestServer();
  for (const name of ['a', 'b', 'c']) await call({ method: 'POST', url: URL, payload: { ...input, name } });
  const first = (await call({ url: `${URL}?limit=2` })).json();
  expect(first.items).toHaveLength(2);
  const second = (await call({ url: `${URL}?limit=2&cursor=${first.next_cursor}` })).json();
  expect(second.items.map((c: { name: string }) => c.name)).toEqual(['c']);
  expect(second.next_cursor).toBeNull();
});
