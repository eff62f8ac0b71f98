/**
 * A spreadsheet takes a cell that starts with one of these for a formula, and a formula in somebody else's data can run commands or send
 * the sheet away. An apostrophe in front makes it plain text. A cell that looks so already gets one more, so that `restoreCell` gives
 * every text back as it was.
 */
const DANGEROUS = /^'*[=+\-@\t\r]/;
const DEFUSED = /^'+[=+\-@\t\r]/;

export function defuseCell(text: string): string {
  return DANGEROUS.test(text) ? `'${text}` : text;
}

export function restoreCell(text: string): string {
  return DEFUSED.test(text) ? text.slice(1) : text;
}
