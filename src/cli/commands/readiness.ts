import { presentReadiness } from '../../server/presenters/readiness.ts';
import { unwrap } from '../command-refused.ts';
import { type ConnectionOptions, chooseConnection } from '../connection-choice.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { findData } from '../data-files.ts';
import type { DataOptions } from '../data-options.ts';
import { EXIT } from '../exit-code.ts';
import { createDataset, readGraph, saveGraph } from '../prepare-inputs.ts';
import { readinessLines } from '../readiness-lines.ts';
import { configOf, withApp } from '../with-app.ts';

export interface ReadinessOptions extends ConnectionOptions, DataOptions {
  readonly data?: readonly string[];
  /** Of the shipped schema, without a connection. */
  readonly odoo: '14' | '19';
}

/** What stands in the way of a graph. Graph and dataset are kept in the data folder; nothing is written to Odoo. */
export async function readiness(
  context: CommandContext,
  graphPath: string,
  options: ReadinessOptions,
): Promise<CommandEnd> {
  const config = configOf(context);
  const spec = await readGraph(graphPath);
  const data = options.data === undefined ? null : await findData(options.data, options);
  return withApp(context, config, async (app) => {
    const { output } = context;
    const connection = await chooseConnection(context, app, options);
    const graph = await saveGraph(app, spec);
    const dataset = data === null ? null : await createDataset(app, data, output);
    const view = unwrap(
      await app.graphs.readiness(graph.id, {
        ...(dataset === null ? {} : { datasetId: dataset.id }),
        ...(connection === null
          ? { shipped: options.odoo === '14' ? 14 : 19 }
          : { connectionId: connection.id }),
      }),
    );
    for (const line of readinessLines(view)) output.line(line);
    return { exitCode: view.ready ? EXIT.done : EXIT.issuesFound, result: presentReadiness(view) };
  });
}
