import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSite, pageErrors, type Site } from '../support/browser.ts';
import { mouse } from '../support/hand.ts';
import { walkAddressBook } from '../support/newcomer.ts';
import { type FreshOdoo, freshOdoo, startOdoo } from '../support/odoo.ts';
import { contactsOf } from '../support/read-odoo.ts';

const BOOK = join(import.meta.dirname, '../../examples/address-book/data');

let site: Site;
let odoo: FreshOdoo;
beforeAll(async () => {
  await startOdoo('19');
  odoo = await freshOdoo('19');
  site = await openSite();
});
afterAll(async () => {
  await site?.close();
  await odoo?.drop();
});

test('with files and an Odoo 19 of one’s own: connected, checked, loaded, corrected, retried and undone', async () => {
  const { page } = site;
  const hand = mouse();
  await hand.press(page.getByRole('link', { name: 'Connections' }));
  await hand.press(page.getByRole('button', { name: 'New connection' }).first());
  const form = page.getByRole('dialog', { name: 'New connection' });
  await hand.write(form.getByRole('textbox', { name: 'Name' }), 'Our Odoo');
  await hand.write(form.getByRole('textbox', { name: 'Address of Odoo' }), odoo.url);
  await hand.write(form.getByRole('textbox', { name: 'Database' }), odoo.database);
  await hand.write(form.getByLabel('API key or password'), odoo.api_key ?? '');
  await hand.press(form.getByRole('button', { name: 'Save and test' }));
  await page.getByText('works', { exact: true }).waitFor();

  await hand.press(page.getByRole('link', { name: 'Home' }));
  await page
    .locator('input[type=file]')
    .setInputFiles(['companies.csv', 'people.csv'].map((name) => join(BOOK, name)));
  await page.getByRole('heading', { level: 1, name: 'companies' }).waitFor();
  const checked = await walkAddressBook(page, hand, () => contactsOf(odoo));
  expect(checked.acts).toBeLessThanOrEqual(12);
  expect(pageErrors(page)).toEqual([]);
});
