import { DateTime } from 'luxon';
import { convertOne2many } from './convert-one2many.ts';
import type { Conversion } from './convert-reference.ts';
import { ConversionError, convertReference, referencingSubfield } from './convert-reference.ts';
import type { Env } from './env.ts';
import type { Cell, ExtractedRecord, SubRecord } from './extract.ts';
import type { FieldMeta } from './metadata.ts';
import { OdooError } from './odoo-error.ts';
import { dateValue, noAttribute } from './value.ts';

/** Cells into values (`ir.fields.converter`, addons/base/models/ir_fields.py, 19). Only text comes from a well-behaved client. */

/** Values ready for create or write; a cell that fails leaves its field out and a note behind. */
export function convertRecord(
  conversion: Conversion,
  model: string,
  record: ExtractedRecord,
  note: (field: string, error: ConversionError) => void,
): Record<string, unknown> {
  const fields = conversion.env.catalog.models.get(model)?.fields;
  const values: Record<string, unknown> = {};
  for (const [name, cell] of Object.entries(record)) {
    if (name === 'id' || name === '.id' || name === '') continue;
    if (!cell || (Array.isArray(cell) && cell.length === 0)) {
      values[name] = false;
      continue;
    }
    const field = fields?.get(name);
    if (!field) continue;
    try {
      const converted = convertCell(conversion, model, field, cell, (warning) => note(name, warning));
      if (converted !== undefined) values[name] = converted;
    } catch (error) {
      if (!(error instanceof ConversionError)) throw error;
      note(name, conversion.isFile ? withPath(error, conversion, name, cell) : error);
    }
  }
  return values;
}

/** The path is told only beside other details, as Odoo does (`for_model`). */
function withPath(
  error: ConversionError,
  conversion: Conversion,
  field: string,
  cell: Cell | readonly SubRecord[],
): ConversionError {
  if (!error.info || error.info.field_path) return error;
  const path = [...conversion.parents, field];
  for (let at: unknown = cell; Array.isArray(at) && at.length > 0; ) {
    const [key] = Object.keys(at[0] as SubRecord);
    if (key === undefined) break;
    if (key) path.push(key);
    at = (at[0] as SubRecord)[key];
  }
  return error.with({ field_path: path });
}

function convertCell(
  conversion: Conversion,
  model: string,
  field: FieldMeta,
  cell: Cell | readonly SubRecord[],
  warn: (warning: ConversionError) => void,
): unknown {
  switch (field.type) {
    case 'many2one': {
      const [record] = cell as readonly SubRecord[];
      if (!record) return false;
      const subfield = referencingSubfield(record, field);
      return convertReference(conversion, field, subfield, record[subfield] as Cell, warn);
    }
    case 'many2many':
      return convertMany2many(conversion, field, cell as readonly SubRecord[], warn);
    case 'one2many':
      return convertOne2many(conversion, field, cell as readonly SubRecord[], warn, convertRecord);
    default:
      return convertScalar(conversion.env, model, field, cell as Cell, warn);
  }
}

/** Split at each comma and not trimmed: "A, B" looks for " B". The result replaces what was linked. */
function convertMany2many(
  conversion: Conversion,
  field: FieldMeta,
  [record]: readonly SubRecord[],
  warn: (warning: ConversionError) => void,
): unknown {
  if (!record) return false;
  const subfield = referencingSubfield(record, field);
  const cell = record[subfield];
  if (typeof cell !== 'string') throw noAttribute(cell, 'split');
  const ids = cell.split(',').map((part) => convertReference(conversion, field, subfield, part, warn));
  return conversion.env.context.update_many2many ? ids.map((id) => [4, id]) : [[6, 0, ids]];
}

function convertScalar(
  env: Env,
  model: string,
  field: FieldMeta,
  cell: Cell,
  warn: (problem: ConversionError) => void,
): unknown {
  switch (field.type) {
    case 'boolean':
      return convertBoolean(cell, warn);
    case 'integer':
    case 'many2one_reference':
      return convertInteger(cell);
    case 'float':
    case 'monetary':
      return convertFloat(cell);
    case 'date':
      return convertDate(cell);
    case 'datetime':
      return convertDatetime(env, cell);
    case 'selection':
      return convertSelection(field, cell);
    case 'json':
      return convertJson(cell);
    case 'properties':
      throw new ConversionError(
        "Unable to import'%(field)s' Properties field as a whole, target individual property instead.",
        null,
      );
    case 'char':
    case 'text':
    case 'html':
    case 'binary':
    case 'reference':
      return cell;
    default:
      throw new OdooError('builtins.KeyError', `${model}.${field.name}`);
  }
}

function asText(cell: Cell, method: string): string {
  if (typeof cell !== 'string') throw noAttribute(cell, method);
  return cell;
}

/** An unknown word is noted as an error and counts as yes, so the row is looked at for more. */
function convertBoolean(cell: Cell, warn: (problem: ConversionError) => void): boolean {
  const text = asText(cell, 'lower');
  const word = text.toLowerCase();
  if (['1', 'true', 'yes'].includes(word)) return true;
  if (['', '0', 'false', 'no'].includes(word)) return false;
  warn(
    new ConversionError(`Unknown value '${text}' for boolean field '%(field)s'`, {
      moreinfo: "Use '1' for yes and '0' for no",
    }),
  );
  return true;
}

/** What Python's `int()` reads: spaces around, underscores between digits, nothing else. */
function convertInteger(cell: Cell): number {
  if (typeof cell === 'number') return Math.trunc(cell);
  const text = String(cell);
  if (!/^\s*[+-]?\d+(_\d+)*\s*$/.test(text)) {
    throw new ConversionError(`'${text}' does not seem to be an integer for field '%(field)s'`, null);
  }
  return Number(text.replaceAll('_', ''));
}

function convertFloat(cell: Cell): number {
  if (typeof cell === 'number') return cell;
  const text = String(cell);
  if (!/^\s*[+-]?(\d+(_\d+)*\.?(\d+(_\d+)*)?|\.\d+(_\d+)*)(e[+-]?\d+)?\s*$/i.test(text)) {
    throw new ConversionError(`'${text}' does not seem to be a number for field '%(field)s'`, null);
  }
  return Number(text.replaceAll('_', ''));
}

function convertDate(cell: Cell): string {
  const text = asText(cell, 'lower');
  try {
    return dateValue(text, 10, '%Y-%m-%d');
  } catch {
    throw new ConversionError(`'${text}' does not seem to be a valid date for field '%(field)s'`, {
      moreinfo: "Use the format '2012-12-31'",
    });
  }
}

/** Read in the time zone of the context, else UTC, and kept in UTC. */
function convertDatetime(env: Env, cell: Cell): string {
  const text = asText(cell, 'lower');
  let utc: string;
  try {
    if (text.length > 19) throw new Error('longer than the format');
    utc = dateValue(text, 19, '%Y-%m-%d %H:%M:%S');
  } catch {
    throw new ConversionError(`'${text}' does not seem to be a valid datetime for field '%(field)s'`, {
      moreinfo: "Use the format '2012-12-31 23:59:59'",
    });
  }
  const zone = env.context.tz;
  if (typeof zone !== 'string' || zone === 'UTC' || zone === '') return utc;
  const local = DateTime.fromSQL(utc, { zone });
  return local.isValid ? local.toUTC().toFormat('yyyy-MM-dd HH:mm:ss') : utc;
}

/** By key or by label, in any case. */
function convertSelection(field: FieldMeta, cell: Cell): string {
  const text = asText(cell, 'lower');
  const word = text.toLowerCase();
  const options = field.selection ?? [];
  for (const [key, label] of options) {
    if (word === String(key).toLowerCase() || word === String(label).toLowerCase()) return key;
  }
  throw new ConversionError(`Value '${text}' not found in selection field '%(field)s'`, {
    moreinfo: options.map(([key, label]) => label || key),
  });
}

function convertJson(cell: Cell): string {
  const text = String(cell);
  try {
    JSON.parse(text);
    return text;
  } catch {
    throw new ConversionError(`'${text}' does not seem to be a valid JSON for field '%(field)s'`, null);
  }
}
