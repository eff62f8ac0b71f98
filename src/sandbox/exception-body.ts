import { OdooError } from './odoo-error.ts';

/** The body Odoo gives for an exception, and its HTTP status in JSON-2 (http.py, 19). The traceback is a stand-in. */
export interface ExceptionBody {
  readonly name: string;
  readonly message: string;
  readonly arguments: readonly unknown[];
  readonly context: Readonly<Record<string, unknown>>;
  readonly debug: string;
}

const STATUS: Readonly<Record<string, number>> = {
  'odoo.exceptions.UserError': 422,
  'odoo.exceptions.ValidationError': 422,
  'odoo.exceptions.AccessError': 403,
  'odoo.exceptions.AccessDenied': 403,
  'odoo.exceptions.MissingError': 404,
  'werkzeug.exceptions.BadRequest': 400,
  'werkzeug.exceptions.Unauthorized': 401,
  'werkzeug.exceptions.NotFound': 404,
  'werkzeug.exceptions.UnprocessableEntity': 422,
};

export function httpStatus(error: unknown): number {
  return error instanceof OdooError ? (STATUS[error.exception] ?? 500) : 500;
}

export function exceptionBody(error: unknown): ExceptionBody {
  const name = error instanceof OdooError ? error.exception : 'builtins.Exception';
  const message = error instanceof Error ? error.message : String(error);
  const status = name.startsWith('werkzeug.') ? [STATUS[name]] : [];
  return {
    name,
    message,
    arguments: [message, ...status],
    context: {},
    debug: `Traceback (most recent call last):\n  File "sandbox", line 1\n${name}: ${message}\n`,
  };
}
