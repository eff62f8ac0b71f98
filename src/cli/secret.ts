import { usageError } from './command-refused.ts';
import type { CommandContext } from './context.ts';

/** The variable read when none is named. */
export const SECRET_VARIABLE = 'IMPORTGRAPH_SECRET';

/**
 * The password or API key: from a variable of the environment, or asked. Never an argument: other users of the machine see the
 * arguments of every process, and shells keep them in their history.
 */
export async function readSecret(context: CommandContext, variable: string | undefined): Promise<string> {
  const name = variable ?? SECRET_VARIABLE;
  const value = context.env[name];
  if (value !== undefined && value !== '') return value;
  if (variable !== undefined) throw usageError(`The variable ${name} of --secret-env is not set.`);
  if (context.askSecret !== null) return context.askSecret('Password or API key');
  throw usageError(
    `Put the password or API key into the variable ${SECRET_VARIABLE}, or name another with --secret-env.`,
  );
}
