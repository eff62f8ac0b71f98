import type { FieldSchema } from '../mapping/target-schema.ts';
import type { ReadValue, WriteValue } from './ports.ts';

/**
 * A text for `load` as the value that `load` would make of it for `write` (`ir.fields.converter`, 14 to 19); null where that is not
 * ours to say: then `load` gets the text, and says what is wrong with it.
 *
 * @param text for a reference the database IDs, comma-joined
 */
export function writeValueOf(field: FieldSchema, text: string): WriteValue | null {
  switch (field.type) {
    case 'char':
    case 'text':
    case 'html':
    case 'binary':
    case 'reference':
      return text === '' ? false : text;
    case 'boolean':
      return booleanOf(text);
    case 'integer':
    case 'many2one_reference':
      return numberOf(text, /^[+-]?\d+$/);
    case 'float':
    case 'monetary':
      return numberOf(text, /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i);
    case 'date':
      return shaped(text, /^\d{4}-\d\d-\d\d$/);
    case 'datetime':
      return shaped(text, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    case 'selection':
      return selectionOf(field, text);
    case 'many2one':
      return text === '' ? false : idOf(text);
    case 'many2many':
      return linksOf(text);
    // their lines are a step of their own; the others have forms that only `load` reads
    case 'one2many':
    case 'json':
    case 'properties':
    case 'properties_definition':
      return null;
    default:
      return unreachable(field.type);
  }
}

/** What `read` gave, as `write` takes it. */
export function heldValueOf(value: ReadValue): WriteValue {
  if (Array.isArray(value)) return [[6, 0, value]];
  return value === null ? false : (value as WriteValue); // not a list
}

function booleanOf(text: string): boolean | null {
  const word = text.toLowerCase();
  if (['true', 'yes', '1'].includes(word)) return true;
  return ['', 'false', 'no', '0'].includes(word) ? false : null;
}

/** Empty becomes 0 in Odoo, which is what it makes of false. */
function numberOf(text: string, shape: RegExp): number | false | null {
  if (text === '') return false;
  const number = shape.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number))
    ? number
    : null;
}

function shaped(text: string, shape: RegExp): string | false | null {
  if (text === '') return false;
  return shape.test(text) ? text : null;
}

/** By key only: the preparation has made keys of labels. */
function selectionOf({ selection }: FieldSchema, text: string): string | false | null {
  if (text === '') return false;
  return selection?.some(([key]) => key === text) ? text : null;
}

function idOf(text: string): number | null {
  return /^[1-9]\d*$/.test(text) ? Number(text) : null;
}

/** Replaces what is linked, as `load` does. */
function linksOf(text: string): WriteValue | null {
  const ids = text === '' ? [] : text.split(',').map(idOf);
  return ids.includes(null) ? null : [[6, 0, ids]];
}

function unreachable(value: never): never {
  throw new Error(`unexpected field type ${String(value)}`);
}
