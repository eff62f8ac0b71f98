/**
 * A spreadsheet takes a cell that starts with one of these for a formula (some do so in full width, or behind a line end), and a
 * formula in somebody else's data can run commands or send the sheet away. An apostrophe in front makes it plain text. A cell that
 * looks so already gets one more, so that `restoreCell` gives every text back as it was.
 */
const STARTS_FORMULA = '[=+\\-@\\t\\r\\n＝＋－＠]';
const DANGEROUS = new RegExp(`^'*${STARTS_FORMULA}`);
/** Of a cell that `restoreCell` takes an apostrophe from; also in SQL. */
export const DEFUSED_PATTERN = `^'+${STARTS_FORMULA}`;
const DEFUSED = new RegExp(DEFUSED_PATTERN);

export function defuseCell(text: string): string {
  return DANGEROUS.test(text) ? `'${text}` : text;
}

export function restoreCell(text: string): string {
  return DEFUSED.test(text) ? text.slice(1) : text;
}
