import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestCommand, type TestCommand } from '../../../test/support/test-command.ts';
import { EXIT } from '../exit-code.ts';
import { createFields } from './fields-create.ts';
import { writeModule } from './fields-module.ts';
import { removeFields } from './fields-remove.ts';

const FIELDS = `
fields:
  - { model: res.partner, name: x_tier, label: Tier, type: selection, selection: [[gold, Gold]] }
  - { model: res.partner, name: x_note, label: "It's \\"so\\"", type: text }
`;

async function opened(text = FIELDS): Promise<TestCommand & { readonly file: string }> {
  const command = await openTestCommand({ json: true });
  const access = { url: 'http://odoo.example', database: 'd', secret: 's' };
  await command.app.connections.create({ name: 'mine', ...access });
  const file = join(command.home, 'fields.yaml');
  await writeFile(file, text);
  return { ...command, file };
}

test('the fields of a file are made', async () => {
  const { execute, json, stderr, file } = await opened();
  expect(await execute((context) => createFields(context, file, { connection: 'mine' }))).toBe(EXIT.done);
  expect(json()).toMatchObject({
    fields: [
      { field: { name: 'x_tier', selection: [['gold', 'Gold']] }, record_id: 1, state: 'created' },
      { field: { name: 'x_note', label: `It's "so"` }, state: 'created' },
    ],
  });
  expect(stderr()).toContain('res.partner.x_tier (selection): created');
});

test('fields that stay are told, and those that go are gone', async () => {
  const { execute, json, file } = await opened();
  const remove = (force: boolean) =>
    execute((context) => removeFields(context, file, { connection: 'mine', force }));
  expect(await remove(false)).toBe(EXIT.failed);
  expect(json()).toMatchObject({ removed: [], stayed: [{ name: 'x_tier' }, { name: 'x_note' }] });
  expect(await remove(true)).toBe(EXIT.done);
  expect(json()).toMatchObject({ removed: [{ name: 'x_tier', filled: 2 }, { name: 'x_note' }], stayed: [] });
});

test.each([
  ['fields: [{ model: res.partner, name: tier, label: Tier, type: char }]', /fields\.0\.name/],
  ['fields: []', /fields/],
  ['fields: [', /not valid/],
  ['- 1', /the file/],
])('a file that is none is refused: %s', async (text, message) => {
  const { execute, json, file } = await opened(text);
  const exitCode = await execute((context) => createFields(context, file, { connection: 'mine' }));
  expect(exitCode).toBe(EXIT.issuesFound);
  expect(json()).toMatchObject({ error: { code: 'invalid', message: expect.stringMatching(message) } });
});

test('the module is written without a database, the same each time', async () => {
  const { execute, closed, file, home } = await opened();
  const write = async (out: string) => {
    expect(await execute((context) => writeModule(context, file, { out }))).toBe(EXIT.done);
    return readFile(out);
  };
  const first = await write(join(home, 'a.zip'));
  expect(first.includes('_inherit = "res.partner"')).toBe(true);
  expect((await write(join(home, 'b.zip'))).equals(first)).toBe(true);
  expect(closed()).toBe(0);
  const wrong = { out: join(home, 'c.zip'), name: '../up' };
  expect(await execute((context) => writeModule(context, file, wrong))).toBe(EXIT.usage);
});
