import { presentCleaning, presentProfile } from '../../server/presenters/profile.ts';
import { cleaningLines } from '../cleaning-lines.ts';
import { unwrap } from '../command-refused.ts';
import { type ConnectionOptions, chooseConnection } from '../connection-choice.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { findData } from '../data-files.ts';
import type { DataOptions } from '../data-options.ts';
import { EXIT } from '../exit-code.ts';
import { createDataset } from '../prepare-inputs.ts';
import { profileLines } from '../profile-lines.ts';
import { configOf, withApp } from '../with-app.ts';

export interface ProfileOptions extends DataOptions, ConnectionOptions {
  readonly sheet?: string;
  readonly country?: string;
}

/** What data looks like before anybody says what it means. The dataset is kept in the data folder. */
export async function profile(
  context: CommandContext,
  paths: readonly string[],
  options: ProfileOptions,
): Promise<CommandEnd> {
  const config = configOf(context);
  const data = await findData(paths, options);
  const { sheet, country } = options;
  return withApp(context, config, async (app) => {
    const { output } = context;
    const connection = await chooseConnection(context, app, options);
    const dataset = await createDataset(app, data, output);
    const found = unwrap(await app.datasets.profile(dataset.id, sheet));
    const cleaning = unwrap(
      await app.datasets.cleaning(dataset.id, { sheet, country, connectionId: connection?.id }),
    );
    for (const line of [...profileLines(found), ...cleaningLines(cleaning)]) output.line(line);
    const result = {
      dataset_id: dataset.id,
      ...presentProfile(found),
      cleaning: presentCleaning(cleaning).items,
    };
    return { exitCode: EXIT.done, result };
  });
}
