import type { Caller, Origin, SessionView, TokenCases } from '../app/access/access.ts';
import { newId } from '../util/new-id.ts';
import { newSecret, secretDigest, secretsEqual } from '../util/secret-digest.ts';
import type { Access } from './access/access.ts';
import { openPlaces } from './access/places.ts';
import type { LocalSessions } from './local-sessions.ts';

/**
 * Access in local mode: whoever can read the terminal may use the server. A start makes one token (for `Authorization: Bearer`)
 * and one start link at a time; a link works once and gives the browser a session cookie. Token and link end with the process;
 * a session outlives it where it is kept, so that an open page finds its server again after a restart. API tokens are kept too.
 */
export interface LocalAccess extends Access {
  readonly mode: 'local';
  readonly token: string;
  /** The value of `token` in the start link that is good now. */
  readonly startCode: () => string;
  /** `used`: right, but no longer good; a fresh link is due, in the terminal only. */
  redeem(code: string): 'good' | 'used' | 'wrong';
  openSession(from?: Origin): Promise<string>;
}

export interface LocalAccessOptions {
  readonly token?: string | undefined;
  readonly apiTokens?: Pick<TokenCases, 'callerOf'>;
  /** Default: in memory only. */
  readonly sessions?: LocalSessions;
}

/** Enough for every browser of one person; the oldest ends first. */
const MAX_SESSIONS = 100;

/** Of a session, whatever it is used for. */
const SESSION_DAYS = 30;

const LOCAL = { userId: null, name: 'local', role: 'admin' } as const;

export async function openLocalAccess(options: LocalAccessOptions = {}): Promise<LocalAccess> {
  const token = options.token ?? newSecret();
  const sessions = new Map<string, SessionView>(await options.sessions?.load());
  const save = async (): Promise<void> => options.sessions?.save(sessions);
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
    openSession: async (from = { address: null, agent: null }) => {
      const secret = newSecret();
      const [oldest] = sessions.keys();
      if (sessions.size >= MAX_SESSIONS && oldest !== undefined) sessions.delete(oldest);
      sessions.set(secretDigest(secret), sessionOf(from));
      await save();
      return secret;
    },
    bySession: async (secret) => {
      const digest = secretDigest(secret);
      const session = sessions.get(digest);
      if (
        session === undefined ||
        (session.expiresAt !== null && session.expiresAt <= new Date().toISOString())
      )
        return null;
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
      if (found === undefined) return false;
      sessions.delete(found[0]);
      await save();
      return true;
    },
  };
}

function sessionOf(from: Origin): SessionView {
  const now = new Date();
  const createdAt = now.toISOString();
  const expiresAt = new Date(now.getTime() + SESSION_DAYS * 86_400_000).toISOString();
  const user = { userId: null, user: LOCAL.name };
  return { id: newId('ses'), ...user, createdAt, lastUsedAt: createdAt, expiresAt, ...from };
}
