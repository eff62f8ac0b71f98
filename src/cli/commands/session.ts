import { presentSession } from '../../server/presenters/access.ts';
import { auditCommand } from '../audited.ts';
import { usageError } from '../command-refused.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { findUser } from '../find-user.ts';
import { plainTable } from '../plain-table.ts';
import { configOf, withApp } from '../with-app.ts';

export function listSessions(context: CommandContext, email: string | undefined): Promise<CommandEnd> {
  return withApp(context, configOf(context), async (app) => {
    const user = email === undefined ? null : await findUser(app, email);
    const sessions = await app.access.sessions.list(user?.id ?? null);
    const rows = sessions.map((s) => [s.id, s.user, s.lastUsedAt, s.address ?? '', s.agent ?? '']);
    context.output.line(
      rows.length === 0
        ? 'Nobody is signed in.'
        : plainTable(['session', 'user', 'last used', 'address', 'browser'], rows),
    );
    const items = sessions.map((session) => presentSession(session, { credentialId: null }));
    return { exitCode: EXIT.done, result: { items } };
  });
}

export function endSession(context: CommandContext, id: string): Promise<CommandEnd> {
  return withApp(context, configOf(context), async (app) => {
    if (!(await app.access.sessions.end(id, null)))
      throw usageError(`There is no session ${id}. \`importgraph session list\` shows those there are.`);
    await auditCommand(app, { action: 'endSession', objectId: id });
    context.output.line(`Session ${id} ended.`);
    return { exitCode: EXIT.done, result: { id } };
  });
}
