import type { Accounts } from '../../store/access/accounts.ts';
import type { AuditLog } from '../../store/access/audit-log.ts';
import type { Sessions } from '../../store/access/sessions.ts';
import { newSecret, secretDigest } from '../../util/secret-digest.ts';
import type { Actor, Caller, OpenedSession, Origin, SessionCases, UserView } from './access.ts';
import { Attempts } from './attempts.ts';
import { isPassword } from './passwords.ts';

/** `setUp`: of the first administrator, who has just been made; `linkIssuer`: of who signs in by an issuer from now on. */
export type OpenSession = (
  user: UserView,
  from: Origin,
  action?: 'signIn' | 'setUp' | 'linkIssuer',
) => Promise<OpenedSession>;

export interface SigningIn {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly audit: AuditLog;
}

const WINDOW_MS = 15 * 60_000;
/** Wrong passwords for one user within the window: from one address, and from anywhere. */
const MOST_FROM_ONE = 10;
const MOST_FROM_ALL = 100;

export function sessionCases(by: SigningIn): SessionCases {
  const attempts = new Attempts(WINDOW_MS);
  const open = sessionOpener(by);
  return {
    signIn: async ({ email: given, password }, from) => {
      const email = given.trim().toLowerCase();
      const here = `${email} ${from.address ?? ''}`;
      if (attempts.failures(here) >= MOST_FROM_ONE || attempts.failures(email) >= MOST_FROM_ALL)
        return { ok: false, reason: 'throttled' };
      const found = await by.accounts.findWithHash(email);
      const isRight = await isPassword(password, found?.hash ?? null);
      if (found === null || !isRight) {
        attempts.fail(here);
        attempts.fail(email);
        await by.audit.record(failing(found?.user ?? null, from), { action: 'signInFailed' });
        return { ok: false, reason: 'wrong' };
      }
      attempts.forget(here);
      return { ok: true, opened: await open(found.user, from) };
    },
    callerOf: async (secret) => {
      const owner = await by.sessions.ownerOf(secretDigest(secret));
      if (owner === null) return null;
      const { sessionId, userId, email, role } = owner;
      return { kind: 'session', userId, name: email, role, credentialId: sessionId };
    },
    list: (userId) => by.sessions.list(userId),
    end: (id, userId) => by.sessions.end(id, userId),
  };
}

export function sessionOpener({ sessions, audit }: Omit<SigningIn, 'accounts'>): OpenSession {
  return async (user, from, action = 'signIn') => {
    const secret = newSecret();
    const credentialId = await sessions.open(user.id, secretDigest(secret), from);
    const caller: Caller = {
      kind: 'session',
      userId: user.id,
      name: user.email,
      role: user.role,
      credentialId,
    };
    await audit.record({ ...caller, address: from.address }, { action, objectId: user.id });
    return { caller, secret };
  };
}

/** What was typed is not kept where it names no user: it may be a password in the wrong box. */
function failing(user: UserView | null, from: Origin): Actor {
  const name = user?.email ?? 'unknown user';
  return { kind: 'system', userId: user?.id ?? null, name, credentialId: null, address: from.address };
}
