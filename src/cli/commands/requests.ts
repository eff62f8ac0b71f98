import type { App } from '../../app/app.ts';
import type { RunView } from '../../app/run-views.ts';
import { presentRun } from '../../server/presenters/run.ts';
import { unwrap } from '../command-refused.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { findRun } from '../find-run.ts';
import { followRun } from '../follow-run.ts';
import { words } from '../progress-view.ts';
import { summarize } from '../summarize.ts';
import { configOf, withApp } from '../with-app.ts';
import { withWorker } from '../worker-in-process.ts';

export interface ResumeOptions {
  /** Leave the run to the workers of `serve` and `work`. */
  readonly detach?: boolean;
}

/** Goes on with a paused run, in this process as `run` does. */
export function resume(context: CommandContext, runId: string, options: ResumeOptions): Promise<CommandEnd> {
  return withApp(context, configOf(context), async (app) => {
    const { id } = await findRun(app, runId);
    const resumed = unwrap(await app.runs.resume(id));
    if (options.detach === true) return told(context, resumed, 'A worker goes on with it.');
    const ended = await withWorker(app, (lost) => followRun(context, app, id, lost));
    return summarize(app, ended, context.output);
  });
}

/** Asks whoever works on the run to pause it. */
export function pause(context: CommandContext, runId: string): Promise<CommandEnd> {
  return request(context, runId, (app, id) => app.runs.pause(id));
}

/** Asks whoever works on the run to end it. */
export function cancel(context: CommandContext, runId: string): Promise<CommandEnd> {
  return request(context, runId, (app, id) => app.runs.cancel(id));
}

function request(
  context: CommandContext,
  runId: string,
  ask: (app: App, id: string) => ReturnType<App['runs']['cancel']>,
): Promise<CommandEnd> {
  return withApp(context, configOf(context), async (app) => {
    const { id } = await findRun(app, runId);
    const run = unwrap(await ask(app, id));
    const waits = run.status === 'running' ? 'Its worker follows after the call in flight.' : '';
    return told(context, run, waits);
  });
}

function told({ output }: CommandContext, run: RunView, more: string): CommandEnd {
  output.line(`Run ${run.id}: ${words(run.status)}. ${more}`.trimEnd());
  return { exitCode: EXIT.done, result: { run: presentRun(run) } };
}
