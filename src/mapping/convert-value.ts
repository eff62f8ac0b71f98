import { parseBoolean } from './boolean-stage.ts';
import { isoDate, isoDatetime } from './date-stages.ts';
import { PLAIN_NUMBER, parseNumber } from './decimal-stages.ts';
import { lookUp } from './lookup-expression.ts';
import type { FieldSchema } from './target-schema.ts';
import { TRIM } from './trim-text.ts';
import { type Stage, shorten } from './value-stage.ts';

/** The last stages of a value: to the text `load` takes for a field of this type (`ir.fields.converter`, 14–19). */
export function convertTo(field: FieldSchema): readonly Stage[] {
  switch (field.type) {
    case 'char':
      return field.size === undefined ? [] : [limitLength(field.size)];
    case 'integer':
      return wholeNumber();
    case 'float':
    case 'monetary':
      return parseNumber(PLAIN_NUMBER);
    case 'boolean':
      return parseBoolean({});
    case 'date':
      return isoDate();
    case 'datetime':
      return isoDatetime('UTC');
    case 'selection':
      return [TRIM, chooseSelection(field.selection ?? [])];
    case 'text':
    case 'html':
    case 'many2one':
    case 'many2many':
    case 'one2many':
    case 'many2one_reference':
    case 'reference':
    case 'binary':
    case 'json':
    case 'properties':
    case 'properties_definition':
      return [];
    default:
      return unreachable(field.type);
  }
}

/** Length in code points, as Odoo and PostgreSQL count. */
function limitLength(size: number): Stage {
  return {
    value: (v) => v,
    failure: {
      code: 'value_too_long',
      when: (v) => `length(${v}) > ${size}`,
      problem: `is longer than the ${size} characters of the field`,
      remedy: 'Shorten the cell.',
    },
  };
}

/** `int()` of `load` takes no point and no separator, and PostgreSQL keeps four bytes: 12, -3, 7.0. */
function wholeNumber(): readonly Stage[] {
  const big = (v: string) => `TRY_CAST(split_part(${v}, '.', 1) AS HUGEINT)`;
  return [
    ...parseNumber(PLAIN_NUMBER, 'integer_invalid'),
    {
      failure: {
        code: 'integer_invalid',
        when: (v) =>
          `${v} IS NOT NULL AND (NOT regexp_matches(split_part(${v}, '.', 2), '^0*$') OR ${big(v)} IS NULL OR abs(${big(v)}) > 2147483647)`,
        problem: 'is not a whole number that Odoo can keep',
        remedy:
          'Write a whole number between -2147483647 and 2147483647, or round it with the transform "round".',
      },
      value: (v) => `split_part(${v}, '.', 1)`,
    },
  ];
}

/** Key as it is, else key or label without regard to case; a label of two keys stands for neither. */
function chooseSelection(selection: readonly (readonly [string, string])[]): Stage {
  const exact = selection.map(([key]) => [key, key] as const);
  const folded = foldedChoices(selection);
  const found = (v: string) => `coalesce(${lookUp(v, exact)}, ${lookUp(`lower(${v})`, folded)})`;
  const choices = selection.map(([key, label]) => (key === label ? key : `${key} (${label})`));
  return {
    failure: {
      code: 'selection_invalid',
      problem: 'is none of the choices',
      remedy: `Write one of: ${shorten(choices.join(', '), 500)}; or translate it in the value map.`,
    },
    value: found,
  };
}

function foldedChoices(
  selection: readonly (readonly [string, string])[],
): readonly (readonly [string, string])[] {
  const keysOf = new Map<string, Set<string>>();
  const add = (text: string, key: string) => keysOf.set(text, (keysOf.get(text) ?? new Set()).add(key));
  for (const [key] of selection) add(key.toLowerCase(), key);
  const keys = new Map(keysOf);
  for (const [key, label] of selection) {
    const text = label.trim().toLowerCase();
    if (!keys.has(text)) add(text, key);
  }
  return [...keysOf].flatMap(([text, of]) => {
    const [only] = of;
    return of.size === 1 && only !== undefined ? [[text, only] as const] : [];
  });
}

function unreachable(value: never): never {
  throw new Error(`unexpected field type ${String(value)}`);
}
