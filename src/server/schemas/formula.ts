import { z } from 'zod';
import { MAX_FORMULA_LENGTH } from '../../mapping/formula/formula.ts';
import { LocatedIssue } from './common.ts';
import { component } from './component.ts';

const FormulaWord = component(
  'FormulaWord',
  z.object({
    name: z.string(),
    signature: z.string(),
    text: z.string(),
    example: z.object({ formula: z.string(), gives: z.string() }),
  }),
);

export const FormulaHelp = component(
  'FormulaHelp',
  z.object({
    columns: z
      .array(z.object({ column: z.string(), written: z.string().describe('In a formula') }))
      .describe('Of the sheet'),
    functions: z.array(FormulaWord),
    constructs: z.array(FormulaWord).describe('Operators and words of the language'),
  }),
);

export const FormulaQuery = component(
  'FormulaQuery',
  z.strictObject({
    formula: z
      .string()
      .max(MAX_FORMULA_LENGTH * 2)
      .describe('e.g. `"Qty" * "Price"`'),
    limit: z.int().min(1).max(100).default(10).describe('Rows from the top of the sheet'),
  }),
);

export const FormulaPreview = component(
  'FormulaPreview',
  z.object({
    valid: z.boolean(),
    issues: z.array(LocatedIssue).describe('Why it is not'),
    type: z.string().nullable().describe('Of the values, as the tabular engine names it'),
    columns: z.array(z.string()).describe('What the formula reads'),
    rows: z.array(
      z.object({
        row: z.number().describe('As the spreadsheet numbers it'),
        cells: z.array(z.string().nullable()).describe('Of `columns`, as they were read'),
        value: z.string().nullable(),
        error: z.string().nullable().describe('Why the row cannot be computed'),
      }),
    ),
  }),
);
