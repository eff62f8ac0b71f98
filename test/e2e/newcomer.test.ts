import { expect, onTestFinished, test } from 'vitest';
import { openSite, pageErrors, type Site, seriousFindings, takePicture } from '../support/browser.ts';
import { type Hand, keys, mouse } from '../support/hand.ts';
import { type Contacts, walkAddressBook } from '../support/newcomer.ts';
import { unwrap } from '../support/product.ts';
import { contactsOf } from '../support/read-odoo.ts';

const FEW = 12;

test.each([
  ['by clicks', () => mouse()],
  ['by keys alone', keys],
] as const)(
  'from the start link over a finished check and a run without rejects back to an Odoo as it was, %s',
  async (_, handFor) => {
    const site = await openSite();
    onTestFinished(() => site.close());
    const { page } = site;
    const hand: Hand = handFor(page);
    await hand.press(page.getByRole('button', { name: 'Try it: Address book' }));
    await page.getByRole('heading', { level: 1, name: 'Address book' }).waitFor();
    const checked = await walkAddressBook(page, hand, inSandbox(site));
    expect(checked.acts).toBeLessThanOrEqual(FEW);
    await takePicture(page, 'newcomer-undone');
    expect(pageErrors(page)).toEqual([]);
  },
);

test('the same data once more comes to the graph that there is, which knows the records that it made', async () => {
  const site = await openSite();
  onTestFinished(() => site.close());
  const { page } = site;
  const trySample = async () => {
    await page.goto(site.url);
    await page.getByRole('button', { name: 'Try it: Address book' }).click();
    await page.getByRole('button', { name: 'Draft a graph' }).click();
  };
  await trySample();
  await page.getByRole('button', { name: 'Save and open' }).click();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByText('completed with errors', { exact: true }).first().waitFor();
  await trySample();
  await page.getByText('There is a graph “Address book” already').waitFor();
  await takePicture(page, 'newcomer-again');
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('link', { name: 'Use it with this data' }).click();
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await page.getByRole('row', { name: /ACME.*leave as it is/ }).waitFor();
  expect((await site.product.app.graphs.list({ limit: 10 })).items).toHaveLength(1);
});

/** The one that the page has opened. */
function inSandbox({ product }: Site): Contacts {
  return async () => {
    const { url, database } = unwrap(await product.app.connections.openSandbox());
    return contactsOf({ url, database, login: 'admin', password: 'admin' });
  };
}
