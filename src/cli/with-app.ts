import type { App } from '../app/app.ts';
import { type Config, readConfig } from '../config.ts';
import { createLog, type Logger } from '../server/log.ts';
import { usageError } from './command-refused.ts';
import type { CommandContext } from './context.ts';

/** The environment with what the command line says instead. */
export function configOf(
  context: CommandContext,
  overrides: Readonly<Record<string, string | undefined>> = {},
): Config {
  const given = Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined));
  const read = readConfig({ ...context.env, ...given });
  if (read.ok) return read.config;
  throw usageError(
    `The configuration is wrong.\n${read.problems.map((problem) => `  ${problem}`).join('\n')}`,
  );
}

/** Opens the product, uses it, and closes it however the use ends. */
export async function withApp<T>(
  context: CommandContext,
  config: Config,
  use: (app: App, log: Logger) => Promise<T>,
): Promise<T> {
  const log = createLog(config.logLevel);
  const app = await context.openApp(config, log);
  try {
    return await use(app, log);
  } finally {
    await app.close();
  }
}
