import Table from 'cli-table3';
import type { PlanReport } from '../../app/graph-cases.ts';
import { presentPlan } from '../../server/presenters/graph.ts';
import { unwrap } from '../command-refused.ts';
import { type ConnectionOptions, chooseConnection } from '../connection-choice.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { findData } from '../data-files.ts';
import type { DataOptions } from '../data-options.ts';
import { EXIT } from '../exit-code.ts';
import { issueLines } from '../issue-lines.ts';
import { createDataset, readGraph, saveGraph } from '../prepare-inputs.ts';
import { format } from '../progress-view.ts';
import { configOf, withApp } from '../with-app.ts';

export interface PlanOptions extends ConnectionOptions, DataOptions {
  readonly data: readonly string[];
}

/** What a run would do and in which order. Graph and dataset are kept in the data folder; nothing is written to Odoo. */
export async function plan(
  context: CommandContext,
  graphPath: string,
  options: PlanOptions,
): Promise<CommandEnd> {
  const config = configOf(context);
  const spec = await readGraph(graphPath);
  const data = await findData(options.data, options);
  return withApp(context, config, async (app) => {
    const { output } = context;
    const connection = await chooseConnection(context, app, options);
    const graph = await saveGraph(app, spec);
    const dataset = await createDataset(app, data, output);
    const report = unwrap(
      await app.graphs.plan(graph.id, {
        datasetId: dataset.id,
        ...(connection === null ? {} : { connectionId: connection.id }),
      }),
    );
    if (report.plan !== null) output.line(planTable(report));
    for (const line of issueLines([...report.errors, ...report.warnings])) output.line(line);
    output.line(
      report.valid ? 'The graph is valid.' : `The graph is not valid: ${report.errors.length} errors.`,
    );
    return { exitCode: report.valid ? EXIT.done : EXIT.issuesFound, result: presentPlan(report) };
  });
}

function planTable({ plan, rows }: PlanReport): string {
  const table = new Table({
    head: ['step', 'level', 'node', 'model', 'sheet', 'rows', 'after'],
    colAligns: ['right', 'right', 'left', 'left', 'left', 'right', 'left'],
    style: { head: [], border: [], compact: true },
  });
  for (const step of plan?.steps ?? []) {
    const count = rows[step.node];
    const shown = count === undefined ? '' : format(count);
    table.push([
      step.index + 1,
      step.level,
      step.node,
      step.model,
      step.sheet,
      shown,
      step.dependsOn.join(', '),
    ]);
  }
  return table.toString();
}
