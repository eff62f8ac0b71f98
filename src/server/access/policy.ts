import type { Caller } from '../../app/access/access.ts';
import { isAtLeast, type Role } from '../../app/access/access-words.ts';

/** `public`: nobody is asked who they are. `own`: a role, and not by an API token, which must not make or free another one. */
export type Need = 'public' | Role | { readonly own: Role };

const API = '/api/v1';

/** Reading with GET needs a viewer, unless it stands here. */
const READING: Readonly<Record<string, Need>> = {
  '/health': 'public',
  '/start': 'public',
  '/sign-in': 'public',
  '/sign-in.css': 'public',
  '/sign-in.js': 'public',
  [`${API}/session`]: 'public',
  [`${API}/session/oidc`]: 'public',
  [`${API}/session/oidc/callback`]: 'public',
  [`${API}/users`]: 'admin',
  [`${API}/users/:id`]: 'admin',
  [`${API}/audit`]: 'admin',
};

/** Every route that is not GET. One that is missing here needs an administrator, and fails a test. */
const WRITING: Readonly<Record<string, Need>> = {
  'POST /session': 'public',
  'POST /setup': 'public',
  'DELETE /session': 'viewer',
  'PUT /session/password': { own: 'viewer' },
  'DELETE /sessions/:id': { own: 'viewer' },
  'POST /tokens': { own: 'viewer' },
  'DELETE /tokens/:id': { own: 'viewer' },
  'POST /users': 'admin',
  'PATCH /users/:id': 'admin',
  'DELETE /users/:id': 'admin',

  // They change nothing.
  'POST /datasets/:id/sheets/:sheet/formula': 'viewer',
  'POST /datasets/:id/suggest': 'viewer',
  'POST /datasets/:id/custom-fields': 'viewer',
  'POST /custom-fields/module': 'viewer',
  'POST /datasets/:id/sheets/:sheet/preview': 'viewer',
  'POST /graphs/:id/validate': 'viewer',
  'POST /graphs/:id/plan': 'viewer',
  'POST /graphs/:id/values': 'viewer',

  'POST /datasets': 'operator',
  'POST /datasets/:id/versions': 'operator',
  'POST /examples/:id/dataset': 'operator',
  'POST /connections/:id/snapshot': 'operator',
  'POST /graphs/:id/run': 'operator',
  'POST /graphs/:id/check': 'operator',
  'POST /runs/:id/pause': 'operator',
  'POST /runs/:id/resume': 'operator',
  'POST /runs/:id/cancel': 'operator',
  'POST /runs/:id/retry': 'operator',
  'POST /runs/:id/rollback': 'operator',
  'POST /connections/:id/test': 'operator',

  'DELETE /datasets/:id': 'editor',
  'POST /connections/sandbox': 'editor',
  'POST /graphs': 'editor',
  'POST /graphs/import': 'editor',
  'PUT /graphs/:id': 'editor',
  'DELETE /graphs/:id': 'editor',
  'POST /templates/:id/instantiate': 'editor',
  'PATCH /connections/:id/answers': 'editor',
  'PATCH /key-map': 'editor',

  'POST /connections': 'admin',
  'PATCH /connections/:id': 'admin',
  'DELETE /connections/:id': 'admin',
  'POST /connections/:id/custom-fields': 'admin',
  'DELETE /connections/:id/custom-fields/:model/:name': 'admin',
};

/** What a request needs, by the pattern of its route; one of no route is told so, but only to somebody who is in. */
export function neededFor(method: string, route: string | undefined): Need {
  if (route === undefined) return 'viewer';
  if (method === 'GET' || method === 'HEAD') return READING[route] ?? 'viewer';
  return writing(method, route) ?? 'admin';
}

/** A route that is not GET and that nobody has decided about. */
export function isUndecided(method: string, route: string): boolean {
  return method !== 'GET' && method !== 'HEAD' && writing(method, route) === undefined;
}

function writing(method: string, route: string): Need | undefined {
  return route.startsWith(API) ? WRITING[`${method} ${route.slice(API.length)}`] : undefined;
}

export type Verdict = 'allowed' | 'role_missing' | 'own_session_needed';

export function judge(need: Need, caller: Pick<Caller, 'kind' | 'role'>): Verdict {
  if (need === 'public') return 'allowed';
  const role = typeof need === 'string' ? need : need.own;
  if (!isAtLeast(caller.role, role)) return 'role_missing';
  return typeof need === 'object' && caller.kind === 'token' ? 'own_session_needed' : 'allowed';
}
