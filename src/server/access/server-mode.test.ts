import { expect, test } from 'vitest';
import {
  cookieOf,
  PASSWORD,
  PUBLIC_URL,
  type ServerMode,
  startServerMode,
} from '../../../test/support/server-mode.ts';

const ADA = 'ada@example.com';

async function startWithAda(): Promise<ServerMode & { readonly ada: string; readonly cookie: string }> {
  const started = await startServerMode();
  const ada = await started.addUser(ADA, 'admin');
  return { ...started, ada, cookie: await started.signIn(ADA) };
}

/** Everything our tables hold of users, sessions, tokens and the audit log. */
async function stored({ db }: ServerMode): Promise<string> {
  const tables = ['account', 'account_session', 'api_token', 'audit_entry'];
  const rows = await Promise.all(tables.map((table) => db.pool.query(`select * from ${table}`)));
  return JSON.stringify(rows.map((answer) => answer.rows));
}

test('the first administrator is made with the token of the log, once', async () => {
  const { ask, access } = await startServerMode();
  expect((await ask('GET', '/session')).json()).toMatchObject({
    mode: 'server',
    user: null,
    setup_needed: true,
  });
  const body = { token: access.setupToken, email: ' Ada@Example.com', name: 'Ada', password: PASSWORD };
  const wrong = await ask('POST', '/setup', { body: { ...body, token: 'guess' } });
  expect([wrong.statusCode, wrong.json()]).toEqual([401, expect.objectContaining({ code: 'token_wrong' })]);
  const short = await ask('POST', '/setup', { body: { ...body, password: 'elevenchars' } });
  expect([short.statusCode, short.json()]).toEqual([
    400,
    expect.objectContaining({ detail: expect.stringContaining('12 characters') }),
  ]);
  const made = await Promise.all(
    [1, 2].map((n) => ask('POST', '/setup', { body: { ...body, email: `${n}${ADA}` } })),
  );
  expect(made.map((answer) => String(answer.statusCode)).toSorted()).toEqual(['200', '409']);
  const cookie = cookieOf(made.find((answer) => answer.statusCode === 200) ?? (await ask('GET', '/session')));
  expect((await ask('GET', '/session', { cookie })).json()).toMatchObject({
    role: 'admin',
    setup_needed: false,
  });
  expect((await ask('POST', '/setup', { body })).statusCode).toBe(409);
});

test('signing in sets a cookie that scripts and plain http do not get, and signing out ends it', async () => {
  const { ask, addUser } = await startServerMode();
  await addUser(ADA, 'editor');
  const answer = await ask('POST', '/session', { body: { email: 'ADA@example.com ', password: PASSWORD } });
  expect(answer.json()).toMatchObject({
    mode: 'server',
    user: { name: ADA },
    role: 'editor',
    via: 'session',
  });
  expect(String(answer.headers['set-cookie'])).toMatch(
    /^__Host-importgraph=[\w-]{32}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
  );
  const cookie = cookieOf(answer);
  expect((await ask('GET', '/runs', { cookie })).statusCode).toBe(200);
  expect((await ask('DELETE', '/session', { cookie })).statusCode).toBe(204);
  expect((await ask('GET', '/runs', { cookie })).statusCode).toBe(401);
});

test('a wrong password and an unknown user are answered alike', async () => {
  const { ask, addUser } = await startServerMode();
  await addUser(ADA, 'viewer');
  const answers = await Promise.all(
    [ADA, 'bob@example.com', '', 'a\0b'].map((email) =>
      ask('POST', '/session', { body: { email, password: `${PASSWORD}!` } }),
    ),
  );
  const bodies = answers.map((answer) => ({ ...answer.json<{ request_id: string }>(), request_id: '' }));
  for (const body of bodies) expect(body).toEqual({ ...bodies[0], status: 401, code: 'credentials_wrong' });
});

test('after ten wrong passwords from one address not even the right one is taken from there', async () => {
  const { ask, addUser, signIn } = await startServerMode();
  await addUser(ADA, 'viewer');
  const guess = { body: { email: ADA, password: 'x' }, address: '203.0.113.9' };
  for (let n = 0; n < 10; n++) expect((await ask('POST', '/session', guess)).statusCode).toBe(401);
  const right = await ask('POST', '/session', { ...guess, body: { email: ADA, password: PASSWORD } });
  expect([right.statusCode, right.json()]).toEqual([429, expect.objectContaining({ code: 'rate_limited' })]);
  expect(await signIn(ADA)).toContain('__Host-importgraph=');
});

test('an address may try to sign in twenty times a minute, whoever it says it is', async () => {
  const { ask } = await startServerMode();
  const statuses: number[] = [];
  for (let n = 0; n < 21; n++) {
    const body = { email: `${n}@example.com`, password: 'x' };
    statuses.push((await ask('POST', '/session', { body, address: '203.0.113.9' })).statusCode);
  }
  expect(statuses).toEqual([...Array<number>(20).fill(401), 429]);
});

test('a session ends when it is not used for days, and after a month in any case', async () => {
  const { ask, db, cookie } = await startWithAda();
  const list = (await ask('GET', '/sessions', { cookie })).json<{ items: { is_current: boolean }[] }>();
  expect(list.items).toMatchObject([{ is_current: true, user: { name: ADA }, address: '127.0.0.1' }]);
  await db.pool.query(`update account_session set last_used_at = clock_timestamp() - interval '2 days'`);
  expect((await ask('GET', '/runs', { cookie })).statusCode).toBe(200);
  const noted = await db.pool.query(
    `select 1 from account_session where last_used_at > clock_timestamp() - interval '1 hour'`,
  );
  expect(noted.rowCount).toBe(1);
  await db.pool.query(`update account_session set last_used_at = clock_timestamp() - interval '4 days'`);
  expect((await ask('GET', '/runs', { cookie })).statusCode).toBe(401);
  await db.pool.query(
    'update account_session set last_used_at = clock_timestamp(), expires_at = clock_timestamp()',
  );
  expect((await ask('GET', '/runs', { cookie })).statusCode).toBe(401);
});

test('everybody ends their own sessions only, an administrator any', async () => {
  const { ask, addUser, signIn, cookie } = await startWithAda();
  await addUser('bob@example.com', 'viewer');
  const bob = await signIn('bob@example.com');
  const { items } = (await ask('GET', '/sessions?all=true', { cookie })).json<{
    items: { id: string; user: { name: string } }[];
  }>();
  expect(items.map((session) => session.user.name)).toEqual(['bob@example.com', ADA]);
  expect((await ask('GET', '/sessions?all=true', { cookie: bob })).statusCode).toBe(403);
  const [ofBob, ofAda] = items;
  expect((await ask('DELETE', `/sessions/${ofAda?.id}`, { cookie: bob })).statusCode).toBe(404);
  expect((await ask('DELETE', `/sessions/${ofBob?.id}`, { cookie })).statusCode).toBe(204);
  expect((await ask('GET', '/runs', { cookie: bob })).statusCode).toBe(401);
});

test('another role counts at once, and a removed user is out', async () => {
  const { ask, addUser, addToken, signIn, cookie } = await startWithAda();
  const id = await addUser('bob@example.com', 'editor');
  const bob = await signIn('bob@example.com');
  const token = await addToken(id, 'admin');
  const graph = { name: 'G', nodes: [] };
  expect((await ask('POST', '/graphs', { cookie: bob, body: graph })).statusCode).toBe(201);
  await ask('PATCH', `/users/${id}`, { cookie, body: { role: 'viewer' } });
  for (const by of [{ cookie: bob }, { token }]) {
    const refused = await ask('POST', '/graphs', { ...by, body: graph });
    expect([refused.statusCode, refused.json()]).toEqual([
      403,
      expect.objectContaining({ code: 'role_missing' }),
    ]);
  }
  expect((await ask('DELETE', `/users/${id}`, { cookie })).statusCode).toBe(204);
  for (const by of [{ cookie: bob }, { token }]) expect((await ask('GET', '/runs', by)).statusCode).toBe(401);
});

test('a changed password ends the other sessions, and a set one all', async () => {
  const { ask, addUser, signIn, cookie } = await startWithAda();
  const id = await addUser('bob@example.com', 'viewer');
  const [here, there] = [await signIn('bob@example.com'), await signIn('bob@example.com')];
  const next = 'four words of mine';
  const change = (current: string, wanted: string) =>
    ask('PUT', '/session/password', {
      cookie: here,
      body: { current_password: current, new_password: wanted },
    });
  expect((await change('wrong', next)).statusCode).toBe(403);
  expect((await change(PASSWORD, 'short')).statusCode).toBe(400);
  expect((await change(PASSWORD, next)).statusCode).toBe(204);
  expect((await ask('GET', '/runs', { cookie: here })).statusCode).toBe(200);
  expect((await ask('GET', '/runs', { cookie: there })).statusCode).toBe(401);
  expect(
    (await ask('POST', '/session', { body: { email: 'bob@example.com', password: PASSWORD } })).statusCode,
  ).toBe(401);
  expect(await signIn('bob@example.com', next)).toContain('importgraph=');
  await ask('PATCH', `/users/${id}`, { cookie, body: { password: PASSWORD } });
  expect((await ask('GET', '/runs', { cookie: here })).statusCode).toBe(401);
});

test('the last administrator stays one, also when two demote each other', async () => {
  const { ask, addUser, signIn, ada, cookie } = await startWithAda();
  expect((await ask('DELETE', `/users/${ada}`, { cookie })).statusCode).toBe(409);
  expect((await ask('PATCH', `/users/${ada}`, { cookie, body: { role: 'viewer' } })).statusCode).toBe(409);
  const bob = await addUser('bob@example.com', 'admin');
  const bobs = await signIn('bob@example.com');
  const body = { role: 'viewer' };
  await Promise.all([
    ask('PATCH', `/users/${bob}`, { cookie, body }),
    ask('PATCH', `/users/${ada}`, { cookie: bobs, body }),
  ]);
  const roles = await Promise.all(
    [cookie, bobs].map(
      async (of) => (await ask('GET', '/session', { cookie: of })).json<{ role: string }>().role,
    ),
  );
  expect(roles.toSorted()).toEqual(['admin', 'viewer']);
});

test('users are listed without anything of their passwords, and one address is one user', async () => {
  const { ask, cookie } = await startWithAda();
  const body = { email: 'Bob@Example.com', name: 'Bob', role: 'operator', password: PASSWORD };
  const made = await ask('POST', '/users', { cookie, body });
  expect([made.statusCode, made.json()]).toEqual([
    201,
    expect.objectContaining({
      email: 'bob@example.com',
      role: 'operator',
      has_password: true,
      last_sign_in_at: null,
    }),
  ]);
  expect((await ask('POST', '/users', { cookie, body })).statusCode).toBe(409);
  for (const wrong of [{ email: 'bob' }, { role: 'owner' }, { password: 'aaaaaaaaaaaaaaa' }, { name: ' ' }]) {
    expect((await ask('POST', '/users', { cookie, body: { ...body, ...wrong } })).statusCode).toBe(400);
  }
  const list = await ask('GET', '/users', { cookie });
  expect(list.body).not.toContain('argon2');
  expect(list.json<{ items: { email: string }[] }>().items.map((user) => user.email)).toEqual([
    ADA,
    'bob@example.com',
  ]);
});

test('an API token is shown once, does what its scope allows, expires and can be revoked', async () => {
  const { ask, db, addUser, signIn, cookie } = await startWithAda();
  await addUser('bob@example.com', 'operator');
  const bob = await signIn('bob@example.com');
  const wide = await ask('POST', '/tokens', { cookie: bob, body: { name: 'ci', scope: 'edit' } });
  expect([wide.statusCode, wide.json()]).toEqual([403, expect.objectContaining({ code: 'role_missing' })]);
  const made = (await ask('POST', '/tokens', { cookie: bob, body: { name: 'ci', scope: 'read' } })).json<{
    id: string;
    secret: string;
    hint: string;
  }>();
  expect(made.secret).toMatch(/^igt_[\w-]{32}$/);
  expect(made.secret.startsWith(made.hint)).toBe(true);
  const token = made.secret;
  expect((await ask('GET', '/session', { token })).json()).toMatchObject({ role: 'viewer', via: 'token' });
  expect((await ask('POST', '/graphs/x/run', { token })).statusCode).toBe(403);
  expect(
    (await ask('POST', '/tokens', { token, body: { name: 'more', scope: 'read' } })).json(),
  ).toMatchObject({
    code: 'session_needed',
  });
  const list = await ask('GET', '/tokens', { cookie: bob });
  expect(list.body).not.toContain(token);
  expect(list.json()).toMatchObject({ items: [{ id: made.id, last_used_at: expect.any(String) }] });
  expect((await ask('GET', '/tokens', { cookie })).json()).toEqual({ items: [] });
  expect((await ask('GET', '/tokens?all=true', { cookie })).json()).toMatchObject({
    items: [{ id: made.id }],
  });

  await db.pool.query('update api_token set expires_at = clock_timestamp()');
  expect((await ask('GET', '/runs', { token })).statusCode).toBe(401);
  await db.pool.query(`update api_token set expires_at = clock_timestamp() + interval '1 day'`);
  expect((await ask('GET', '/runs', { token })).statusCode).toBe(200);
  expect((await ask('DELETE', `/tokens/${made.id}`, { cookie: bob })).statusCode).toBe(204);
  expect((await ask('GET', '/runs', { token })).statusCode).toBe(401);
});

test('a token of local mode lets nobody in here', async () => {
  const { ask, cases } = await startServerMode();
  const made = await cases.tokens.create(null, { name: 'script', scope: 'admin', days: 1 });
  const token = made.ok ? made.value.secret : '';
  expect(await cases.tokens.callerOf(token, 'local')).toMatchObject({ role: 'admin', name: 'local' });
  expect((await ask('GET', '/runs', { token })).statusCode).toBe(401);
});

test('what changes something is in the audit log, with who, what, which and from where', async () => {
  const { ask, ada, cookie } = await startWithAda();
  const connection = {
    name: 'prod',
    url: 'https://odoo.example',
    database: 'prod',
    secret: 'top secret key',
  };
  const made = (
    await ask('POST', '/connections', { cookie, body: connection, address: '203.0.113.9' })
  ).json<{ id: string }>();
  await ask('DELETE', `/connections/${made.id}`, { cookie });
  await ask('DELETE', '/connections/none', { cookie });
  await ask('GET', '/connections', { cookie });
  await ask('POST', '/graphs/none/validate', { cookie });
  await ask('POST', '/session', { body: { email: ADA, password: 'my other password' } });
  await ask('POST', '/session', { body: { email: 'my password by mistake', password: 'x' } });
  const { items } = (await ask('GET', '/audit', { cookie })).json<{
    items: readonly Record<string, unknown>[];
  }>();
  const by = { user: { id: ada, name: ADA }, via: 'session' };
  expect(items).toMatchObject([
    { action: 'signInFailed', user: { id: null, name: 'unknown user' }, via: 'system' },
    { action: 'signInFailed', user: { id: ada, name: ADA }, via: 'system' },
    { action: 'deleteConnection', object_id: made.id, result_id: null, ...by },
    { action: 'createConnection', object_id: made.id, address: '203.0.113.9', ...by },
    { action: 'signIn', address: '127.0.0.1', ...by },
  ]);
});

test('of a run that is started both are kept, the graph and the run', async () => {
  const { ask, cookie } = await startWithAda();
  const node = { id: 'n', type: 'model', data: { odooModel: 'res.partner', key: ['A'], fields: {} } };
  const graph = (
    await ask('POST', '/graphs', { cookie, body: { id: 'crm', name: 'G', nodes: [node] } })
  ).json<{ id: string }>();
  const run = (await ask('POST', `/graphs/${graph.id}/run`, { cookie })).json<{ id: string }>();
  for (const object of [graph.id, run.id]) {
    const { items } = (await ask('GET', `/audit?object=${object}&action=runGraph`, { cookie })).json<{
      items: unknown[];
    }>();
    expect(items).toMatchObject([{ object_id: graph.id, result_id: run.id }]);
  }
});

test('the audit log is paged and filtered', async () => {
  const { ask, addUser, signIn, cookie } = await startWithAda();
  const id = await addUser('bob@example.com', 'viewer');
  await signIn('bob@example.com');
  for (const query of [`user=${id}`, 'user=bob@example.com', 'action=signIn&limit=1']) {
    const page = (await ask('GET', `/audit?${query}`, { cookie })).json<{ items: unknown[] }>();
    expect(page.items).toMatchObject([{ action: 'signIn', user: { name: 'bob@example.com' } }]);
  }
  const first = (await ask('GET', '/audit?limit=1', { cookie })).json<{ next_cursor: string }>();
  expect((await ask('GET', `/audit?limit=5&cursor=${first.next_cursor}`, { cookie })).json()).toMatchObject({
    items: [{ user: { name: ADA } }],
    next_cursor: null,
  });
});

test('no password, session or token is kept in clear, and none is in an answer', async () => {
  const started = await startWithAda();
  const { ask, ada, addToken, cookie } = started;
  const token = await addToken(ada, 'read');
  await ask('GET', '/runs', { token });
  await ask('PATCH', `/users/${ada}`, { cookie, body: { password: 'another fine password' } });
  const text = await stored(started);
  for (const secret of [
    PASSWORD,
    'another fine password',
    token,
    cookie.split('=')[1] ?? '-',
    started.access.setupToken,
  ])
    expect(text).not.toContain(secret);
  expect(text).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
});

test('what a proxy says of the client is believed only where it is trusted', async () => {
  const { ask, addUser, cases } = await startServerMode({ trustedProxies: ['10.0.0.0/8'] });
  await addUser(ADA, 'admin');
  const headers = { 'x-forwarded-for': '198.51.100.7' };
  for (const address of ['10.1.2.3', '203.0.113.9'])
    await ask('POST', '/session', { body: { email: ADA, password: PASSWORD }, headers, address });
  const { items } = await cases.audit.list({ limit: 2, action: 'signIn' });
  expect(items.map((entry) => entry.address)).toEqual(['203.0.113.9', '198.51.100.7']);
});

test('only the public address and this machine are answered', async () => {
  const { ask, cookie } = await startWithAda();
  const hosts = {
    'evil.example': 403,
    'import.example.com.evil.example': 403,
    'IMPORT.example.com': 200,
    '127.0.0.1:8080': 200,
  };
  for (const [host, status] of Object.entries(hosts))
    expect([host, (await ask('GET', '/runs', { cookie, headers: { host } })).statusCode]).toEqual([
      host,
      status,
    ]);
  const origins = {
    [PUBLIC_URL]: 404,
    'http://import.example.com': 403,
    'https://evil.example': 403,
    null: 403,
  };
  for (const [origin, status] of Object.entries(origins)) {
    const answer = await ask('POST', '/runs/none/cancel', { cookie, headers: { origin } });
    expect([origin, answer.statusCode]).toEqual([origin, status]);
  }
});
