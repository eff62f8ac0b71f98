import { engineWords } from '../../mapping/formula/compile-formula.ts';
import type { CompiledFormula } from '../../mapping/formula/formula.ts';
import { formulaSource, formulaStage, formulaValue } from '../../mapping/formula/formula-stage.ts';
import { type Engine, EngineError } from '../../source/engine.ts';
import { cellText } from './make-slots.ts';
import type { SheetSource } from './recipe.ts';
import { columnName } from './sheet-source.ts';

/** What a formula makes of one row. */
export interface FormulaRow {
  /** As the spreadsheet numbers it. */
  readonly row: number;
  /** The cells that the formula reads, in the order of its columns. */
  readonly cells: readonly (string | null)[];
  /** As a run would have it before transforms; null: empty, or not computed. */
  readonly value: string | null;
  /** Why the row cannot be computed, in the engine's words. */
  readonly error: string | null;
}

/** Rows whose own words are asked for; each is a statement of its own. */
const MOST_ASKED = 20;

/** The first rows of a sheet, as preparation would compute them. */
export async function previewFormula(
  engine: Engine,
  {
    sheet,
    formula,
    limit,
  }: { readonly sheet: SheetSource; readonly formula: CompiledFormula; readonly limit: number },
): Promise<readonly FormulaRow[]> {
  const cellOf = (header: string) => cellText(sheet, header);
  const { failure } = formulaStage(formula);
  const cells = formula.columns.map((header, i) => `${columnName(sheet, header)} AS read_${i}`);
  const rows = await engine.rows(`
    SELECT *, ${failure?.when?.('made') ?? 'FALSE'} AS failed FROM (
      SELECT ${['ord', 'src_row', ...cells, `${formulaSource(formula, cellOf)} AS made`].join(', ')}
      FROM (SELECT * FROM ${sheet.relation} WHERE ord < ${limit})) ORDER BY ord`);
  const found: FormulaRow[] = [];
  let asked = 0;
  for (const row of rows) {
    const failed = row.failed === true;
    asked += failed ? 1 : 0;
    const made = typeof row.made === 'string' ? row.made.slice(1) : '';
    found.push({
      row: Number(row.src_row),
      cells: formula.columns.map((_, i) => textOrNull(row[`read_${i}`])),
      value: failed || made === '' ? null : made,
      error: failed
        ? await reasonOf(engine, { sheet, formula, ord: asked > MOST_ASKED ? null : Number(row.ord) })
        : null,
    });
  }
  return found;
}

const UNTOLD = 'The row cannot be computed.';

async function reasonOf(
  engine: Engine,
  {
    sheet,
    formula,
    ord,
  }: { readonly sheet: SheetSource; readonly formula: CompiledFormula; readonly ord: number | null },
): Promise<string> {
  if (ord === null) return UNTOLD;
  const value = formulaValue(formula, (header) => cellText(sheet, header));
  try {
    await engine.rows(`SELECT ${value} FROM ${sheet.relation} WHERE ord = ${ord}`);
    return 'The value is no finite number.';
  } catch (error) {
    if (!(error instanceof EngineError) || error.reason !== 'sql') throw error;
    return engineWords(error.message, formula);
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
