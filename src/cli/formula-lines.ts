import Table from 'cli-table3';
import type { FormulaPreview, FormulaWord } from '../app/dataset-cases.ts';

/** What a formula makes of the first rows, for people. */
export function formulaLines({ columns, rows, type }: FormulaPreview): readonly string[] {
  const table = new Table({
    head: ['row', ...columns, 'value'],
    style: { head: [], border: [], compact: true },
    colWidths: [null, ...columns.map(() => null), 60],
    wordWrap: true,
  });
  for (const { row, cells, value, error } of rows)
    table.push([String(row), ...cells.map(shown), error === null ? shown(value) : `✗ ${error}`]);
  return [table.toString(), `Values of type ${type ?? '?'}.`];
}

export function wordLines(words: readonly FormulaWord[]): readonly string[] {
  const table = new Table({
    head: ['written', 'does', 'example'],
    style: { head: [], border: [], compact: true },
    colWidths: [null, 50, null],
    wordWrap: true,
  });
  for (const { signature, text, example } of words)
    table.push([signature, text, `${example.formula} → ${example.gives === '' ? '(empty)' : example.gives}`]);
  return [table.toString()];
}

function shown(text: string | null): string {
  if (text === null) return '';
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
