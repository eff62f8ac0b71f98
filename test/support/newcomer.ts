import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Hand } from './hand.ts';

/** The names of all contacts, as the Odoo itself has them. */
export type Contacts = () => Promise<readonly string[]>;

/** Where the hand had come to when the check was finished. */
export interface Checked {
  readonly acts: number;
}

/**
 * From the page of the address book, as a dataset, over its finished check to a run whose rejects are corrected in place and retried,
 * and back by undoing both; the Odoo is read after each step.
 */
export async function walkAddressBook(page: Page, hand: Hand, contacts: Contacts): Promise<Checked> {
  const before = await contacts();
  const checked = await draftAndCheck(page, hand);
  expect(await contacts()).toEqual(before);

  await hand.press(button(page, 'Run it'));
  await heading(page, /^Run: /).waitFor();
  await status(page, 'completed with errors').waitFor();
  expect(await contacts()).toEqual([...before, ...LOADED].sort());

  await hand.press(page.getByRole('link', { name: 'Rows', exact: true }));
  await heading(page, /^Rows: /).waitFor();
  await fixRow(page, hand);
  await fixAll(page, hand);
  await hand.press(button(page, 'Retry 3 rows'));
  await heading(page, /^Retry: /).waitFor();
  await status(page, 'completed').waitFor();
  expect(await contacts()).toEqual([...before, ...LOADED, ...FIXED].sort());

  await hand.press(page.getByRole('link', { name: 'Undo…' }));
  await undo(page, hand, FIXED.length);
  expect(await contacts()).toEqual([...before, ...LOADED].sort());
  await hand.press(page.getByRole('link', { name: 'Undo the earlier run too…' }));
  await undo(page, hand, LOADED.length);
  expect(await contacts()).toEqual(before);
  return checked;
}

/** The draft knows by itself that "Italia" is Italy, which the graph of the example does not. */
const LOADED = [
  'Acme Trading',
  'Ann Byrne',
  'Blue Bottle & Sons',
  'Claire Petit',
  'Delta Instruments',
  'Epsilon',
  'Lucia Bianchi',
  'Tom Walsh',
];
const FIXED = ['Crux', 'Max Kern', 'Pablo Ruiz'];

const button = (on: Page | Locator, name: string | RegExp) => on.getByRole('button', { name }).first();
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const status = (page: Page, word: string) =>
  heading(page, /./).locator('..').getByText(word, { exact: true });

async function draftAndCheck(page: Page, hand: Hand): Promise<Checked> {
  await hand.press(button(page, 'Draft a graph'));
  await hand.press(button(page, 'Save and open'));
  await page.waitForURL(/\/graphs\/graph_/);
  await hand.press(page.getByRole('button', { name: 'Check', exact: true }));
  await heading(page, /^Check: /).waitFor();
  await page.getByRole('row', { name: /^All nodes/ }).waitFor();
  await page.getByRole('row', { name: /CRUX.*reject.*Odoo needs a value/ }).waitFor();
  return { acts: hand.acts };
}

async function fixRow(page: Page, hand: Hand): Promise<void> {
  await hand.press(button(page, 'Edit the cells of CRUX'));
  const editor = page.getByRole('dialog', { name: 'Row 4: CRUX' });
  await hand.write(editor.getByLabel('Company'), 'Crux');
  await hand.press(button(editor, 'Save'));
  await editor.waitFor({ state: 'hidden' });
}

async function fixAll(page: Page, hand: Hand): Promise<void> {
  const cause = page.getByRole('group', { name: /^Reference not found, people/i });
  await hand.press(button(cause, 'Fix 1 row'));
  const dialog = page.getByRole('dialog', { name: 'Fix all like this' });
  await hand.write(dialog.getByLabel('Correct “EPSILON” to'), 'EPSIL');
  await hand.press(button(dialog, 'Correct 1 row'));
  await dialog.waitFor({ state: 'hidden' });
}

/** By typing how many records that are. */
async function undo(page: Page, hand: Hand, records: number): Promise<void> {
  await hand.press(button(page, `Undo ${records} records…`));
  const dialog = page.getByRole('dialog', { name: 'Undo this run?' });
  expect(await button(dialog, 'Undo the run').isDisabled()).toBe(true);
  await hand.write(dialog.getByRole('textbox'), String(records));
  await hand.press(button(dialog, 'Undo the run'));
  await page.getByText('The run is undone.').waitFor();
}
