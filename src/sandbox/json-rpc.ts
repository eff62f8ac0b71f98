import type { Database } from './database.ts';
import type { BindingProblem, BoundCall } from './execute.ts';
import { bindArguments, publicMethod } from './execute.ts';
import { idList } from './json2.ts';
import type { Method } from './method.ts';
import { OdooError } from './odoo-error.ts';

/** `POST /jsonrpc` (service/common.py, service/model.py, 19): HTTP 200 always, errors in the body. */
export const VERSION = {
  server_version: '19.0',
  server_version_info: [19, 0, 0, 'final', 0, ''],
  server_serie: '19.0',
  protocol_version: 1,
} as const;

/** What a JSON-RPC request means: an answer that is known at once, or a call of a model. */
export type JsonRpcMeaning =
  | { readonly kind: 'answer'; readonly result: unknown }
  | { readonly kind: 'call'; readonly call: BoundCall; readonly isSingleCreate: boolean };

export function readJsonRpc(databases: ReadonlyMap<string, Database>, params: unknown): JsonRpcMeaning {
  const { service, method, args } = (params ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof service !== 'string' || typeof method !== 'string' || !Array.isArray(args)) {
    throw new OdooError(
      'builtins.TypeError',
      "JSONRPC.jsonrpc() missing 3 required positional arguments: 'service', 'method', and 'args'",
    );
  }
  if (service === 'common') return { kind: 'answer', result: common(databases, method, args) };
  if (service === 'db') return { kind: 'answer', result: databaseService(databases, method) };
  if (service === 'object') return object(databases, method, args);
  throw new OdooError('builtins.KeyError', service);
}

function common(databases: ReadonlyMap<string, Database>, method: string, args: readonly unknown[]): unknown {
  if (method === 'version') return VERSION;
  if (method === 'authenticate' || method === 'login') {
    const [name, login, password] = args;
    const user = databaseOf(databases, name).users.find((u) => u.login === login);
    return user && knows(user, password) ? user.uid : false;
  }
  throw new OdooError('builtins.Exception', `Method not found: ${method}`);
}

function databaseService(databases: ReadonlyMap<string, Database>, method: string): unknown {
  if (method === 'list') return [...databases.keys()].sort();
  if (method === 'server_version') return VERSION.server_version;
  throw new OdooError('builtins.Exception', `Method not found: ${method}`);
}

function databaseOf(databases: ReadonlyMap<string, Database>, name: unknown): Database {
  const database = databases.get(String(name));
  if (database) return database;
  throw new OdooError(
    'psycopg2.OperationalError',
    `connection to server failed: FATAL:  database "${String(name)}" does not exist\n`,
  );
}

function knows(user: Database['users'][number], secret: unknown): boolean {
  return secret === user.password || (user.apiKey !== undefined && secret === user.apiKey);
}

function object(
  databases: ReadonlyMap<string, Database>,
  service: string,
  args: readonly unknown[],
): JsonRpcMeaning {
  const [name, uid, secret, model, method, ...rest] = args;
  if (!secret) throw new OdooError('odoo.exceptions.AccessDenied', 'Access Denied');
  const database = databaseOf(databases, name);
  if (service !== 'execute_kw' && service !== 'execute') {
    throw new OdooError('builtins.NameError', `Method not available ${service}`);
  }
  const user = database.users.find((u) => u.uid === Number(uid));
  if (!user || !knows(user, secret)) throw new OdooError('odoo.exceptions.AccessDenied', 'Access Denied');
  const positional = (service === 'execute' ? rest : (rest[0] ?? [])) as readonly unknown[];
  const named = (service === 'execute' ? {} : (rest[1] ?? {})) as Readonly<Record<string, unknown>>;
  return bindCall(database, user, String(model), String(method), positional, named);
}

function bindCall(
  database: Database,
  user: Database['users'][number],
  model: string,
  method: string,
  positional: readonly unknown[],
  { context, ...named }: Readonly<Record<string, unknown>>,
): JsonRpcMeaning {
  if (!database.env(user).catalog.models.has(model)) {
    throw new OdooError('odoo.exceptions.UserError', `Object ${model} doesn't exist`);
  }
  const definition = publicMethod(model, method);
  const [first, ...others] = positional;
  if (!definition.isModel && positional.length === 0) {
    throw new OdooError('builtins.IndexError', 'list index out of range');
  }
  const given = definition.isModel ? positional : others;
  const refuse = (problem: BindingProblem): OdooError =>
    new OdooError('builtins.TypeError', describe(method, definition.params, problem));
  return {
    kind: 'call',
    isSingleCreate: method === 'create' && !Array.isArray(first ?? named.vals_list),
    call: {
      database,
      user,
      model,
      method,
      ids: definition.isModel ? [] : idList(first),
      args: bindArguments(definition, given, named, refuse),
      context: (context ?? {}) as Record<string, unknown>,
    },
  };
}

function describe(method: string, params: Method['params'], problem: BindingProblem): string {
  if (problem.kind === 'missing') {
    return `BaseModel.${method}() missing 1 required positional argument: '${problem.name}'`;
  }
  if (problem.kind === 'unexpected') {
    return `BaseModel.${method}() got an unexpected keyword argument '${problem.name}'`;
  }
  const least = params.filter((p) => p.length === 1).length + 1;
  const most = params.length + 1;
  const range = least === most ? `${most}` : `from ${least} to ${most}`;
  return `BaseModel.${method}() takes ${range} positional arguments but ${problem.given + 1} were given`;
}
