import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listenForUsers } from '../../src/server/listen-for-users.ts';
import { createLog } from '../../src/server/log.ts';
import { addAddressBook } from '../support/address-book.ts';
import { openBrowser, type Page, seriousFindings, takePicture } from '../support/browser.ts';
import { openProduct, type Product, unwrap } from '../support/product.ts';

const PASSWORD = 'correct horse battery';

let product: Product;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let server: { readonly url: string; close(): Promise<void> };
let setupLink: string;
beforeAll(async () => {
  product = await openProduct();
  browser = await openBrowser();
  let logged = '';
  const result = await listenForUsers({
    app: product.app,
    config: { host: '127.0.0.1', port: 0, home: product.home, maxUploadBytes: 1024 * 1024 },
    log: createLog('warn', { write: (line) => (logged += line) }),
    showsWarnings: true,
  });
  if (!result.ok) throw new Error(result.message);
  server = result.listening;
  setupLink = /http\S+#setup=[\w-]+/.exec(logged)?.[0] ?? '';
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await product?.close();
});

test('the setup link makes the first administrator, who adds a viewer; the viewer looks on, and starts nothing', async () => {
  const book = await addAddressBook(product.app);
  const connection = unwrap(await product.app.connections.openSandbox()).id;
  const page = await newPage();
  await page.goto(setupLink);
  await page.getByRole('heading', { name: 'Make the first administrator' }).waitFor();
  await page.getByLabel('E-mail address').locator('visible=true').fill('ada@example.com');
  await page.getByLabel('Name', { exact: true }).fill('Ada');
  await page.getByLabel(/^Password, 12/).fill(PASSWORD);
  await look(page, 'setup');
  await page.getByRole('button', { name: 'Make it, and sign in' }).click();
  await heading(page, 'Home').waitFor();

  await page.goto(`${server.url}/settings?tab=users`);
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
  await page.goto(`${server.url}/settings`);
  await page.getByRole('tab', { name: 'Sessions' }).waitFor();
  await page.getByText('vic@example.com, Viewer').waitFor();
  for (const name of ['Users', 'Audit log'])
    expect(await page.getByRole('tab', { name }).count(), name).toBe(0);
  await look(page, 'settings-viewer');

  const answer = await page.request.post(`${server.url}/api/v1/graphs/${book.graphId}/run`, {
    data: { dataset_id: book.datasetId, connection_id: connection },
    headers: { origin: server.url },
  });
  expect([answer.status(), await answer.json()]).toEqual([
    403,
    expect.objectContaining({ code: 'role_missing' }),
  ]);
  await page.goto(`${server.url}/graphs/${book.graphId}?dataset=${book.datasetId}&connection=${connection}`);
  await heading(page, 'Address book').waitFor();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page
    .getByRole('alert')
    .getByText(/needs the role operator/)
    .waitFor();
  await look(page, 'graph-viewer');
  expect((await product.app.runs.list({ limit: 10 })).items).toEqual([]);
});

test('who is not signed in comes to the sign-in page, and from there to where they wanted', async () => {
  const page = await newPage();
  await page.goto(`${server.url}/runs?status=failed`);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await look(page, 'sign-in');
  await lookInTheDark(page, 'sign-in', page.getByRole('heading', { name: 'Sign in' }));
  await signIn(page, 'ada@example.com', PASSWORD);
  await heading(page, 'Runs').waitFor();
  expect(new URL(page.url()).searchParams.get('status')).toBe('failed');
});

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

async function newPage(): Promise<Page> {
  const context = await browser.newContext({
    reducedMotion: 'reduce',
    viewport: { width: 1440, height: 900 },
  });
  return context.newPage();
}

async function signOut(page: Page): Promise<void> {
  await page.goto(`${server.url}/settings`);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
}

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail address').locator('visible=true').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
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
