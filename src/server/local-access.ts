import type { Caller, Origin, SessionView, TokenCases } from '../app/access/access.ts';
import { newId } from '../util/new-id.ts';
import { newSecret, secretDigest, secretsEqual } from '../util/secret-digest.ts';
import type { Access } from './access/access.ts';
import { openPlaces } from './access/places.ts';

/**
 * Access in local mode: whoever can read the terminal may use the server. A start makes one token (for `Authorization: Bearer`)
 * and one start link at a time; a link works once and gives the browser a session cookie. Both live in memory only and
 * end with the process; API tokens that were made in local mode are kept.
 */
export interface LocalAccess extends Access {
  readonly mode: 'local';
  readonly token: string;
  /** The value of `token` in the start link that is good now. */
  readonly startCode: () => string;
  /** `used`: right, but no longer good; a fresh link is due, in the terminal only. */
  redeem(code: string): 'good' | 'used' | 'wrong';
  openSession(from?: Origin): string;
}

export interface LocalAccessOptions {
  readonly token?: string | undefined;
  readonly apiTokens?: Pick<TokenCases, 'callerOf'>;
}

/** Enough for every browser of one person; the oldest ends first. */
const MAX_SESSIONS = 100;

const LOCAL = { userId: null, name: 'local', role: 'admin' } as const;

export function openLocalAccess(options: LocalAccessOptions = {}): LocalAccess {
  const token = options.token ?? newSecret();
  const sessions = new Map<string, SessionView>();
  const used = new Set<string>();
  let code = newSecret();
  return {
    mode: 'local',
    places: openPlaces(),
    token,
    startCode: () => code,
    redeem: (given) => {
      if (secretsEqual(given, code)) {
        used.add(secretDigest(code));
        code = newSecret();
        return 'good';
      }
      return used.has(secretDigest(given)) ? 'used' : 'wrong';
    },
    openSession: (from = { address: null, agent: null }) => {
      const secret = newSecret();
      const [oldest] = sessions.keys();
      if (sessions.size >= MAX_SESSIONS && oldest !== undefined) sessions.delete(oldest);
      sessions.set(secretDigest(secret), sessionOf(from));
      return secret;
    },
    bySession: async (secret) => {
      const digest = secretDigest(secret);
      const session = sessions.get(digest);
      if (session === undefined) return null;
      sessions.set(digest, { ...session, lastUsedAt: new Date().toISOString() });
      return { kind: 'session', ...LOCAL, credentialId: session.id };
    },
    byToken: async (secret): Promise<Caller | null> => {
      if (secretsEqual(secret, token)) return { kind: 'owner', ...LOCAL, credentialId: null };
      return (await options.apiTokens?.callerOf(secret, 'local')) ?? null;
    },
    sessions: async () => [...sessions.values()].reverse(),
    endSession: async (_caller, id) => {
      const found = [...sessions].find(([, session]) => session.id === id);
      return found !== undefined && sessions.delete(found[0]);
    },
  };
}

function sessionOf(from: Origin): SessionView {
  const now = new Date().toISOString();
  const user = { userId: null, user: LOCAL.name };
  return { id: newId('ses'), ...user, createdAt: now, lastUsedAt: now, expiresAt: null, ...from };
}
