import type { App } from '../app/app.ts';
import type { Config } from '../config.ts';
import { type Listening, listen } from '../server/listen.ts';
import type { Logger } from '../server/log.ts';
import { CommandRefused } from './command-refused.ts';
import type { CommandContext } from './context.ts';
import { EXIT } from './exit-code.ts';

/** The server over an open app; a refusal (address, port) ends the command. */
export async function serveApp(
  { output }: CommandContext,
  served: { readonly app: App; readonly config: Config; readonly log: Logger },
): Promise<Listening> {
  const result = await listen({
    ...served,
    onFreshLink: (link) => output.note(`The start link was used before. A new one, good once:\n  ${link}`),
  });
  if (result.ok) return result.listening;
  throw new CommandRefused(EXIT.usage, 'address', result.message);
}

export function printAddress({ output }: CommandContext, listening: Listening): void {
  output.line(`Importgraph is at ${listening.url}`);
  output.line(`  Open once in a browser: ${listening.startLink()}`);
  output.line(`  For programs:           Authorization: Bearer ${listening.token}`);
}

/** Resolves with Ctrl-C or SIGTERM, or with what else ends the waiting. */
export async function untilInterrupted(
  { interrupted, output }: CommandContext,
  ...others: readonly AbortSignal[]
): Promise<void> {
  const signal = AbortSignal.any([interrupted, ...others]);
  if (!signal.aborted) {
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  }
  output.note('Stopping: what is in flight is finished first.');
}
