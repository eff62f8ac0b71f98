import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import {
  openSite,
  type Page,
  pageErrors,
  type Site,
  seriousFindings,
  takePicture,
} from '../support/browser.ts';

let site: Site;
let odoo: Awaited<ReturnType<typeof startSandbox>>;
beforeAll(async () => {
  site = await openSite();
  odoo = await startSandbox();
});
afterAll(async () => {
  await site.close();
  await odoo.close();
});

async function look(page: Page, name: string): Promise<void> {
  await takePicture(page, name);
  expect(await seriousFindings(page)).toEqual([]);
  expect(pageErrors(page)).toEqual([]);
}

describe.each(['light', 'dark'] as const)('in %s colours', (colors) => {
  test('a connection is made, tested, looked into and removed', async () => {
    const { page, context } = await site.visit({ colors });
    const name = `Stand-in ${colors}`;
    await page.getByRole('link', { name: 'Connections' }).click();
    await page.getByRole('button', { name: 'New connection' }).first().click();
    await page.getByRole('textbox', { name: 'Name' }).fill(name);
    await page.getByRole('textbox', { name: 'Address of Odoo' }).fill(odoo.url);
    await page.getByRole('textbox', { name: 'Database' }).fill('sandbox');
    await page.getByLabel('API key or password').fill('wrong-key');
    await look(page, `connection-form-${colors}`);
    await page.getByRole('button', { name: 'Save and test' }).click();
    await page.getByText('sign-in refused').waitFor();
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByLabel('API key or password').fill('sandbox-api-key');
    await page.getByRole('button', { name: 'Save and test' }).click();
    await page.getByText('works', { exact: true }).waitFor();
    await page.getByText('JSON-2').first().waitFor();
    await look(page, `connection-${colors}`);
    await page.getByRole('tab', { name: 'Models' }).click();
    await page.getByRole('textbox', { name: /Search/ }).fill('partner');
    await page.getByRole('cell', { name: 'res.partner', exact: true }).waitFor();
    await look(page, `models-${colors}`);
    await page
      .getByRole('row', { name: /res\.partner$/ })
      .getByRole('link')
      .click();
    await page.getByRole('cell', { name: 'country_id', exact: true }).waitFor();
    await page.getByRole('tab', { name: 'Remembered values' }).click();
    await page.getByText('Nothing is remembered yet').waitFor();
    await page.goto(`${site.url}/connections`);
    await page.getByRole('button', { name: `Test: ${name}` }).click();
    await page.getByText('works', { exact: true }).waitFor();
    await look(page, `connections-${colors}`);
    await page.getByRole('link', { name }).click();
    await page.getByRole('button', { name: `Actions on ${name}` }).click();
    await page.getByRole('menuitem', { name: 'Delete connection' }).click();
    await page.getByRole('textbox', { name: /Type/ }).fill(name);
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.waitForURL(`${site.url}/connections`);
    const { items } = await site.product.app.connections.list({ limit: 100 });
    expect(items.map((one) => one.name)).not.toContain(name);
    await context.close();
  });

  test('settings show who is in, their sessions and what was done', async () => {
    const { page, context } = await site.visit({ colors });
    const opened = await page.request.post(`${site.url}/api/v1/connections/sandbox`);
    expect(opened.ok()).toBe(true);
    await page.goto(`${site.url}/settings`);
    await page.getByText('Local mode').waitFor();
    await look(page, `settings-${colors}`);
    for (const [tab, sign] of [
      ['Users', 'Users exist in server mode only'],
      ['API tokens', 'In local mode programs use the token'],
      ['Sessions', 'this one'],
      ['Audit log', 'openSandbox'],
    ] as const) {
      await page.getByRole('tab', { name: tab }).click();
      await page.getByText(sign).first().waitFor();
      await look(page, `settings-${tab.split(' ')[0]?.toLowerCase()}-${colors}`);
    }
    await context.close();
  });
});
