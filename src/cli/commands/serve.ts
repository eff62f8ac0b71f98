import type { CommandContext, CommandEnd } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { printAddress, serveApp, untilInterrupted } from '../serve-app.ts';
import { configOf, withApp } from '../with-app.ts';
import { withWorker } from '../worker-in-process.ts';

export interface ServeOptions {
  readonly port?: string;
  readonly host?: string;
  /** False with `--no-worker`: runs wait for another process. */
  readonly worker: boolean;
}

/** Server and worker in one process until Ctrl-C or SIGTERM; then requests and the call in flight are finished. */
export function serve(context: CommandContext, options: ServeOptions): Promise<CommandEnd> {
  const config = configOf(context, { PORT: options.port, HOST: options.host });
  return withApp(context, config, async (app, log) => {
    const listening = await serveApp(context, { app, config, log });
    printAddress(context, listening);
    try {
      await (options.worker
        ? withWorker(app, (lost) => untilInterrupted(context, lost))
        : untilInterrupted(context));
    } finally {
      await listening.close();
    }
    return { exitCode: EXIT.done, result: { url: listening.url } };
  });
}
