import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unwrap } from '../../../test/support/product.ts';
import { csv, graphOf, openStage, play, type Stage } from '../../../test/support/stage.ts';
import type { RunView } from '../run-views.ts';

let stage: Stage;
let run: RunView;

/** Two nodes read one sheet: its companies, and its people, who refer to them; leads refer to people. */
const NODES = `
  - id: companies
    type: model
    data:
      odooModel: res.partner
      sheet: people
      distinct: true
      key: [Company]
      fields: { name: { column: Company }, email: { column: Info, transforms: [email] }, is_company: { value: true } }
  - id: people
    type: model
    data:
      odooModel: res.partner
      sheet: people
      key: [Nr]
      fields:
        name: { column: Name }
        parent_id: { reference: { node: companies, columns: [Company] } }
  - id: leads
    type: model
    data:
      odooModel: crm.lead
      sheet: leads
      key: [No]
      fields: { name: { column: Title }, partner_id: { reference: { node: people, columns: [Person] } } }
`;
const SHEETS = {
  people: csv('Nr,Name,Company,Info', [
    '1,Ada,ACME,a@acme.example',
    '2,,BETA,not an address',
    '3,Cleo,BETA,',
  ]),
  leads: csv('No,Title,Person', ['7,First,1', '8,Second,2', '9,Third,3', '10,,1']),
};

beforeAll(async () => {
  stage = await openStage();
  const graphId = await graphOf(stage, 'rejects', NODES);
  run = await play(stage, graphId, SHEETS);
});
afterAll(() => stage?.close());

async function workbook(query: { readonly withBlocked?: boolean } = {}) {
  const file = unwrap(await stage.app.runs.rejects(run.id, { format: 'xlsx', ...query }));
  const { sheets } = await readXlsx(await buffer(file.content));
  return Object.fromEntries(sheets.map(({ name, rows }) => [name, rows]));
}

test('a row that several nodes rejected stands there once, with all its keys and reasons', async () => {
  const { people } = await workbook();
  expect(people).toEqual([
    ['Nr', 'Name', 'Company', 'Info', 'importgraph_row', 'importgraph_key', 'importgraph_reason'],
    ['2', null, 'BETA', 'not an address', 3, 'BETA 2', expect.any(String)],
  ]);
  expect(String(people?.[1]?.[6]).split('\n')).toEqual([
    expect.stringMatching(/^Row 3 of "people", column "Info": "not an address" is /),
    expect.stringMatching(/^Row 3 of "people", column "Name": Odoo needs a value for "Name"/),
  ]);
});

test('blocked rows are there when asked for, with what they wait for', async () => {
  const without = await workbook();
  expect(without.leads?.map((row) => row[0])).toEqual(['No', '10']);
  const { people, leads } = await workbook({ withBlocked: true });
  const reasons = (rows: typeof people) =>
    Object.fromEntries((rows ?? []).slice(1).map((row) => [row[0], row.at(-1)]));
  expect(reasons(people)).toEqual({
    2: expect.any(String),
    3: expect.stringMatching(
      /^Waits for row 3 of "people" \(companies BETA\), which was rejected: Row 3 of "people"/,
    ),
  });
  expect(reasons(leads)).toEqual({
    8: expect.stringMatching(/^Waits for row 3 of "people" \(people 2\), which was rejected: /),
    9: 'Waits for row 4 of "people" (people 3), which waits for another row itself.',
    10: expect.stringMatching(/^Row 5 of "leads"/),
  });
});

test('as CSV it is a zip where several sheets have rejects, and the sheet that is asked for', async () => {
  const all = unwrap(await stage.app.runs.rejects(run.id, { format: 'csv' }));
  expect([all.kind, all.name, all.rows]).toEqual(['zip', `${run.id}-rejects.zip`, { people: 1, leads: 1 }]);
  await all.close();
  const one = unwrap(await stage.app.runs.rejects(run.id, { format: 'csv', sheet: 'leads' }));
  expect([one.kind, one.name]).toEqual(['csv', 'leads.csv']);
  const [header, row] = (await buffer(one.content)).toString().split('\r\n');
  expect(header).toBe('\uFEFF"No","Title","Person","importgraph_row","importgraph_key","importgraph_reason"');
  expect(row).toMatch(/^"10",,"1",5,"10","Row 5 of ""leads"", column ""Title"": /);
});

test('what is not there is said: the sheet, the run', async () => {
  const other = await stage.app.runs.rejects(run.id, { format: 'csv', sheet: 'pets' });
  expect(other).toMatchObject({
    error: {
      code: 'not_found',
      message: `Run ${run.id} has no rejected rows in a sheet "pets". There are some in "people", "leads".`,
    },
  });
  expect(await stage.app.runs.rejects('run_0', { format: 'csv' })).toMatchObject({
    error: { code: 'not_found' },
  });
});

test('the corrected workbook makes a version of the dataset, and two uploads of it make one', async () => {
  const file = unwrap(await stage.app.runs.rejects(run.id, { format: 'xlsx' }));
  const path = join(stage.product.home, 'rejects.xlsx');
  const { sheets } = await readXlsx(await buffer(file.content));
  const fixed = sheets.map(({ name, rows }) => ({
    name,
    rows: rows.map((row) => row.map((cell, i) => (cell === null && rows[0]?.[i] === 'Name' ? 'Bob' : cell))),
  }));
  await writeFile(path, await writeXlsx({ sheets: fixed }));
  const corrections = { kind: 'files', files: [{ name: 'rejects.xlsx', path }] } as const;
  const first = unwrap(await stage.app.datasets.correct(run.datasetId, corrections));
  expect(first).toMatchObject({
    isNew: true,
    dataset: {
      version: 2,
      parentId: run.datasetId,
      manifest: { corrected: [{ sheet: 'people', rows: 1, cells: 1 }] },
    },
  });
  const again = unwrap(await stage.app.datasets.correct(run.datasetId, corrections));
  expect(again).toMatchObject({ isNew: false, dataset: { id: first.dataset.id } });
  const versions = unwrap(await stage.app.datasets.versions(first.dataset.id));
  expect(versions.map(({ id, version }) => [id, version])).toEqual([
    [run.datasetId, 1],
    [first.dataset.id, 2],
  ]);
});

test('corrections that come at the same time all count', async () => {
  const fix = (row: number) =>
    stage.app.datasets.correct(run.datasetId, {
      kind: 'cells',
      sheet: 'leads',
      cells: [{ row, column: 'Title', value: `Title ${row}` }],
      replace: [],
    });
  const made = (await Promise.all([fix(2), fix(3), fix(4)])).map(unwrap);
  const newest = unwrap(await stage.app.datasets.versions(run.datasetId)).at(-1);
  expect(Math.max(...made.map(({ dataset }) => dataset.version))).toBe(newest?.version);
  const { rows } = unwrap(await stage.app.datasets.rows(newest?.id ?? '', 'leads', { offset: 0, limit: 9 }));
  expect(rows.map((row) => row.Title)).toEqual(['Title 2', 'Title 3', 'Title 4', null]);
});
