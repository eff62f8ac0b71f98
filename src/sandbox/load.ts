import { convertRecord } from './convert.ts';
import type { Conversion } from './convert-reference.ts';
import { type ConversionError, withModule } from './convert-reference.ts';
import type { Env } from './env.ts';
import type { Cell, ExtractedRecord, RowSpan } from './extract.ts';
import { columnPath, extractRecords } from './extract.ts';
import type { PendingRecord } from './load-records.ts';
import { loadRecords } from './load-records.ts';
import { OdooError } from './odoo-error.ts';
import { modelOf } from './reading.ts';
import { searchRecords } from './searching.ts';
import { textOf } from './value.ts';

export interface LoadResult {
  readonly ids: readonly number[] | false;
  readonly messages: readonly LoadNote[];
  readonly nextrow: number;
}

export type LoadNote = Readonly<Record<string, unknown>> & { readonly type: 'error' | 'warning' };

/**
 * Odoo's `load` (orm/models.py, 19), with its oddities: rows wait in a batch that is created at once; if that fails, record by
 * record with one savepoint for the whole call, so a bad row also undoes the good ones before it; any error undoes everything.
 */
export function load(
  env: Env,
  model: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): LoadResult {
  return new LoadCall(env, model, columns).run(rows);
}

class LoadCall {
  readonly #env: Env;
  readonly #model: string;
  readonly #paths: readonly (readonly string[])[];
  readonly #start: number;
  readonly #messages: LoadNote[] = [];
  readonly #ids: number[] = [];
  /** Models in which a name may mean a record that still waits: the model itself and those of its one2many columns. */
  readonly #creatable: ReadonlySet<string>;
  #batch: PendingRecord[] = [];
  readonly #waitingXids = new Set<string>();

  constructor(env: Env, model: string, columns: readonly string[]) {
    this.#env = env;
    this.#model = model;
    this.#paths = columns.map(columnPath);
    this.#start = env.store.mark();
    const fields = modelOf(env, model).fields;
    const children = this.#paths.flatMap(([name = '']) => {
      const field = fields.get(name);
      return field?.type === 'one2many' && field.relation ? [field.relation] : [];
    });
    this.#creatable = new Set([model, ...children]);
  }

  run(rows: readonly (readonly Cell[])[]): LoadResult {
    const limit = this.#limit();
    const conversion: Conversion = {
      env: this.#env,
      isFile: Boolean(this.#env.context.import_file),
      parents: [],
      flush: (meant) => this.#flushIfMeant(meant),
      undoCall: () => this.#env.store.undoTo(this.#start),
    };
    let index = 0;
    let last = -1;
    for (const [record, span] of extractRecords(this.#env, this.#model, this.#paths, rows, limit)) {
      this.#take(conversion, record, span, index);
      last = span.to;
      index += 1;
    }
    this.#flush();
    const failed = this.#messages.some((m) => m.type === 'error');
    if (failed) this.#env.store.undoTo(this.#start);
    const next = last + 1;
    return { ids: failed ? false : this.#ids, messages: this.#messages, nextrow: next < limit ? 0 : next };
  }

  #limit(): number {
    const limit = this.#env.context._import_limit;
    return typeof limit === 'number' ? limit : Number.POSITIVE_INFINITY;
  }

  #take(conversion: Conversion, record: ExtractedRecord, span: RowSpan, index: number): void {
    const where = { rows: { from: span.from, to: span.to } };
    const id = this.#databaseId(record, where, index);
    const values = convertRecord(conversion, this.#model, record, (field, error) =>
      this.#messages.push(this.#note(where, index, field, error)),
    );
    const given = record.id;
    const xid = given ? withModule(this.#env, textOf(given)) : null;
    if (xid) this.#waitingXids.add(xid);
    this.#batch.push({ xid, id: xid ? null : id, values, info: { ...where, record: index } });
  }

  /** The row of an unknown `.id` is still created, to find its other errors; the error undoes it. */
  #databaseId(record: ExtractedRecord, where: object, index: number): number | null {
    const cell = record['.id'];
    if (!cell) return null;
    const id = Number(cell);
    if (Number.isNaN(id)) {
      throw new OdooError(
        'psycopg2.errors.InvalidTextRepresentation',
        `invalid input syntax for type integer: "${textOf(cell)}"\n`,
      );
    }
    const isKnown =
      Number.isInteger(id) && searchRecords(this.#env, this.#model, [['id', '=', id]]).length === 1;
    if (isKnown) return id;
    const message = `Unknown database identifier '${textOf(cell)}'`;
    this.#messages.push({ ...where, type: 'error', record: index, field: '.id', message });
    return null;
  }

  #note(where: object, record: number, field: string, error: ConversionError): LoadNote {
    const label = this.#env.catalog.models.get(this.#model)?.fields.get(field)?.string ?? field;
    return {
      ...where,
      type: error.isWarning ? 'warning' : 'error',
      record,
      field,
      message: error.message.replace('%(field)s', label),
      ...error.info,
      ...(error.info === undefined ? {} : { field_name: label }),
    };
  }

  #flushIfMeant({ xid, model }: { readonly xid?: string; readonly model?: string }): void {
    if (xid !== undefined && !this.#waitingXids.has(xid)) return;
    if (model !== undefined && !this.#creatable.has(model)) return;
    this.#flush();
  }

  #flush(): void {
    const batch = this.#batch;
    if (batch.length === 0) return;
    this.#batch = [];
    this.#waitingXids.clear();
    const mark = this.#env.store.mark();
    let globalNote: LoadNote | null = null;
    try {
      for (const row of loadRecords(this.#env, this.#model, batch)) this.#ids.push(row.id);
      return;
    } catch (error) {
      if (!(error instanceof OdooError)) throw error;
      this.#env.store.undoTo(mark);
      if (error.isUserError) globalNote = { ...batch[0]?.info, type: 'error', message: error.message };
    }
    this.#retryOneByOne(batch, globalNote);
  }

  #retryOneByOne(batch: readonly PendingRecord[], globalNote: LoadNote | null): void {
    let errors = 0;
    for (const [i, pending] of batch.entries()) {
      try {
        for (const row of loadRecords(this.#env, this.#model, [pending])) this.#ids.push(row.id);
      } catch (error) {
        if (!(error instanceof OdooError)) throw error;
        this.#env.store.undoTo(this.#start);
        this.#messages.push({ ...pending.info, type: 'error', ...describe(error, this.#model) });
        errors += 1;
      }
      if (errors >= 10 && errors >= (i + 1) / 10) {
        this.#messages.push({
          type: 'warning',
          message:
            'Found more than 10 errors and more than one error per 10 records, interrupted to avoid showing too many errors.',
        });
        break;
      }
    }
    const isNew = globalNote && !this.#messages.some((m) => JSON.stringify(m) === JSON.stringify(globalNote));
    if (errors > 0 && globalNote && isNew) this.#messages.unshift(globalNote);
  }
}

/** What the table of another model refused (the template below a product) is told without its name. */
function describe(error: OdooError, model: string): Readonly<Record<string, unknown>> {
  if (error.isUserError) return { message: error.message };
  if (error.fromDatabase && error.model !== undefined && error.model !== model) {
    return { message: error.message.replace(/^Model: '.*$/m, 'Model: Unknown') };
  }
  if (error.fromDatabase) {
    return error.field ? { message: error.message, field: error.field } : { message: error.message };
  }
  const name = error.exception.replace(/^builtins\./, '');
  return {
    message: `Unknown error during import: <class '${name}'>: ${error.message}`,
    moreinfo: 'Resolve other errors first',
  };
}
