import type { ModelSchema } from '../../mapping/target-schema.ts';
import type { ColumnProfile } from '../../source/profile/dataset-profile.ts';
import type { CustomField, CustomFieldType } from './custom-field.ts';
import { identifierOf } from './field-name.ts';

export interface ChosenType {
  readonly type: CustomFieldType;
  readonly selection?: NonNullable<CustomField['selection']>;
  readonly reason: string;
}

/** More options than this are a list that grows: a text. */
const MOST_OPTIONS = 12;
const LONGEST_OPTION = 40;
/** Each option occurs so often on average. */
const ROWS_PER_OPTION = 3;
/** What people write into one line. */
const LONGEST_LINE = 120;
const LARGEST_INTEGER = 2_147_483_647;

/** The type of a field that holds what a column holds, in a model. */
export function chooseFieldType(column: ColumnProfile, model: ModelSchema): ChosenType {
  switch (column.type) {
    case 'boolean':
      return { type: 'boolean', reason: 'words for yes and no' };
    case 'date':
    case 'datetime':
      return { type: column.type, reason: column.type === 'date' ? 'dates' : 'dates with times' };
    case 'integer':
      return fitsInteger(column)
        ? { type: 'integer', reason: 'whole numbers' }
        : { type: 'char', reason: 'whole numbers larger than Odoo keeps as such' };
    case 'decimal':
      return { type: 'float', reason: 'numbers with decimals' };
    case 'percentage':
      return { type: 'float', reason: 'percentages' };
    case 'money':
      return hasCurrency(model)
        ? { type: 'monetary', reason: 'amounts, in the currency of the record' }
        : { type: 'float', reason: 'amounts, of a record without a currency' };
    case 'identifier':
      return { type: 'char', reason: 'a different value in each row' };
    case 'email':
    case 'phone':
    case 'url':
      return {
        type: 'char',
        reason: { email: 'e-mail addresses', phone: 'phone numbers', url: 'addresses of pages' }[column.type],
      };
    case 'code':
    case 'text':
    case 'empty':
      return chooseText(column);
  }
}

function chooseText(column: ColumnProfile): ChosenType {
  const selection = optionsOf(column);
  if (selection !== null)
    return { type: 'selection', selection, reason: `only ${selection.length} different values` };
  const isLong = column.maxLength > LONGEST_LINE || column.samples.some((value) => /[\r\n]/.test(value));
  return isLong ? { type: 'text', reason: 'texts of several lines' } : { type: 'char', reason: 'texts' };
}

/** Amounts of a manual field take the currency of this field, where no other is told (ir_model.py, 14 to 19). */
function hasCurrency({ fields }: ModelSchema): boolean {
  const currency = fields.currency_id;
  return currency?.type === 'many2one' && currency.relation === 'res.currency' && currency.store;
}

function fitsInteger({ min, max }: ColumnProfile): boolean {
  return [min, max].every((text) => {
    const number = Number((text ?? '0').replaceAll(/[^\d-]/g, ''));
    return Math.abs(number) <= LARGEST_INTEGER;
  });
}

/** Null: the values are no choice of few. Spellings of the same word are cleaned first, or stay texts. */
function optionsOf({
  values,
  distinct,
  filled,
}: ColumnProfile): NonNullable<CustomField['selection']> | null {
  if (distinct < 2 || distinct > MOST_OPTIONS || filled < distinct * ROWS_PER_OPTION) return null;
  if (values.length !== distinct) return null;
  const texts = [...new Set(values.map(({ value }) => value.trim()))].sort();
  const isPlain = texts.every((text) => text.length <= LONGEST_OPTION && /^[^\p{Cc}]+$/u.test(text));
  const folded = texts.map((text) => text.toLowerCase());
  if (!isPlain || new Set(folded).size !== texts.length) return null;
  const keys = texts.map(identifierOf);
  const isTelling = areTelling(keys, folded);
  return texts.map((text, i) => [isTelling ? (keys[i] ?? text) : text, text]);
}

/** Every option has a key of its own that is no other option's text: a cell must not mean two of them. */
function areTelling(keys: readonly string[], texts: readonly string[]): boolean {
  if (keys.includes('') || new Set(keys).size !== keys.length) return false;
  return keys.every((key, i) => !texts.includes(key) || texts[i] === key);
}
