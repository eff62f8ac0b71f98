import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createTestApp, type TestApp } from '../../test/support/test-app.ts';
import { type Listening, listen } from './listen.ts';
import { createLog } from './log.ts';

interface Started {
  readonly app: TestApp;
  readonly home: string;
  readonly listening: Listening;
  readonly freshLinks: string[];
  readonly headers: { readonly authorization: string };
}

async function start(inHome?: string): Promise<Started> {
  const app = createTestApp();
  const home = inHome ?? (await mkdtemp(join(tmpdir(), 'importgraph-listen-')));
  const freshLinks: string[] = [];
  const result = await listen({
    app,
    config: { host: '127.0.0.1', port: 0, home, maxUploadBytes: 1024 },
    log: createLog('silent'),
    onFreshLink: (link) => freshLinks.push(link),
  });
  if (!result.ok) throw new Error(result.message);
  const { listening } = result;
  onTestFinished(async () => {
    await listening.close();
    await rm(home, { recursive: true, force: true });
  });
  return { app, home, listening, freshLinks, headers: { authorization: `Bearer ${listening.token}` } };
}

async function startWithRun(): Promise<Started> {
  const started = await start();
  const data = { odooModel: 'res.partner', key: ['Name'], fields: {} };
  await started.app.graphs.create({
    id: 'crm',
    name: 'CRM',
    nodes: [{ id: 'companies', type: 'model', data }],
  });
  await started.app.runs.start({ graphId: 'crm' });
  return started;
}

function openStream({ listening, headers }: Started, extra: Record<string, string> = {}): Promise<Response> {
  return fetch(`${listening.url}/api/v1/runs/run_1/events`, { headers: { ...headers, ...extra } });
}

test('a browser that was let in stays in when the server starts anew, until it signs out', async () => {
  const first = await start();
  const answer = await fetch(first.listening.startLink(), { redirect: 'manual' });
  const secret = /=([\w-]{32});/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? '';
  await first.listening.close();
  const file = join(first.home, 'local-sessions.json');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readFile(file, 'utf8')).not.toContain(secret);

  const { listening } = await start(first.home);
  const headers = { cookie: `importgraph_${new URL(listening.url).port}=${secret}` };
  const ask = (method: string, path: string) => fetch(`${listening.url}/api/v1${path}`, { method, headers });
  expect((await ask('GET', '/runs')).status).toBe(200);
  expect((await ask('DELETE', '/session')).status).toBe(204);
  expect((await ask('GET', '/runs')).status).toBe(401);
  expect(await readFile(file, 'utf8')).toBe('[]');
});

test('a start link lets one browser in, once; used again, a fresh one is shown to the owner only', async () => {
  const { listening, freshLinks } = await start();
  const link = listening.startLink();
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/start\?token=[\w-]{32}$/);
  const first = await fetch(link, { redirect: 'manual' });
  expect([first.status, first.headers.get('location')]).toEqual([303, '/']);
  const cookie = first.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/^importgraph_\d+=[\w-]{32}; Path=\/; HttpOnly; SameSite=Strict$/);

  const session = { cookie: cookie.split(';', 1)[0] ?? '' };
  const home = await fetch(`${listening.url}/`, { headers: session });
  expect([home.status, await home.text()]).toEqual([
    200,
    expect.stringContaining('<title>Importgraph</title>'),
  ]);
  const reload = await fetch(link, { redirect: 'manual', headers: session });
  expect([reload.status, freshLinks.length]).toEqual([303, 0]);

  const second = await fetch(link, { redirect: 'manual' });
  expect([second.status, second.headers.get('set-cookie')]).toEqual([401, null]);
  expect(await second.text()).toContain('A new one stands in the terminal');
  expect(freshLinks).toEqual([listening.startLink()]);
  expect((await fetch(freshLinks[0] ?? '', { redirect: 'manual' })).status).toBe(303);
});

test('headers without end are refused, and the next request is answered', async () => {
  const { listening, headers } = await start();
  const ask = (more: Record<string, string>) =>
    fetch(`${listening.url}/api/v1/runs`, { headers: { ...headers, ...more } }).then(({ status }) => status);
  expect(await ask({ 'x-long': 'x'.repeat(100_000) })).toBe(431);
  expect(await ask({ cookie: `importgraph_1=${'x'.repeat(100_000)}` })).toBe(431);
  expect(await ask({})).toBe(200);
});

test('a wrong start code and a forged cookie let nobody in', async () => {
  const { listening, freshLinks } = await start();
  const wrong = await fetch(`${listening.url}/start?token=guess`, { redirect: 'manual' });
  expect([wrong.status, freshLinks]).toEqual([401, []]);
  const { port } = new URL(listening.url);
  const forged = await fetch(`${listening.url}/api/v1/runs`, {
    headers: { cookie: `importgraph_${port}=guess` },
  });
  expect(forged.status).toBe(401);
});

test('events stream in order and the stream ends with the run', async () => {
  const started = await startWithRun();
  const { app } = started;
  app.tell('run_1', { type: 'run_queued' });
  const response = await openStream(started);
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  const text = response.text();
  const failed = {
    node: 'companies',
    batch: 1,
    kind: 'transient',
    reason: 'rate_limited',
    message: '429',
  } as const;
  app.tell('run_1', { type: 'call_failed', ...failed, retryInMs: 250 });
  app.setStatus('run_1', 'completed');
  app.tell('run_1', { type: 'run_finished', status: 'completed', message: null });
  const blocks = (await text)
    .trimEnd()
    .split('\n\n')
    .map((block) => block.split('\n'));
  expect(blocks.map(([id, event]) => `${id} ${event}`)).toEqual([
    'id: 1 event: run_queued',
    'id: 2 event: call_failed',
    'id: 3 event: run_finished',
  ]);
  expect(JSON.parse(blocks[1]?.[2]?.slice('data: '.length) ?? '')).toEqual({
    seq: 2,
    at: '2026-01-02T03:04:05.000Z',
    type: 'call_failed',
    ...failed,
    retry_in_ms: 250,
  });
});

test('a client that comes again goes on after the last event it saw', async () => {
  const started = await startWithRun();
  started.app.tell('run_1', { type: 'run_queued' });
  started.app.tell('run_1', { type: 'node_started', node: 'companies' });
  started.app.setStatus('run_1', 'cancelled');
  const rest = await (await openStream(started, { 'last-event-id': '1' })).text();
  expect(rest).toMatch(/^id: 2\nevent: node_started\n/);
  expect((await openStream(started, { 'last-event-id': '2' })).status).toBe(204);
});

test('the stream of an unknown run is a problem', async () => {
  const { listening, headers } = await start();
  const response = await fetch(`${listening.url}/api/v1/runs/none/events`, { headers });
  expect([response.status, response.headers.get('content-type')]).toEqual([
    404,
    'application/problem+json; charset=utf-8',
  ]);
});

test('closing ends open streams', async () => {
  const started = await startWithRun();
  const response = await openStream(started);
  const [text] = await Promise.all([response.text(), started.listening.close()]);
  expect(text).toBe('');
});

test('closing awaits the request in flight and takes no new one', async () => {
  const started = await startWithRun();
  const inFlight = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  started.app.connections.list = async () => {
    inFlight.resolve();
    await release.promise;
    return { items: [], nextCursor: null };
  };
  const answer = fetch(`${started.listening.url}/api/v1/connections`, { headers: started.headers });
  await inFlight.promise;
  const closed = started.listening.close();
  release.resolve();
  expect(await (await answer).json()).toEqual({ items: [], next_cursor: null });
  await closed;
  await expect(fetch(`${started.listening.url}/health`)).rejects.toThrow('fetch failed');
});

test('an address that others can reach is refused with what to do', async () => {
  const config = { host: '0.0.0.0', port: 0, home: tmpdir(), maxUploadBytes: 1 };
  const result = await listen({
    app: createTestApp(),
    config,
    log: createLog('silent'),
    onFreshLink: () => undefined,
  });
  expect(result).toEqual({
    ok: false,
    message: expect.stringMatching(/does not listen on 0\.0\.0\.0.*Use 127\.0\.0\.1/),
  });
});

test('a port in use is told with what to do', async () => {
  const { listening } = await start();
  const port = Number(new URL(listening.url).port);
  const config = { host: '127.0.0.1', port, home: tmpdir(), maxUploadBytes: 1 };
  const result = await listen({
    app: createTestApp(),
    config,
    log: createLog('silent'),
    onFreshLink: () => undefined,
  });
  expect(result).toEqual({ ok: false, message: expect.stringContaining('--port') });
});
