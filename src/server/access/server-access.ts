import type { AccessCases } from '../../app/access/access.ts';
import type { Role } from '../../app/access/access-words.ts';
import type { IssuerConfig } from '../../config.ts';
import { newSecret, secretsEqual } from '../../util/secret-digest.ts';
import type { Access } from './access.ts';
import { type Issuer, openIssuer } from './issuer.ts';
import { openPlaces } from './places.ts';

/** Access in server mode: users with roles, who sign in, and their API tokens. */
export interface ServerAccess extends Access {
  readonly mode: 'server';
  /** Lets whoever reads the log make the first administrator; good until there is one, at the latest until the process ends. */
  readonly setupToken: string;
  isSetupToken(given: string): boolean;
  /** Where browsers find the server. */
  readonly publicUrl: string;
  /** Null: users have passwords here only. */
  readonly issuer: Issuer | null;
  /** Of users whom the issuer brings the first time; null: it brings nobody new. */
  readonly roleOfNew: Role | null;
}

export function openServerAccess(
  cases: Pick<AccessCases, 'sessions' | 'tokens'>,
  publicUrls: readonly [string, ...string[]],
  by: IssuerConfig | null = null,
): ServerAccess {
  const setupToken = newSecret();
  return {
    mode: 'server',
    places: openPlaces(publicUrls),
    setupToken,
    publicUrl: publicUrls[0],
    issuer: by === null ? null : openIssuer(by),
    roleOfNew: by?.roleOfNew ?? null,
    isSetupToken: (given) => secretsEqual(given, setupToken),
    bySession: (secret) => cases.sessions.callerOf(secret),
    byToken: (secret) => cases.tokens.callerOf(secret, 'server'),
    sessions: (caller, all) => cases.sessions.list(all ? null : caller.userId),
    endSession: (caller, id, anybodys) => cases.sessions.end(id, anybodys ? null : caller.userId),
  };
}
