import type { RemovedField } from '../../app/custom-field-cases.ts';
import { CommandRefused, unwrap, usageError } from '../command-refused.ts';
import { type ConnectionOptions, chooseConnection } from '../connection-choice.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { readFieldsFile } from '../fields-file.ts';
import { configOf, withApp } from '../with-app.ts';

export interface RemoveOptions extends ConnectionOptions {
  readonly force?: boolean;
}

/** Removes the fields of a file from Odoo, one after another; those that stay are told, and the others go all the same. */
export async function removeFields(
  context: CommandContext,
  path: string,
  options: RemoveOptions,
): Promise<CommandEnd> {
  const config = configOf(context);
  const fields = await readFieldsFile(path);
  return withApp(context, config, async (app) => {
    const { output } = context;
    const connection = await chooseConnection(context, app, options);
    if (connection === null) throw usageError('Say from which Odoo: --connection NAME');
    const removed: RemovedField[] = [];
    const stayed: { readonly model: string; readonly name: string; readonly reason: string }[] = [];
    for (const { model, name } of fields) {
      const force = options.force === true;
      try {
        removed.push(unwrap(await app.customFields.remove(connection.id, { model, name }, { force })));
        output.line(`${model}.${name}: removed`);
      } catch (error) {
        if (!(error instanceof CommandRefused)) throw error;
        stayed.push({ model, name, reason: error.message });
        output.line(error.message);
      }
    }
    return { exitCode: stayed.length > 0 ? EXIT.failed : EXIT.done, result: { removed, stayed } };
  });
}
