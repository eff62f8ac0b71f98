import { expect, test } from 'vitest';
import { HOST, startTestServer } from '../../test/support/test-server.ts';

async function walk() {
  const routes: { method: string; url: string }[] = [];
  const started = await startTestServer({ onRoute: (route) => routes.push(route) });
  await started.server.ready();
  return { ...started, routes };
}

test('every route but the public list needs the token', async () => {
  const { server, routes } = await walk();
  expect(routes.length).toBeGreaterThan(40);
  const open: string[] = [];
  for (const { method, url } of routes) {
    const answer = await server.inject({
      method: method as 'GET',
      url: url.replace(/:\w+|\*/g, 'x'),
      headers: { host: HOST },
    });
    if (answer.statusCode !== 401) open.push(`${method} ${url}`);
  }
  // `/start` answers 401 without a good code, like a route that needs the token.
  expect(open).toEqual(['GET /health', 'GET /api/v1/session', 'POST /api/v1/session', 'POST /api/v1/setup']);
});

test('an unknown path tells nothing without the token', async () => {
  const { server } = await walk();
  const answer = await server.inject({ url: '/api/v1/nothing', headers: { host: HOST } });
  expect(answer.statusCode).toBe(401);
  expect(answer.headers['www-authenticate']).toContain('Bearer');
  expect(answer.json()).toMatchObject({ status: 401, code: 'token_missing' });
});

test.each(['wrong', '', 'Bearer'])('a wrong token %j is refused', async (token) => {
  const { server } = await walk();
  const answer = await server.inject({
    url: '/ready',
    headers: { host: HOST, authorization: `Bearer ${token}` },
  });
  expect(answer.statusCode).toBe(401);
});

test.each(['evil.example', '127.evil.example', 'localhost.evil.example:8080', '10.0.0.1', ':8080'])(
  'a request for the host %j is refused, token or not',
  async (host) => {
    const { call } = await walk();
    const answer = await call({ url: '/api/v1/runs', headers: { host } });
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({ code: 'host_refused' });
  },
);

test.each(['localhost:9000', '127.0.0.1', '127.8.8.8:1', '[::1]:8080'])(
  'the host %j is this machine',
  async (host) => {
    const { call } = await walk();
    expect((await call({ url: '/api/v1/runs', headers: { host } })).statusCode).toBe(200);
  },
);

test.each([
  [{ origin: 'https://evil.example' }, 403],
  [{ origin: 'http://127.0.0.1:9999' }, 403],
  [{ origin: 'null' }, 403],
  [{ 'sec-fetch-site': 'cross-site' }, 403],
  [{ 'sec-fetch-site': 'same-site' }, 403],
  [{ origin: `http://${HOST}` }, 404],
  [{}, 404],
])('a change asked from %j is answered with %i', async (headers, status) => {
  const { call } = await walk();
  const answer = await call({ method: 'POST', url: '/api/v1/runs/none/cancel', headers });
  expect(answer.statusCode).toBe(status);
});

test('pages get a policy that allows no inline script, no framing and no sniffing', async () => {
  const { call } = await walk();
  for (const url of ['/', '/docs/', '/api/v1/runs']) {
    const { headers, statusCode } = await call({ url });
    expect(statusCode).toBe(200);
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-frame-options']).toBe('DENY');
  }
});

test('the try-it page loads nothing from elsewhere and runs no inline script', async () => {
  const { call } = await walk();
  for (const url of ['/docs/']) {
    const html = (await call({ url })).body;
    expect(html).not.toMatch(/(?:src|href)="https?:/);
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/);
    const files = [...html.matchAll(/(?:src|href)="([^"#]+)"/g)].flatMap((m) =>
      m[1]?.startsWith('data:') ? [] : [m[1] ?? ''],
    );
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) {
      const path = new URL(file, `http://localhost${url}`).pathname;
      expect([path, (await call({ url: path })).statusCode].join(' ')).toMatch(/ (200|302)$/);
    }
  }
});

test('a browser without a session is told to open the start link', async () => {
  const { server } = await walk();
  const answer = await server.inject({ url: '/', headers: { host: HOST, accept: 'text/html,*/*' } });
  expect(answer.statusCode).toBe(401);
  expect(answer.body).toContain('Open the start link that the terminal shows');
});
