import type { ColumnType } from './dataset-profile.ts';
import { hasDecimals, settleFormat } from './number-formats.ts';
import type { ClassCount, ValueClass } from './value-shapes.ts';

/** What is known of a column before its type is chosen. */
export interface TypeEvidence {
  readonly header: string;
  /** Of the sheet; the first is 0. */
  readonly position: number;
  readonly filled: number;
  readonly nulls: number;
  readonly distinct: number;
  readonly classes: readonly ClassCount[];
  /** Share of the cells in the three most frequent patterns. */
  readonly patternShare: number;
  readonly maxLength: number;
}

export interface TypeChoice {
  readonly type: ColumnType;
  /** Classes of cells that are of the type. */
  readonly classes: readonly ValueClass[];
  readonly typeShare: number;
}

/** All but a few. */
const MOST = 0.9;
/** From here on digits with a zero in front are no numbers: `01581`. */
const ZEROS_SHARE = 0.02;

const PHONE_HEADER =
  /phone|tel(?:efon|efono|éfono|ephone|\b|\.|_|$)|mobile|mobil|fax|cell|gsm|handy|telefoon|whatsapp/i;
const ID_WORD =
  /(?:^|[\s_.\-#/])(?:id|nr|no|num|number|code|key|ref|reference|sku|guid|uuid|nummer|numéro|número|codigo|código|clave|clé)(?:$|[\s_.\-#/])|^#$/i;
/** As in `customerID`, `orderNo`. */
const ID_ENDING = /\p{Ll}(?:Id|ID|No|Nr|Code|Key|Ref)$/u;

/** Everything but dates and booleans, which need a look at the values (`profile-column.ts`). */
export function chooseType(evidence: TypeEvidence): TypeChoice {
  if (evidence.filled === 0) return { type: 'empty', classes: [], typeShare: 1 };
  return choosePlainWord(evidence) ?? chooseNumber(evidence) ?? chooseCode(evidence) ?? text();
}

function text(): TypeChoice {
  return { type: 'text', classes: ALL, typeShare: 1 };
}

const ALL: readonly ValueClass[] = [
  'number',
  'percentage',
  'money',
  'date',
  'email',
  'url',
  'phone',
  'code',
  'text',
];
const DIALLED: readonly ValueClass[] = ['phone', 'number'];

function choosePlainWord(evidence: TypeEvidence): TypeChoice | null {
  for (const name of ['email', 'url'] as const) {
    const share = shareOf(evidence, [name]);
    if (share >= MOST) return { type: name, classes: [name], typeShare: share };
  }
  const phones = evidence.classes.filter((c) => c.class === 'phone' || isDialled(c));
  const share = rowsOf(phones) / evidence.filled;
  const isNamed = PHONE_HEADER.test(evidence.header) && share > 0.5;
  const dialled = phones.reduce((sum, c) => sum + c.dialled, 0) / evidence.filled;
  const shapedOnly = shareOf(evidence, ['phone']);
  if (share < (isNamed ? 0.8 : MOST) || !(isNamed || (dialled > 0.5 && shapedOnly > 0.5))) return null;
  return { type: 'phone', classes: DIALLED, typeShare: share };
}

/** Digits without any separator, as many as a telephone number has. */
function isDialled({ class: of, fmt, shortest, longest }: ClassCount): boolean {
  return of === 'number' && fmt === '1234' && shortest >= 6 && longest <= 15;
}

function chooseNumber(evidence: TypeEvidence): TypeChoice | null {
  const money = shareOf(evidence, ['money']);
  const percentage = shareOf(evidence, ['percentage']);
  const plain = shareOf(evidence, ['number']);
  if (money > 0 && money + plain >= MOST && money >= plain * 0.1)
    return { type: 'money', classes: ['money', 'number'], typeShare: money + plain };
  if (percentage > 0 && percentage + plain >= MOST && percentage >= plain * 0.1)
    return { type: 'percentage', classes: ['percentage', 'number'], typeShare: percentage + plain };
  if (plain < MOST) return null;
  const zeros = evidence.classes.reduce(
    (sum, c) => sum + (c.class === 'number' && c.fmt === '1234' ? c.zeros : 0),
    0,
  );
  if (zeros / evidence.filled >= ZEROS_SHARE) return null;
  const formats = formatsOf(evidence.classes);
  const decimals = evidence.classes.some(
    (c) => c.class === 'number' && hasDecimals(settleFormat(c.fmt, formats)),
  );
  if (decimals) return { type: 'decimal', classes: ['number'], typeShare: plain };
  return { type: isIdentifier(evidence) ? 'identifier' : 'integer', classes: ['number'], typeShare: plain };
}

/** Every format of numbers that the column has. */
export function formatsOf(classes: readonly ClassCount[]): readonly string[] {
  return classes.filter(({ fmt }) => fmt !== '').map(({ fmt }) => fmt);
}

function chooseCode(evidence: TypeEvidence): TypeChoice | null {
  const coded: readonly ValueClass[] = ['code', 'number', 'phone', 'date'];
  const share = shareOf(evidence, coded);
  const isUniform = evidence.patternShare >= 0.8 || isIdentifier(evidence);
  if (share < MOST || !isUniform || evidence.maxLength > 64) return null;
  return { type: isIdentifier(evidence) ? 'identifier' : 'code', classes: coded, typeShare: share };
}

/** All rows filled and different, and it stands first or says so in its header. */
function isIdentifier({ header, position, filled, nulls, distinct }: TypeEvidence): boolean {
  if (nulls > 0 || filled < 2 || distinct !== filled) return false;
  return position === 0 || isIdHeader(header);
}

export function isIdHeader(header: string): boolean {
  return ID_WORD.test(header) || ID_ENDING.test(header);
}

export function shareOf(
  { classes, filled }: Pick<TypeEvidence, 'classes' | 'filled'>,
  wanted: readonly ValueClass[],
): number {
  return rowsOf(classes.filter((c) => wanted.includes(c.class))) / filled;
}

function rowsOf(classes: readonly ClassCount[]): number {
  return classes.reduce((sum, { rows }) => sum + rows, 0);
}
