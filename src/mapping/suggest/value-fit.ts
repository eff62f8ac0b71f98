import type { ColumnProfile } from '../../source/profile/dataset-profile.ts';
import type { FieldSchema } from '../target-schema.ts';
import { isCountry, isCurrency, isLanguage } from './world-values.ts';

/** How the values of a column fit a field: `factor` weakens what the name says, `alone` is what the values say by themselves. */
export interface ValueFit {
  readonly factor: number;
  readonly alone: number;
  readonly reason: string | null;
}

const FITS: ValueFit = { factor: 1, alone: 0, reason: null };
const weaken = (factor: number): ValueFit => ({ factor, alone: 0, reason: null });

const NUMBERS: ReadonlySet<string> = new Set(['integer', 'decimal', 'money', 'percentage']);
const DATES: ReadonlySet<string> = new Set(['date', 'datetime']);
const BOOLEAN_WORDS =
  /^(0|1|y|n|t|f|x|yes|no|true|false|oui|non|si|sí|ja|nein|active|inactive|not-active|not active|enabled|disabled|actif|inactif|aktiv|inaktiv|activo|inactivo)$/i;

/** Fields that hold one kind of text only. */
const TEXT_KINDS: readonly (readonly [RegExp, 'email' | 'phone' | 'url'])[] = [
  [/(^|_)email(_|$)/, 'email'],
  [/(^|_)(phone|mobile)(_|$)/, 'phone'],
  [/^website$/, 'url'],
];

export function fitValues(column: ColumnProfile, field: FieldSchema): ValueFit {
  if (column.type === 'empty' || column.filled === 0) return weaken(0.85);
  if (field.type === 'boolean') return isBooleanLike(column) ? FITS : weaken(0.2);
  if (isNumber(field)) return fitNumber(column);
  if (isDate(field)) return DATES.has(column.type) ? FITS : weaken(0.1);
  if (field.type === 'selection') return fitSelection(column, field);
  if (field.type === 'many2one' || field.type === 'many2many') return fitRelation(column, field);
  return fitText(column, field);
}

export function isNumber({ type }: FieldSchema): boolean {
  return type === 'integer' || type === 'float' || type === 'monetary';
}

function isDate({ type }: FieldSchema): boolean {
  return type === 'date' || type === 'datetime';
}

function isBooleanLike(column: ColumnProfile): boolean {
  if (column.type === 'boolean') return true;
  return column.distinct <= 3 && column.values.every(({ value }) => BOOLEAN_WORDS.test(value.trim()));
}

function fitNumber(column: ColumnProfile): ValueFit {
  if (NUMBERS.has(column.type)) return FITS;
  if (column.type === 'identifier' && isWhole(column)) return weaken(0.6);
  if (column.type === 'boolean' && isWhole(column)) return weaken(0.8);
  return weaken(0.15);
}

function isWhole(column: ColumnProfile): boolean {
  return column.samples.every((value) => /^\d+([.,]\d+)?$/.test(value.trim()));
}

function fitSelection(column: ColumnProfile, field: FieldSchema): ValueFit {
  if (DATES.has(column.type) || column.type === 'email') return weaken(0.1);
  const known = new Set((field.selection ?? []).flatMap(([key, label]) => [fold(key), fold(label)]));
  if (field.name === 'lang' || field.relation === 'res.lang')
    return shareOf(column, isLanguage) > 0.6 ? FITS : weaken(0.4);
  const share = shareOf(column, (value) => known.has(fold(value)));
  if (share >= 0.5) {
    return {
      factor: 1,
      alone: column.distinct > 1 ? 0.45 * share : 0.1,
      reason: `its values are options of "${field.label}"`,
    };
  }
  if (column.distinct > 2 * known.size + 3) return weaken(0.3);
  return weaken(share > 0 ? 0.6 : 0.4);
}

function fitRelation(column: ColumnProfile, field: FieldSchema): ValueFit {
  if (DATES.has(column.type) || column.type === 'decimal' || column.type === 'money') return weaken(0.1);
  if (column.type === 'boolean') return weaken(0.2);
  if (column.type === 'percentage') return weaken(/tax/.test(field.name) ? 1 : 0.15);
  const known = worldTest(field.relation);
  if (known) {
    const share = shareOf(column, known);
    if (share < 0.3) return weaken(0.35);
    return { factor: 1, alone: 0.6 * share, reason: `its values are ${worldWord(field.relation)}` };
  }
  return column.type === 'email' && field.relation !== 'res.users' ? weaken(0.4) : FITS;
}

function worldTest(relation: string | undefined): ((value: string) => boolean) | null {
  if (relation === 'res.country') return isCountry;
  return relation === 'res.currency' ? isCurrency : null;
}

function worldWord(relation: string | undefined): string {
  return relation === 'res.country' ? 'countries' : 'currencies';
}

function fitText(column: ColumnProfile, field: FieldSchema): ValueFit {
  const kind = TEXT_KINDS.find(([name]) => name.test(field.name))?.[1];
  if (kind) return fitTextKind(column, kind);
  if (DATES.has(column.type)) return weaken(0.25);
  if (column.type === 'boolean') return weaken(0.3);
  if (/^(partner_|contact_)?name$/.test(field.name)) return fitName(column);
  if (column.type === 'decimal' || column.type === 'money') return weaken(field.type === 'char' ? 0.4 : 0.3);
  if (field.name === 'street' || field.name === 'city') return NUMBERS.has(column.type) ? weaken(0.3) : FITS;
  return FITS;
}

function fitName(column: ColumnProfile): ValueFit {
  if (column.type === 'decimal' || column.type === 'money' || column.type === 'percentage')
    return weaken(0.15);
  if (column.type === 'integer' || column.type === 'url' || column.type === 'phone') return weaken(0.75);
  return column.type === 'email' ? weaken(0.5) : FITS;
}

function fitTextKind(column: ColumnProfile, kind: 'email' | 'phone' | 'url'): ValueFit {
  if (column.type === kind) {
    const alone = { email: 0.65, phone: 0.5, url: 0.45 }[kind];
    return {
      factor: 1,
      alone,
      reason: `its values are ${{ email: 'e-mail addresses', phone: 'phone numbers', url: 'web addresses' }[kind]}`,
    };
  }
  if (column.type === 'text' || column.type === 'code')
    return weaken(kind === 'email' || (kind === 'url' && shareOf(column, isWebAddress) < 0.5) ? 0.5 : 0.85);
  if (kind === 'phone' && (column.type === 'integer' || column.type === 'identifier')) return weaken(0.9);
  return weaken(0.1);
}

/** Also without `https://`: `example.com/shop`. */
function isWebAddress(value: string): boolean {
  return /^(https?:\/\/)?[\p{L}\d-]+(\.[\p{L}\d-]+)*\.\p{L}{2,}(:\d+)?([/?#]\S*)?$/iu.test(value);
}

/** Share of the frequent values, by rows, that pass. */
function shareOf(column: ColumnProfile, test: (value: string) => boolean): number {
  const total = column.values.reduce((sum, { rows }) => sum + rows, 0);
  if (total === 0) return 0;
  return column.values.reduce((sum, { value, rows }) => sum + (test(value.trim()) ? rows : 0), 0) / total;
}

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
