import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { PASSWORD, startServerMode } from '../../test/support/server-mode.ts';
import { createTestApp } from '../../test/support/test-app.ts';
import { listenForUsers } from './listen-for-users.ts';
import { createLog } from './log.ts';

interface Options {
  readonly host?: string;
  readonly publicUrls?: readonly string[];
  readonly startToken?: string;
  readonly level?: string;
}

/** On a free port; the log as text. */
async function start({ host = '127.0.0.1', level = 'info', ...more }: Options = {}) {
  const { cases } = await startServerMode();
  const home = await mkdtemp(join(tmpdir(), 'importgraph-listen-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  let text = '';
  const log = createLog(level, { write: (line) => (text += line) });
  const listen = async () => {
    const result = await listenForUsers({
      app: { ...createTestApp(), access: cases },
      config: { host, port: 0, home, maxUploadBytes: 1024, ...more },
      log,
      showsWarnings: log.isLevelEnabled('warn'),
    });
    if (result.ok) onTestFinished(() => result.listening.close());
    return result;
  };
  return { cases, listen, logged: () => text };
}

async function urlOf({ listen }: Awaited<ReturnType<typeof start>>): Promise<string> {
  const result = await listen();
  if (!result.ok) throw new Error(result.message);
  return result.listening.url;
}

test('a server without an administrator logs the link that makes one, and no request logs its token', async () => {
  const started = await start({ level: 'trace' });
  const url = await urlOf(started);
  const link = new RegExp(`Make one at (${url}/sign-in)#setup=([\\w-]{32})"`).exec(started.logged());
  const [, page = '', token = ''] = link ?? [];
  expect(await (await fetch(page)).text()).toContain('Make the first administrator');
  const answer = await fetch(`${url}/api/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ token, email: 'ada@example.com', name: 'Ada', password: PASSWORD }),
  });
  expect(await answer.json()).toMatchObject({ user: { name: 'ada@example.com' }, role: 'admin' });
  expect(answer.headers.get('set-cookie')).toMatch(/^importgraph_\d+=.*; HttpOnly; SameSite=Strict$/);
  expect(started.logged().split(token)).toHaveLength(2);
  expect(started.logged()).not.toContain(PASSWORD);
});

test('with an administrator there is no link', async () => {
  const started = await start();
  await started.cases.users.create({
    email: 'ada@example.com',
    name: 'Ada',
    role: 'admin',
    password: PASSWORD,
  });
  await urlOf(started);
  expect(started.logged()).not.toContain('setup');
});

test('without an administrator and where nobody would see the link it does not start', async () => {
  const { listen } = await start({ level: 'error' });
  expect(await listen()).toEqual({ ok: false, message: expect.stringContaining('importgraph user add') });
});

test('an address that names none needs the public one', async () => {
  const { listen } = await start({ host: '0.0.0.0' });
  expect(await listen()).toEqual({ ok: false, message: expect.stringMatching(/^Set PUBLIC_URL/) });
});

test('a browser that is not signed in gets the page where it can, a program gets a problem', async () => {
  const url = await urlOf(await start());
  const page = await fetch(`${url}/runs?a=1&b`, { redirect: 'manual', headers: { accept: 'text/html' } });
  expect([page.status, page.headers.get('location')]).toEqual([303, '/sign-in?to=%2Fruns%3Fa%3D1%26b']);
  const problem = await fetch(`${url}/api/v1/runs`);
  expect([problem.status, await problem.json()]).toEqual([
    401,
    expect.objectContaining({ code: 'token_missing' }),
  ]);
  expect((await fetch(`${url}/start?token=x`)).status).toBe(401);
});

test('a port of every address is known by the public one; the start token of local mode lets nobody in', async () => {
  const startToken = 'a-token-of-local-mode-which-is-long';
  const publicUrls = ['http://import.example.com'];
  const started = await start({ host: '0.0.0.0', publicUrls, startToken });
  expect(await urlOf(started)).toBe('http://import.example.com');
  expect(started.logged()).toMatch(/IMPORTGRAPH_TOKEN is for local mode.*/s);
  expect(started.logged()).toContain('in clear');
});
