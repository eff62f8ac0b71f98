import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSite, type Page, pageErrors, type Site } from '../support/browser.ts';
import { addNorthwind } from '../support/northwind.ts';
import { endOfRun, unwrap } from '../support/product.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

test('throughput and batches that were looked at while a run went on are whole when it has ended', async () => {
  const { app } = site.product;
  const connectionId = unwrap(await app.connections.openSandbox()).id;
  const { id } = unwrap(await app.runs.start({ ...(await addNorthwind(app)), connectionId }));
  const views = [
    { tab: 'chart', page: site.page, shown: chart },
    { tab: 'batches', page: (await site.visit()).page, shown: batches },
  ];
  await Promise.all(
    views.map(async ({ tab, page }) => {
      await page.goto(`${site.url}/runs/${id}?tab=${tab}`);
      await page.getByRole('heading', { level: 1, name: 'Run: Northwind' }).waitFor();
    }),
  );
  expect((await endOfRun(app, id)).status).toBe('completed');
  for (const { tab, page, shown } of views) {
    await page.getByRole('status').getByText('completed', { exact: true }).waitFor();
    await page.waitForLoadState('networkidle');
    const atTheEnd = await shown(page);
    await page.reload();
    await expect.poll(() => shown(page)).not.toBe('');
    expect([tab, atTheEnd]).toEqual([tab, await shown(page)]);
    expect(pageErrors(page)).toEqual([]);
  }
});

/** Its line; empty while it is loaded. */
async function chart(page: Page): Promise<string> {
  const panel = page.getByRole('tabpanel');
  const lines = panel.locator('.recharts-area-curve');
  const [line] = await lines.evaluateAll((all) => all.map((one) => one.getAttribute('d')));
  return line ?? (await panel.getByText('Too short a run for a chart').allTextContents()).join();
}

async function batches(page: Page): Promise<string> {
  return (await page.getByRole('tabpanel').getByRole('row').allTextContents()).join('\n');
}
