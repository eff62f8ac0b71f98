import { expect, test } from 'vitest';
import { type Ask, type ServerMode, startServerMode } from '../../../test/support/server-mode.ts';
import { startTestServer } from '../../../test/support/test-server.ts';

const LIMIT = 20;
const ADA = 'ada@example.com';

/** How many of so many requests are answered with 429. */
async function refusedOf({ ask }: ServerMode, times: number, path: string, how: Ask = {}): Promise<number> {
  let refused = 0;
  for (let n = 0; n < times; n++) if ((await ask('GET', path, how)).statusCode === 429) refused += 1;
  return refused;
}

test('who asks too often is told when to come again, and nobody else is', async () => {
  const mode = await startServerMode({ requestsPerMinute: LIMIT });
  const ada = await mode.addUser(ADA, 'admin');
  await mode.addUser('bob@example.com', 'viewer');
  const [cookie, other, bob] = [
    await mode.signIn(ADA),
    await mode.signIn(ADA),
    await mode.signIn('bob@example.com'),
  ];
  expect(await refusedOf(mode, LIMIT, '/runs', { cookie })).toBe(0);
  const refused = await mode.ask('GET', '/runs', { cookie });
  expect([refused.statusCode, refused.json()]).toEqual([
    429,
    expect.objectContaining({ code: 'rate_limited', detail: expect.stringContaining('more slowly') }),
  ]);
  const wait = Number(refused.headers['retry-after']);
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
  // By user, not by session or address; programs of the user are counted apart, all together.
  expect((await mode.ask('GET', '/runs', { cookie: other, address: '203.0.113.9' })).statusCode).toBe(429);
  expect(await refusedOf(mode, LIMIT, '/runs', { cookie: bob })).toBe(0);
  const tokens = [await mode.addToken(ada, 'read'), await mode.addToken(ada, 'admin')];
  for (const token of tokens) expect(await refusedOf(mode, LIMIT / 2, '/runs', { token })).toBe(0);
  expect(await refusedOf(mode, 2, '/runs', { token: tokens[0] ?? '' })).toBe(2);
});

test('nothing that is refused for its number changes anything', async () => {
  const mode = await startServerMode({ requestsPerMinute: LIMIT });
  await mode.addUser(ADA, 'editor');
  const cookie = await mode.signIn(ADA);
  for (let n = 0; n < LIMIT + 5; n++)
    await mode.ask('POST', '/graphs', { cookie, body: { name: `G${n}`, nodes: [] } });
  expect((await mode.app.graphs.list({ limit: 100 })).items).toHaveLength(LIMIT);
});

test('guesses of one address are counted, whatever they are, and shut out nobody who is signed in there', async () => {
  const mode = await startServerMode({ requestsPerMinute: LIMIT });
  await mode.addUser(ADA, 'viewer');
  const cookie = await mode.signIn(ADA);
  const address = '203.0.113.9';
  const guesses = ['/runs', '/users', '/nowhere', '/runs/x/events', '/'];
  for (let n = 0; n < LIMIT; n++) {
    const guess = { token: `igt_${'x'.repeat(30)}${n}`, address };
    expect((await mode.ask('GET', guesses[n % guesses.length] ?? '', guess)).statusCode).toBe(401);
  }
  expect(await refusedOf(mode, 3, '/metrics', { token: 'igt_one_more', address })).toBe(3);
  expect(await refusedOf(mode, 3, '/runs', { cookie, address })).toBe(0);
  expect(await refusedOf(mode, 3, '/runs', { address: '203.0.113.10' })).toBe(0);
});

test('addresses of one IPv6 network are one', async () => {
  const mode = await startServerMode({ requestsPerMinute: LIMIT });
  for (let n = 0; n < LIMIT; n++) await mode.ask('GET', '/runs', { address: `2001:db8:1:2::${n}` });
  expect(await refusedOf(mode, 1, '/runs', { address: '2001:db8:1:2:ffff::1' })).toBe(1);
  expect(await refusedOf(mode, 1, '/runs', { address: '2001:db8:1:3::1' })).toBe(0);
});

test('event streams and the files of the web app are not counted', async () => {
  const mode = await startServerMode({ requestsPerMinute: LIMIT });
  await mode.addUser(ADA, 'viewer');
  const cookie = await mode.signIn(ADA);
  for (const path of ['/runs/none/events', '/', '/assets/none.js', '/metrics'])
    expect([path, await refusedOf(mode, LIMIT + 1, path, { cookie })]).toEqual([path, 0]);
  expect(await refusedOf(mode, LIMIT + 1, '/runs', { cookie })).toBe(1);
});

test('in local mode nobody is counted', async () => {
  const { call } = await startTestServer({ requestsPerMinute: LIMIT });
  for (let n = 0; n <= LIMIT; n++)
    expect((await call({ method: 'GET', url: '/api/v1/runs' })).statusCode).toBe(200);
});
