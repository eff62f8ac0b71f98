/** Stands where a workbook has a formula without its result, as programs write it that compute nothing. */
export const NOT_COMPUTED = '#NOT COMPUTED!';

/**
 * What spreadsheets show instead of a value. They are kept as text: what such a cell should hold is not known, so a row that needs
 * it is rejected and not loaded as if it were empty.
 */
export const CELL_ERRORS: readonly string[] = [
  '#N/A',
  '#REF!',
  '#VALUE!',
  '#NAME?',
  '#DIV/0!',
  '#NUM!',
  '#NULL!',
  '#SPILL!',
  '#CALC!',
  '#GETTING_DATA',
  '#ERROR!',
  NOT_COMPUTED,
];

const KNOWN = new Set(CELL_ERRORS);

export function isCellError(text: string): boolean {
  return KNOWN.has(text.trim().toUpperCase());
}
