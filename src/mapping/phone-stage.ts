import { PHONE_FUNCTION } from '../source/phone-function.ts';
import { sqlText } from '../source/sql-text.ts';
import type { TransformStep } from './transform.ts';
import type { Stage } from './value-stage.ts';

/** Telephone number → E.164; the country is that of the row, else the one given, else none: then only numbers with a plus are such. */
export function normalizePhone(
  { country = '', country_column: column, on_invalid: policy }: Extract<TransformStep, { name: 'phone' }>,
  cellOf: (column: string) => string,
): Stage {
  const given = sqlText(country);
  const from = column === undefined ? given : `coalesce(${cellOf(column)}, ${given})`;
  const number = (v: string) => `${PHONE_FUNCTION}(${v}, ${from})`;
  if (policy === 'keep') return { value: (v) => `coalesce(${number(v)}, ${v})` };
  const where = column === undefined ? country : `the country in "${column}"`;
  return {
    value: number,
    failure: {
      code: 'phone_invalid',
      problem:
        where === ''
          ? 'is not one telephone number with its country’s in front, like +3225551212'
          : `is not one telephone number of ${where}, nor one with another country’s in front`,
      remedy:
        where === ''
          ? 'Correct the cell, or give the transform "phone" a country or a country_column.'
          : 'Correct the cell or the country, or give the transform "phone" on_invalid: keep.',
    },
  };
}
