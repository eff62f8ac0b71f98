import type { LightMyRequestResponse } from 'fastify';
import { expect, test } from 'vitest';
import { type ScriptedIssuer, startScriptedIssuer } from '../../../test/support/scripted-issuer.ts';
import { PUBLIC_URL, startServerMode } from '../../../test/support/server-mode.ts';
import type { Role } from '../../app/access/access-words.ts';

const CALLBACK = '/api/v1/session/oidc/callback';
const ADA = { sub: 'ada-1', email: 'Ada@Example.com', name: 'Ada' };

async function start(roleOfNew: Role | null = 'operator') {
  const issuer = await startScriptedIssuer();
  issuer.user = ADA;
  const { url, clientId, clientSecret } = issuer;
  const mode = await startServerMode({
    issuer: { url, clientId, clientSecret, name: 'Example ID', roleOfNew },
  });
  const begin = (cookie?: string) => mode.ask('GET', '/session/oidc', cookie === undefined ? {} : { cookie });
  /** There and back again, as a browser goes. */
  const come = async (cookie?: string): Promise<LightMyRequestResponse> => {
    const begun = await begin(cookie);
    const back = await issuer.authorize(String(begun.headers.location));
    return mode.ask('GET', back.pathname + back.search, { cookie: setBy(begun, 'importgraph_oidc') });
  };
  return { ...mode, issuer, begin, come };
}

/** `name=value` of a cookie that an answer sets. */
function setBy(answer: LightMyRequestResponse, name: string): string {
  const all = [answer.headers['set-cookie'] ?? []].flat();
  return all.find((cookie) => cookie.startsWith(`${name}=`))?.split(';', 1)[0] ?? '';
}

const sessionOf = (answer: LightMyRequestResponse) => setBy(answer, '__Host-importgraph');

test('whom the issuer vouches for is let in, a new user the first time and the same one after', async () => {
  const { ask, come, db, issuer } = await start();
  expect((await ask('GET', '/session')).json()).toMatchObject({ single_sign_on: 'Example ID' });
  const first = await come();
  expect([first.statusCode, first.body]).toEqual([200, expect.stringContaining('url=/"')]);
  const me = (await ask('GET', '/session', { cookie: sessionOf(first) })).json<{ user: { id: string } }>();
  expect(me).toMatchObject({ user: { name: 'ada@example.com' }, role: 'operator', via: 'session' });
  issuer.user = { ...ADA, email: 'lovelace@example.com' };
  const again = (await ask('GET', '/session', { cookie: sessionOf(await come()) })).json<{
    user: { id: string };
  }>();
  expect(again.user.id).toBe(me.user.id);
  const accounts = await db.pool.query('select email, issuer, subject, password_hash from account');
  expect(accounts.rows).toEqual([
    { email: 'ada@example.com', issuer: issuer.url, subject: 'ada-1', password_hash: null },
  ]);
});

test('the browser is led there with PKCE, state and nonce, and the client’s secret stays here', async () => {
  const { begin, issuer } = await start();
  const begun = await begin();
  expect(begun.statusCode).toBe(303);
  const url = new URL(String(begun.headers.location));
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client_id: 'importgraph',
    response_type: 'code',
    redirect_uri: `${PUBLIC_URL}${CALLBACK}`,
    scope: 'openid email profile',
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    code_challenge_method: 'S256',
    state: expect.stringMatching(/^[\w-]{43}$/),
    nonce: expect.stringMatching(/^[\w-]{43}$/),
  });
  expect(String(begun.headers['set-cookie'])).toMatch(/; HttpOnly; Secure; SameSite=Lax$/);
  expect(JSON.stringify(begun.headers)).not.toContain(issuer.clientSecret);
});

test.each<[string, (issuer: ScriptedIssuer) => void]>([
  [
    'signed by another key',
    (issuer) => {
      issuer.signsWrong = true;
    },
  ],
  [
    'for another client',
    (issuer) => {
      issuer.forge = (claims) => {
        claims.aud = 'other';
      };
    },
  ],
  [
    'of another issuer',
    (issuer) => {
      issuer.forge = (claims) => {
        claims.iss = 'https://evil.example';
      };
    },
  ],
  [
    'of another sign-in',
    (issuer) => {
      issuer.forge = (claims) => {
        claims.nonce = 'other';
      };
    },
  ],
  [
    'that has expired',
    (issuer) => {
      issuer.forge = (claims) => {
        claims.exp = 1;
      };
    },
  ],
])('a token %s lets nobody in', async (_, attack) => {
  const { come, issuer, db } = await start();
  attack(issuer);
  const answer = await come();
  expect([answer.statusCode, sessionOf(answer)]).toEqual([401, '']);
  expect((await db.pool.query('select 1 from account')).rowCount).toBe(0);
});

test('an answer without the cookie of its beginning, with another state, or sent twice, lets nobody in', async () => {
  const { ask, begin, issuer } = await start();
  const [mine, theirs] = [await begin(), await begin()];
  const back = await issuer.authorize(String(mine.headers.location));
  const path = back.pathname + back.search;
  expect((await ask('GET', path)).statusCode).toBe(400);
  expect((await ask('GET', path, { cookie: 'importgraph_oidc=guess' })).statusCode).toBe(400);
  expect((await ask('GET', path, { cookie: setBy(theirs, 'importgraph_oidc') })).statusCode).toBe(401);
  const cookie = setBy(mine, 'importgraph_oidc');
  expect((await ask('GET', path, { cookie })).statusCode).toBe(200);
  expect((await ask('GET', path, { cookie })).statusCode).toBe(400);
});

test('an e-mail address makes nobody the user who has it; who is signed in connects the two', async () => {
  const { ask, addUser, signIn, come, issuer } = await start();
  const id = await addUser('ada@example.com', 'admin');
  const refused = await come();
  expect([refused.statusCode, sessionOf(refused)]).toEqual([409, '']);
  expect(refused.body).toContain('Sign in with the password');
  const linked = await come(await signIn('ada@example.com'));
  expect(linked.statusCode).toBe(200);
  const cookie = sessionOf(await come());
  expect((await ask('GET', '/session', { cookie })).json()).toMatchObject({ user: { id }, role: 'admin' });
  const { items } = (await ask('GET', '/audit?action=linkIssuer', { cookie })).json<{ items: unknown[] }>();
  expect(items).toMatchObject([{ user: { id }, object_id: id }]);
  await addUser('bob@example.com', 'viewer');
  expect((await come(await signIn('bob@example.com'))).statusCode).toBe(409);
  expect(issuer.user).toBe(ADA);
});

test.each<[string, Role | null, Readonly<Record<string, unknown>>]>([
  ['where nobody new is let in', null, ADA],
  ['without an e-mail address', 'viewer', { sub: 'x' }],
  ['whose e-mail address is not verified', 'viewer', { ...ADA, email_verified: false }],
])('a new user %s stays out', async (_, role, user) => {
  const { come, issuer, db } = await start(role);
  issuer.user = user;
  const answer = await come();
  expect([answer.statusCode, sessionOf(answer)]).toEqual([403, '']);
  expect((await db.pool.query('select 1 from account')).rowCount).toBe(0);
});

test('an issuer that does not answer is told, and tried again the next time', async () => {
  const { begin, issuer, ask } = await start();
  const { clientId, clientSecret } = issuer;
  const nobody = { url: 'http://127.0.0.1:9', clientId, clientSecret, name: 'Gone <b>', roleOfNew: null };
  const gone = await startServerMode({ issuer: nobody });
  const answer = await gone.ask('GET', '/session/oidc');
  expect([answer.statusCode, answer.body]).toEqual([
    503,
    expect.stringContaining('Gone &#60;b&#62; does not answer'),
  ]);
  expect((await begin()).statusCode).toBe(303);
  expect((await ask('GET', '/runs')).statusCode).toBe(401);
});
