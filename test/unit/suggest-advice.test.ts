import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Suggested } from '../../src/app/dataset-cases.ts';
import { openApp } from '../../src/app.ts';
import { createLog } from '../../src/server/log.ts';
import { freshDatabase } from '../support/database.ts';
import { configOf, unwrap } from '../support/product.ts';
import { httpAnswer, jsonAnswer, type Script, scriptedHttp } from '../support/scripted-http.ts';

const KEY = 'sk-canary-4711';

/** Suggestions for a sheet, by a product that was told of a language model, and all that it logged. */
async function suggestWith(script: Script, csv: string, env: Record<string, string> = {}) {
  const server = await scriptedHttp(script);
  onTestFinished(() => server[Symbol.asyncDispose]());
  const database = await freshDatabase();
  const home = await mkdtemp(join(tmpdir(), 'ig-test-'));
  const logged: string[] = [];
  const config = configOf({
    IMPORTGRAPH_HOME: home,
    DATABASE_URL: database.url,
    SUGGEST_MODEL_URL: `${server.url}/v1/`,
    SUGGEST_MODEL_NAME: 'small-model',
    SUGGEST_MODEL_KEY: KEY,
    ...env,
  });
  const log = createLog('trace', { write: (line) => logged.push(line) });
  const app = await openApp(config, log);
  onTestFinished(async () => {
    await app.close();
    await database.drop();
    await rm(home, { recursive: true, force: true });
  });
  const path = join(home, 'sheet.csv');
  await writeFile(path, csv);
  const dataset = unwrap(
    await app.datasets.create({ name: 'kunden', files: [{ name: 'kunden.csv', path }] }),
  );
  const suggested = unwrap(await app.datasets.suggest(dataset.id, {}));
  log.info({ config, suggested }, 'suggested');
  return { suggested, seen: server.seen, logged: logged.join('') };
}

const says = (answer: unknown, fence = ''): Script => {
  const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
  const content = fence === '' ? text : `Here you are:\n${fence}json\n${text}\n${fence}`;
  return () => ({ bytes: jsonAnswer(200, { choices: [{ message: { role: 'assistant', content } }] }) });
};
const silent: Script = () => ({ bytes: jsonAnswer(200, { choices: [] }) });

const CSV = [
  'Name,E-mail,Zugehörig,Merkmal,Seit,Partner tag',
  'Quixotal Ltd,ann@quixotal.example,Wumbo,Zyx,2020-01-02,Blau',
  'Fernwick SA,bob@fernwick.example,Wumbo,Yxz,2021-02-03,Rot',
].join('\n');
const CELLS = ['Quixotal', 'fernwick', 'Wumbo', 'Zyx', '2020-01-02', '2021', 'Blau'];

const columnOf = ({ suggestion }: Suggested, column: string) =>
  suggestion.sheets[0]?.columns.find((one) => one.column === column);

test('a language model is told headers and no cells, and adds alternatives that are there and fit', async () => {
  const advice = {
    sheets: [
      {
        sheet: 'kunden',
        model: 'res.partner',
        columns: {
          Name: 'name',
          Zugehörig: 'parent_id',
          Merkmal: 'no_such_field',
          Seit: 'is_company',
          'E-mail': 'phone',
          Nirgends: 'city',
        },
      },
      { sheet: 'other', model: 'res.partner' },
    ],
  };
  const { suggested, seen, logged } = await suggestWith(says(advice, '```'), CSV);
  expect(seen).toHaveLength(1);
  const [request] = seen;
  expect(request).toMatchObject({ method: 'POST', path: '/v1/chat/completions' });
  expect(request?.headers.authorization).toBe(`Bearer ${KEY}`);
  const body = request?.body ?? '';
  expect(JSON.parse(body)).toMatchObject({
    model: 'small-model',
    messages: [{ role: 'system' }, { role: 'user' }],
  });
  expect(body).toContain('Zugehörig');
  for (const cell of [...CELLS, KEY]) expect(body).not.toContain(cell);
  expect(logged).toContain('suggested');
  expect(logged).not.toContain(KEY);

  expect(suggested.warnings).toEqual([]);
  expect(suggested.suggestion.sheets[0]?.models[0]).toMatchObject({
    model: 'res.partner',
    reason: expect.stringMatching(/suggested by the language model$/),
  });
  expect(columnOf(suggested, 'Name')?.field?.reason).toMatch(/"name", and suggested by the language model$/);
  // alone it decides nothing
  expect(columnOf(suggested, 'Zugehörig')).toMatchObject({
    field: null,
    alternatives: [{ field: 'parent_id', confidence: 0.3, reason: 'suggested by the language model' }],
  });
  expect(suggested.draft.unmapped.map(({ column }) => column)).toContain('Zugehörig');
  const told = JSON.stringify(suggested.suggestion);
  expect(told).not.toContain('no_such_field');
  expect(columnOf(suggested, 'Merkmal')?.alternatives).toEqual([]);
  expect(JSON.stringify(columnOf(suggested, 'Seit'))).not.toContain('language model');
  expect(columnOf(suggested, 'E-mail')?.field).toMatchObject({ field: 'email' });
});

test('what other evidence speaks for somewhat moves up, and a model without any is the last of all', async () => {
  const csv = `${CSV.split('\n')[0]},Client tier,Place city name,Postal box code,Phone nr two
${CSV.split('\n')
  .slice(1)
  .map((row, i) => `${row},a${i},b${i},c${i},d${i}`)
  .join('\n')}`;
  const before = (await suggestWith(silent, csv)).suggested;
  expect(before.suggestion.sheets[0]?.models.map(({ model }) => model)).toEqual([
    'crm.lead',
    'res.partner',
    'hr.employee',
  ]);
  expect(before.draft.unmapped.map(({ column }) => column)).toContain('Phone nr two');
  const advice = {
    sheets: [{ sheet: 'kunden', model: 'res.partner', columns: { 'Phone nr two': 'phone' } }],
  };
  const after = (await suggestWith(says(advice), csv)).suggested;
  expect(after.suggestion.sheets[0]?.models[0]).toMatchObject({
    model: 'res.partner',
    reason: expect.stringMatching(/suggested by the language model$/),
  });
  expect(columnOf(after, 'Phone nr two')?.field).toMatchObject({ field: 'phone' });
  expect(after.draft.spec.nodes[0]?.data).toMatchObject({ fields: { phone: { column: 'Phone nr two' } } });

  const strange = {
    sheets: [
      { sheet: 'kunden', model: 'uom.uom' },
      { sheet: 'kunden', model: 'x.none' },
    ],
  };
  const misled = (await suggestWith(says(strange), CSV)).suggested.suggestion.sheets[0]?.models ?? [];
  expect(misled[0]?.model).toBe('res.partner');
  expect(misled.at(-1)).toMatchObject({ model: 'uom.uom', confidence: 0.15 });
});

test('cells are sent only where the configuration says so; headers that may be cells are not', async () => {
  const { seen } = await suggestWith(silent, CSV, { SUGGEST_MODEL_VALUES: 'true' });
  expect(seen[0]?.body).toContain('Quixotal');
  const { seen: none, suggested } = await suggestWith(
    silent,
    'ann@a.example,2020-01-02\nbob@b.example,2021-01-02\n',
  );
  expect(none).toEqual([]);
  expect(suggested.warnings).toEqual([
    'The language model was not asked: no sheet with a header is small enough.',
  ]);
});

test.each<[string, Script, RegExp, Record<string, string>?]>([
  ['refuses', () => ({ bytes: jsonAnswer(401, { error: `wrong key ${KEY}` }) }), /answered with HTTP 401/],
  [
    'sends elsewhere',
    () => ({ bytes: httpAnswer(302, '', { location: 'http://127.0.0.1:1/' }) }),
    /HTTP 302/,
  ],
  ['talks', says('I would rather not.'), /not the JSON that was asked for/],
  ['answers in another form', says({ sheets: [{ sheet: 7 }] }), /not the JSON that was asked for/],
  ['is no such endpoint', () => ({ bytes: httpAnswer(200, '<html>') }), /something else than a completion/],
  ['says too much', () => ({ bytes: httpAnswer(200, 'x'.repeat(1_100_000)) }), /more than 1 MiB/],
  ['hangs up', () => ({ finish: 'reset' }), /cannot be reached/],
  [
    'is silent',
    () => ({ finish: 'hang' }),
    /did not answer within/,
    { SUGGEST_MODEL_TIMEOUT_SECONDS: '0.3' },
  ],
])(
  'a language model that %s is a warning, and nothing else is lost',
  async (_, script, warning, env = {}) => {
    const { suggested, logged } = await suggestWith(script, CSV, env);
    expect(suggested.warnings).toEqual([expect.stringMatching(warning)]);
    expect(suggested.warnings[0]).toMatch(/The suggestion is made without it\.$/);
    expect(columnOf(suggested, 'E-mail')?.field).toMatchObject({ field: 'email' });
    expect(JSON.stringify(suggested)).not.toContain(KEY);
    expect(logged).not.toContain(KEY);
  },
);
