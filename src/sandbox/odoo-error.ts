/**
 * An exception as Odoo would raise it; it ends the call and becomes an answer of the protocol. A JavaScript error that is not
 * one of these is a bug of the sandbox and answers as a server error.
 */
export class OdooError extends Error {
  readonly exception: ExceptionName;
  /** Technical field name, where `load` reports it: a database error of one column. */
  readonly field: string | undefined;
  /** Model whose table refused, of a database error. */
  readonly model: string | undefined;
  /** Raised by the database: outside `load` it is wrapped into a ValidationError (service/model.py `retrying`, 19). */
  readonly fromDatabase: boolean;

  constructor(
    exception: ExceptionName,
    message: string,
    more: { field?: string; model?: string; fromDatabase?: boolean } = {},
  ) {
    super(message);
    this.name = 'OdooError';
    this.exception = exception;
    this.field = more.field;
    this.model = more.model;
    this.fromDatabase = more.fromDatabase ?? false;
  }

  /** UserError and what derives from it: the message is meant for a person, `load` shows it as it is. */
  get isUserError(): boolean {
    return this.exception.startsWith('odoo.exceptions.') && !this.fromDatabase;
  }
}

export type ExceptionName =
  | 'odoo.exceptions.UserError'
  | 'odoo.exceptions.RedirectWarning'
  | 'odoo.exceptions.ValidationError'
  | 'odoo.exceptions.AccessError'
  | 'odoo.exceptions.AccessDenied'
  | 'odoo.exceptions.MissingError'
  | 'werkzeug.exceptions.BadRequest'
  | 'werkzeug.exceptions.Unauthorized'
  | 'werkzeug.exceptions.NotFound'
  | 'werkzeug.exceptions.UnprocessableEntity'
  | 'psycopg2.errors.InvalidTextRepresentation'
  | 'psycopg2.OperationalError'
  | 'psycopg2.IntegrityError'
  | 'builtins.AssertionError'
  | 'builtins.AttributeError'
  | 'builtins.Exception'
  | 'builtins.IndexError'
  | 'builtins.KeyError'
  | 'builtins.NameError'
  | 'builtins.TypeError'
  | 'builtins.ValueError';

export function userError(message: string): OdooError {
  return new OdooError('odoo.exceptions.UserError', message);
}

export function validationError(message: string): OdooError {
  return new OdooError('odoo.exceptions.ValidationError', message);
}

export function valueError(message: string): OdooError {
  return new OdooError('builtins.ValueError', message);
}

/** `field` where one column is to blame, `model` where the message names the model. */
export function databaseError(message: string, field?: string, model?: string): OdooError {
  return new OdooError('psycopg2.IntegrityError', message, { field, model, fromDatabase: true });
}

export function missingError(model: string, id: number, uid: number): OdooError {
  return new OdooError(
    'odoo.exceptions.MissingError',
    `Record does not exist or has been deleted.\n(Record: ${model}(${id},), User: ${uid})`,
  );
}
