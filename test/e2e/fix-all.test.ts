import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { openSite, pageErrors, type Site, takePicture } from '../support/browser.ts';
import { addConnection, addFolder, addGraph, unwrap } from '../support/product.ts';

const GRAPH = `
name: Many people
namespace: many_people
nodes:
  - id: companies
    type: model
    data:
      odooModel: res.partner
      label: Companies
      sheet: companies
      key: [Code]
      fields:
        name: { column: Company }
        is_company: { value: true }
  - id: people
    type: model
    data:
      odooModel: res.partner
      label: People
      sheet: people
      key: [Number]
      fields:
        name: { column: Name }
        type: { column: Type }
        country_id: { reference: { by: field, match: name, column: Country } }
        parent_id: { reference: { node: companies, columns: [Company] } }
`;
const PEOPLE = 10_000;

/** 300 of them wrong in four ways: 100 countries, 75 names, 75 companies, 50 types. */
function person(number: number): string {
  const wrong = number % 33 === 0 ? number / 33 : 0;
  const is = (from: number, to: number) => wrong > from && wrong <= to;
  return [
    String(number),
    is(100, 175) ? '' : `Person ${String(number)}`,
    is(250, 300) ? 'office' : 'contact',
    is(0, 100) ? 'Italia' : 'Italy',
    is(175, 250) ? 'NOWHERE' : 'ACME',
  ].join(',');
}

let site: Site;
let sandbox: Sandbox;
let folder: string;
beforeAll(async () => {
  [site, sandbox, folder] = await Promise.all([
    openSite(),
    startSandbox(),
    mkdtemp(join(tmpdir(), 'ig-people-')),
  ]);
  const people = Array.from({ length: PEOPLE }, (_, index) => person(index + 1));
  await writeFile(join(folder, 'people.csv'), ['Number,Name,Type,Country,Company', ...people, ''].join('\n'));
  await writeFile(join(folder, 'companies.csv'), 'Code,Company\nACME,Acme Trading\n');
});
afterAll(async () => {
  await site.close();
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});

test('10,000 rows with 300 rejects in four causes get to zero rejects without a spreadsheet', async () => {
  const { page } = site;
  const { app } = site.product;
  const [user] = sandbox.users;
  const connectionId = await addConnection(app, {
    url: sandbox.url,
    database: sandbox.databases[0]!,
    login: user!.login,
    secret: user!.apiKey ?? user!.password,
  });
  const { id: graphId } = await addGraph(app, GRAPH);
  const { id: datasetId } = await addFolder(app, folder);
  const run = unwrap(await app.runs.start({ graphId, datasetId, connectionId }));
  await page.goto(`${site.url}/runs/${run.id}`);
  const state = page.getByRole('heading', { level: 1 }).locator('..').getByRole('status');
  await state.getByText('completed with errors').waitFor({ timeout: 150_000 });
  await page.getByText('rejected 300').first().waitFor();
  await page.getByRole('link', { name: 'Rows', exact: true }).click();

  for (const [place, rows, value] of [
    ['Country', 100, 'Italy'],
    ['People', 75, 'Nameless'],
    ['Company', 75, 'ACME'],
    ['Type', 50, 'contact'],
  ] as const) {
    const group = page.getByRole('group', { name: new RegExp(` ${place}$`) });
    await group.getByRole('button', { name: `Fix all like this (${rows})` }).click();
    const dialog = page.getByRole('dialog', { name: 'Fix all like this' });
    if (place === 'People') {
      await dialog.getByRole('combobox', { name: 'Column to correct' }).click();
      await page.getByRole('option', { name: 'Name', exact: true }).click();
    }
    await dialog.getByLabel('One value for all of them').fill(value);
    if (place === 'Country') await takePicture(page, 'fix-all');
    await dialog.getByRole('button', { name: `Correct ${rows} rows` }).click();
    await dialog.waitFor({ state: 'hidden' });
  }
  await takePicture(page, 'rows-300-rejects');
  await page.getByRole('button', { name: 'Retry 300 rows' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Retry: Many people' }).waitFor();
  await state.getByText('completed', { exact: true }).waitFor({ timeout: 150_000 });
  expect(sandbox.state.records('res.partner', ['name', 'parent_id']).filter(isPerson)).toHaveLength(PEOPLE);
  expect(pageErrors(page)).toEqual([]);
});

function isPerson({ name, parent_id: company }: Record<string, unknown>): boolean {
  return /^(Person \d+|Nameless)$/.test(String(name)) && company !== false && company !== null;
}
