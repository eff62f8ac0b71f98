import type { Database } from './database.ts';
import type { SandboxUser } from './env.ts';
import type { Method } from './method.ts';
import { METHODS } from './methods.ts';
import { MODEL_METHODS } from './model-methods.ts';
import { OdooError } from './odoo-error.ts';

/** One call, bound to its method. `ids` are what an `@api.model` method must not have. */
export interface BoundCall {
  readonly database: Database;
  readonly user: SandboxUser;
  readonly model: string;
  readonly method: string;
  readonly ids: readonly number[];
  readonly args: Readonly<Record<string, unknown>>;
  readonly context: Readonly<Record<string, unknown>>;
}

export function publicMethod(model: string, name: string): Method {
  if (name.startsWith('_')) {
    throw new OdooError(
      'odoo.exceptions.AccessError',
      `Private methods (such as '${model}.${name}') cannot be called remotely.`,
    );
  }
  const own = MODEL_METHODS[model] ?? {};
  const method = [own, METHODS].find((methods) => Object.hasOwn(methods, name))?.[name];
  if (!method) {
    throw new OdooError('builtins.AttributeError', `The method '${model}.${name}' does not exist`);
  }
  return method;
}

/** One transaction: what fails leaves nothing behind. Database errors become Odoo's ValidationError (`retrying`, service/model.py). */
export function execute(call: BoundCall): unknown {
  const { database, user, model, method, ids, args, context } = call;
  const mark = database.store.mark();
  try {
    const result = publicMethod(model, method).run({
      env: database.env(user, context),
      model,
      ids,
      args,
    });
    database.store.commit();
    return result;
  } catch (error) {
    database.store.undoTo(mark);
    if (error instanceof OdooError && error.fromDatabase) {
      throw new OdooError(
        'odoo.exceptions.ValidationError',
        `The operation cannot be completed: ${error.message}`,
      );
    }
    throw error;
  }
}

/** Parameters by position and by name together, as Python binds them. */
export function bindArguments(
  method: Method,
  positional: readonly unknown[],
  named: Readonly<Record<string, unknown>>,
  refuse: (problem: BindingProblem) => OdooError,
): Record<string, unknown> {
  if (positional.length > method.params.length) throw refuse({ kind: 'too_many', given: positional.length });
  const bound: Record<string, unknown> = {};
  method.params.forEach(([name, ...fallback], i) => {
    if (i < positional.length) bound[name] = positional[i];
    else if (name in named) bound[name] = named[name];
    else if (fallback.length > 0) bound[name] = fallback[0];
    else throw refuse({ kind: 'missing', name });
  });
  for (const name of Object.keys(named)) {
    if (!method.params.some(([known]) => known === name)) throw refuse({ kind: 'unexpected', name });
  }
  return bound;
}

export type BindingProblem =
  | { readonly kind: 'missing'; readonly name: string }
  | { readonly kind: 'unexpected'; readonly name: string }
  | { readonly kind: 'too_many'; readonly given: number };
