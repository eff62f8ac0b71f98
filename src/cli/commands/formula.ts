import type { DatasetView } from '../../app/dataset-cases.ts';
import { FORMULA_CONSTRUCTS, FORMULA_FUNCTIONS } from '../../mapping/formula/formula-functions.ts';
import { presentFormula } from '../../server/presenters/formula.ts';
import { CommandRefused, unwrap, usageError } from '../command-refused.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { findData } from '../data-files.ts';
import type { DataOptions } from '../data-options.ts';
import { EXIT } from '../exit-code.ts';
import { formulaLines, wordLines } from '../formula-lines.ts';
import { createDataset } from '../prepare-inputs.ts';
import { configOf, withApp } from '../with-app.ts';

export interface FormulaOptions extends DataOptions {
  readonly sheet?: string;
  readonly limit?: string;
}

interface FormulaCall {
  readonly data: string | undefined;
  readonly expression: string | undefined;
}

const DEFAULT_ROWS = 10;
const MOST_ROWS = 100;

/** Tries a formula on the first rows of a sheet; without one, lists what may stand in it. */
export async function formula(
  context: CommandContext,
  { data: path, expression }: FormulaCall,
  options: FormulaOptions,
): Promise<CommandEnd> {
  if (path === undefined) return listWords(context);
  if (expression === undefined)
    throw usageError(
      `Write the formula behind the data, in single quotes: importgraph formula ${path} '"Qty" * 2'`,
    );
  const limit = rowsOf(options.limit);
  const data = await findData([path], options);
  return withApp(context, configOf(context), async (app) => {
    const { output } = context;
    const dataset = await createDataset(app, data, output);
    const sheet = options.sheet ?? onlySheet(dataset);
    const found = unwrap(
      await app.datasets.formulaPreview(dataset.id, { sheet, formula: expression, limit }),
    );
    if (!found.isValid)
      throw new CommandRefused(EXIT.issuesFound, 'invalid', 'The formula is not valid.', found.issues);
    for (const line of formulaLines(found)) output.line(line);
    return { exitCode: EXIT.done, result: { dataset_id: dataset.id, sheet, ...presentFormula(found) } };
  });
}

function listWords({ output }: CommandContext): CommandEnd {
  const functions = FORMULA_FUNCTIONS.map(({ name, signature, text, example }) => ({
    name,
    signature,
    text,
    example,
  }));
  for (const line of [...wordLines(functions), ...wordLines(FORMULA_CONSTRUCTS)]) output.line(line);
  return { exitCode: EXIT.done, result: { functions, constructs: FORMULA_CONSTRUCTS } };
}

function rowsOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_ROWS;
  const rows = Number(text);
  if (Number.isInteger(rows) && rows >= 1 && rows <= MOST_ROWS) return rows;
  throw usageError(`--limit is a whole number from 1 to ${MOST_ROWS}, not ${text}.`);
}

function onlySheet({ manifest }: DatasetView): string {
  const names = manifest.sheets.map(({ name }) => name);
  const [only, second] = names;
  if (only !== undefined && second === undefined) return only;
  throw usageError(`The data has several sheets. Name one with --sheet: ${names.join(', ')}.`);
}
