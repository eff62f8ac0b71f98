import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { openSite, type Page, pageErrors, type Site, takePicture } from '../support/browser.ts';
import { addConnection, addFolder, addGraph, outcomesOf, unwrap } from '../support/product.ts';

const EXAMPLE = join(import.meta.dirname, '../../examples/address-book');

let site: Site;
let sandbox: Sandbox;
let connectionId: string;
let folder: string;
beforeAll(async () => {
  [site, sandbox, folder] = await Promise.all([
    openSite(),
    startSandbox(),
    mkdtemp(join(tmpdir(), 'ig-rejects-')),
  ]);
  connectionId = await addConnection(site.product.app, {
    url: sandbox.url,
    database: sandbox.databases[0]!,
    login: 'admin',
    secret: sandbox.users[0]!.apiKey ?? sandbox.users[0]!.password,
  });
  await cp(join(EXAMPLE, 'data'), folder, { recursive: true });
  const people = join(folder, 'people.csv');
  await writeFile(people, (await readFile(people, 'utf8')).replace('EPSILON', 'EPSIL'));
});
afterAll(async () => {
  await site.close();
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});

test('rejects of two sheets are downloaded as a workbook, corrected in it, given back and retried to zero', async () => {
  const { page } = site;
  const data = join(EXAMPLE, 'data');
  await runToRows(page, { namespace: 'by_workbook', data });
  const file = await download(page, 'Rejected rows, XLSX');
  expect(file.name).toMatch(/\.xlsx$/);
  await upload(page, { ...file, content: await correctBook(file.content) });
  await page
    .getByText('Version 2 of the dataset has 3 corrected cells that this run has not seen.')
    .waitFor();
  await takePicture(page, 'rows-corrected-file');
  await page.getByRole('button', { name: 'Retry 5 rows' }).first().click();
  expect(await retried(page)).toEqual({
    companies: { created: 2, skipped: 3 },
    people: { created: 3, skipped: 3 },
  });
  expect(records()).toMatchObject({
    Crux: [undefined, 'Germany'],
    'Delta Instruments': [undefined, 'Italy'],
    'Max Kern': ['Crux', 'Germany'],
    'Lucia Bianchi': ['Delta Instruments', 'Italy'],
    'Pablo Ruiz': ['Epsilon', 'Spain'],
  });
  expect(pageErrors(page)).toEqual([]);
});

test('rejects of one sheet are downloaded as CSV, corrected as text, given back and retried to zero', async () => {
  const { page } = site;
  await runToRows(page, { namespace: 'by_csv', data: folder });
  const file = await download(page, 'Rejected rows, CSV');
  const text = file.content.toString('utf8');
  expect(text.trim().split(/\r?\n/)).toHaveLength(3);
  const content = Buffer.from(text.replace('"CRUX",,', '"CRUX",Crux of Bremen,').replace('Italia', 'Italy'));
  await upload(page, { ...file, content });
  await page
    .getByText('Version 2 of the dataset has 2 corrected cells that this run has not seen.')
    .waitFor();
  await page.getByRole('button', { name: 'Retry 4 rows' }).first().click();
  expect(await retried(page)).toEqual({
    companies: { created: 2, skipped: 3 },
    people: { created: 2, skipped: 4 },
  });
  expect(records()).toMatchObject({ 'Crux of Bremen': [undefined, 'Germany'] });
  expect(pageErrors(page)).toEqual([]);
});

interface RejectFile {
  readonly name: string;
  readonly content: Buffer;
}

async function runToRows(page: Page, of: { namespace: string; data: string }): Promise<void> {
  const { app } = site.product;
  const yaml = await readFile(join(EXAMPLE, 'graph.yaml'), 'utf8');
  const graph = await addGraph(app, yaml.replace('namespace: address_book', `namespace: ${of.namespace}`));
  const dataset = await addFolder(app, of.data);
  const ids = { graphId: graph.id, datasetId: dataset.id, connectionId };
  const run = unwrap(await app.runs.start(ids));
  await page.goto(`${site.url}/runs/${run.id}`);
  await badge(page, 'completed with errors');
  await page.getByRole('link', { name: 'Rows', exact: true }).click();
}

async function download(page: Page, item: string): Promise<RejectFile> {
  await page.getByRole('button', { name: 'Download' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: item }).click(),
  ]);
  return { name: file.suggestedFilename(), content: await readFile(await file.path()) };
}

async function upload(page: Page, { name, content }: RejectFile): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Upload corrected file' }).click(),
  ]);
  await chooser.setFiles({ name, mimeType: 'application/octet-stream', buffer: content });
}

/** As a person would: by what stands in the row. */
async function correctBook(file: Buffer): Promise<Buffer> {
  const { sheets } = await readXlsx(new Uint8Array(file));
  const corrected = sheets.map(({ name, rows: [header = [], ...rows] }) => ({
    name,
    rows: [
      header,
      ...rows.map((row) =>
        row.map((cell, at) => {
          if (row[0] === 'CRUX' && header[at] === 'Company') return 'Crux';
          if (cell === 'Italia') return 'Italy';
          return cell === 'EPSILON' ? 'EPSIL' : cell;
        }),
      ),
    ],
  }));
  return Buffer.from(await writeXlsx({ sheets: corrected }));
}

/** The outcomes of the retry, as the database has them, once the page says that it is completed. */
async function retried(page: Page): Promise<Record<string, Record<string, number>>> {
  await page.getByRole('heading', { level: 1, name: 'Retry: Address book' }).waitFor();
  await badge(page, 'completed');
  const id = new URL(page.url()).pathname.split('/')[2]!;
  return outcomesOf(unwrap(await site.product.app.runs.get(id)));
}

async function badge(page: Page, word: string): Promise<void> {
  const state = page.getByRole('heading', { level: 1 }).locator('..').getByRole('status');
  await state.getByText(word, { exact: true }).waitFor({ timeout: 120_000 });
}

/** Names of the sandbox's contacts, each with its company and the country of that. */
function records(): Record<string, readonly unknown[]> {
  const names = (model: string) =>
    new Map(sandbox.state.records(model, ['id', 'name']).map(({ id, name }) => [id, name]));
  const [companies, countries] = [names('res.partner'), names('res.country')];
  const found = sandbox.state.records('res.partner', ['name', 'parent_id', 'country_id']);
  return Object.fromEntries(
    found.map((one) => [String(one.name), [companies.get(one.parent_id), countries.get(one.country_id)]]),
  );
}
