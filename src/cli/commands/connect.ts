import { presentConnection, presentVerdict } from '../../server/presenters/connection.ts';
import { unwrap } from '../command-refused.ts';
import { type ConnectionOptions, describedConnection, saveConnection } from '../connection-choice.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { configOf, withApp } from '../with-app.ts';

/** Saves a connection under a name, or changes the one of that name, and tries it. */
export function connect(
  context: CommandContext,
  name: string,
  options: Omit<ConnectionOptions, 'connection'>,
): Promise<CommandEnd> {
  return withApp(context, configOf(context), async (app) => {
    const input = await describedConnection(context, options, name);
    const connection = await saveConnection(app, input);
    const verdict = unwrap(await app.connections.test(connection.id));
    const server =
      verdict.serverVersion === null ? '' : ` (Odoo ${verdict.serverVersion}, ${verdict.transport ?? '?'})`;
    context.output.line(`Connection "${name}" saved as ${connection.id}.`);
    context.output.line(`${verdict.verdict === 'ok' ? '✓' : '✗'} ${verdict.message}${server}`);
    return {
      exitCode: verdict.verdict === 'ok' ? EXIT.done : EXIT.failed,
      result: { connection: presentConnection(connection), test: presentVerdict(verdict) },
    };
  });
}
