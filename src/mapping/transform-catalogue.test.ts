import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenEngine, openEngine } from '../source/engine-client.ts';
import { sqlText } from '../source/sql-text.ts';
import { checkTransform } from './check-transform.ts';
import { compileSlots } from './compile-slots.ts';
import { compileTransforms } from './compile-transform.ts';
import { Transform, TransformStep } from './transform.ts';
import { TRANSFORMS } from './transform-catalogue.ts';

let engine: OpenEngine;
beforeAll(async () => {
  engine = await openEngine({ memoryLimitMb: 128, threads: 1 });
});
afterAll(() => engine.close());

test('every transform is there, with its parameters', () => {
  const shapes = TransformStep.options.map(({ shape }) => {
    const { name, ...rest } = shape;
    const parameters = Object.entries(rest).map(([key, value]) => [key, !value.safeParse(undefined).success]);
    return [name.value, Object.fromEntries(parameters)];
  });
  const listed = TRANSFORMS.map(({ name, parameters }) => [
    name,
    Object.fromEntries(parameters.map((one) => [one.name, one.required])),
  ]);
  expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(shapes));
});

test('what may be written as a word is said to be', () => {
  for (const { name, isWord } of TRANSFORMS) expect(Transform.safeParse(name).success, name).toBe(isWord);
});

test('the choices are those that the transform takes', () => {
  for (const { name, parameters } of TRANSFORMS)
    for (const { name: key, choices } of parameters)
      for (const choice of choices) {
        const step = { name, pattern: 'a', [key]: choice };
        const parsed = TransformStep.safeParse(name === 'regex_extract' ? step : { name, [key]: choice });
        expect(parsed.success, `${name} ${key} ${choice}`).toBe(true);
      }
});

test.each(TRANSFORMS)('$name does what its example shows', async ({ example }) => {
  const { transform, before, after, cells } = example;
  expect(checkTransform(transform)).toBeNull();
  const stages = compileTransforms([transform], (column) => sqlText(cells[column] ?? ''));
  const sql = compileSlots([{ id: 0, source: sqlText(before), stages }], '(SELECT 1)');
  expect(await engine.rows(`SELECT v0, e0 FROM (${sql})`)).toEqual([{ v0: after, e0: null }]);
});
