import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { startTestServer } from '../../../test/support/test-server.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function folderOf(page?: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ig-web-'));
  folders.push(folder);
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'assets', 'main-1.js'), 'void 0;');
  if (page !== undefined) await writeFile(join(folder, 'index.html'), page);
  return folder;
}

const HTML = { accept: 'text/html' };

test('every address of the app gives its page with the nonce of that answer; its files may be kept', async () => {
  const { call } = await startTestServer({ webDir: await folderOf('<meta nonce="{{nonce}}">') });
  for (const url of ['/', '/runs/run_1?tab=rows', '/no/such/place']) {
    const { statusCode, body, headers } = await call({ url, headers: HTML });
    const nonce = /nonce="([0-9a-f]{32})"/.exec(body)?.[1];
    expect([statusCode, headers['cache-control']]).toEqual([200, 'no-cache']);
    expect(headers['content-security-policy']).toContain(
      `script-src 'self';style-src 'self' 'nonce-${nonce}';`,
    );
  }
  const file = await call({ url: '/assets/main-1.js' });
  expect(file.headers['content-security-policy']).not.toContain('nonce');
  expect([file.statusCode, file.headers['cache-control']]).toEqual([
    200,
    'public, max-age=31536000, immutable',
  ]);
});

test('a file goes out compressed where there is one and the browser takes it', async () => {
  const folder = await folderOf('<p>');
  await writeFile(join(folder, 'assets', 'main-1.js.br'), 'compressed');
  const { call } = await startTestServer({ webDir: folder });
  const url = '/assets/main-1.js';
  const small = await call({ url, headers: { 'accept-encoding': 'gzip, br' } });
  expect([small.headers['content-encoding'], small.body]).toEqual(['br', 'compressed']);
  expect(small.headers['content-type']).toContain('javascript');
  expect((await call({ url })).body).toBe('void 0;');
});

test.each(['/api/v1/nothing', '/assets/gone.js', '/docs/nothing', '/etc/passwd'])(
  '%s is a problem, no page, to a program',
  async (url) => {
    const { call } = await startTestServer({ webDir: await folderOf('<p>') });
    expect((await call({ url })).json()).toMatchObject({ status: 404, code: 'not_found' });
  },
);

test.each([
  '/assets/..%2findex.html',
  '/assets/..%2f..%2fpackage.json',
  '/assets/..%5c..%5cpackage.json',
  '/assets/%2e%2e%2f%2e%2e%2fpackage.json',
  '/assets/....//....//package.json',
  '/assets/%00',
  '/docs/static/..%2f..%2fpackage.json',
])('%s leaves no folder', async (url) => {
  const { call } = await startTestServer({ webDir: await folderOf('<p>the page') });
  const { statusCode, body } = await call({ url });
  expect(statusCode).toBeGreaterThanOrEqual(400);
  expect(body).not.toMatch(/the page|"dependencies"/);
});

test('without a build the page says how to make one', async () => {
  const { call } = await startTestServer({ webDir: await folderOf() });
  expect((await call({ url: '/', headers: HTML })).body).toContain('npm run build:web');
});
