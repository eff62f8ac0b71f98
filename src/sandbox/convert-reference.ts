import type { Env } from './env.ts';
import type { Cell, SubRecord } from './extract.ts';
import type { FieldMeta } from './metadata.ts';
import { nameSearch } from './searching.ts';
import { noAttribute, textOf } from './value.ts';

/** What all cells of one `load` share. */
export interface Conversion {
  readonly env: Env;
  /** Context `import_file`: errors carry more details. */
  readonly isFile: boolean;
  /** Names of the one2many fields above, in a sub-record. */
  readonly parents: readonly string[];
  /** Creates the records that wait in the batch, if one of them could be meant. */
  readonly flush: (meant: { readonly xid?: string; readonly model?: string }) => void;
  /** Undoes the whole call so far; Odoo does so when a record cannot be created by its name. */
  readonly undoCall: () => void;
}

/** `%(field)s` in the message stands for the label of the field. `info` null: Odoo gives no details but the label. */
export class ConversionError extends Error {
  readonly info: Readonly<Record<string, unknown>> | null | undefined;
  readonly isWarning: boolean;

  constructor(
    message: string,
    info: Readonly<Record<string, unknown>> | null | undefined,
    isWarning = false,
  ) {
    super(message);
    this.info = info;
    this.isWarning = isWarning;
  }

  with(more: Readonly<Record<string, unknown>>): ConversionError {
    return new ConversionError(this.message, { ...this.info, ...more }, this.isWarning);
  }
}

/** '' (by name), `id` or `.id`: one of them, no more. */
export function referencingSubfield(record: SubRecord, field: FieldMeta): string {
  const keys = Object.keys(record);
  if (keys.some((key) => key !== '' && key !== 'id' && key !== '.id')) {
    throw new ConversionError(
      'Can not create Many-To-One records indirectly, import the field separately',
      undefined,
    );
  }
  if (keys.length > 1) {
    throw new ConversionError(
      `Ambiguous specification for field '${field.string}', only provide one of name, external id or database id`,
      undefined,
    );
  }
  return keys[0] ?? '';
}

const KINDS: Readonly<Record<string, string>> = { '': 'name', id: 'external id', '.id': 'database id' };

/** The database ID a cell refers to; false where the cell says no ("0", "false", "no": `_str_to_boolean`). */
export function convertReference(
  conversion: Conversion,
  field: FieldMeta,
  subfield: string,
  cell: Cell,
  warn: (warning: ConversionError) => void,
): number | false {
  const model = field.relation ?? '';
  let found: number | null | false;
  if (subfield === '.id') found = byDatabaseId(conversion.env, field, cell);
  else if (subfield === 'id') found = byExternalId(conversion, model, cell);
  else found = byName(conversion, field, cell, warn);
  if (found !== null) return found;
  throw notFound(conversion, field, subfield, String(cell));
}

function notFound(
  { env, isFile }: Conversion,
  field: FieldMeta,
  subfield: string,
  value: string,
): ConversionError {
  const model = field.relation ?? '';
  const kind = KINDS[subfield] ?? '';
  const shown = isFile ? value.slice(0, 50) : value;
  const cannot = isCreating(env, field, subfield) ? cannotCreate(env, model) : null;
  const message = `No matching record found for ${kind} '${shown}' in field '%(field)s'`;
  const tried = ' and the following error was encountered when we attempted to create one: ';
  return new ConversionError(cannot ? `${message}${tried}${cannot}` : message, {
    moreinfo: possibleValues(model, subfield),
    ...(isFile ? { value: shown, field_type: kind, ...(cannot ? { error_message: cannot } : {}) } : {}),
  });
}

function saysNo(cell: Cell): boolean {
  if (typeof cell !== 'string') throw noAttribute(cell, 'lower');
  return ['', '0', 'false', 'no'].includes(cell.toLowerCase());
}

function byDatabaseId(env: Env, field: FieldMeta, cell: Cell): number | null | false {
  if (typeof cell === 'string' && saysNo(cell)) return false;
  const text = String(cell);
  if (!/^\s*[+-]?\d+\s*$/.test(text)) {
    throw new ConversionError(`Invalid database id '${text}' for the field '%(field)s'`, {
      moreinfo: possibleValues(field.relation ?? '', '.id'),
    });
  }
  const id = Number(text);
  return env.store.get(field.relation ?? '', id) ? id : null;
}

/**
 * Another model's external ID is an error of its own only where the model has a record with the same database ID, because the
 * look-up joins the model's table first (`_xmlid_to_record_id`, 19).
 */
function byExternalId(conversion: Conversion, model: string, cell: Cell): number | null | false {
  if (saysNo(cell)) return false;
  const { env, flush } = conversion;
  const xid = withModule(env, String(cell));
  flush({ xid });
  const data = findExternalId(env, xid);
  const id = Number(data?.res_id ?? 0);
  if (!data || !env.store.get(model, id)) return null;
  if (data.model !== model) {
    throw new ConversionError(
      `Invalid external ID ${xid}: expected model '${model}', found '${String(data.model)}'`,
      undefined,
    );
  }
  return id;
}

export function withModule(env: Env, xid: string): string {
  return xid.includes('.') ? xid : `${textOf(env.context.module ?? '__import__')}.${xid}`;
}

/** The row of `ir.model.data`; `module.name` is cut at the first dot. */
export function findExternalId(env: Env, xid: string): ReturnType<Env['store']['get']> {
  const dot = xid.indexOf('.');
  const [id] = env.store.find('ir.model.data', ['module', 'name'], [xid.slice(0, dot), xid.slice(dot + 1)]);
  return id === undefined ? undefined : env.store.get('ir.model.data', id);
}

function byName(
  conversion: Conversion,
  field: FieldMeta,
  cell: Cell,
  warn: (warning: ConversionError) => void,
): number | null | false {
  const { env, flush } = conversion;
  const model = field.relation ?? '';
  if (cell === '') return false;
  flush({ model });
  if (!env.catalog.models.has(model)) return null;
  const hits = nameSearch(env, model, String(cell), '=', [], 100);
  const [first] = hits;
  if (hits.length > 1) {
    warn(
      new ConversionError(
        `Found multiple matches for value "${String(cell)}" in field "%(field)s" (${hits.length} matches)`,
        undefined,
        true,
      ),
    );
  }
  if (first) return first[0];
  return isCreating(env, field, '') ? createByName(conversion, model, String(cell)) : null;
}

function isCreating(env: Env, field: FieldMeta, subfield: string): boolean {
  const enabled = env.context.name_create_enabled_fields;
  return (
    subfield === '' &&
    typeof enabled === 'object' &&
    enabled !== null &&
    Boolean((enabled as Record<string, unknown>)[field.name])
  );
}

function createByName({ env, undoCall }: Conversion, model: string, name: string): number | null {
  const mark = env.store.mark();
  try {
    return env.create(model, [{ name }])[0]?.id ?? null;
  } catch {
    env.store.undoTo(mark);
    undoCall();
    return null;
  }
}

function cannotCreate(env: Env, model: string): string {
  const label = env.catalog.models.get(model)?.label ?? model;
  return `Cannot create new '${label}' records from their name alone. Please create those records manually and try importing again.`;
}

/** The action Odoo's import page offers beside the error. */
function possibleValues(model: string, subfield: string): Readonly<Record<string, unknown>> {
  const byId = subfield !== '';
  return {
    name: 'Possible Values',
    type: 'ir.actions.act_window',
    target: 'new',
    view_mode: 'list,form',
    views: [
      [false, 'list'],
      [false, 'form'],
    ],
    context: { create: false },
    help: 'See all possible values',
    res_model: byId ? 'ir.model.data' : model,
    ...(byId ? { domain: [['model', '=', model]] } : {}),
  };
}
