import type { CheckDepth } from '../../load/run-store.ts';
import { summarizeCheck } from '../check-summary.ts';
import { unwrap } from '../command-refused.ts';
import { type ConnectionOptions, chooseConnection } from '../connection-choice.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { findData } from '../data-files.ts';
import type { DataOptions } from '../data-options.ts';
import { followRun } from '../follow-run.ts';
import { createDataset, readGraph, saveGraph } from '../prepare-inputs.ts';
import { configOf, withApp } from '../with-app.ts';
import { withWorker } from '../worker-in-process.ts';

export interface CheckOptions extends ConnectionOptions, DataOptions {
  readonly data: readonly string[];
  readonly depth: CheckDepth;
}

/** What a run would do with every row, without a server; graph and dataset are kept, nothing is written to Odoo. */
export async function check(
  context: CommandContext,
  graphPath: string,
  options: CheckOptions,
): Promise<CommandEnd> {
  const config = configOf(context);
  const spec = await readGraph(graphPath);
  const data = await findData(options.data, options);
  return withApp(context, config, async (app) => {
    const connection = await chooseConnection(context, app, options);
    const graph = await saveGraph(app, spec);
    const dataset = await createDataset(app, data, context.output);
    const started = await app.runs.check({
      graphId: graph.id,
      datasetId: dataset.id,
      depth: options.depth,
      ...(connection === null ? {} : { connectionId: connection.id }),
    });
    const { id } = unwrap(started);
    const ended = await withWorker(app, (lost) => followRun(context, app, id, lost));
    return summarizeCheck(app, ended, context.output);
  });
}
