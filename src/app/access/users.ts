import type { Accounts, SaveAccountResult } from '../../store/access/accounts.ts';
import { done, refuse } from '../refuse.ts';
import type { Result } from '../result.ts';
import type { NewUser, UserCases, UserView } from './access.ts';
import { flawOfPassword, hashPassword, isPassword } from './passwords.ts';
import type { OpenSession } from './sessions.ts';
import { signInByIssuer } from './sign-in-by-issuer.ts';

export function userCases(accounts: Accounts, openSession: OpenSession): UserCases {
  return {
    hasAdmin: () => accounts.hasAdmin(),
    createFirstAdmin: async (input, from) => {
      const flaw = flawOf(input);
      if (flaw !== null) return refuse('invalid', flaw);
      const made = saved(await accounts.createFirstAdmin(await storedFrom(input)), input);
      return made.ok ? done(await openSession(made.value, from, 'setUp')) : made;
    },
    signInByIssuer: (identity, how, from) =>
      signInByIssuer({ accounts, openSession }, identity, { ...how, from }),
    create: async (input) => {
      const flaw = flawOf(input);
      if (flaw !== null) return refuse('invalid', flaw);
      return saved(await accounts.create({ ...(await storedFrom(input)), role: input.role }), input);
    },
    list: (page) => accounts.list(page),
    get: async (id) => {
      const found = await accounts.get(id);
      return found === null ? refuse('not_found', `User ${id} not found`) : done(found);
    },
    findByEmail: (email) => accounts.findByEmail(normal(email)),
    update: async (id, patch) => {
      const flaw = flawOf(patch);
      if (flaw !== null) return refuse('invalid', flaw);
      return saved(await accounts.update(id, await patchFrom(patch)), patch, id);
    },
    remove: async (id) => {
      const removed = await accounts.remove(id);
      if (removed === 'removed') return done(null);
      return removed === 'last_admin'
        ? refuse('conflict', LAST_ADMIN)
        : refuse('not_found', `User ${id} not found`);
    },
    changeOwnPassword: async (caller, { current, next }) => {
      if (caller.userId === null) return refuse('conflict', 'In local mode there are no passwords.');
      const flaw = flawOfPassword(next);
      if (flaw !== null) return refuse('invalid', flaw);
      if (!(await isPassword(current, await accounts.hashOf(caller.userId))))
        return refuse('forbidden', 'The current password is not right.');
      const patch = { passwordHash: await hashPassword(next) };
      const result = saved(
        await accounts.update(caller.userId, patch, caller.credentialId),
        {},
        caller.userId,
      );
      return result.ok ? done(null) : result;
    },
  };
}

const LAST_ADMIN = 'This is the last administrator. Make another user one first.';

function normal(email: string): string {
  return email.trim().toLowerCase();
}

type Given = Partial<NewUser>;

function flawOf({ email, name, password }: Given): string | null {
  if (email !== undefined && !/^[^\s@]+@[^\s@]+$/.test(email.trim()))
    return `"${email}" is no e-mail address. It has one @ and no spaces.`;
  if (name !== undefined && name.trim() === '') return 'A user needs a name.';
  return password === undefined ? null : flawOfPassword(password);
}

async function storedFrom({ email, name, password }: Omit<NewUser, 'role'>) {
  return { email: normal(email), name: name.trim(), passwordHash: await hashPassword(password) };
}

async function patchFrom({ email, name, role, password }: Given) {
  return {
    ...(email === undefined ? {} : { email: normal(email) }),
    ...(name === undefined ? {} : { name: name.trim() }),
    ...(role === undefined ? {} : { role }),
    ...(password === undefined ? {} : { passwordHash: await hashPassword(password) }),
  };
}

function saved(result: SaveAccountResult, input: Given, id = ''): Result<UserView> {
  switch (result.kind) {
    case 'saved':
      return done(result.user);
    case 'email_taken':
      return refuse('conflict', `There is a user ${input.email ?? ''} already.`);
    case 'not_found':
      return refuse('not_found', `User ${id} not found`);
    case 'last_admin':
      return refuse('conflict', LAST_ADMIN);
    case 'not_first':
      return refuse('conflict', 'There is an administrator already. Sign in, or ask them.');
  }
}
