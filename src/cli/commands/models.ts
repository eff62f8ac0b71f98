import type { App } from '../../app/app.ts';
import type { ModelsOf } from '../../app/connection-cases.ts';
import type { FieldSchema } from '../../mapping/target-schema.ts';
import { presentModel, presentModels } from '../../server/presenters/models.ts';
import { unwrap } from '../command-refused.ts';
import { type ConnectionOptions, chooseConnection } from '../connection-choice.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { configOf, withApp } from '../with-app.ts';

export interface ModelsOptions extends ConnectionOptions {
  /** Of the shipped schema, without a connection. */
  readonly odoo: '14' | '19';
  readonly refresh?: boolean;
}

const MOST_MODELS = 500;

/** What Odoo says is kept in the data folder; nothing is written to Odoo. */
export async function models(
  context: CommandContext,
  words: string | undefined,
  options: ModelsOptions,
): Promise<CommandEnd> {
  return withApp(context, configOf(context), async (app) => {
    const of = await chooseTarget(context, app, options);
    if (options.refresh && of.connectionId !== undefined)
      unwrap(await app.connections.refreshModels(of.connectionId));
    const query = { limit: MOST_MODELS, ...(words === undefined ? {} : { text: words }) };
    const found = unwrap(await app.connections.models(of, query));
    for (const { model: name, label } of found.items)
      context.output.line(`${name}  ${label ?? ''}`.trimEnd());
    if (found.total > found.items.length)
      context.output.line(`… and ${found.total - found.items.length} more`);
    return { exitCode: EXIT.done, result: presentModels(found) };
  });
}

export async function model(
  context: CommandContext,
  name: string,
  options: ModelsOptions,
): Promise<CommandEnd> {
  return withApp(context, configOf(context), async (app) => {
    const of = await chooseTarget(context, app, options);
    const found = unwrap(await app.connections.model(of, name));
    context.output.line(`${name}  ${found.label ?? ''}`.trimEnd());
    for (const field of found.fields) context.output.line(`  ${lineOf(field)}`);
    return { exitCode: EXIT.done, result: presentModel(found) };
  });
}

async function chooseTarget(
  context: CommandContext,
  app: Pick<App, 'connections'>,
  options: ModelsOptions,
): Promise<ModelsOf> {
  const connection = await chooseConnection(context, app, options);
  return connection === null ? { shipped: options.odoo === '14' ? 14 : 19 } : { connectionId: connection.id };
}

function lineOf({ name, label, type, relation, required, readonly }: FieldSchema): string {
  const marks = [required ? 'required' : '', readonly ? 'readonly' : ''].filter((mark) => mark !== '');
  const what = relation === undefined ? type : `${type} of ${relation}`;
  return `${name}  ${label}  ${[what, ...marks].join(', ')}`;
}
