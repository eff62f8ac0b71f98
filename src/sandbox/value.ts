import type { FieldMeta, Value } from './metadata.ts';
import { OdooError, valueError } from './odoo-error.ts';

/** Turns values of the wire into what is stored (`convert_to_column` and `convert_to_cache`, orm/fields*.py, 19). */

export function emptyValue(field: FieldMeta): Value {
  switch (field.type) {
    case 'integer':
    case 'float':
    case 'monetary':
    case 'many2one_reference':
      return 0;
    case 'one2many':
    case 'many2many':
      return [];
    default:
      return false;
  }
}

/** Not for x2many: those take commands, see `commands.ts`. */
export function storedValue(model: string, field: FieldMeta, value: unknown): Value {
  switch (field.type) {
    case 'boolean':
      return Boolean(value);
    case 'integer':
    case 'many2one_reference':
      return integerValue(value);
    case 'float':
    case 'monetary':
      return round(
        floatValue(value),
        field.type === 'monetary' ? 2 : field.digits ? field.digits[1] : undefined,
      );
    case 'many2one':
      return referenceValue(model, field, value);
    case 'selection':
      return selectionValue(model, field, value);
    case 'date':
      return isEmpty(value) ? false : dateValue(textOf(value), 10, '%Y-%m-%d');
    case 'datetime':
      return isEmpty(value) ? false : dateValue(textOf(value), 19, '%Y-%m-%d %H:%M:%S');
    case 'html':
      return isEmpty(value) ? false : htmlValue(textOf(value));
    default:
      return isEmpty(value) ? false : textOf(value);
  }
}

export function isEmpty(value: unknown): value is false | null | undefined {
  return value === false || value === null || value === undefined;
}

/** Half away from zero, as Odoo's `float_round`; the nudge keeps 1.005 from being read as 1.00499…. */
export function round(value: number, digits: number | undefined): number {
  if (digits === undefined || !Number.isFinite(value)) return value;
  const scale = 10 ** digits;
  const scaled = Math.abs(value) * scale;
  const rounded = (Math.sign(value) * Math.round(scaled + scaled * Number.EPSILON * 4)) / scale;
  return rounded === 0 ? 0 : rounded;
}

/** Text of a JSON value; lists and objects as JSON. */
export function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null
    ? JSON.stringify(value)
    : `${value as string | number | boolean | null | undefined}`;
}

function integerValue(value: unknown): number {
  if (typeof value === 'number') return Math.trunc(value);
  if (typeof value === 'boolean' || isEmpty(value) || value === '') return Number(value ?? 0);
  const text = textOf(value);
  if (!/^\s*[+-]?\d+\s*$/.test(text)) {
    throw valueError(`invalid literal for int() with base 10: '${text}'`);
  }
  return Number(text);
}

function floatValue(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean' || isEmpty(value) || value === '') return Number(value ?? 0);
  const number = Number(textOf(value).trim());
  if (Number.isNaN(number)) throw valueError(`could not convert string to float: '${textOf(value)}'`);
  return number;
}

function referenceValue(model: string, field: FieldMeta, value: unknown): Value {
  const id = Array.isArray(value) ? value[0] : value;
  if (isEmpty(id) || id === 0 || id === '') return false;
  if (typeof id === 'number') return id;
  if (typeof id === 'string' && /^\d+$/.test(id)) return Number(id);
  throw valueError(`Wrong value for ${model}.${field.name}: ${pythonText(value)}`);
}

function selectionValue(model: string, field: FieldMeta, value: unknown): Value {
  if (isEmpty(value) || value === '') return false;
  const key = textOf(value);
  // Selections that Odoo works out at run time (languages, time zones) may be longer than the captured list.
  if (field.selection?.length && !field.selection.some(([known]) => known === key)) {
    throw valueError(`Wrong value for ${model}.${field.name}: ${pythonText(value)}`);
  }
  return key;
}

/** `text` is longer than a date where a datetime is written to a date field: the rest is dropped. */
export function dateValue(text: string, length: 10 | 19, format: string): string {
  const value = text.length === 10 && length === 19 ? `${text} 00:00:00` : text.slice(0, length);
  const parts = /^(\d{4})-(\d{1,2})-(\d{1,2})(?: (\d{1,2}):(\d{1,2}):(\d{1,2}))?$/.exec(value);
  if (!parts || (length === 19) !== (parts[4] !== undefined)) {
    throw valueError(`time data '${text}' does not match format '${format}'`);
  }
  const [year, month, day, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map((part) => (part === undefined ? 0 : Number(part)));
  const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day, hour, minute, second));
  date.setUTCFullYear(year ?? 0);
  const isReal =
    date.getUTCMonth() === (month ?? 0) - 1 &&
    date.getUTCDate() === day &&
    hour < 24 &&
    minute < 60 &&
    second < 60;
  if (!isReal || year === 0) throw valueError(`time data '${text}' does not match format '${format}'`);
  return date.toISOString().slice(0, length).replace('T', ' ');
}

/** Odoo's sanitizer wraps bare text into a paragraph (tools/mail.py `html_sanitize`); tags are kept as they are here. */
function htmlValue(text: string): Value {
  if (text === '') return false;
  return /^\s*<(p|div|ul|ol|table|h[1-6]|section|blockquote|pre)[\s>]/i.test(text)
    ? text
    : `<p>${text.includes('<') ? text : escapeHtml(text)}</p>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll(/&(?!\w+;|#\d+;)/g, '&amp;').replaceAll('>', '&gt;');
}

/** As Python's `repr` shows it, for messages. */
export function pythonText(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') {
    return value.includes("'") && !value.includes('"') ? `"${value}"` : `'${value.replaceAll("'", "\\'")}'`;
  }
  if (Array.isArray(value)) return `[${value.map(pythonText).join(', ')}]`;
  if (typeof value === 'object') {
    const entries = Object.entries(value).map(([k, v]) => `${pythonText(k)}: ${pythonText(v)}`);
    return `{${entries.join(', ')}}`;
  }
  return textOf(value);
}

/** Python's name of the type of a JSON value. */
export function pythonType(value: unknown): string {
  if (value === null || value === undefined) return 'NoneType';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  if (typeof value === 'string') return 'str';
  return Array.isArray(value) ? 'list' : 'dict';
}

export function noAttribute(value: unknown, attribute: string): OdooError {
  return new OdooError(
    'builtins.AttributeError',
    `'${pythonType(value)}' object has no attribute '${attribute}'`,
  );
}
