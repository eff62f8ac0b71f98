/** A text as an SQL string literal; U+0000 cannot stand in SQL text and is a bug of the caller. */
export function sqlText(value: string): string {
  if (value.includes('\0')) throw new TypeError('A text with a NUL character cannot become an SQL literal.');
  return `'${value.replaceAll("'", "''")}'`;
}

/** `('a', 'b')` for `IN`; `(NULL)` for no values, which nothing is in. */
export function sqlTextList(values: readonly string[]): string {
  return values.length === 0 ? '(NULL)' : `(${values.map(sqlText).join(', ')})`;
}

/**
 * The relation of a stored sheet, to stand after FROM: `src_row BIGINT`, then `c0`, `c1`, … `VARCHAR`, in sheet order. Glob characters of the
 * path are taken literally.
 */
export function sheetRelation(path: string): string {
  return `read_parquet(${sqlText(path.replaceAll(/[*?[]/g, '[$&]'))})`;
}
