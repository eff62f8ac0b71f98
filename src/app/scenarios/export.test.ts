import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addAddressBook } from '../../../test/support/address-book.ts';
import { addNorthwind } from '../../../test/support/northwind.ts';
import { unwrap } from '../../../test/support/product.ts';
import { readZip } from '../../../test/support/read-zip.ts';
import { csv, graphOf, openStage, type Sheets, type Stage, upload } from '../../../test/support/stage.ts';
import { zipStream } from '../../util/zip-stream.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

async function exportOf(graphId: string, datasetId: string) {
  const { connectionId } = stage;
  await using exported = unwrap(await stage.app.graphs.exportData(graphId, { datasetId, connectionId }));
  const zip = await buffer(zipStream(exported.entries(), { stored: true }));
  return { zip, leftOut: exported.leftOut, files: await readZip(zip) };
}

/** Lines of a file without its quotes, which no cell of these tests holds. */
function linesOf(files: ReadonlyMap<string, Buffer>, name: string): readonly string[] {
  return (files.get(name)?.toString() ?? '')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.replaceAll('"', ''));
}

test('Northwind: a file per node in load order, the same bytes each time, nothing asked for twice or written', async () => {
  const { graphId, datasetId } = await addNorthwind(stage.app);
  const before = stage.sandbox.state.count('res.partner');
  const { files, zip, leftOut } = await exportOf(graphId, datasetId);
  expect([...files.keys()]).toEqual([
    'README.txt',
    '01_categories.csv',
    '02a_customers.csv',
    '02b_customers.csv',
    '03_suppliers.csv',
    '04_territories.csv',
    '05_contacts.csv',
    '06a_employees.csv',
    '06b_employees.csv',
    '07_orders.csv',
    '08_products.csv',
    '09_order_lines.csv',
    'manifest.json',
  ]);
  expect(leftOut).toBe(0);
  expect(linesOf(files, '01_categories.csv').slice(0, 2)).toEqual([
    'id,name',
    'northwind.categories_1,Beverages',
  ]);
  expect(linesOf(files, '09_order_lines.csv')).toHaveLength(2156);
  expect(linesOf(files, '06a_employees.csv').slice(0, 2)).toEqual([
    'id,name,job_title,work_phone,category_ids/id',
    expect.stringMatching(/^northwind\.employees_2,Andrew Fuller,/),
  ]);
  expect((await exportOf(graphId, datasetId)).zip.equals(zip)).toBe(true);
  expect(stage.sandbox.state.count('res.partner')).toBe(before);
});

test('rows that cannot be loaded are in no file, and are listed with their reason', async () => {
  const { graphId, datasetId } = await addAddressBook(stage.app);
  const { files, leftOut } = await exportOf(graphId, datasetId);
  expect(linesOf(files, '02_people.csv').map((line) => line.split(',')[0])).toEqual([
    'id',
    'address_book.people_ann~40acme~2Eexample',
    'address_book.people_tom~40acme~2Eexample',
    'address_book.people_claire~40blue~2Eexample',
  ]);
  const left = linesOf(files, 'left-out.csv')
    .slice(1)
    .map((line) => line.split(','));
  expect(left.map(([sheet, row, , , what]) => [sheet, row, what])).toEqual([
    ['companies', '4', 'rejected'],
    ['companies', '5', 'rejected'],
    ['people', '5', 'blocked'],
    ['people', '6', 'blocked'],
    ['people', '7', 'rejected'],
  ]);
  expect(left[2]?.at(-1)).toBe('waits for companies:CRUX');
  expect([leftOut, files.get('README.txt')?.toString()]).toEqual([
    5,
    expect.stringContaining('5 rows are in none'),
  ]);
});

const TREE = `
  - id: teams
    type: model
    data:
      odooModel: res.partner
      sheet: teams
      key: [Code]
      fields:
        name: { column: Name }
        city: { column: City }
        parent_id: { reference: { node: teams, columns: [Above] } }
`;

async function treeOf(rows: readonly string[]) {
  const sheets: Sheets = { teams: csv('Code,Name,City,Above', rows) };
  const datasetId = await upload(stage, sheets);
  return exportOf(await graphOf(stage, `tree${rows.length}`, TREE), datasetId);
}

test('a tree: parents before children, and rows that fill the same columns together', async () => {
  const { files } = await treeOf(['a,A,,b', 'b,B,Paris,', 'c,C,,a', 'd,D,Rome,c']);
  const names = [...files.keys()].filter((name) => name.endsWith('.csv'));
  const rows = names.map((name) => [name, ...linesOf(files, name)]);
  expect(rows).toEqual([
    ['01a_teams.csv', 'id,name,city', 'tree4.teams_b,B,Paris'],
    [
      '01b_teams.csv',
      'id,name,parent_id/id',
      'tree4.teams_a,A,tree4.teams_b',
      'tree4.teams_c,C,tree4.teams_a',
    ],
    ['01c_teams.csv', 'id,name,city,parent_id/id', 'tree4.teams_d,D,Rome,tree4.teams_c'],
  ]);
});

test('a circle of rows: the field that closes it comes last; without it, where the other end cannot be loaded', async () => {
  const { files } = await treeOf(['a,A,,b', 'b,B,,a', 'c,C,,b', 'x,,,y', 'y,Y,,x']);
  const names = [...files.keys()].filter((name) => name.endsWith('.csv'));
  expect(names.at(-2)).toMatch(/^02_teams_later\.csv$/);
  const closing = linesOf(files, '02_teams_later.csv');
  expect(closing[0]).toBe('id,parent_id/id');
  expect(closing).toHaveLength(2);
  const whole = names.filter((name) => name.startsWith('01')).flatMap((name) => linesOf(files, name));
  const position = (id: string): number => whole.findIndex((line) => line.startsWith(`${id},`));
  const [own = '', other = ''] = (closing[1] ?? '').split(',');
  expect(position(other)).toBeGreaterThan(position(own));
  expect(
    linesOf(files, 'left-out.csv')
      .slice(1)
      .map((line) => line.split(',')[4]),
  ).toContain('rejected');
});
