import type { App } from '../app/app.ts';
import type { Config } from '../config.ts';
import { listen } from '../server/listen.ts';
import { listenForUsers } from '../server/listen-for-users.ts';
import type { Logger } from '../server/log.ts';
import { CommandRefused } from './command-refused.ts';
import type { CommandContext } from './context.ts';
import { EXIT } from './exit-code.ts';

interface Served {
  readonly app: App;
  readonly config: Config;
  readonly log: Logger;
}

/** A server that listens. */
export interface Serving {
  readonly url: string;
  /** How to get in, for whoever started it. */
  readonly hints: readonly string[];
  close(): Promise<void>;
}

/** The server over an open app; a refusal (address, port, no administrator) ends the command. */
export async function serveApp({ output }: CommandContext, served: Served): Promise<Serving> {
  const note = (text: string) => output.note(text);
  return served.config.access === 'server' ? serveUsers(served) : serveLocally(served, note);
}

async function serveLocally(served: Served, note: (text: string) => void): Promise<Serving> {
  const result = await listen({
    ...served,
    onFreshLink: (link) => note(`The start link was used before. A new one, good once:\n  ${link}`),
  });
  if (!result.ok) throw new CommandRefused(EXIT.usage, 'address', result.message);
  const { listening } = result;
  return {
    url: listening.url,
    // Read when they are printed: the link that is good then.
    get hints() {
      return [
        `Open once in a browser: ${listening.startLink()}`,
        `For programs:           Authorization: Bearer ${listening.token}`,
      ];
    },
    close: () => listening.close(),
  };
}

async function serveUsers(served: Served): Promise<Serving> {
  const result = await listenForUsers({ ...served, showsWarnings: served.log.isLevelEnabled('warn') });
  if (!result.ok) throw new CommandRefused(EXIT.usage, 'address', result.message);
  return { ...result.listening, hints: [] };
}

export function printAddress({ output }: CommandContext, { url, hints }: Serving): void {
  output.line(`Importgraph is at ${url}`);
  for (const hint of hints) output.line(`  ${hint}`);
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
