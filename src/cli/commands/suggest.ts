import { MODULE_GROUPS, type ModuleGroup } from '../../mapping/suggest/module-groups.ts';
import { exportGraphYaml } from '../../plan/graph-yaml.ts';
import { presentSuggestion } from '../../server/presenters/suggest.ts';
import { unwrap, usageError } from '../command-refused.ts';
import { type ConnectionOptions, chooseConnection } from '../connection-choice.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { findData } from '../data-files.ts';
import type { DataOptions } from '../data-options.ts';
import { EXIT } from '../exit-code.ts';
import { writeNewFile } from '../new-file.ts';
import { createDataset } from '../prepare-inputs.ts';
import { suggestionLines } from '../suggestion-lines.ts';
import { configOf, withApp } from '../with-app.ts';

export interface SuggestOptions extends ConnectionOptions, DataOptions {
  readonly modules?: string;
  readonly out?: string;
}

/** What data probably means in Odoo, and the graph drafted from that. The dataset is kept in the data folder. */
export async function suggest(
  context: CommandContext,
  paths: readonly string[],
  options: SuggestOptions,
): Promise<CommandEnd> {
  const config = configOf(context);
  const groups = readGroups(options.modules);
  const data = await findData(paths, options);
  return withApp(context, config, async (app) => {
    const { output } = context;
    const connection = await chooseConnection(context, app, options);
    const dataset = await createDataset(app, data, output);
    const suggested = unwrap(
      await app.datasets.suggest(dataset.id, {
        ...(connection === null ? {} : { connectionId: connection.id }),
        ...(groups === null ? {} : { groups }),
      }),
    );
    for (const line of suggestionLines(suggested)) output.line(line);
    if (options.out !== undefined) {
      await writeNewFile(options.out, exportGraphYaml(suggested.draft.spec), 'graph');
      output.line(`The drafted graph is in ${options.out}.`);
    }
    return { exitCode: EXIT.done, result: { dataset_id: dataset.id, ...presentSuggestion(suggested) } };
  });
}

function readGroups(text: string | undefined): readonly ModuleGroup[] | null {
  if (text === undefined) return null;
  return text.split(',').map((word) => {
    const group = MODULE_GROUPS.find((known) => known === word.trim());
    if (group === undefined)
      throw usageError(`There are no modules "${word.trim()}". Choose of: ${MODULE_GROUPS.join(', ')}.`);
    return group;
  });
}
