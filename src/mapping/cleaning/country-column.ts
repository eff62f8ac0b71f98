import type { ColumnProfile } from '../../source/profile/dataset-profile.ts';
import { worldCodeOf } from '../../source/world-names.ts';

const HEADER = /country|nation|\bland\b|^land|pays|pa[ií]s|paese|kraj|\bstaat\b/i;
const RECOGNISED = 0.8;

/** Nearly all values of the column are countries; codes alone may be anything, so that the header must say so then. */
function holdsCountries({ name, type, values }: ColumnProfile): boolean {
  if (type !== 'text' && type !== 'code') return false;
  const rows = values.reduce((sum, value) => sum + value.rows, 0);
  const known = values.filter(({ value }) => worldCodeOf('region', value) !== undefined);
  const share = known.reduce((sum, value) => sum + value.rows, 0) / Math.max(1, rows);
  return share >= RECOGNISED && (HEADER.test(name) || known.some(({ value }) => value.trim().length > 3));
}

/**
 * The column that says in which country the cells of another one are: the one whose header begins alike (`BillingState`,
 * `BillingCountry`), else the nearest behind it, else the nearest.
 */
export function countryColumnFor(
  column: ColumnProfile,
  columns: readonly ColumnProfile[],
): ColumnProfile | null {
  const at = columns.indexOf(column);
  const found = columns
    .map((country, position) => ({ country, position }))
    .filter(({ country }) => country !== column && holdsCountries(country))
    .map(({ country, position }) => ({
      country,
      common: commonStart(country.name, column.name),
      distance: position > at ? position - at : columns.length + at - position,
    }))
    .sort((a, b) => b.common - a.common || a.distance - b.distance);
  return found[0]?.country ?? null;
}

function commonStart(a: string, b: string): number {
  const [one, other] = [a.toLowerCase(), b.toLowerCase()];
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  // two letters are alike by accident
  return length < 4 ? 0 : length;
}
