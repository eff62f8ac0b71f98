import type { Scope } from '../../app/access/access-words.ts';
import { presentToken } from '../../server/presenters/access.ts';
import { auditCommand } from '../audited.ts';
import { unwrap } from '../command-refused.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { findUser } from '../find-user.ts';
import { plainTable } from '../plain-table.ts';
import { configOf, withApp } from '../with-app.ts';

export interface TokenAddOptions {
  readonly scope: Scope;
  /** Without, of local mode. */
  readonly user?: string;
  readonly days?: string;
}

const DEFAULT_DAYS = 90;

export function addToken(
  context: CommandContext,
  name: string,
  options: TokenAddOptions,
): Promise<CommandEnd> {
  return withApp(context, configOf(context), async (app) => {
    const { scope, days = DEFAULT_DAYS } = options;
    const user = options.user === undefined ? null : await findUser(app, options.user);
    const input = { name, scope, days: Number(days) };
    const { token, secret } = unwrap(await app.access.tokens.create(user?.id ?? null, input));
    await auditCommand(app, { action: 'createToken', objectId: token.id });
    context.output.line(
      `Token "${token.name}" of ${token.user}, good until ${token.expiresAt}; shown this once:`,
    );
    context.output.line(`  Authorization: Bearer ${secret}`);
    return { exitCode: EXIT.done, result: { ...presentToken(token), secret } };
  });
}

export function listTokens(context: CommandContext): Promise<CommandEnd> {
  return withApp(context, configOf(context), async ({ access }) => {
    const tokens = await access.tokens.list('all');
    const rows = tokens.map((t) => [
      t.id,
      t.name,
      t.user,
      t.scope,
      `${t.hint}…`,
      t.expiresAt,
      t.lastUsedAt ?? 'never',
    ]);
    context.output.line(
      rows.length === 0
        ? 'There are no tokens.'
        : plainTable(['token', 'name', 'user', 'scope', 'begins', 'good until', 'last used'], rows),
    );
    return { exitCode: EXIT.done, result: { items: tokens.map(presentToken) } };
  });
}

export function revokeToken(context: CommandContext, id: string): Promise<CommandEnd> {
  return withApp(context, configOf(context), async (app) => {
    unwrap(await app.access.tokens.revoke(id, 'all'));
    await auditCommand(app, { action: 'revokeToken', objectId: id });
    context.output.line(`Token ${id} revoked.`);
    return { exitCode: EXIT.done, result: { id } };
  });
}
