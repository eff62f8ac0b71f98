import type { App } from '../../app/app.ts';
import type { DatasetView } from '../../app/dataset-cases.ts';
import type { RunView } from '../../app/run-views.ts';
import { unwrap, usageError } from '../command-refused.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { findData } from '../data-files.ts';
import { findRun } from '../find-run.ts';
import { followRun } from '../follow-run.ts';
import type { Output } from '../output.ts';
import { format } from '../progress-view.ts';
import { summarize } from '../summarize.ts';
import { configOf, withApp } from '../with-app.ts';
import { withWorker } from '../worker-in-process.ts';

export interface RetryOptions {
  /** Corrected files of rejects, or a folder of them. */
  readonly fixed?: readonly string[];
  /** They hold only the columns that they correct. */
  readonly partial?: boolean;
  readonly graphVersion?: string;
}

/** Runs again what a run did not load, in this process as `run` does; corrected rejects become a new version of the dataset first. */
export async function retry(
  context: CommandContext,
  runId: string,
  options: RetryOptions,
): Promise<CommandEnd> {
  const data = options.fixed === undefined ? null : await findData(options.fixed);
  const graphVersion = versionOf(options.graphVersion);
  return withApp(context, configOf(context), async (app) => {
    const run = await findRun(app, runId);
    const dataset =
      data === null
        ? null
        : await correct(app, run, { files: data.files, partial: options.partial === true }, context.output);
    const started = await app.runs.retry({
      runId: run.id,
      ...(dataset === null ? {} : { datasetId: dataset.id }),
      ...(graphVersion === undefined ? {} : { graphVersion }),
    });
    const { id } = unwrap(started);
    const ended = await withWorker(app, (lost) => followRun(context, app, id, lost));
    return summarize(app, ended, context.output);
  });
}

function versionOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const version = Number(text);
  if (Number.isInteger(version) && version >= 1) return version;
  throw usageError(`--graph-version ${text} is not the number of a version.`);
}

async function correct(
  { datasets }: Pick<App, 'datasets'>,
  run: RunView,
  fix: {
    readonly files: readonly { readonly name: string; readonly path: string }[];
    readonly partial: boolean;
  },
  output: Output,
): Promise<DatasetView> {
  const { dataset, isNew } = unwrap(await datasets.correct(run.datasetId, { kind: 'files', ...fix }));
  const corrected = dataset.manifest.corrected ?? [];
  const rows = corrected.reduce((sum, sheet) => sum + sheet.rows, 0);
  const cells = corrected.reduce((sum, sheet) => sum + sheet.cells, 0);
  output.note(
    isNew
      ? `${format(cells)} cells in ${format(rows)} rows corrected: version ${dataset.version} of the dataset.`
      : 'The files correct nothing: the newest version of the dataset has all of it.',
  );
  return dataset;
}
