import { sqlText } from '../../source/sql-text.ts';
import { type Stage, shorten } from '../value-stage.ts';
import type { CompiledFormula } from './formula.ts';

/** SQL of the bare value of a formula, with the cells put in; throws where the row cannot be computed. */
export function formulaValue(formula: CompiledFormula, cellOf: (column: string) => string): string {
  const { sql, prefix, columns, type } = formula;
  const value = sql.replace(new RegExp(`${prefix}(\\d+)`, 'g'), (_, i: string) => {
    const column = columns[Number(i)];
    if (column === undefined) throw new Error(`The formula has no column ${i}.`);
    return `(${cellOf(column)})`;
  });
  // 15 digits are what a double holds for sure: 0.1 + 0.2 is 0.3
  if (isDouble(type)) return `printf('%.15g', (${value})::DOUBLE)`;
  if (type === 'BOOLEAN') return `replace(replace((${value})::VARCHAR, 'true', 'True'), 'false', 'False')`;
  return `(${value})::VARCHAR`;
}

/**
 * SQL of a formula over a sheet's row: '1' and the text of the value, '0' for an empty one, null where it cannot be computed. The CASE
 * is for the engine's search for common parts: it takes them out of TRY, where they would end the statement, but not out of a CASE;
 * the condition is one that it cannot decide beforehand.
 */
export function formulaSource(formula: CompiledFormula, cellOf: (column: string) => string): string {
  const value = formulaValue(formula, cellOf);
  return `CASE WHEN src_row::VARCHAR = '' THEN NULL ELSE TRY(coalesce('1' || ${value}, '0')) END`;
}

/** The first stage behind `formulaSource`. */
export function formulaStage({ text, type }: CompiledFormula): Stage {
  const infinite = (v: string) => (isDouble(type) ? ` OR ${v} IN ('1inf', '1-inf', '1nan', '1-nan')` : '');
  return {
    failure: {
      code: 'formula_failed',
      when: (v) => `${v} IS NULL${infinite(v)}`,
      problem: `cannot be computed by the formula ${shorten(text, 200)}: a cell is no number or date, or it divides by zero`,
      remedy: 'Correct the cells, or provide for them in the formula with TRY, TRY_CAST, nullif or CASE.',
    },
    value: (v) => `substr(${v}, 2)`,
  };
}

function isDouble(type: string): boolean {
  return type === 'DOUBLE' || type === 'FLOAT';
}

/** The cells of a formula as one text, for messages. */
export function formulaCells(cells: readonly string[]): string {
  return cells.length === 0 ? sqlText('') : `concat_ws(' / ', ${cells.join(', ')})`;
}
