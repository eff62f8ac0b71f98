import { trimText } from '../../source/blanks.ts';
import { CELL_ERRORS, NOT_COMPUTED } from '../../source/cell-errors.ts';
import type { Engine } from '../../source/engine.ts';
import { sqlText, sqlTextList } from '../../source/sql-text.ts';
import { insertIssues } from './insert-issues.ts';
import type { LocatedSlot, RecipeField, StepRecipe } from './recipe.ts';
import { slotsOfField } from './recipe.ts';
import { columnName } from './sheet-source.ts';
import { workTable } from './step-tables.ts';

/** Records the issues of rows that repeat the header, and of cells that the row needs and that show an error. */
export async function checkCells(engine: Engine, recipe: StepRecipe): Promise<void> {
  await reportRepeatedHeader(engine, recipe);
  for (const read of await withErrors(engine, readCells(recipe), recipe)) {
    await insertIssues(engine, recipe, {
      code: 'cell_error',
      field: read.field,
      headers: [read.header],
      from: `SELECT sheet.ord, sheet.src_row, sheet.${read.column} AS value FROM ${recipe.sheet.relation} sheet
        JOIN ${workTable(recipe.index)} w ON w.ord = sheet.ord WHERE w.rule IS NULL AND ${isError(read, 'sheet.')}`,
      says: `CASE WHEN upper(value) = ${sqlText(NOT_COMPUTED)}
        THEN 'the file has the formula of the cell and not its result. Open the workbook in a spreadsheet, save it and upload it again.'
        ELSE 'the cell shows the error ' || shown || ', so its value is not known. Repair it, or name it in "null_tokens" of the field if it stands for an empty cell.' END`,
    });
  }
}

interface ReadCell {
  readonly field: string | null;
  readonly header: string;
  readonly column: string;
  /** In small letters. */
  readonly nullTokens: readonly string[];
}

/**
 * The columns that the row's own values come from, each once. An error stands for an empty cell where it does so for everything that
 * reads the column.
 */
function readCells({ key, givenId, fields, step, sheet }: StepRecipe): readonly ReadCell[] {
  const found = new Map<string, ReadCell>();
  const add = (slots: readonly LocatedSlot[], field: string | null, tokens = sheet.nullTokens): void => {
    const nullTokens = tokens.map((token) => token.trim().toLowerCase());
    for (const header of slots.flatMap((slot) => slot.headers)) {
      const before = found.get(header);
      const shared = before?.nullTokens.filter((token) => nullTokens.includes(token)) ?? nullTokens;
      if (shared.length === before?.nullTokens.length) continue;
      found.set(header, { field, header, column: columnName(sheet, header), nullTokens: shared });
    }
  };
  add([...key, ...(givenId ? [givenId] : [])], null);
  for (const field of fields) {
    const mapping = step.data.fields[field.name];
    const tokens = mapping && 'null_tokens' in mapping ? mapping.null_tokens : undefined;
    add(cellsOf(field), field.name, tokens);
  }
  return [...found.values()];
}

function cellsOf(field: RecipeField): readonly LocatedSlot[] {
  const { source } = field;
  if (source.kind === 'value' || !source.list) return slotsOfField(field);
  return source.kind === 'node' ? source.slots : [source.slot];
}

function isError({ column, nullTokens }: ReadCell, of = ''): string {
  const errors = CELL_ERRORS.filter((error) => !nullTokens.includes(error.toLowerCase()));
  return `(${of}${column} LIKE '%#%' AND upper(${trimText(`${of}${column}`)}) IN ${sqlTextList(errors)})`;
}

/** One scan tells which columns have any: most sheets have none. */
async function withErrors(
  engine: Engine,
  cells: readonly ReadCell[],
  { sheet }: StepRecipe,
): Promise<readonly ReadCell[]> {
  if (cells.length === 0) return [];
  const counts = cells.map((cell, at) => `count_if(${isError(cell)}) AS n${at}`);
  // few rows have the sign of an error at all: the rest is not looked at closely
  const signed = cells.map(({ column }) => `${column} LIKE '%#%'`).join(' OR ');
  const [found] = await engine.rows(
    `SELECT ${counts.join(', ')} FROM (SELECT * FROM ${sheet.relation} WHERE ${signed})`,
  );
  return cells.filter((_, at) => Number(found?.[`n${at}`] ?? 0) > 0);
}

/** As where several exports stand below each other. Names that reading made (`Column C`, `Name (2)`) are no text of the sheet. */
async function reportRepeatedHeader(engine: Engine, recipe: StepRecipe): Promise<void> {
  const { sheet, index, key } = recipe;
  const keyHeaders = new Set(key.flatMap((slot) => slot.headers));
  if (sheet.columns.size < 2 || keyHeaders.size === 0) return;
  const same = [...sheet.columns].map(([header, column]) => {
    const texts = [header, header.replace(/ \(\d+\)$/, '')];
    const text = trimText(column);
    return keyHeaders.has(header)
      ? `coalesce(${text} IN ${sqlTextList(texts)}, false)`
      : `coalesce(${text} IN ${sqlTextList(['', ...texts])}, true)`;
  });
  const others = [...sheet.columns].flatMap(([header, column]) => (keyHeaders.has(header) ? [] : [column]));
  const anyOther = others.length === 0 ? 'true' : `coalesce(${others.join(', ')}) IS NOT NULL`;
  await insertIssues(engine, recipe, {
    code: 'header_repeated',
    field: null,
    headers: [],
    from: `SELECT sheet.ord, sheet.src_row, NULL AS value FROM ${sheet.relation} sheet
      JOIN ${workTable(index)} w ON w.ord = sheet.ord WHERE w.rule IS NULL AND ${same.join(' AND ')} AND ${anyOther}`,
    says: sqlText('the row repeats the header, so it is no data. Delete it, or leave it out with a filter.'),
  });
}
