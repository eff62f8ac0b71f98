import type { ValuesReport } from '../../app/value-cases.ts';
import { presentValues } from '../../server/presenters/values.ts';
import { unwrap } from '../command-refused.ts';
import { type ConnectionOptions, chooseConnection } from '../connection-choice.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { findData } from '../data-files.ts';
import type { DataOptions } from '../data-options.ts';
import { EXIT } from '../exit-code.ts';
import { createDataset, readGraph, saveGraph } from '../prepare-inputs.ts';
import { valueLines } from '../value-lines.ts';
import { configOf, withApp } from '../with-app.ts';

export interface ValuesOptions extends ConnectionOptions, DataOptions {
  readonly data: readonly string[];
}

/** Which values name nothing in Odoo. Graph and dataset are kept in the data folder; nothing is written to Odoo. */
export async function values(
  context: CommandContext,
  graphPath: string,
  options: ValuesOptions,
): Promise<CommandEnd> {
  const config = configOf(context);
  const spec = await readGraph(graphPath);
  const data = await findData(options.data, options);
  return withApp(context, config, async (app) => {
    const connection = await chooseConnection(context, app, options);
    const graph = await saveGraph(app, spec);
    const dataset = await createDataset(app, data, context.output);
    const report = unwrap(
      await app.values.list(graph.id, {
        datasetId: dataset.id,
        ...(connection === null ? {} : { connectionId: connection.id }),
      }),
    );
    for (const line of valueLines(report)) context.output.line(line);
    return { exitCode: isOpen(report) ? EXIT.issuesFound : EXIT.done, result: presentValues(report) };
  });
}

/** A value that a run would create, or leave empty, is no issue. */
function isOpen({ questions }: ValuesReport): boolean {
  return questions.some(
    ({ fields, values: open }) =>
      fields.some(({ onMissing }) => onMissing === 'reject' || onMissing === 'ask') ||
      open.some(({ problem }) => problem === 'ambiguous'),
  );
}
