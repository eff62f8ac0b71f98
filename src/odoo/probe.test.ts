import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  htmlAnswer,
  jsonAnswer,
  type Script,
  type SeenRequest,
  scriptedHttp,
} from '../../test/support/scripted-http.ts';
import { type ConnectionSettings, probe } from './probe.ts';

interface Server {
  readonly version: string | null;
  readonly databases?: readonly string[];
  readonly acceptsKey?: boolean;
  readonly acceptsPassword?: boolean;
}

/** As much of an Odoo as probing asks for; the contract suite probes real ones. */
function odooLike({
  version,
  databases = ['shop'],
  acceptsKey = true,
  acceptsPassword = true,
}: Server): Script {
  const major = Number(version?.replace(/^saas~/, '').split('.')[0]);
  const info = [version?.startsWith('saas~') ? `saas~${major}` : major, 0];
  const unauthorized = jsonAnswer(401, {
    name: 'werkzeug.exceptions.Unauthorized',
    message: 'Invalid apikey',
  });
  const answers: readonly [RegExp, (request: SeenRequest) => Buffer][] = [
    [
      /\/web\/version$/,
      () => (major >= 19 ? jsonAnswer(200, { version, version_info: info }) : htmlAnswer(404, 'none')),
    ],
    [/"version"/, (r) => rpc(r, { server_version: version, server_version_info: info })],
    [/\/web\/database\/list$/, (r) => rpc(r, databases)],
    [/\/json\/2\/res.users\/context_get$/, () => (acceptsKey ? jsonAnswer(200, { uid: 7 }) : unauthorized)],
    [/"authenticate"/, (r) => rpc(r, acceptsPassword ? 7 : false)],
    [/res.users/, (r) => (r.path === '/jsonrpc' ? rpc(r, USERS) : jsonAnswer(200, USERS))],
  ];
  return (request) => {
    const found = answers.find(([pattern]) => pattern.test(request.path) || pattern.test(request.body));
    return { bytes: version === null || !found ? htmlAnswer(404, 'Not Found') : found[1](request) };
  };
}
const USERS = [{ id: 7, login: 'ann', name: 'Ann' }];

function rpc(request: SeenRequest, result: unknown): Buffer {
  return jsonAnswer(200, { jsonrpc: '2.0', id: (JSON.parse(request.body) as { id: number }).id, result });
}

async function probeWith(script: Script, settings: Partial<ConnectionSettings> = {}) {
  await using server = await scriptedHttp(script);
  const found = await probe({
    url: server.url,
    database: 'shop',
    login: 'ann',
    secret: 's3cret',
    allowPrivate: true,
    ...settings,
  });
  if (!found.ok) return found;
  await found.client.close();
  const { transport, version, database, uid } = found.client;
  return { ok: true, transport, version, database, uid, user: found.user, message: found.message };
}

describe('choosing the transport', () => {
  test('19 and a key: JSON-2', async () => {
    expect(await probeWith(odooLike({ version: '19.0' }))).toEqual({
      ok: true,
      transport: 'json2',
      version: { text: '19.0', major: 19 },
      database: 'shop',
      uid: 7,
      user: 'ann',
      message: 'Odoo 19.0, JSON-2, as ann.',
    });
  });

  test('19 and a password: JSON-RPC', async () => {
    const found = await probeWith(odooLike({ version: '19.0', acceptsKey: false }));
    expect(found).toMatchObject({ ok: true, transport: 'jsonrpc' });
  });

  test('19, forced to JSON-RPC', async () => {
    const found = await probeWith(odooLike({ version: '19.0' }), { transport: 'jsonrpc' });
    expect(found).toMatchObject({ ok: true, transport: 'jsonrpc' });
  });

  test('19, forced to JSON-2 with a password: credentials_refused', async () => {
    const found = await probeWith(odooLike({ version: '19.0', acceptsKey: false }), { transport: 'json2' });
    expect(found).toMatchObject({ ok: false, verdict: 'credentials_refused' });
  });

  test('19 and a key needs no login', async () => {
    expect(await probeWith(odooLike({ version: '19.0' }), { login: undefined })).toMatchObject({ ok: true });
  });

  test.each([
    ['17.0+e', 17],
    ['saas~18.3', 18],
    ['14.0', 14],
  ])('%s: JSON-RPC', async (text, major) => {
    const found = await probeWith(odooLike({ version: text }));
    expect(found).toMatchObject({ ok: true, transport: 'jsonrpc', version: { text, major } });
  });

  test('before 19, forced to JSON-2: version_unsupported', async () => {
    const found = await probeWith(odooLike({ version: '17.0' }), { transport: 'json2' });
    expect(found).toMatchObject({ ok: false, verdict: 'version_unsupported', serverVersion: '17.0' });
  });

  test('13 is too old', async () => {
    const found = await probeWith(odooLike({ version: '13.0' }));
    expect(found).toMatchObject({ ok: false, verdict: 'version_unsupported', serverVersion: '13.0' });
  });
});

describe('choosing the database', () => {
  test('the only one is taken', async () => {
    const found = await probeWith(odooLike({ version: '19.0', databases: ['only'] }), { database: '' });
    expect(found).toMatchObject({ ok: true, database: 'only' });
  });

  test.each([[[]], [['a', 'b']]])('of %j none is guessed', async (databases) => {
    const found = await probeWith(odooLike({ version: '19.0', databases }), { database: undefined });
    expect(found).toMatchObject({ ok: false, verdict: 'database_unknown' });
  });
});

describe('verdicts', () => {
  test('no secret: secret_missing, and nothing is asked', async () => {
    await using server = await scriptedHttp(odooLike({ version: '19.0' }));
    const found = await probe({ url: server.url, secret: '', allowPrivate: true });
    expect(found).toMatchObject({ ok: false, verdict: 'secret_missing' });
    expect(server.seen).toEqual([]);
  });

  test('a private address that is not allowed: address_refused, and nothing is asked', async () => {
    await using server = await scriptedHttp(odooLike({ version: '19.0' }));
    for (const url of [server.url, server.url.replace('http:', 'https:')]) {
      const found = await probe({ url, secret: 's3cret', allowPrivate: false });
      expect(found).toMatchObject({ ok: false, verdict: 'address_refused' });
    }
    expect(server.seen).toEqual([]);
  });

  test('wrong password: credentials_refused', async () => {
    const found = await probeWith(odooLike({ version: '14.0', acceptsPassword: false }));
    expect(found).toMatchObject({ ok: false, verdict: 'credentials_refused' });
  });

  test('JSON-RPC without a login: credentials_refused, and says so', async () => {
    const found = await probeWith(odooLike({ version: '14.0' }), { login: undefined });
    expect(found).toMatchObject({
      ok: false,
      verdict: 'credentials_refused',
      message: expect.stringContaining('login'),
    });
  });

  const secretPage = 'internal-page-7f3a';
  test.each<[string, Script, string]>([
    ['another web server', odooLike({ version: null }), 'not_odoo'],
    ['a page for everything', () => ({ bytes: htmlAnswer(200, secretPage) }), 'not_odoo'],
    ['other JSON for everything', () => ({ bytes: jsonAnswer(200, { secretPage }) }), 'not_odoo'],
    [
      'a redirection',
      () => ({ bytes: htmlAnswer(302, secretPage, { location: 'http://10.0.0.1/' }) }),
      'not_odoo',
    ],
    ['a gateway', () => ({ bytes: htmlAnswer(502, secretPage) }), 'unreachable'],
    ['a reset', () => ({ finish: 'reset' }), 'unreachable'],
  ])('%s is told in fixed words', async (_name, script, verdict) => {
    const found = await probeWith(script);
    expect(found).toMatchObject({ ok: false, verdict });
    expect(JSON.stringify(found)).not.toMatch(/internal-page-7f3a|10\.0\.0\.1/);
  });

  test('what is no address is told so', async () => {
    const found = await probe({ url: 'odoo.example.com', secret: 's3cret', allowPrivate: true });
    expect(found).toMatchObject({ ok: false, verdict: 'unreachable' });
  });
});

test('on 14 the database is named by a session, without which errors are bare pages; a lost one is renewed', async () => {
  let sessions = 0;
  await using server = await scriptedHttp((request, count) => {
    if (request.path.startsWith('/web/login')) {
      sessions += 1;
      const cookie = `session_id=s${sessions}; Expires=Sat, 20-Feb-2027 21:10:26 GMT; HttpOnly; Path=/`;
      return { bytes: htmlAnswer(302, '', { location: '/web', 'set-cookie': cookie }) };
    }
    if (request.body.includes('"write"'))
      return { bytes: htmlAnswer(500, '<title>500 Internal Server Error</title>') };
    return odooLike({ version: '14.0' })(request, count);
  });
  const found = await probe({
    url: server.url,
    database: 'a b',
    login: 'ann',
    secret: 's3cret',
    allowPrivate: true,
  });
  if (!found.ok) throw new Error(found.message);
  const { client } = found;
  const answer = await client.call('res.users', 'write', { ids: [7], answer: z.unknown() });
  expect(answer).toMatchObject({ ok: false, fault: { kind: 'unknown', reason: 'server_error' } });
  await client.call('res.users', 'read', { ids: [7], answer: z.unknown() });
  await client.close();
  expect(server.seen.filter((request) => request.path === '/web/login?db=a%20b')).toHaveLength(2);
  const cookies = server.seen
    .filter((request) => /execute_kw|authenticate/.test(request.body))
    .map((request) => request.headers.cookie);
  expect(cookies).toEqual(['session_id=s1', 'session_id=s1', 'session_id=s1', 'session_id=s2']);
});
