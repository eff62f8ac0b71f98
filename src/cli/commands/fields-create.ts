import { presentMadeFields } from '../../server/presenters/custom-fields.ts';
import { unwrap, usageError } from '../command-refused.ts';
import { type ConnectionOptions, chooseConnection } from '../connection-choice.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { readFieldsFile } from '../fields-file.ts';
import { configOf, withApp } from '../with-app.ts';

export type CreateOptions = ConnectionOptions;

/** Makes the fields of a file in Odoo. */
export async function createFields(
  context: CommandContext,
  path: string,
  options: CreateOptions,
): Promise<CommandEnd> {
  const config = configOf(context);
  const fields = await readFieldsFile(path);
  return withApp(context, config, async (app) => {
    const connection = await chooseConnection(context, app, options);
    if (connection === null) throw usageError('Say in which Odoo: --connection NAME');
    const made = unwrap(await app.customFields.create(connection.id, fields));
    for (const { field, state } of made)
      context.output.line(
        `${field.model}.${field.name} (${field.type}): ${state === 'there' ? 'was there' : state}`,
      );
    return { exitCode: EXIT.done, result: presentMadeFields(made) };
  });
}
