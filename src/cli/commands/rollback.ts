import type { App } from '../../app/app.ts';
import type { RunView } from '../../app/run-views.ts';
import { presentPreview } from '../../server/presenters/rollback.ts';
import { presentRun } from '../../server/presenters/run.ts';
import { unwrap, usageError } from '../command-refused.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { findRun } from '../find-run.ts';
import { followRun } from '../follow-run.ts';
import { previewLines, summarizeRollback } from '../rollback-summary.ts';
import { configOf, withApp } from '../with-app.ts';
import { withWorker } from '../worker-in-process.ts';

export interface RollbackOptions {
  /** The number of records that the run made or changed; without it nothing is done. */
  readonly confirm?: string;
  /** Archive what has to stay. */
  readonly archive?: boolean;
  /** Leave it to the workers of `serve` and `work`. */
  readonly detach?: boolean;
}

/** Says what undoing a run would do; with the number that it names, undoes it, in this process as `run` does. */
export function rollback(
  context: CommandContext,
  runId: string,
  options: RollbackOptions,
): Promise<CommandEnd> {
  const confirm = numberOf(options.confirm);
  return withApp(context, configOf(context), async (app) => {
    const run = await findRun(app, runId);
    if (confirm === undefined) return preview(context, app, run, runId);
    const queued = unwrap(await app.runs.rollback(run.id, { confirm, archive: options.archive === true }));
    if (options.detach === true) {
      context.output.line(`Run ${run.id}: a worker rolls it back.`);
      return { exitCode: EXIT.done, result: { run: presentRun(queued) } };
    }
    const ended = await withWorker(app, (lost) => followRun(context, app, run.id, lost));
    return summarizeRollback(app, ended, context.output);
  });
}

function numberOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const records = Number(text);
  if (Number.isInteger(records) && records >= 0) return records;
  throw usageError(
    `--confirm ${text} is not a number of records. \`rollback\` without --confirm says how many there are.`,
  );
}

async function preview(
  { output }: CommandContext,
  app: App,
  run: RunView,
  runId: string,
): Promise<CommandEnd> {
  const found = unwrap(await app.runs.previewRollback(run.id));
  for (const line of previewLines(found)) output.line(line);
  const isDone =
    found.keptTotal === 0 && found.nodes.every(({ toDelete, toRestore }) => toDelete + toRestore === 0);
  if (isDone) output.line('There is nothing left to undo.');
  else output.line(`Nothing was done. To do it: importgraph rollback ${runId} --confirm ${found.records}`);
  return { exitCode: EXIT.done, result: presentPreview(found) };
}
