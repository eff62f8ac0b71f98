import { usageError } from './command-refused.ts';
import type { CommandContext } from './context.ts';

/** What is asked for: of Odoo, or of a user of our own server. */
const SECRETS = {
  odoo: { variable: 'IMPORTGRAPH_SECRET', option: '--secret-env', what: 'password or API key' },
  user: { variable: 'IMPORTGRAPH_PASSWORD', option: '--password-env', what: 'password of the user' },
} as const;

/**
 * A password or API key: from a variable of the environment, or asked. Never an argument: other users of the machine see the
 * arguments of every process, and shells keep them in their history.
 */
export async function readSecret(
  context: CommandContext,
  given: string | undefined,
  of: keyof typeof SECRETS = 'odoo',
): Promise<string> {
  const { variable, option, what } = SECRETS[of];
  const name = given ?? variable;
  const value = context.env[name];
  if (value !== undefined && value !== '') return value;
  if (given !== undefined) throw usageError(`The variable ${name} of ${option} is not set.`);
  if (context.askSecret !== null) return context.askSecret(what.replace(/^p/, 'P'));
  throw usageError(`Put the ${what} into the variable ${variable}, or name another with ${option}.`);
}
