import { expect, test } from 'vitest';
import { openTestCommand } from '../../../test/support/test-command.ts';
import { rollback } from './rollback.ts';

test.each(['many', '-1', '1.5'])('--confirm %s is no number of records', async (confirm) => {
  const { execute, stderr } = await openTestCommand();
  expect(await execute((context) => rollback(context, 'last', { confirm }))).toBe(1);
  expect(stderr()).toContain(`--confirm ${confirm} is not a number of records.`);
});

test('there is nothing to roll back before the first run', async () => {
  const { execute, stderr } = await openTestCommand();
  expect(await execute((context) => rollback(context, 'last', {}))).toBe(1);
  expect(stderr()).toContain('There is no run yet.');
});
