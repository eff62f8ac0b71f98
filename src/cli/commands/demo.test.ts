import { expect, onTestFinished, test } from 'vitest';
import { freshDatabase } from '../../../test/support/database.ts';
import { openTestCommand } from '../../../test/support/test-command.ts';
import { openApp } from '../../app.ts';
import { demo } from './demo.ts';

async function seen(text: () => string, pattern: RegExp): Promise<string> {
  for (;;) {
    const [found] = pattern.exec(text()) ?? [];
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('the demo lands Northwind in the sandbox, shows the counts, and lets a browser in', async () => {
  const database = await freshDatabase();
  onTestFinished(() => database.drop());
  const { execute, interrupt, stdout, stderr } = await openTestCommand({
    env: { DATABASE_URL: database.url },
    openApp,
  });
  const ended = execute((context) => demo(context, {}));
  const link = await Promise.race([seen(stdout, /http:\S+\/start\?token=\S+/), ended.then(() => stderr())]);
  const answer = await fetch(link, { redirect: 'manual' });
  expect(answer.status).toBe(303);
  interrupt();
  expect([await ended, stderr()]).toEqual([0, expect.stringContaining('11 sheets')]);
  const cells = stdout()
    .split('\n')
    .map((line) => line.split('│').map((cell) => cell.trim()));
  expect(cells).toContainEqual([
    '',
    '✓ order_lines',
    'sale.order.line',
    '2,155',
    '2,155',
    '0',
    '0',
    '0',
    '0',
    '0',
    '',
  ]);
  expect(cells).toContainEqual(['', 'total', '', '3,343', '3,343', '0', '0', '0', '0', '0', '']);
});

test('with JSON the demo ends by itself, its last line the run', async () => {
  const database = await freshDatabase();
  onTestFinished(() => database.drop());
  const { execute, json } = await openTestCommand({
    json: true,
    env: { DATABASE_URL: database.url },
    openApp,
  });
  expect(await execute((context) => demo(context, {}))).toBe(0);
  expect(json()).toMatchObject({
    run: { status: 'completed', stats: { total_records: 3343 } },
    rejected: [],
  });
});
