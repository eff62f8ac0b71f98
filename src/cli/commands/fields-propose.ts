import Table from 'cli-table3';
import type { ProposedFields } from '../../app/custom-field-cases.ts';
import { exportGraphYaml } from '../../plan/graph-yaml.ts';
import { presentProposedFields } from '../../server/presenters/custom-fields.ts';
import { unwrap } from '../command-refused.ts';
import { type ConnectionOptions, chooseConnection } from '../connection-choice.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { findData } from '../data-files.ts';
import type { DataOptions } from '../data-options.ts';
import { EXIT } from '../exit-code.ts';
import { fieldsYaml } from '../fields-file.ts';
import { writeNewFile } from '../new-file.ts';
import { createDataset, readGraph, saveGraph } from '../prepare-inputs.ts';
import { configOf, withApp } from '../with-app.ts';

export interface ProposeOptions extends ConnectionOptions, DataOptions {
  readonly graph?: string;
  readonly out?: string;
  readonly graphOut?: string;
}

/** Fields for columns that nothing maps. Dataset and graph are kept in the data folder; nothing is written to Odoo. */
export async function proposeFields(
  context: CommandContext,
  paths: readonly string[],
  options: ProposeOptions,
): Promise<CommandEnd> {
  const config = configOf(context);
  const spec = options.graph === undefined ? null : await readGraph(options.graph);
  const data = await findData(paths, options);
  return withApp(context, config, async (app) => {
    const { output } = context;
    const connection = await chooseConnection(context, app, options);
    const graph = spec && (await saveGraph(app, spec));
    const dataset = await createDataset(app, data, output);
    const proposed = unwrap(
      await app.customFields.propose(dataset.id, {
        ...(connection === null ? {} : { connectionId: connection.id }),
        ...(graph === null ? {} : { graphId: graph.id }),
      }),
    );
    for (const line of proposalLines(proposed)) output.line(line);
    if (options.out !== undefined && proposed.proposals.length > 0) {
      const fields = proposed.proposals.map(({ field }) => field);
      await writeNewFile(options.out, fieldsYaml(fields), 'list of fields');
      output.line(`The fields are in ${options.out}.`);
    }
    if (options.graphOut !== undefined) {
      await writeNewFile(options.graphOut, exportGraphYaml(proposed.spec), 'graph');
      output.line(`The graph that maps them is in ${options.graphOut}.`);
    }
    return { exitCode: EXIT.done, result: { dataset_id: dataset.id, ...presentProposedFields(proposed) } };
  });
}

function proposalLines({ target, proposals, left }: ProposedFields): readonly string[] {
  const table = new Table({
    head: ['sheet', 'column', 'field', 'type', 'because of'],
    style: { head: [], border: [], compact: true },
    colWidths: [null, null, null, null, 60],
    wordWrap: true,
  });
  for (const { sheet, column, field, reason } of proposals)
    table.push([sheet, column, `${field.model}.${field.name}`, field.type, reason]);
  return [
    `For Odoo ${target.serverVersion} (${target.database}).`,
    ...(proposals.length > 0 ? [table.toString()] : ['No column needs a field of its own.']),
    ...left.map(({ sheet, column, reason }) => `  ${sheet}, ${column}: no field, ${reason}.`),
  ];
}
