/** Each may do what those before it may: look; run, undo and fix data; change graphs and mappings; connections, users, audit log. */
export const ROLES = ['viewer', 'operator', 'editor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Of API tokens: the most that a token may do, each what the role at its place may. */
export const SCOPES = ['read', 'run', 'edit', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

export function roleOfScope(scope: Scope): Role {
  return ROLES[SCOPES.indexOf(scope)] ?? 'viewer';
}

export function isAtLeast(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

export function lesserRole(one: Role, other: Role): Role {
  return isAtLeast(one, other) ? other : one;
}

/** How somebody came in; `system`: by the command line or as nobody. */
export const ACTOR_KINDS = ['session', 'token', 'owner', 'system'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

export const MIN_PASSWORD_LENGTH = 12;
export const MAX_PASSWORD_LENGTH = 500;
export const MAX_TOKEN_DAYS = 365;
