import Table from 'cli-table3';
import type { RunView } from '../../app/run-views.ts';
import { presentRun } from '../../server/presenters/run.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { findRun } from '../find-run.ts';
import { format, words } from '../progress-view.ts';
import { summarize } from '../summarize.ts';
import { configOf, withApp } from '../with-app.ts';

const RUNS_SHOWN = 20;

/** One run with its nodes and first rejected rows, and its exit code; or the newest runs. */
export function status(context: CommandContext, runId: string | undefined): Promise<CommandEnd> {
  return withApp(context, configOf(context), async (app) => {
    const { output } = context;
    if (runId !== undefined) return summarize(app, await findRun(app, runId), output);
    const { items } = await app.runs.list({ limit: RUNS_SHOWN });
    output.line(items.length === 0 ? 'No runs yet.' : runsTable(items));
    return { exitCode: EXIT.done, result: { items: items.map(presentRun) } };
  });
}

function runsTable(runs: readonly RunView[]): string {
  const table = new Table({
    head: ['run', 'graph', 'status', '%', 'rows', 'created'],
    colAligns: ['left', 'left', 'left', 'right', 'right', 'left'],
    style: { head: [], border: [], compact: true },
  });
  for (const { id, graphName, status, createdAt, progress } of runs) {
    const rows = `${format(progress.rowsDone)}/${format(progress.rowsTotal)}`;
    table.push([id, graphName, words(status), progress.percentage, rows, createdAt]);
  }
  return table.toString();
}
