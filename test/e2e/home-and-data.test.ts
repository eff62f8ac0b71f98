import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  openSite,
  type Page,
  pageErrors,
  type Site,
  seriousFindings,
  takePicture,
} from '../support/browser.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const data = (...path: readonly string[]) => join(import.meta.dirname, '../../examples', ...path);

async function look(page: Page, name: string): Promise<void> {
  await takePicture(page, name);
  expect(await seriousFindings(page)).toEqual([]);
  expect(pageErrors(page)).toEqual([]);
}

describe.each(['light', 'dark'] as const)('in %s colours', (colors) => {
  test('home offers samples and templates; a template shows its sheets and steps', async () => {
    const { page, context } = await site.visit({ colors });
    await page
      .getByRole('link', { name: /Contacts/ })
      .first()
      .waitFor();
    await look(page, `home-${colors}`);
    await page
      .getByRole('link', { name: /^Contacts/ })
      .first()
      .click();
    await page.getByRole('heading', { name: 'Sheets of the workbook' }).waitFor();
    await look(page, `template-${colors}`);
    await context.close();
  });

  test('a workbook becomes a dataset whose rows, profile, cleaning and references are shown', async () => {
    const { page, context } = await site.visit({ colors });
    await page.locator('input[type=file]').setInputFiles(data('northwind/workbook/northwind.xlsx'));
    await page.getByRole('heading', { level: 1, name: 'northwind' }).waitFor();
    await page.getByRole('button', { name: /^customers/ }).click();
    await page.getByRole('gridcell', { name: 'Alfreds Futterkiste' }).waitFor();
    await look(page, `dataset-rows-${colors}`);
    for (const [tab, sign] of [
      ['Profile', 'companyName'],
      ['Cleaning', /becomes|Nothing to clean/i],
      ['Keys & references', 'Key candidates'],
      ['Files & versions', 'Versions'],
    ] as const) {
      await page.getByRole('tab', { name: tab }).click();
      await page.getByText(sign).first().waitFor();
      await look(page, `dataset-${tab.split(' ')[0]?.toLowerCase()}-${colors}`);
    }
    await page.goto(`${site.url}/datasets`);
    await page.getByRole('link', { name: 'northwind' }).first().waitFor();
    await look(page, `datasets-${colors}`);
    await context.close();
  });
});
