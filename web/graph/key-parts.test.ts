import { expect, test } from 'vitest';
import { choose, mappingOf, stepsOf, withColumn, withFormulas, withSteps } from './key-parts.ts';
import { columnsRead } from './spec.ts';

const TRIMMED = { column: 'no', transforms: ['trim' as const] };
const FORMULA = { formula: `'A' || "no"` };

test('a part with nothing done to it is only its column; a formula stays one', () => {
  expect(withSteps('no', ['trim'])).toEqual(TRIMMED);
  expect(withSteps(TRIMMED, [])).toBe('no');
  expect(withSteps({ ...FORMULA, transforms: ['upper'] }, [])).toEqual(FORMULA);
  expect(stepsOf(withSteps(FORMULA, ['upper', 'trim']))).toEqual(['upper', 'trim']);
});

test('another column keeps what is done to the values, in the place of a formula too', () => {
  expect(withColumn(TRIMMED, 'code')).toEqual({ column: 'code', transforms: ['trim'] });
  expect(withColumn(FORMULA, FORMULA.formula)).toBe(FORMULA);
  expect(withColumn(withSteps(FORMULA, ['trim']), 'no')).toEqual(TRIMMED);
  expect(withColumn(undefined, 'no')).toBe('no');
});

test('columns are chosen in an order; parts that were there before stay whole', () => {
  expect(choose([TRIMMED, FORMULA], ['pos', FORMULA.formula, 'no'])).toEqual(['pos', FORMULA, TRIMMED]);
  expect(choose([TRIMMED], [])).toEqual([]);
});

test('a formula is offered beside the columns, unless no column is known', () => {
  expect(withFormulas(['a'], ['a', FORMULA])).toEqual(['a', FORMULA.formula]);
  expect(withFormulas([], [FORMULA])).toEqual([]);
});

test('a part is shown before and after as the mapping that reads the same', () => {
  expect(mappingOf('no')).toEqual({ column: 'no' });
  expect(columnsRead(mappingOf(TRIMMED), ['no'])).toEqual(['no']);
  expect(columnsRead(mappingOf(FORMULA), ['no'])).toEqual(['no']);
});
