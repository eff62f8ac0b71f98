import type { CommandContext, CommandEnd } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { configOf, withApp } from '../with-app.ts';

/** A worker only, until Ctrl-C or SIGTERM; any number of them may share one database. */
export function work(context: CommandContext): Promise<CommandEnd> {
  return withApp(context, configOf(context), async (app) => {
    context.output.note('Waiting for runs. Ctrl-C ends after the call in flight.');
    await app.work(context.interrupted);
    return { exitCode: EXIT.done, result: { status: 'stopped' } };
  });
}
