import { expect, test } from 'vitest';
import { HOST, startTestServer } from '../../../test/support/test-server.ts';

async function startWithBrowser() {
  const started = await startTestServer();
  const { server, access } = started;
  const browser = async () => {
    const secret = await access.openSession({ address: '127.0.0.1', agent: 'Firefox' });
    return { host: HOST, cookie: `importgraph_0=${secret}` };
  };
  const ask = (method: 'GET' | 'DELETE', url: string, headers: Readonly<Record<string, string>>) =>
    server.inject({ method, url: `/api/v1${url}`, headers });
  return { ...started, browser, ask };
}

test('in local mode the start link makes a session with every right', async () => {
  const { ask, browser } = await startWithBrowser();
  const answer = await ask('GET', '/session', await browser());
  expect(answer.json()).toEqual({
    mode: 'local',
    user: { id: null, name: 'local' },
    role: 'admin',
    via: 'session',
    session_id: expect.stringMatching(/^ses_/),
    setup_needed: false,
    single_sign_on: null,
  });
});

test('whoever is not in learns the mode and nothing else', async () => {
  const { ask } = await startWithBrowser();
  expect((await ask('GET', '/session', { host: HOST })).json()).toEqual({
    mode: 'local',
    user: null,
    role: null,
    via: null,
    session_id: null,
    setup_needed: false,
    single_sign_on: null,
  });
});

test('signing out ends the session and takes the cookie', async () => {
  const { ask, browser } = await startWithBrowser();
  const headers = await browser();
  const answer = await ask('DELETE', '/session', headers);
  expect([answer.statusCode, answer.headers['set-cookie']]).toEqual([
    204,
    expect.stringContaining('importgraph_0=; '),
  ]);
  expect((await ask('GET', '/session', headers)).json()).toMatchObject({ user: null });
  expect((await ask('GET', '/runs', headers)).statusCode).toBe(401);
});

test('sessions are listed, and one browser signs another out', async () => {
  const { ask, browser } = await startWithBrowser();
  const [one, other] = [await browser(), await browser()];
  const { items } = (await ask('GET', '/sessions', one)).json<{
    items: readonly { id: string; is_current: boolean }[];
  }>();
  expect(items).toMatchObject([
    { is_current: false, agent: 'Firefox' },
    { is_current: true, expires_at: expect.stringMatching(/^20/) },
  ]);
  const id = items.find((session) => !session.is_current)?.id ?? '';
  expect((await ask('DELETE', `/sessions/${id}`, one)).statusCode).toBe(204);
  expect((await ask('GET', '/runs', other)).statusCode).toBe(401);
  expect((await ask('DELETE', `/sessions/${id}`, one)).statusCode).toBe(404);
});

test('the token of the terminal is no session', async () => {
  const { call } = await startTestServer();
  expect((await call({ url: '/api/v1/session' })).json()).toMatchObject({ via: 'owner', session_id: null });
  expect((await call({ method: 'DELETE', url: '/api/v1/session' })).statusCode).toBe(409);
});
