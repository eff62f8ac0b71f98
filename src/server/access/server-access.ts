import type { AccessCases } from '../../app/access/access.ts';
import { newSecret, secretsEqual } from '../../util/secret-digest.ts';
import type { Access } from './access.ts';
import { openPlaces } from './places.ts';

/** Access in server mode: users with roles, who sign in, and their API tokens. */
export interface ServerAccess extends Access {
  readonly mode: 'server';
  /** Lets whoever reads the log make the first administrator; good until there is one, at the latest until the process ends. */
  readonly setupToken: string;
  isSetupToken(given: string): boolean;
}

export function openServerAccess(
  cases: Pick<AccessCases, 'sessions' | 'tokens'>,
  publicUrls: readonly string[],
): ServerAccess {
  const setupToken = newSecret();
  return {
    mode: 'server',
    places: openPlaces(publicUrls),
    setupToken,
    isSetupToken: (given) => secretsEqual(given, setupToken),
    bySession: (secret) => cases.sessions.callerOf(secret),
    byToken: (secret) => cases.tokens.callerOf(secret, 'server'),
    sessions: (caller, all) => cases.sessions.list(all ? null : caller.userId),
    endSession: (caller, id, anybodys) => cases.sessions.end(id, anybodys ? null : caller.userId),
  };
}
