import { DEFAULT_USERS, startSandbox } from '../../sandbox/sandbox.ts';
import { usageError } from '../command-refused.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { untilInterrupted } from '../serve-app.ts';

/** A stand-in Odoo 19 on this machine until Ctrl-C; its records live in memory. */
export async function sandbox(
  context: CommandContext,
  options: { readonly port?: string },
): Promise<CommandEnd> {
  const started = await startSandbox({ port: portOf(options.port) });
  const { output } = context;
  const [database = 'sandbox'] = started.databases;
  const [user] = started.users.length > 0 ? started.users : DEFAULT_USERS;
  output.line(`The sandbox is at ${started.url}, database ${database}.`);
  output.line(`  login ${user?.login}, password ${user?.password}, API key ${user?.apiKey}`);
  output.line('It keeps its records in memory: they end with it.');
  await untilInterrupted(context);
  await started.close();
  return { exitCode: EXIT.done, result: { url: started.url, database } };
}

function portOf(text: string | undefined): number {
  const port = Number(text ?? 8069);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw usageError(`--port ${text} is not a port: a whole number from 0 to 65535.`);
}
