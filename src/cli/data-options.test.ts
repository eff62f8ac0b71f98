import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProduct, type Product } from '../../test/support/product.ts';
import { CommandRefused } from './command-refused.ts';
import { findData } from './data-files.ts';
import { type DataOptions, withHeaderRow } from './data-options.ts';
import { createDataset } from './prepare-inputs.ts';

let product: Product;
let folder: string;
beforeAll(async () => {
  product = await openProduct();
  folder = join(product.home, 'files');
  await mkdir(folder);
  await writeFile(join(folder, 'Price list.csv'), 'Code,Name\nOld code,Old name\nA-1,Lamp\nA-2,Shelf\n');
  await writeFile(join(folder, 'Stores.csv'), 'Store,City\n1,Ghent\n2,Bree\n');
});
afterAll(() => product.close());

const output = { line: () => undefined, note: () => undefined, result: () => undefined } as never;

function parse(...args: readonly string[]): DataOptions {
  const command = withHeaderRow(new Command().exitOverride().configureOutput({ writeErr: () => undefined }));
  return command.parse(args, { from: 'user' }).opts();
}

const read = async (...args: readonly string[]) => {
  const dataset = await createDataset(product.app, await findData([folder], parse(...args)), output);
  return dataset.manifest.sheets.map(({ name, columns, rowCount }) => [
    name,
    columns.map(({ header }) => header).join(),
    rowCount,
  ]);
};

test('a row that is named is the header, of one sheet or of all', async () => {
  const stores = ['Stores', 'Store,City', 2];
  expect(await read()).toEqual([['Price list', 'Code,Name', 3], stores]);
  expect(await read('--header-row', 'Price list=2')).toEqual([
    ['Price list', 'Old code,Old name', 2],
    stores,
  ]);
  expect(await read('--header-row', '0', '--header-row', 'Stores.csv=1')).toEqual([
    ['Price list', 'Column A,Column B', 4],
    stores,
  ]);
});

test('what is no row, or no sheet, is refused', async () => {
  for (const text of ['first', 'Stores=', '=2', 'Stores=-1', '1.5'])
    expect(() => parse('--header-row', text)).toThrow("3, 'Sheet 1=3'");
  const refused = read('--header-row', 'Shops=2');
  await expect(refused).rejects.toThrow(CommandRefused);
  await expect(refused).rejects.toThrow('It has: Price list, Stores.');
});
