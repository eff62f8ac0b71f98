import type { z } from 'zod';
import type { FormulaHelp as Help, FormulaPreview as Preview } from '../../app/dataset-cases.ts';
import type { FormulaHelp, FormulaPreview } from '../schemas/formula.ts';
import { presentIssues } from './issue.ts';

export function presentFormulaHelp({ columns, functions, constructs }: Help): z.output<typeof FormulaHelp> {
  return { columns: [...columns], functions: [...functions], constructs: [...constructs] };
}

export function presentFormula(of: Preview): z.output<typeof FormulaPreview> {
  return {
    valid: of.isValid,
    issues: presentIssues(of.issues),
    type: of.type,
    columns: [...of.columns],
    rows: of.rows.map(({ cells, ...row }) => ({ ...row, cells: [...cells] })),
  };
}
