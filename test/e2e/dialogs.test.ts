import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addAddressBook } from '../support/address-book.ts';
import {
  openSite,
  type Page,
  pageErrors,
  type Site,
  seriousFindings,
  takePicture,
} from '../support/browser.ts';
import { runToEnd, unwrap } from '../support/product.ts';

let site: Site;
let ids: Readonly<Record<'run' | 'graph' | 'dataset' | 'connection', string>>;
beforeAll(async () => {
  site = await openSite();
  const { app } = site.product;
  const book = await addAddressBook(app);
  const connectionId = unwrap(await app.connections.openSandbox()).id;
  const run = await runToEnd(app, { ...book, connectionId });
  ids = { run: run.id, graph: book.graphId, dataset: book.datasetId, connection: connectionId };
});
afterAll(() => site.close());

interface View {
  readonly name: string;
  readonly path: string;
  /** Opens what the page shows on demand; gives what is seen then. */
  readonly open: (page: Page) => Promise<Locator> | Locator;
}

const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();

/** What stands on no page by itself, and pages that no other test looks at. */
function views(): readonly View[] {
  const editor = `/graphs/${ids.graph}?dataset=${ids.dataset}&connection=${ids.connection}`;
  const fromMenu = (item: string, title: string) => async (page: Page) => {
    await press(page, 'More tools');
    await page.getByRole('menuitem', { name: item }).click();
    return dialog(page, title);
  };
  return [
    {
      name: 'palette',
      path: '/runs',
      open: async (page) => {
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.keyboard.press('Control+k');
        return page.getByRole('textbox', { name: 'Where to?' });
      },
    },
    {
      name: 'help',
      path: '/runs',
      open: async (page) => {
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.keyboard.press('Shift+?');
        return page.getByRole('dialog');
      },
    },
    { name: 'not-found', path: '/some/where', open: (page) => page.getByRole('main').getByRole('link') },
    {
      name: 'upload',
      path: '/datasets',
      open: async (page) => {
        await press(page, 'Upload');
        return dialog(page, 'Upload files');
      },
    },
    { name: 'graph-empty', path: '/graphs/new', open: (page) => tab(page, 'Empty') },
    { name: 'graph-yaml', path: '/graphs/new', open: (page) => tab(page, 'From YAML') },
    {
      name: 'graph-add-node',
      path: editor,
      open: async (page) => {
        await press(page, 'Add node');
        return dialog(page, 'Add node');
      },
    },
    { name: 'graph-as-yaml', path: editor, open: fromMenu('Edit as YAML', 'The graph as YAML') },
    { name: 'graph-versions', path: editor, open: fromMenu('Versions', 'Versions of the graph') },
    {
      name: 'readiness',
      path: `/connections/${ids.connection}?tab=readiness`,
      open: async (page) => {
        await page.getByRole('combobox', { name: 'Graph' }).click();
        await page.getByRole('option', { name: 'Address book' }).click();
        return page.getByText(/^(Ready|Not ready):/);
      },
    },
    {
      name: 'model',
      path: `/connections/${ids.connection}?tab=models&model=res.partner`,
      open: (page) => page.getByRole('cell', { name: 'country_id', exact: true }),
    },
    {
      name: 'row-editor',
      path: `/runs/${ids.run}/rows`,
      open: async (page) => {
        await press(page, 'Edit the cells of CRUX');
        return dialog(page, 'Row 4: CRUX').getByLabel('Company');
      },
    },
    {
      name: 'fix-all',
      path: `/runs/${ids.run}/rows`,
      open: async (page) => {
        await press(page, 'Fix 1 row');
        return dialog(page, 'Fix all like this').getByLabel('One value for all of them');
      },
    },
    {
      name: 'undo-confirm',
      path: `/runs/${ids.run}/undo`,
      open: async (page) => {
        await press(page, 'Undo 6 records…');
        return dialog(page, 'Undo this run?');
      },
    },
    {
      name: 'not-a-check',
      path: `/runs/${ids.run}/diff`,
      open: (page) => page.getByText('This is not a check'),
    },
  ];
}

async function tab(page: Page, name: string): Promise<Locator> {
  await page.getByRole('tab', { name }).click();
  return page.getByRole('tabpanel').getByRole('textbox').first();
}

test.each(['light', 'dark'] as const)(
  'axe finds nothing serious in dialogs and seldom pages in %s colours',
  async (colors) => {
    const { page, context } = await site.visit({ colors });
    for (const { name, path, open } of views()) {
      await page.goto(`${site.url}${path}`);
      await (await open(page)).first().waitFor();
      await takePicture(page, `${name}-${colors}`);
      expect(await seriousFindings(page), name).toEqual([]);
    }
    expect(pageErrors(page)).toEqual([]);
    await context.close();
  },
);
