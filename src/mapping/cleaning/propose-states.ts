import type { ColumnProfile, SheetProfile } from '../../source/profile/dataset-profile.ts';
import { worldCodeOf } from '../../source/world-names.ts';
import type { WithinCondition } from '../field-mapping.ts';
import type { StepDraft } from './cleaning.ts';
import { countryColumnFor } from './country-column.ts';
import { foldState, STATE_COUNTRIES, stateNames, statesOf } from './state-names.ts';

const HEADER = /state|provin[czt]|region|county|bundesland|estado|\bST\b/i;
const RECOGNISED = 0.8;

/** In which countries the states are, and how a look-up tells these apart. */
interface Where {
  readonly countries: readonly string[];
  readonly within: WithinCondition;
}

/**
 * States by name, code or abbreviation become the codes that Odoo finds within their country: that of a column of the sheet, or the one
 * country that has them all. A word that means several of them is left as it is.
 */
export function proposeStates(
  column: ColumnProfile,
  { columns }: Pick<SheetProfile, 'columns'>,
): readonly StepDraft[] {
  if ((column.type !== 'text' && column.type !== 'code') || !HEADER.test(column.name)) return [];
  const where = whereOf(column, columns);
  if (where === null) return [];
  const found = column.values.map(({ value, rows }) => ({ value, rows, codes: codesIn(where, value) }));
  const share = rowsOf(found.filter(({ codes }) => codes.size > 0));
  if (share < RECOGNISED * rowsOf(found)) return [];
  const named = found.flatMap(({ value, rows, codes }) => {
    const [code] = codes;
    return code !== undefined && codes.size === 1 && code !== value.trim() ? [{ value, rows, code }] : [];
  });
  if (named.length === 0) return [];
  const left = found.filter(({ codes }) => codes.size !== 1).map(({ value }) => `"${value}"`);
  const rest =
    left.length === 0
      ? ''
      : ` Not known, or several: ${left.slice(0, 5).join(', ')}; add them to the value map.`;
  return [
    {
      kind: 'state',
      reason: `States become the codes that Odoo's res.country.state has in "code", to be found within ${whereText(where)}.${rest}`,
      share: rowsOf(named) / column.filled,
      valueMap: {
        ...(column.distinct > column.values.length ? allNames(where) : {}),
        ...Object.fromEntries(named.map(({ value, code }) => [value, code])),
      },
      matches: { model: 'res.country.state', field: 'code', within: { country_id: where.within } },
      samples: named.slice(0, 5).map(({ value }) => value),
    },
  ];
}

function whereOf(column: ColumnProfile, columns: readonly ColumnProfile[]): Where | null {
  const beside = countryColumnFor(column, columns);
  if (beside === null) return onlyCountry(column);
  const pairs = beside.values.flatMap(({ value }) => {
    const code = worldCodeOf('region', value);
    return code === undefined ? [] : [[value, code] as const];
  });
  const renamed = pairs.filter(([value, code]) => value !== code);
  return {
    countries: [...new Set(pairs.map(([, code]) => code))],
    within: {
      column: beside.name,
      match: 'code',
      ...(renamed.length === 0 ? {} : { value_map: Object.fromEntries(renamed) }),
    },
  };
}

/** Where no column says it: the one country that knows nearly all of the values; of several nobody knows. */
function onlyCountry({ values }: ColumnProfile): Where | null {
  const rows = rowsOf(values);
  const fitting = STATE_COUNTRIES.filter((country) => {
    const known = values.filter(({ value }) => statesOf(country).has(foldState(value)));
    return rowsOf(known) >= RECOGNISED * rows;
  });
  const [country] = fitting;
  if (country === undefined || fitting.length > 1) return null;
  return { countries: [country], within: { value: country, match: 'code' } };
}

function codesIn({ countries }: Where, value: string): ReadonlySet<string> {
  const folded = foldState(value);
  return new Set(countries.flatMap((country) => statesOf(country).get(folded) ?? []));
}

/** Of more values than the profile has, the next file included: all names that mean one state only. */
function allNames(where: Where): Readonly<Record<string, string>> {
  const names = where.countries.flatMap((country) => stateNames(country));
  return Object.fromEntries(
    names.flatMap(([code, name]) => (codesIn(where, name).size === 1 ? [[name, code] as const] : [])),
  );
}

function whereText({ within }: Where): string {
  return 'column' in within ? `the country in "${within.column}"` : within.value;
}

function rowsOf(values: readonly { readonly rows: number }[]): number {
  return values.reduce((sum, { rows }) => sum + rows, 0);
}
