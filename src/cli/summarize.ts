import type { App } from '../app/app.ts';
import type { RunView } from '../app/run-views.ts';
import { summarizeCheck } from './check-summary.ts';
import type { CommandEnd } from './context.ts';
import type { Output } from './output.ts';
import { summarizeRollback } from './rollback-summary.ts';
import { summarizeRun } from './run-summary.ts';

/** The end of a command that shows a run of any kind. */
export function summarize(app: Pick<App, 'runs'>, run: RunView, output: Output): Promise<CommandEnd> {
  if (run.status === 'rolled_back') return summarizeRollback(app, run, output);
  return run.kind === 'check' ? summarizeCheck(app, run, output) : summarizeRun(app, run, output);
}
