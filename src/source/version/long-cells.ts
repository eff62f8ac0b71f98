/**
 * A spreadsheet keeps 32,767 characters of a cell and cuts the rest off when it saves. A longer cell is not given to it: a note
 * stands there instead, and a note that comes back means that the cell stays as it is.
 */
export function longCellNote(text: string): string {
  return `importgraph: ${Array.from(text).length} characters, kept as they are`;
}

/** SQL: `given` is the note of the cell `kept`. */
export function isLongCellNote(given: string, kept: string): string {
  return `${given} = 'importgraph: ' || length(${kept}) || ' characters, kept as they are'`;
}
