import { booleanSide } from '../../source/profile/boolean-words.ts';
import type { ColumnProfile, ValueFormat } from '../../source/profile/dataset-profile.ts';
import { strptimeFormat } from '../../source/profile/date-values.ts';
import { separatorsOf } from '../../source/profile/number-formats.ts';
import type { Transform } from '../transform.ts';
import type { StepDraft } from './cleaning.ts';

/** How the values of a type are to be read, where Odoo's conversion does not read them by itself. */
export function proposeValues(column: ColumnProfile): readonly StepDraft[] {
  switch (column.type) {
    case 'integer':
    case 'decimal':
    case 'money':
    case 'percentage':
      return proposeNumber(column);
    case 'date':
    case 'datetime':
      return proposeDate(column);
    case 'boolean':
      return proposeBoolean(column);
    case 'email':
      return proposeEmail(column);
    case 'phone':
    case 'empty':
    case 'text':
    case 'url':
    case 'code':
    case 'identifier':
      return [];
    default:
      return unreachable(column.type);
  }
}

function unreachable(type: never): never {
  throw new Error(`unexpected column type ${String(type)}`);
}

const MARKS = String.raw`[^0-9.,'’()\s\x{A0}\x{2007}\x{2009}\x{202F}+-]+`;
const SHARE_HEADER = /percent|prozent|pourcent|porcent|discount|rabatt|remise|descuento|korting|rate|%/i;

function proposeNumber(column: ColumnProfile): readonly StepDraft[] {
  const { type, formats, samples } = column;
  const written = formats.map(({ format }) => bareFormat(format));
  const marked = formats.filter(({ format }) => format !== '1.2e3' && bareFormat(format) !== format);
  const [decimal, others] = decimalOf(formats);
  const thousands = written
    .map((format) => separatorsOf(format))
    .find((of) => of.decimal === decimal && of.thousands !== 'none')?.thousands;
  const accounting = samples.some((sample) => /^\(.*\d.*\)$/.test(sample.trim()));
  const transforms: Transform[] = [
    ...(accounting
      ? [{ name: 'replace', from: String.raw`^\s*\((.*)\)\s*$`, to: String.raw`-\1`, regex: true } as const]
      : []),
    ...(marked.length > 0 ? [{ name: 'replace', from: MARKS, to: '', regex: true } as const] : []),
    ...(decimal === ',' || thousands !== undefined || marked.length > 0
      ? [{ name: 'number', decimal, ...(thousands === undefined ? {} : { thousands }) } as const]
      : []),
  ];
  if (transforms.length === 0) return proposeScale(column);
  const share = shareOf(formats.filter(({ format }) => format !== '1234' && format !== '1234.56'));
  const rest = others.length === 0 ? '' : ` Not read that way: ${others.join(', ')}; correct these cells.`;
  const reason = `Written as ${listOf(formats)}; it becomes plain digits.${rest}`;
  const kind = type === 'percentage' ? 'percentage' : 'number';
  return [{ kind, reason, share, transforms, samples: formats.map(({ example }) => example) }];
}

/** Without the currency or the `%`. */
function bareFormat(format: string): string {
  return /1[\d.,'  ]*[\d]/.exec(format)?.[0] ?? format;
}

/** The decimal separator of most cells, and examples of the others. */
function decimalOf(formats: readonly ValueFormat[]): readonly ['.' | ',', readonly string[]] {
  const telling = formats.filter(({ format }) => bareFormat(format) !== '1234');
  const commas = telling.filter(({ format }) => separatorsOf(bareFormat(format)).decimal === ',');
  const points = telling.filter((format) => !commas.includes(format));
  const isComma = shareOf(commas) > shareOf(points);
  return [isComma ? ',' : '.', (isComma ? points : commas).map(({ example }) => example)];
}

/** Shares of one, where Odoo has percents. */
function proposeScale({ name, type, max, min, formats }: ColumnProfile): readonly StepDraft[] {
  const isShare = type === 'decimal' && SHARE_HEADER.test(name) && Number(max) <= 1 && Number(min) >= 0;
  if (!isShare) return [];
  const reason = `All between ${min} and ${max}: where Odoo's field is in percent, they are multiplied by 100. Leave it out where it is not.`;
  const samples = formats.map(({ example }) => example);
  return [{ kind: 'percentage', reason, share: 1, transforms: [{ name: 'scale', factor: 100 }], samples }];
}

/** ISO 8601 is read without being told. */
const ISO = /^YYYY-MM-DD([ T]HH:mm(:ss([.,]SSS)?)?( ?Z)?)?$/;

function proposeDate({ type, formats, dateOrder }: ColumnProfile): readonly StepDraft[] {
  const foreign = formats.filter(({ format }) => !ISO.test(format));
  if (foreign.length === 0) return [];
  const name = type === 'date' ? 'date' : 'datetime';
  const transforms = [{ name, formats: formats.map(({ format }) => strptimeFormat(format)) } as const];
  const doubt =
    dateOrder === 'unknown'
      ? ' No cell tells whether the day or the month comes first: look at one whose date you know.'
      : dateOrder === 'mixed'
        ? ' Both the day and the month come first: cells that can be read both ways are read by the first format.'
        : '';
  const reason = `Written as ${listOf(formats)}.${doubt}`;
  return [
    {
      kind: 'date',
      reason,
      share: shareOf(foreign),
      transforms,
      samples: formats.map(({ example }) => example),
    },
  ];
}

/** What the conversion takes without being told (`boolean-stage.ts`). */
const KNOWN = new Set([
  'true',
  't',
  'yes',
  'y',
  '1',
  '1.0',
  'on',
  'x',
  '✓',
  '✔',
  'false',
  'f',
  'no',
  'n',
  '0',
  '0.0',
  'off',
]);

function proposeBoolean({ values, filled }: ColumnProfile): readonly StepDraft[] {
  const words = values.map(({ value, rows }) => ({ word: value.trim().toLowerCase(), value, rows }));
  const foreign = words.filter(({ word }) => booleanSide(word) !== null && !KNOWN.has(word));
  if (foreign.length === 0) return [];
  const of = (side: 'yes' | 'no') => [
    ...new Set(words.filter(({ word }) => booleanSide(word) === side).map(({ word }) => word)),
  ];
  const share = foreign.reduce((sum, { rows }) => sum + rows, 0) / filled;
  const reason = `${foreign.map(({ value }) => `"${value}"`).join(', ')} mean yes or no.`;
  const transforms = [{ name: 'boolean', yes: of('yes'), no: of('no') } as const];
  return [{ kind: 'boolean', reason, share, transforms, samples: words.map(({ value }) => value) }];
}

function proposeEmail({ values, typeShare, outliers }: ColumnProfile): readonly StepDraft[] {
  const folded = values.filter(({ value }) => /@.*[A-Z]/.test(value)).map(({ value }) => value);
  if (folded.length === 0 && typeShare === 1) return [];
  const wrong = outliers.slice(0, 2).map(({ value }) => value);
  const share = typeShare === 1 ? folded.length / values.length : 1 - typeShare;
  const reason =
    'One address in each cell, its domain in small letters; what is none is told before anything is sent.';
  return [
    { kind: 'email', reason, share, transforms: ['email'], samples: [...folded.slice(0, 3), ...wrong] },
  ];
}

function shareOf(formats: readonly ValueFormat[]): number {
  return Math.min(
    1,
    formats.reduce((sum, { share }) => sum + share, 0),
  );
}

function listOf(formats: readonly ValueFormat[]): string {
  return formats.map(({ format, share }) => `${format} (${Math.round(share * 1000) / 10} %)`).join(', ');
}
