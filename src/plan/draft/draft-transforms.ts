import { isNumber } from '../../mapping/suggest/value-fit.ts';
import type { FieldSchema } from '../../mapping/target-schema.ts';
import type { Transform } from '../../mapping/transform.ts';
import type { ColumnProfile, ValueFormat } from '../../source/profile/dataset-profile.ts';

/** What the texts of a column need to become what the field takes; null: they cannot become it without a value map. */
export function draftTransforms(column: ColumnProfile, field: FieldSchema): readonly Transform[] | null {
  const { type } = field;
  if (type === 'date' || type === 'datetime') return dateTransforms(column, type);
  if (isNumber(field)) return numberTransforms(column, field);
  if (type === 'boolean') return booleanTransforms(column);
  if (type === 'selection') return fitsSelection(column, field) ? [] : null;
  return textTransforms(column);
}

const PARTS: readonly (readonly [string, string])[] = [
  ['YYYY', '%Y'],
  ['YY', '%y'],
  ['MMMM', '%B'],
  ['MMM', '%b'],
  ['MM', '%m'],
  ['DD', '%d'],
  ['HH', '%H'],
  ['hh', '%I'],
  ['mm', '%M'],
  ['SSS', '%f'],
  ['ss', '%S'],
  ['A', '%p'],
  ['Z', '%z'],
];

/** `DD/MM/YYYY` → `%d/%m/%Y`. */
export function strptimeOf(format: string): string {
  return format.replace(
    /YYYY|YY|MMMM|MMM|MM|DD|HH|hh|mm|SSS|ss|A|Z/g,
    (part) => PARTS.find(([name]) => name === part)?.[1] ?? part,
  );
}

/** ISO 8601 with any separator between date and time is read without a format. */
function isIso(format: string): boolean {
  return /^YYYY-MM-DD([T ]HH:mm(:ss)?(\.SSS)?( ?Z)?)?$/.test(format);
}

function dateTransforms(column: ColumnProfile, type: 'date' | 'datetime'): readonly Transform[] {
  const formats = column.formats.map(({ format }) => format);
  if (formats.every(isIso)) {
    if (type === 'datetime') return ['datetime'];
    return formats.every((format) => format === 'YYYY-MM-DD') ? [] : ['date'];
  }
  return [{ name: type, formats: formats.map(strptimeOf) }];
}

/** Odoo counts in per cent what others write as a fraction. */
const PERCENT_FIELDS: ReadonlySet<string> = new Set(['discount', 'probability']);

/** Odoo weighs in kilograms. */
const GRAMS = 0.001;

function numberTransforms(column: ColumnProfile, field: FieldSchema): readonly Transform[] {
  const marks: readonly Transform[] = column.formats.some(({ format }) => format.includes('%'))
    ? [{ name: 'replace', from: '%', to: '' }, 'trim']
    : [];
  const separators = separatorsOf(column.formats);
  const most = Number(column.max ?? 0);
  const isFraction = PERCENT_FIELDS.has(field.name) && marks.length === 0 && most > 0 && most <= 1;
  const factor = isFraction ? 100 : field.name === 'weight' && /gram/i.test(column.name) ? GRAMS : 1;
  return [...marks, ...separators, ...(factor === 1 ? [] : [{ name: 'scale', factor } as const])];
}

function separatorsOf(formats: readonly ValueFormat[]): readonly Transform[] {
  const plain = formats.map(({ format }) => format.replaceAll(/[^\d.,' ]/g, '').trim());
  const decimal = plain.some((format) => /,\d\d$/.test(format) || format === '1.234') ? ',' : '.';
  const mark = plain
    .map((format) => /^1([,.' ])234/.exec(format)?.[1])
    .find((found) => found !== undefined && found !== decimal);
  if (decimal === '.' && mark === undefined) return [];
  const thousands = mark === ',' || mark === '.' || mark === ' ' || mark === "'" ? mark : 'none';
  return [{ name: 'number', decimal, thousands }];
}

const KNOWN_BOOLEANS = /^(true|t|yes|y|1|1\.0|on|x|✓|✔|false|f|no|n|0|0\.0|off)$/i;
const NO_WORDS = /^(no|not|in|dis|un|f|0|off|draft|archiv|nein|non|inaktiv)/i;

function booleanTransforms(column: ColumnProfile): readonly Transform[] {
  const words = column.values.map(({ value }) => value.trim());
  if (words.every((word) => KNOWN_BOOLEANS.test(word))) return [];
  const no = words.filter((word) => NO_WORDS.test(word));
  const yes = words.filter((word) => !NO_WORDS.test(word));
  return [{ name: 'boolean', yes, no }];
}

function fitsSelection(column: ColumnProfile, { selection = [] }: FieldSchema): boolean {
  const options = new Set(selection.flatMap(([key, label]) => [key.toLowerCase(), label.toLowerCase()]));
  return column.values.every(({ value }) => options.has(value.trim().toLowerCase()));
}

function textTransforms({ flaws }: ColumnProfile): readonly Transform[] {
  return flaws.some(({ flaw }) => flaw === 'inner_spaces') ? ['collapse_spaces'] : [];
}
