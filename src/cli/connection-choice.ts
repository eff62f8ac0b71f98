import type { App } from '../app/app.ts';
import type { ConnectionInput, ConnectionView, TransportChoice } from '../app/connection-cases.ts';
import { unwrap, usageError } from './command-refused.ts';
import type { CommandContext } from './context.ts';
import { findInPages } from './find-in-pages.ts';
import { readSecret } from './secret.ts';

export interface ConnectionOptions {
  /** Name or id of a saved one. */
  readonly connection?: string;
  readonly url?: string;
  readonly database?: string;
  readonly login?: string;
  readonly secretEnv?: string;
  readonly transport?: TransportChoice;
}

/** The connection the command line means: a saved one, or the one described, which is saved under its host and database. */
export async function chooseConnection(
  context: CommandContext,
  { connections }: Pick<App, 'connections'>,
  options: ConnectionOptions,
): Promise<ConnectionView | null> {
  if (options.connection !== undefined) return findConnection({ connections }, options.connection);
  if (options.url === undefined) return null;
  const input = await describedConnection(context, options, null);
  return saveConnection({ connections }, input);
}

/** What the options describe, with its secret; named after host and database unless a name is given. */
export async function describedConnection(
  context: CommandContext,
  options: ConnectionOptions,
  name: string | null,
): Promise<ConnectionInput> {
  const { url, database, login, transport, secretEnv } = options;
  if (url === undefined || !URL.canParse(url))
    throw usageError('Name the address of Odoo: --url https://odoo.example.com');
  if (database === undefined) throw usageError('Name the database: --database NAME');
  return {
    name: name ?? `${new URL(url).host}/${database}`,
    url,
    database,
    ...(login === undefined ? {} : { login }),
    ...(transport === undefined ? {} : { transport }),
    secret: await readSecret(context, secretEnv),
  };
}

/** A new connection, or the one of that name with everything as given. */
export async function saveConnection(
  { connections }: Pick<App, 'connections'>,
  input: ConnectionInput,
): Promise<ConnectionView> {
  const existing = await findInPages(
    (page) => connections.list(page),
    (c) => c.name === input.name,
  );
  return unwrap(
    await (existing === null ? connections.create(input) : connections.update(existing.id, input)),
  );
}

export async function findConnection(
  { connections }: Pick<App, 'connections'>,
  nameOrId: string,
): Promise<ConnectionView> {
  const isMeant = (c: ConnectionView) => c.id === nameOrId || c.name === nameOrId;
  const found = await findInPages((page) => connections.list(page), isMeant);
  if (found !== null) return found;
  throw usageError(
    `There is no connection "${nameOrId}". Save one with: importgraph connect ${nameOrId} --url …`,
  );
}
