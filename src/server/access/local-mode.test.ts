import { expect, test } from 'vitest';
import { PASSWORD, startServerMode } from '../../../test/support/server-mode.ts';
import { createTestApp } from '../../../test/support/test-app.ts';
import { HOST, startTestServer } from '../../../test/support/test-server.ts';
import { openLocalAccess } from '../local-access.ts';

/** The server in local mode over real tables. */
async function start() {
  const { cases } = await startServerMode();
  const access = await openLocalAccess({ apiTokens: cases.tokens });
  const { server } = await startTestServer({ app: { ...createTestApp(), access: cases }, access });
  const ask = (method: string, path: string, token: string, body?: object) =>
    server.inject({
      method: method as 'GET',
      url: `/api/v1${path}`,
      headers: { host: HOST, authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { payload: body }),
    });
  return { ask, cases, owner: access.token };
}

test('an API token of local mode does what its scope allows, and no more', async () => {
  const { ask, owner } = await start();
  const made = await ask('POST', '/tokens', owner, { name: 'nightly', scope: 'read', expires_in_days: 7 });
  const { secret } = made.json<{ secret: string }>();
  expect((await ask('GET', '/session', secret)).json()).toMatchObject({
    mode: 'local',
    user: { id: null, name: 'local' },
    role: 'viewer',
    via: 'token',
  });
  expect((await ask('POST', '/graphs', secret, { name: 'G', nodes: [] })).statusCode).toBe(403);
  expect((await ask('GET', '/tokens', owner)).json()).toMatchObject({
    items: [{ name: 'nightly', user: { id: null } }],
  });
});

test('a token of a user is good in server mode only', async () => {
  const { ask, cases } = await start();
  const user = await cases.users.create({
    email: 'a@example.com',
    name: 'A',
    role: 'admin',
    password: PASSWORD,
  });
  const made = await cases.tokens.create(user.ok ? user.value.id : null, {
    name: 'ci',
    scope: 'admin',
    days: 1,
  });
  const token = made.ok ? made.value.secret : '';
  expect((await ask('GET', '/runs', token)).statusCode).toBe(401);
  expect(await cases.tokens.callerOf(token, 'server')).toMatchObject({ role: 'admin' });
});

test('nobody signs in here, and there is no password to change', async () => {
  const { ask, owner } = await start();
  const signIn = await ask('POST', '/session', owner, { email: 'a@example.com', password: PASSWORD });
  expect([signIn.statusCode, signIn.json()]).toEqual([409, expect.objectContaining({ code: 'local_mode' })]);
  const setUp = { token: 'x', email: 'a@example.com', name: 'A', password: PASSWORD };
  expect((await ask('POST', '/setup', owner, setUp)).json()).toMatchObject({ code: 'local_mode' });
  const change = { current_password: PASSWORD, new_password: `${PASSWORD}!` };
  expect((await ask('PUT', '/session/password', owner, change)).statusCode).toBe(409);
});

test('what the owner does is in the audit log too', async () => {
  const { ask, owner } = await start();
  const user = { email: 'a@example.com', name: 'A', role: 'admin', password: PASSWORD };
  const { id } = (await ask('POST', '/users', owner, user)).json<{ id: string }>();
  expect((await ask('GET', '/audit', owner)).json()).toMatchObject({
    items: [{ action: 'createUser', object_id: id, user: { id: null, name: 'local' }, via: 'owner' }],
  });
});
