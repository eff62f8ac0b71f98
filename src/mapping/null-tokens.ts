import { trimText } from '../source/blanks.ts';
import { sqlText } from '../source/sql-text.ts';

/**
 * SQL of `text` as it is, null where it is blank or one of `tokens`, compared trimmed and without regard to case; `cell` is the
 * trimmed text where the caller has it already.
 */
export function nullIfToken(text: string, tokens: readonly string[], cell: string = trimText(text)): string {
  const folded = new Set(tokens.map((token) => token.trim().toLowerCase()));
  // no IN: the engine makes a join of a long one, and works the cell out for every row, also for those that need it not
  const list = `[${['', ...folded].map(sqlText).join(', ')}]`;
  const isFilled = folded.size === 0 ? `${cell} <> ''` : `NOT list_contains(${list}, lower(${cell}))`;
  const isValue = `regexp_matches(${text}, ${sqlText(`^${valueStart(tokens)}`)})`;
  const atOnce = text === cell ? '' : `WHEN ${isValue} THEN ${text} `;
  return `CASE ${atOnce}WHEN ${isFilled} THEN ${text} END`;
}

/** Class of the visible ASCII characters that none of the tokens begins with: most cells are told by their first character. */
export function valueStart(tokens: readonly string[]): string {
  const begins = new Set(tokens.map((token) => token.trim().toLowerCase()[0]));
  const visible = Array.from({ length: 0x7e - 0x20 }, (_, index) => String.fromCharCode(0x21 + index));
  const others = visible.filter((character) => !begins.has(character.toLowerCase()));
  return `[${others.map((character) => character.replace(/[^A-Za-z0-9]/, '\\$&')).join('')}]`;
}
