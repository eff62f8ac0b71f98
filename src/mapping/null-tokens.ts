import { trimText } from '../source/blanks.ts';
import { sqlTextList } from '../source/sql-text.ts';

/**
 * SQL of `text` as it is, null where it is blank or one of `tokens`, compared trimmed and without regard to case; `cell` is the
 * trimmed text where the caller has it already.
 */
export function nullIfToken(text: string, tokens: readonly string[], cell: string = trimText(text)): string {
  const folded = new Set(tokens.map((token) => token.trim().toLowerCase()));
  const isToken = folded.size === 0 ? '' : ` AND lower(${cell}) NOT IN ${sqlTextList([...folded])}`;
  return `CASE WHEN ${cell} <> ''${isToken} THEN ${text} END`;
}
