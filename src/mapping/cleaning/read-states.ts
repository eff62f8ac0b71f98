import type { ColumnProfile, SheetProfile } from '../../source/profile/dataset-profile.ts';
import { worldCodeOf } from '../../source/world-names.ts';
import type { WithinCondition } from '../field-mapping.ts';
import { countryColumnFor } from './country-column.ts';
import { foldState, STATE_COUNTRIES, stateNames, statesOf } from './state-names.ts';

/** What the values of a column are as states, and how a look-up tells those of several countries apart. */
export interface StatesRead {
  readonly within: WithinCondition;
  readonly values: readonly StateValue[];
  /** Values to codes, without those that are codes already and those that may be several states. */
  readonly valueMap: Readonly<Record<string, string>>;
}

export interface StateValue {
  readonly value: string;
  readonly rows: number;
  /** Of the states that it may be: of none, one or several. */
  readonly codes: ReadonlySet<string>;
}

/** Of the rows that a single country must know for it to be the one. */
export const RECOGNISED_STATES = 0.8;

/** Null: nothing says in which countries the states are. `country`: the column that says it, where that is known. */
export function readStates(
  column: ColumnProfile,
  { columns }: Pick<SheetProfile, 'columns'>,
  country: ColumnProfile | null = countryColumnFor(column, columns),
): StatesRead | null {
  const where = country === null ? onlyCountry(column) : countriesOf(country);
  if (where === null) return null;
  const values = column.values.map(({ value, rows }) => ({
    value,
    rows,
    codes: codesIn(where.countries, value),
  }));
  const named = values.flatMap(({ value, codes }) => {
    const [code] = codes;
    return code !== undefined && codes.size === 1 && code !== value.trim() ? [[value, code] as const] : [];
  });
  const isLonger = column.distinct > column.values.length;
  return {
    within: where.within,
    values,
    valueMap: {
      ...(isLonger && named.length > 0 ? allNames(where.countries) : {}),
      ...Object.fromEntries(named),
    },
  };
}

interface Where {
  readonly countries: readonly string[];
  readonly within: WithinCondition;
}

function countriesOf({ name, values }: ColumnProfile): Where {
  const pairs = values.flatMap(({ value }) => {
    const code = worldCodeOf('region', value);
    return code === undefined ? [] : [[value, code] as const];
  });
  const renamed = pairs.filter(([value, code]) => value !== code);
  return {
    countries: [...new Set(pairs.map(([, code]) => code))],
    within: {
      column: name,
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
    return rowsOf(known) >= RECOGNISED_STATES * rows;
  });
  const [country] = fitting;
  if (country === undefined || fitting.length > 1) return null;
  return { countries: [country], within: { value: country, match: 'code' } };
}

function codesIn(countries: readonly string[], value: string): ReadonlySet<string> {
  const folded = foldState(value);
  return new Set(countries.flatMap((country) => statesOf(country).get(folded) ?? []));
}

/** Of more values than the profile has, the next file included: all names that mean one state only. */
function allNames(countries: readonly string[]): Readonly<Record<string, string>> {
  const names = countries.flatMap((country) => stateNames(country));
  return Object.fromEntries(
    names.flatMap(([code, name]) => (codesIn(countries, name).size === 1 ? [[name, code] as const] : [])),
  );
}

export function rowsOf(values: readonly { readonly rows: number }[]): number {
  return values.reduce((sum, { rows }) => sum + rows, 0);
}
