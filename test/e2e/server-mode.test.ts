import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addAddressBook } from '../support/address-book.ts';
import { type Page, seriousFindings, takePicture } from '../support/browser.ts';
import { unwrap } from '../support/product.ts';
import { openUsersSite, signIn, type UsersSite } from '../support/users-site.ts';

const PASSWORD = 'correct horse battery';

let site: UsersSite;
beforeAll(async () => {
  site = await openUsersSite();
});
afterAll(() => site.close());

test('the setup link makes the first administrator, who adds a viewer; the viewer looks on, and starts nothing', async () => {
  const book = await addAddressBook(site.product.app);
  const connection = unwrap(await site.product.app.connections.openSandbox()).id;
  const page = await site.newPage();
  await page.goto(site.setupLink);
  await page.getByRole('heading', { name: 'Make the first administrator' }).waitFor();
  await page.getByLabel('E-mail address').locator('visible=true').fill('ada@example.com');
  await page.getByLabel('Name', { exact: true }).fill('Ada');
  await page.getByLabel(/^Password, 12/).fill(PASSWORD);
  await look(page, 'setup');
  await page.getByRole('button', { name: 'Make it, and sign in' }).click();
  await heading(page, 'Home').waitFor();

  await page.goto(`${site.url}/settings?tab=users`);
  await page.getByRole('button', { name: 'Add a user' }).click();
  const form = page.getByRole('dialog', { name: 'Add a user' });
  await form.getByLabel(/E-mail/).fill('vic@example.com');
  await form.getByLabel('Name').fill('Vic');
  await form.getByRole('combobox', { name: 'Role' }).click();
  await page.getByRole('option', { name: /^Viewer/ }).click();
  await form.getByRole('textbox', { name: /^Password/ }).fill(PASSWORD);
  await form.getByRole('button', { name: 'Add a user' }).click();
  await page.getByRole('cell', { name: 'vic@example.com' }).waitFor();
  await look(page, 'users');
  await lookInTheDark(page, 'users', page.getByRole('cell', { name: 'vic@example.com' }));

  await signOut(page);
  await signIn(page, 'vic@example.com', 'not the password');
  await page.getByRole('alert').getByText(/./).first().waitFor();
  await signIn(page, 'vic@example.com', PASSWORD);
  await heading(page, 'Home').waitFor();
  await page.goto(`${site.url}/settings`);
  await page.getByRole('tab', { name: 'Sessions' }).waitFor();
  await page.getByText('vic@example.com, Viewer').waitFor();
  for (const name of ['Users', 'Audit log'])
    expect(await page.getByRole('tab', { name }).count(), name).toBe(0);
  await look(page, 'settings-viewer');

  const answer = await page.request.post(`${site.url}/api/v1/graphs/${book.graphId}/run`, {
    data: { dataset_id: book.datasetId, connection_id: connection },
    headers: { origin: site.url },
  });
  expect([answer.status(), await answer.json()]).toEqual([
    403,
    expect.objectContaining({ code: 'role_missing' }),
  ]);
  expect((await site.product.app.runs.list({ limit: 10 })).items).toEqual([]);
});

test('who is not signed in comes to the sign-in page, and from there to where they wanted', async () => {
  const page = await site.newPage();
  await page.goto(`${site.url}/runs?status=failed`);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await look(page, 'sign-in');
  await lookInTheDark(page, 'sign-in', page.getByRole('heading', { name: 'Sign in' }));
  await signIn(page, 'ada@example.com', PASSWORD);
  await heading(page, 'Runs').waitFor();
  expect(new URL(page.url()).searchParams.get('status')).toBe('failed');
});

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

async function signOut(page: Page): Promise<void> {
  await page.goto(`${site.url}/settings`);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
}

async function look(page: Page, name: string): Promise<void> {
  await takePicture(page, `server-${name}`);
  expect(await seriousFindings(page), name).toEqual([]);
}

/** Loaded anew: colours that are changed in an open page pass through others. */
async function lookInTheDark(page: Page, name: string, sign: Locator): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.reload();
  await sign.waitFor();
  await look(page, `${name}-dark`);
  await page.emulateMedia({ colorScheme: 'light' });
}
