import type { FieldSchema } from '../mapping/target-schema.ts';
import type { ReadValue } from './ports.ts';

/**
 * Whether Odoo already holds what we would send, compared in Odoo's own terms: `''` is what Odoo calls false, floats by the
 * field's digits, references by database ID, many2many as sets.
 *
 * @param wanted the text for `load`; for a reference the database IDs, comma-joined
 */
export function isSameValue(field: FieldSchema, wanted: string, held: ReadValue | undefined): boolean {
  if (held === undefined) return false;
  switch (field.type) {
    case 'many2one':
      return wanted === '' ? isEmpty(held) : idOf(held) === Number(wanted);
    case 'many2many':
    case 'one2many':
      return isSameSet(idsOf(wanted), Array.isArray(held) ? held.map(Number) : []);
    case 'boolean':
      return isTrue(wanted) === (held === true);
    case 'integer':
      return wanted === '' ? isEmptyNumber(held) : Number(wanted) === Number(held);
    case 'float':
    case 'monetary':
      return wanted === ''
        ? isEmptyNumber(held)
        : isSameFloat(Number(wanted), Number(held), field.digits?.[1]);
    case 'html':
      return plainHtml(wanted) === plainHtml(textOf(held));
    case 'char':
    case 'text':
    case 'date':
    case 'datetime':
    case 'selection':
    case 'many2one_reference':
    case 'reference':
    case 'binary':
    case 'json':
    case 'properties':
    case 'properties_definition':
      return wanted === textOf(held);
    default:
      return unreachable(field.type);
  }
}

function isEmpty(held: ReadValue): boolean {
  return held === false || held === null || held === '';
}

/** Odoo keeps no "empty" for numbers: an empty cell becomes 0. */
function isEmptyNumber(held: ReadValue): boolean {
  return isEmpty(held) || held === 0;
}

function isTrue(wanted: string): boolean {
  return ['true', 'yes', '1'].includes(wanted.toLowerCase());
}

function idOf(held: ReadValue): number {
  return Number(Array.isArray(held) ? held[0] : held);
}

function idsOf(wanted: string): readonly number[] {
  return wanted === '' ? [] : wanted.split(',').map(Number);
}

function isSameSet(a: readonly number[], b: readonly number[]): boolean {
  const left = new Set(a);
  return left.size === new Set(b).size && b.every((id) => left.has(id));
}

/**
 * Odoo rounds a float with digits when it writes (`Float.convert_to_column`, `float_repr`), half away from zero; without digits
 * (and for monetary, whose currency is not looked up) it stores the double.
 */
function isSameFloat(wanted: number, held: number, scale: number | undefined): boolean {
  if (wanted === held) return true;
  if (scale === undefined)
    return Math.abs(wanted - held) <= 1e-9 * Math.max(1, Math.abs(wanted), Math.abs(held));
  return Math.abs(wanted - held) <= 0.5 * 10 ** -scale * (1 + 1e-9);
}

function textOf(held: ReadValue): string {
  return held === false || held === null ? '' : String(held);
}

/** Odoo sanitizes html when it writes: `x` comes back as `<p>x</p>`, entities and spaces may change. */
function plainHtml(text: string): string {
  return text
    .replace(/^\s*<p>([\s\S]*)<\/p>\s*$/, '$1')
    .replace(/&amp;/g, '&')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&nbsp;/g, '\u00a0')
    .trim();
}

function unreachable(value: never): never {
  throw new Error(`unexpected field type ${String(value)}`);
}
