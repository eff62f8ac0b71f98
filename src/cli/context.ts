import type { App } from '../app/app.ts';
import type { Config } from '../config.ts';
import type { Logger } from '../server/log.ts';
import type { ExitCode } from './exit-code.ts';
import type { Output } from './output.ts';

/** What a command gets from outside; a test gives its own. */
export interface CommandContext {
  readonly output: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Ctrl-C or SIGTERM, once. */
  readonly interrupted: AbortSignal;
  readonly openApp: (config: Config, log: Logger) => Promise<App>;
  /** Null where nobody can be asked. */
  readonly askSecret: ((question: string) => Promise<string>) | null;
}

/** How a command ended: the shell gets `exitCode`, programs get `result` as the last line with `--json`. */
export interface CommandEnd {
  readonly exitCode: ExitCode;
  readonly result: object;
}

/** Runs one parsed command; `json` is known only then, so the context is made then. */
export type Execute = (
  json: boolean,
  command: (context: CommandContext) => Promise<CommandEnd>,
) => Promise<void>;
