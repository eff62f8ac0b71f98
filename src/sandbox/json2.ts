import type { Database } from './database.ts';
import type { BindingProblem, BoundCall } from './execute.ts';
import { bindArguments, publicMethod } from './execute.ts';
import { OdooError } from './odoo-error.ts';

/** `POST /json/2/<model>/<method>` (addons/rpc/controllers/json2.py, 19): named arguments, `ids`, `context`; a bearer key. */
export interface Json2Request {
  readonly database: Database;
  readonly model: string;
  readonly method: string;
  readonly authorization: string | undefined;
  readonly body: Buffer;
}

export function bindJson2({ database, model, method, authorization, body }: Json2Request): BoundCall {
  const user = authenticate(database, authorization);
  const { ids, context, ...named } = parseBody(body);
  if (!database.env(user).catalog.models.has(model)) {
    throw new OdooError('werkzeug.exceptions.NotFound', `the model '${model}' does not exist`);
  }
  const definition = findMethod(model, method);
  const records = idList(ids);
  if (definition.isModel && records.length > 0) {
    throw unprocessable(`cannot call ${model}.${method} with ids`);
  }
  return {
    database,
    user,
    model,
    method,
    ids: records,
    args: bindArguments(definition, [], named, refuse),
    context: (context ?? {}) as Record<string, unknown>,
  };
}

function authenticate(database: Database, authorization: string | undefined): Database['users'][number] {
  const key = /^bearer\s+(.+)$/i.exec(authorization ?? '')?.[1];
  if (!key) {
    throw new OdooError(
      'werkzeug.exceptions.Unauthorized',
      'User not authenticated, use an API Key with a Bearer Authorization header.',
    );
  }
  const user = database.users.find((u) => u.apiKey === key);
  if (!user) throw new OdooError('werkzeug.exceptions.Unauthorized', 'Invalid apikey');
  return user;
}

function parseBody(body: Buffer): Record<string, unknown> {
  if (body.length === 0) return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new OdooError(
      'werkzeug.exceptions.BadRequest',
      `could not parse the body as json: ${error instanceof Error ? error.message : ''}`,
    );
  }
  // Anything but an object is left aside, and the arguments are then missing.
  return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
    ? (parsed as Record<string, unknown>)
    : {};
}

function findMethod(model: string, method: string): ReturnType<typeof publicMethod> {
  try {
    return publicMethod(model, method);
  } catch (error) {
    if (error instanceof OdooError && error.exception === 'builtins.AttributeError') {
      throw new OdooError('werkzeug.exceptions.NotFound', error.message);
    }
    throw error;
  }
}

export function idList(ids: unknown): readonly number[] {
  if (Array.isArray(ids)) return ids.map(Number);
  return ids === undefined || ids === null ? [] : [Number(ids)];
}

function refuse(problem: BindingProblem): OdooError {
  if (problem.kind === 'missing') return unprocessable(`missing a required argument: '${problem.name}'`);
  if (problem.kind === 'unexpected') {
    return unprocessable(`got an unexpected keyword argument '${problem.name}'`);
  }
  return unprocessable('too many positional arguments');
}

function unprocessable(message: string): OdooError {
  return new OdooError('werkzeug.exceptions.UnprocessableEntity', message);
}
