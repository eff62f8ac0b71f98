import { expect, onTestFinished, test } from 'vitest';
import { openSite, pageErrors, type Site, takePicture } from '../support/browser.ts';
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

/** The one that the page has opened. */
function inSandbox({ product }: Site): Contacts {
  return async () => {
    const { url, database } = unwrap(await product.app.connections.openSandbox());
    return contactsOf({ url, database, login: 'admin', password: 'admin' });
  };
}
