import type { Issue } from '../issue.ts';
import { previewFormula } from '../load/prepare/preview-formula.ts';
import { compileFormula } from '../mapping/formula/compile-formula.ts';
import type { CompiledFormula, FormulaProblem } from '../mapping/formula/formula.ts';
import { FORMULA_CONSTRUCTS, FORMULA_FUNCTIONS } from '../mapping/formula/formula-functions.ts';
import { formulaSentence } from '../plan/check-formulas.ts';
import { didYouMean } from '../plan/nearest-name.ts';
import type { SheetInfo } from '../source/dataset.ts';
import type { FormulaHelp, FormulaPreview, FormulaQuery } from './dataset-cases.ts';
import type { ProfileDeps } from './dataset-profile.ts';
import { sheetOf, type Trying, trySheet } from './preview-engine.ts';
import { done } from './refuse.ts';
import type { Result } from './result.ts';

/** What may stand in a formula over a sheet: for completion while it is written. */
export async function formulaHelp(by: ProfileDeps, id: string, sheet: string): Promise<Result<FormulaHelp>> {
  const found = await sheetOf(by, id, sheet);
  if (!found.ok) return found;
  return done({
    columns: found.value.info.columns.map(({ header }) => ({ column: header, written: quoted(header) })),
    functions: FORMULA_FUNCTIONS.map(({ name, signature, text, example }) => ({
      name,
      signature,
      text,
      example,
    })),
    constructs: FORMULA_CONSTRUCTS,
  });
}

/** What a formula makes of the first rows of a sheet, or what is wrong with it. */
export async function formulaPreview(
  by: ProfileDeps,
  id: string,
  { sheet, formula, limit }: FormulaQuery,
): Promise<Result<FormulaPreview>> {
  return trySheet(by, { id, sheet, what: 'The formula' }, (trying) => tryFormula(trying, formula, limit));
}

async function tryFormula(
  { engine, info, sheet }: Trying,
  formula: string,
  limit: number,
): Promise<Result<FormulaPreview>> {
  const compiled = await compileFormula(engine, formula);
  const issues = compiled.ok
    ? unknownColumns(compiled.formula, info)
    : compiled.problems.map((problem) => formulaIssue(formula, problem, info.name));
  if (!compiled.ok || issues.length > 0)
    return done({ isValid: false, issues, type: null, columns: [], rows: [] });
  const rows = await previewFormula(engine, { sheet, formula: compiled.formula, limit });
  const { columns, type } = compiled.formula;
  return done({ isValid: true, issues: [], type, columns, rows });
}

function formulaIssue(formula: string, problem: FormulaProblem, sheet: string): Issue {
  const message = formulaSentence(formula, problem);
  const text = `${message.charAt(0).toUpperCase()}${message.slice(1)}`;
  return { severity: 'error', code: 'formula_invalid', message: text, sheet };
}

function unknownColumns(
  { columns }: CompiledFormula,
  { name: sheet, columns: known }: SheetInfo,
): readonly Issue[] {
  const headers = known.map(({ header }) => header);
  return columns
    .filter((column) => !headers.includes(column))
    .map((column) => ({
      severity: 'error',
      code: 'column_unknown',
      message: `Sheet "${sheet}" has no column "${column}".${didYouMean(column, headers)} Texts stand in single quotes.`,
      sheet,
      column,
    }));
}

function quoted(header: string): string {
  return `"${header.replaceAll('"', '""')}"`;
}
