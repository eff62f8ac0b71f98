import { unwrap } from '../command-refused.ts';
import { type ConnectionOptions, chooseConnection } from '../connection-choice.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { findData } from '../data-files.ts';
import type { DataOptions } from '../data-options.ts';
import { followRun } from '../follow-run.ts';
import { createDataset, readGraph, saveGraph } from '../prepare-inputs.ts';
import { summarizeRun } from '../run-summary.ts';
import { configOf, withApp } from '../with-app.ts';
import { withWorker } from '../worker-in-process.ts';

export interface RunOptions extends ConnectionOptions, DataOptions {
  readonly data: readonly string[];
  readonly stopOnReject?: boolean;
}

/** Runs a graph without a server: everything in this process, on the database of the data folder. */
export async function run(
  context: CommandContext,
  graphPath: string,
  options: RunOptions,
): Promise<CommandEnd> {
  const config = configOf(context);
  const spec = await readGraph(graphPath);
  const data = await findData(options.data, options);
  return withApp(context, config, async (app) => {
    const connection = await chooseConnection(context, app, options);
    const graph = await saveGraph(app, spec);
    const dataset = await createDataset(app, data, context.output);
    const started = await app.runs.start({
      graphId: graph.id,
      datasetId: dataset.id,
      ...(connection === null ? {} : { connectionId: connection.id }),
      ...(options.stopOnReject === true ? { failureMode: 'stop' } : {}),
    });
    const { id } = unwrap(started);
    const ended = await withWorker(app, (lost) => followRun(context, app, id, lost));
    return summarizeRun(app, ended, context.output);
  });
}
