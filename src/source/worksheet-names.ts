/** What a spreadsheet allows in the name of a worksheet (Excel 2007 and later), and Windows in that of a file. */
const MAX_LENGTH = 31;
const FORBIDDEN = /[[\]:*?/\\<>"|\p{Cc}]/gu;

/**
 * Names of worksheets or files for sheets, in order: without what is refused there, at most 31 characters, each once whatever its
 * case. The same sheets give the same names, so that a worksheet that comes back is recognised.
 */
export function worksheetNames(sheets: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return sheets.map((sheet) => {
    const name = uniqueName(cleanName(sheet), taken);
    taken.add(name.toLowerCase());
    return name;
  });
}

/** An apostrophe at either end and the word "History" are refused too. */
function cleanName(sheet: string): string {
  const name = cut(sheet.replace(FORBIDDEN, '_').replace(/^'|'$/g, '_'), MAX_LENGTH).trim();
  return name === '' || name.toLowerCase() === 'history' ? `${name || 'Sheet'}_` : name;
}

function uniqueName(name: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const ending = number === 1 ? '' : ` (${number})`;
    const candidate = cut(name, MAX_LENGTH - ending.length) + ending;
    if (!taken.has(candidate.toLowerCase())) return candidate;
  }
}

/** By UTF-16 units, as spreadsheets count, without half a character at the end. */
function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}
