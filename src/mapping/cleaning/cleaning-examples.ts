import { trimText } from '../../source/blanks.ts';
import type { Engine } from '../../source/engine.ts';
import { sqlText } from '../../source/sql-text.ts';
import { compileSlots } from '../compile-slots.ts';
import { compileTransforms } from '../compile-transform.ts';
import { nullIfToken } from '../null-tokens.ts';
import { translateValue } from '../value-map-stage.ts';
import type { CleaningProposal, ColumnCleaning } from './cleaning.ts';

/** Puts the samples of a cleaning through the very stages that a run would: what is shown is what happens. */
export async function tryCleaning(
  engine: Pick<Engine, 'rows'>,
  cleaning: ColumnCleaning,
): Promise<CleaningProposal> {
  const { samples, transforms, valueMap, nullTokens, beside } = cleaning;
  if (samples.length === 0) return { ...cleaning, examples: [] };
  const cellOf = (column: string) => (column === beside?.column ? 'c1' : 'NULL');
  const stages = [...compileTransforms(transforms, cellOf), ...translateValue(valueMap)];
  const other = (index: number) => {
    const cell = beside?.cells[index] ?? null;
    return cell === null ? 'NULL' : trimText(sqlText(cell));
  };
  const cells = samples.map((sample, index) => `(${index}, ${sqlText(sample)}, ${other(index)})`);
  const slot = { id: 0, source: nullIfToken('c0', nullTokens), stages };
  const answers = await engine.rows<{ v0: string | null; e0: number | null }>(
    `SELECT v0, e0 FROM (${compileSlots([slot], `(VALUES ${cells.join(', ')}) t(no, c0, c1)`)}) ORDER BY no`,
  );
  const examples = samples.map((before, index) => {
    const { v0 = null, e0 = null } = answers[index] ?? {};
    return {
      before,
      after: e0 === null ? v0 : null,
      issue: e0 === null ? null : (stages[e0]?.failure?.code ?? null),
    };
  });
  return { ...cleaning, examples };
}
