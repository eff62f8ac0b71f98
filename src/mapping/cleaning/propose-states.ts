import type { ColumnProfile, SheetProfile } from '../../source/profile/dataset-profile.ts';
import type { StepDraft } from './cleaning.ts';
import { RECOGNISED_STATES, readStates, rowsOf, type StatesRead } from './read-states.ts';

const HEADER = /state|provin[czt]|region|county|bundesland|estado|\bST\b/i;

/**
 * States by name, code or abbreviation become the codes that Odoo finds within their country: that of a column of the sheet, or the one
 * country that has them all. A word that means several of them is left as it is.
 */
export function proposeStates(
  column: ColumnProfile,
  sheet: Pick<SheetProfile, 'columns'>,
): readonly StepDraft[] {
  if ((column.type !== 'text' && column.type !== 'code') || !HEADER.test(column.name)) return [];
  const read = readStates(column, sheet);
  if (read === null) return [];
  const { values, valueMap, within } = read;
  const known = values.filter(({ codes }) => codes.size > 0);
  if (rowsOf(known) < RECOGNISED_STATES * rowsOf(values)) return [];
  const named = values.filter(({ value, codes }) => codes.size === 1 && !codes.has(value.trim()));
  if (named.length === 0) return [];
  const left = values.filter(({ codes }) => codes.size !== 1).map(({ value }) => `"${value}"`);
  const rest =
    left.length === 0
      ? ''
      : ` Not known, or several: ${left.slice(0, 5).join(', ')}; add them to the value map.`;
  return [
    {
      kind: 'state',
      reason: `States become the codes that Odoo's res.country.state has in "code", to be found within ${whereText(read)}.${rest}`,
      share: rowsOf(named) / column.filled,
      valueMap,
      matches: { model: 'res.country.state', field: 'code', within: { country_id: within } },
      samples: named.slice(0, 5).map(({ value }) => value),
    },
  ];
}

function whereText({ within }: StatesRead): string {
  return 'column' in within ? `the country in "${within.column}"` : within.value;
}
