import { expect, test } from 'vitest';
import { HOST, startTestServer } from '../../../test/support/test-server.ts';
import type { Caller } from '../../app/access/access.ts';
import { lesserRole, ROLES, type Role, roleOfScope, SCOPES } from '../../app/access/access-words.ts';
import { openPlaces } from './places.ts';
import { isUndecided } from './policy.ts';
import type { ServerAccess } from './server-access.ts';

/** Anybody is who they say. */
const ACCESS: ServerAccess = {
  mode: 'server',
  places: openPlaces(),
  setupToken: 'none',
  isSetupToken: () => false,
  publicUrl: 'http://127.0.0.1:8080',
  issuer: null,
  roleOfNew: null,
  bySession: async (role) => callerOf('session', role as Role),
  byToken: async (text) => {
    const [role, scope] = text.split('.') as [Role, (typeof SCOPES)[number]];
    return callerOf('token', lesserRole(role, roleOfScope(scope)));
  },
  sessions: async () => [],
  endSession: async () => true,
};

function callerOf(kind: 'session' | 'token', role: Role): Caller {
  return { kind, userId: 'usr_1', name: 'ada@example.com', role, credentialId: `${kind}_1` };
}

async function walk() {
  const routes: { readonly method: string; readonly url: string }[] = [];
  const { server } = await startTestServer({ access: ACCESS, onRoute: (route) => routes.push(route) });
  await server.ready();
  /** Of all routes, those that let this in. */
  const openTo = async (headers: Readonly<Record<string, string>>): Promise<readonly string[]> => {
    const open: string[] = [];
    for (const { method, url } of routes) {
      const answer = await server.inject({
        method: method as 'GET',
        url: url.replace(/:\w+|\*/g, 'x'),
        headers: { host: HOST, ...headers },
      });
      if (![401, 403].includes(answer.statusCode)) open.push(`${method} ${url.replace('/api/v1', '')}`);
    }
    return open;
  };
  const bySession = (role: Role) => openTo({ cookie: `importgraph_0=${role}` });
  return { routes, openTo, bySession };
}

const OWN = ['PUT /session/password', 'DELETE /sessions/:id', 'POST /tokens', 'DELETE /tokens/:id'];
/** What each role may do more than the one before it; a viewer may read everything else. */
const MORE: Readonly<Record<Role, readonly string[]>> = {
  viewer: [
    'DELETE /session',
    'POST /custom-fields/module',
    'POST /datasets/:id/custom-fields',
    'POST /datasets/:id/sheets/:sheet/formula',
    'POST /datasets/:id/sheets/:sheet/preview',
    'POST /datasets/:id/suggest',
    'POST /graphs/:id/plan',
    'POST /graphs/:id/validate',
    'POST /graphs/:id/values',
    ...OWN,
  ],
  operator: [
    'POST /connections/:id/snapshot',
    'POST /connections/:id/test',
    'POST /examples/:id/dataset',
    'POST /datasets',
    'POST /datasets/:id/versions',
    'POST /graphs/:id/check',
    'POST /graphs/:id/run',
    'POST /runs/:id/cancel',
    'POST /runs/:id/pause',
    'POST /runs/:id/resume',
    'POST /runs/:id/retry',
    'POST /runs/:id/rollback',
  ],
  editor: [
    'DELETE /datasets/:id',
    'DELETE /graphs/:id',
    'PATCH /connections/:id/answers',
    'PATCH /key-map',
    'POST /connections/sandbox',
    'POST /graphs',
    'POST /graphs/import',
    'POST /templates/:id/instantiate',
    'PUT /graphs/:id',
  ],
  admin: [
    'DELETE /connections/:id',
    'DELETE /connections/:id/custom-fields/:model/:name',
    'DELETE /users/:id',
    'GET /audit',
    'GET /users',
    'GET /users/:id',
    'PATCH /connections/:id',
    'PATCH /users/:id',
    'POST /connections',
    'POST /connections/:id/custom-fields',
    'POST /users',
  ],
};

test('of every route that changes something it is decided who may', async () => {
  const { routes } = await walk();
  expect(routes.filter(({ method, url }) => isUndecided(method, url))).toEqual([]);
});

test('without a session only the public routes answer', async () => {
  const { openTo } = await walk();
  expect(await openTo({})).toEqual([
    'GET /health',
    'GET /sign-in',
    'GET /sign-in.css',
    'GET /sign-in.js',
    'GET /session',
    'POST /session',
    'POST /setup',
  ]);
});

test('each role may do what the one before it may, and what stands here', async () => {
  const { bySession } = await walk();
  let before: readonly string[] = [];
  for (const role of ROLES) {
    const open = await bySession(role);
    const isReading = (route: string) =>
      role === 'viewer' && /^(GET|HEAD) |^POST \/(session|setup)$/.test(route);
    const more = open.filter((route) => !before.includes(route) && !isReading(route));
    expect([role, more.toSorted()]).toEqual([role, MORE[role].toSorted()]);
    expect(before.filter((route) => !open.includes(route))).toEqual([]);
    before = open;
  }
});

test.each(ROLES.flatMap((role) => SCOPES.map((scope) => [role, scope] as const)))(
  'a token of a %s with the scope %s may do what both may, and nothing to sessions and tokens',
  async (role, scope) => {
    const { openTo, bySession } = await walk();
    const open = await openTo({ authorization: `Bearer ${role}.${scope}` });
    const asRole = await bySession(lesserRole(role, roleOfScope(scope)));
    // A token has no session to end, and is told so (409).
    expect(open).toEqual(asRole.filter((route) => !OWN.includes(route)));
  },
);
