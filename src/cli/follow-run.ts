import type { App } from '../app/app.ts';
import type { RunView } from '../app/run-views.ts';
import { unwrap } from './command-refused.ts';
import type { CommandContext } from './context.ts';
import { openProgressView } from './progress-view.ts';
import { watchRun } from './watch-run.ts';

/**
 * Shows a run until it is at rest. The first Ctrl-C cancels it (the call in flight is awaited and recorded); the process has
 * no second handler, so another Ctrl-C ends it at once, which a run survives: it goes on when somebody works again. `until`
 * ends the showing early.
 */
export async function followRun(
  context: CommandContext,
  app: App,
  id: string,
  until: AbortSignal,
): Promise<RunView> {
  const view = openProgressView(context.output);
  const cancelling = cancelWhen(context, app, id);
  try {
    let last = unwrap(await app.runs.get(id));
    for await (const run of watchRun(app, id, until)) {
      view.show(run);
      last = run;
    }
    return last;
  } finally {
    view.end();
    cancelling[Symbol.dispose]();
  }
}

function cancelWhen({ interrupted, output }: CommandContext, app: App, id: string): Disposable {
  const cancel = () => {
    output.note('Cancelling: the call in flight is awaited. Ctrl-C again leaves at once.');
    void app.runs.cancel(id).then((result) => {
      if (!result.ok) output.note(result.error.message);
    });
  };
  if (interrupted.aborted) cancel();
  else interrupted.addEventListener('abort', cancel, { once: true });
  return { [Symbol.dispose]: () => interrupted.removeEventListener('abort', cancel) };
}
