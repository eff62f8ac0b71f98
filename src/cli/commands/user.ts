import type { UserView } from '../../app/access/access.ts';
import { ROLES, type Role } from '../../app/access/access-words.ts';
import type { App } from '../../app/app.ts';
import { presentUser } from '../../server/presenters/access.ts';
import { auditCommand } from '../audited.ts';
import { unwrap, usageError } from '../command-refused.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { findUser } from '../find-user.ts';
import { plainTable } from '../plain-table.ts';
import { readSecret } from '../secret.ts';
import { configOf, withApp } from '../with-app.ts';

export interface UserPasswordOptions {
  readonly passwordEnv?: string;
}

export interface UserAddOptions extends UserPasswordOptions {
  readonly role: Role;
  readonly name?: string;
}

export function addUser(
  context: CommandContext,
  email: string,
  options: UserAddOptions,
): Promise<CommandEnd> {
  return withApp(context, configOf(context), async (app) => {
    const password = await readSecret(context, options.passwordEnv, 'user');
    const { role, name = email } = options;
    const user = unwrap(await app.access.users.create({ email, name, role, password }));
    await auditCommand(app, { action: 'createUser', objectId: user.id });
    context.output.line(`User ${user.email} added as ${user.role}.`);
    return { exitCode: EXIT.done, result: presentUser(user) };
  });
}

/** All of them: a team, not a customer base. */
export function listUsers(context: CommandContext): Promise<CommandEnd> {
  return withApp(context, configOf(context), async ({ access }) => {
    const users: UserView[] = [];
    let cursor: string | null = null;
    do {
      const page = await access.users.list({ limit: 500, ...(cursor === null ? {} : { cursor }) });
      users.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    const rows = users.map((user) => [user.email, user.name, user.role, user.lastSignInAt ?? 'never']);
    context.output.line(
      rows.length === 0
        ? 'There are no users.'
        : plainTable(['e-mail', 'name', 'role', 'last sign-in'], rows),
    );
    return { exitCode: EXIT.done, result: { items: users.map(presentUser), next_cursor: null } };
  });
}

export function setRole(context: CommandContext, email: string, word: string): Promise<CommandEnd> {
  const role = ROLES.find((one) => one === word);
  if (role === undefined) throw usageError(`${word} is no role. Roles are ${ROLES.join(', ')}.`);
  return changeUser(context, email, async () => ({ role }), `is ${role} now`);
}

export function setPassword(
  context: CommandContext,
  email: string,
  { passwordEnv }: UserPasswordOptions,
): Promise<CommandEnd> {
  const change = async () => ({ password: await readSecret(context, passwordEnv, 'user') });
  return changeUser(context, email, change, 'has another password now, and is signed out');
}

export function removeUser(context: CommandContext, email: string): Promise<CommandEnd> {
  return withApp(context, configOf(context), async (app) => {
    const user = await findUser(app, email);
    unwrap(await app.access.users.remove(user.id));
    await auditCommand(app, { action: 'deleteUser', objectId: user.id });
    context.output.line(`User ${user.email} removed.`);
    return { exitCode: EXIT.done, result: presentUser(user) };
  });
}

type Change = Parameters<App['access']['users']['update']>[1];

function changeUser(
  context: CommandContext,
  email: string,
  change: () => Promise<Change>,
  told: string,
): Promise<CommandEnd> {
  return withApp(context, configOf(context), async (app) => {
    const { id } = await findUser(app, email);
    const user = unwrap(await app.access.users.update(id, await change()));
    await auditCommand(app, { action: 'updateUser', objectId: id });
    context.output.line(`User ${user.email} ${told}.`);
    return { exitCode: EXIT.done, result: presentUser(user) };
  });
}
