import { countryColumnFor } from '../../mapping/cleaning/country-column.ts';
import { readStates, type StatesRead } from '../../mapping/cleaning/read-states.ts';
import type { RecordReference } from '../../mapping/field-mapping.ts';
import type { FoundValues } from '../../mapping/suggest/found-values.ts';
import type { ColumnProfile, SheetProfile } from '../../source/profile/dataset-profile.ts';
import type { Lookup, TakenReference } from './draft-lookups.ts';

const SHARED = 'states of several countries share their names and codes';
const MOST_TOLD = 5;

/**
 * States are looked up within their country: by code, if all of them are known, else by what the Odoo that was asked has them as.
 *
 * @param country the column that is drafted as the country of the same record, if there is one
 */
export function draftState(
  { column, found }: TakenReference,
  sheet: SheetProfile,
  country: ColumnProfile | null,
): Lookup {
  const beside = country ?? countryColumnFor(column, sheet.columns);
  if (beside === null)
    return no(`${SHARED}, and no column says in which country they are: add one, or map them by hand`);
  if (beside.filled < column.filled)
    return no(
      `${SHARED}, and "${beside.name}" does not say the country of each: fill it, or map them by hand`,
    );
  const read = readStates(column, sheet, beside);
  if (read === null) return no(SHARED);
  const lookup = lookupIn(column, read, found);
  if (lookup !== null) return { ok: true, mapping: { reference: lookup } };
  const left = read.values.filter(({ codes }) => codes.size !== 1).map(({ value }) => `"${value}"`);
  const more = left.length > MOST_TOLD ? ', …' : '';
  return no(
    `it has values that are no state known of the countries in "${beside.name}", or may be several (${left.slice(0, MOST_TOLD).join(', ')}${more}): map it by hand, with a value map to Odoo's codes`,
  );
}

function lookupIn(
  { name }: ColumnProfile,
  { values, valueMap, within }: StatesRead,
  found: FoundValues | undefined,
): RecordReference | null {
  const look = (match: string, map: Readonly<Record<string, string>>): RecordReference => ({
    by: 'field',
    match,
    column: name,
    ...(Object.keys(map).length > 0 ? { value_map: { ...map } } : {}),
    within: { country_id: within },
  });
  if (values.every(({ codes }) => codes.size === 1)) return look('code', valueMap);
  if (found?.model !== 'res.country.state' || found.found < found.of) return null;
  return look(found.field, found.written);
}

function no(reason: string): Lookup {
  return { ok: false, reason };
}
