import { join } from 'node:path';
import type { Issue } from '../issue.ts';
import { previewFormula } from '../load/prepare/preview-formula.ts';
import { sheetSource } from '../load/prepare/sheet-source.ts';
import { compileFormula } from '../mapping/formula/compile-formula.ts';
import type { CompiledFormula, FormulaProblem } from '../mapping/formula/formula.ts';
import { FORMULA_CONSTRUCTS, FORMULA_FUNCTIONS } from '../mapping/formula/formula-functions.ts';
import { formulaSentence } from '../plan/check-formulas.ts';
import { didYouMean } from '../plan/nearest-name.ts';
import type { SheetInfo } from '../source/dataset.ts';
import { EngineError } from '../source/engine.ts';
import { type OpenEngine, openEngine } from '../source/engine-client.ts';
import type { DatasetView, FormulaHelp, FormulaPreview, FormulaQuery, Result } from './app.ts';
import type { ProfileDeps } from './dataset-profile.ts';
import { done, notFound, refuse } from './refuse.ts';
import { withStorage } from './with-storage.ts';

const PREVIEW_ENGINE = { memoryLimitMb: 256, threads: 1, timeoutMs: 10_000, computesFormulas: true } as const;

/** What may stand in a formula over a sheet: for completion while it is written. */
export async function formulaHelp(by: ProfileDeps, id: string, sheet: string): Promise<Result<FormulaHelp>> {
  const found = await sheetOf(by, id, sheet);
  if (!found.ok) return found;
  return done({
    columns: found.value.sheet.columns.map(({ header }) => ({ column: header, written: quoted(header) })),
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
  const found = await sheetOf(by, id, sheet);
  if (!found.ok) return found;
  const { dataset, sheet: info } = found.value;
  return withStorage('', async () => {
    const folder = await by.storage.getLocalPath(id);
    if (folder === null) return notFound('Dataset', id);
    const allowedFiles = [join(folder, info.storedAs)];
    return by.inspections.pass(async () => {
      const engine = await openEngine({ ...PREVIEW_ENGINE, allowedFiles });
      try {
        return await tryFormula({ engine, dataset, info, folder }, formula, limit);
      } catch (error) {
        if (!(error instanceof EngineError) || error.reason === 'sql') throw error;
        return refuse(
          'invalid',
          'The formula takes more time or memory than a preview may. Write it in a simpler way.',
        );
      } finally {
        await engine.close();
      }
    });
  });
}

interface Trying {
  readonly engine: OpenEngine;
  readonly dataset: DatasetView;
  readonly info: SheetInfo;
  readonly folder: string;
}

async function tryFormula(
  { engine, dataset, info, folder }: Trying,
  formula: string,
  limit: number,
): Promise<Result<FormulaPreview>> {
  const compiled = await compileFormula(engine, formula);
  const issues = compiled.ok
    ? unknownColumns(compiled.formula, info)
    : compiled.problems.map((problem) => formulaIssue(formula, problem, info.name));
  if (!compiled.ok || issues.length > 0)
    return done({ isValid: false, issues, type: null, columns: [], rows: [] });
  const sheet = sheetSource(
    { manifest: dataset.manifest, sheetPath: () => join(folder, info.storedAs) },
    info.name,
  );
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

async function sheetOf(
  { datasets }: ProfileDeps,
  id: string,
  name: string,
): Promise<Result<{ readonly dataset: DatasetView; readonly sheet: SheetInfo }>> {
  const dataset = await datasets.get(id);
  if (!dataset) return notFound('Dataset', id);
  const sheet = dataset.manifest.sheets.find((one) => one.name === name);
  return sheet ? done({ dataset, sheet }) : notFound('Sheet', `"${name}" of dataset ${id}`);
}

function quoted(header: string): string {
  return `"${header.replaceAll('"', '""')}"`;
}
