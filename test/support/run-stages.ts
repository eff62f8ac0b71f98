import { compileSlots } from '../../src/mapping/compile-slots.ts';
import type { Stage } from '../../src/mapping/value-stage.ts';
import type { Engine } from '../../src/source/engine.ts';
import { sqlText } from '../../src/source/sql-text.ts';

/** What stages make of each text: the new text, null for empty, or `!code` where one of them refuses it. */
export async function runStages(
  engine: Engine,
  stages: readonly Stage[],
  texts: readonly (string | null)[],
  source = 'c0',
): Promise<readonly (string | null)[]> {
  const rows = texts.map((text, at) => `(${at}, ${text === null ? 'NULL' : sqlText(text)})`);
  const base = `(SELECT no, c0::VARCHAR AS c0, 'Second' AS c1, NULL::VARCHAR AS c2 FROM (VALUES ${rows.join(', ')}) t(no, c0))`;
  const answers = await engine.rows<{ v0: string | null; e0: number | null }>(
    `SELECT v0, e0 FROM (${compileSlots([{ id: 0, source, stages }], base)}) ORDER BY no`,
  );
  return answers.map(({ v0, e0 }) => (e0 === null ? v0 : `!${stages[e0]?.failure?.code}`));
}
