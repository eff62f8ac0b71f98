import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenEngine, openEngine } from '../../source/engine-client.ts';
import { compileFormula } from './compile-formula.ts';
import { FORMULA_CONSTRUCTS, FORMULA_FUNCTIONS } from './formula-functions.ts';
import { formulaSource } from './formula-stage.ts';

let engine: OpenEngine;
beforeAll(async () => {
  engine = await openEngine({ memoryLimitMb: 256 });
});
afterAll(() => engine.close());

async function computedBy(formula: string): Promise<string | null> {
  const answer = await compileFormula(engine, formula);
  if (!answer.ok) throw new Error(`${formula}: ${answer.problems.map(({ message }) => message).join(' ')}`);
  const [row] = await engine.rows<{ value: string | null }>(
    `SELECT ${formulaSource(answer.formula, () => 'NULL')} AS value FROM (SELECT 1::BIGINT AS src_row)`,
  );
  return row?.value?.slice(1) ?? null;
}

test.each(
  [...FORMULA_FUNCTIONS, ...FORMULA_CONSTRUCTS].map(({ signature, example }) => ({ signature, ...example })),
)('the example of $signature gives what it says', async ({ formula, gives }) => {
  expect(await computedBy(formula)).toBe(gives);
});

test('no name is listed twice', () => {
  const names = FORMULA_FUNCTIONS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
