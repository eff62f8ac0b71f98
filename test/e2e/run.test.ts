import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { addAddressBook } from '../support/address-book.ts';
import {
  openSite,
  type Page,
  pageErrors,
  type Site,
  seriousFindings,
  takePicture,
} from '../support/browser.ts';
import { addNorthwind, NORTHWIND_CREATED } from '../support/northwind.ts';
import { addConnection, addFolder, endOfRun, unwrap } from '../support/product.ts';

const ADDRESS_BOOK_DATA = join(import.meta.dirname, '../../examples/address-book/data');

let site: Site;
let sandbox: Sandbox;
let connectionId: string;
let book: Awaited<ReturnType<typeof addAddressBook>>;
beforeAll(async () => {
  [site, sandbox] = await Promise.all([openSite({ LEASE_SECONDS: '2' }), startSandbox()]);
  connectionId = await addConnection(site.product.app, {
    url: sandbox.url,
    database: sandbox.databases[0]!,
    login: 'admin',
    secret: sandbox.users[0]!.apiKey ?? sandbox.users[0]!.password,
  });
  book = await addAddressBook(site.product.app);
});
afterAll(async () => {
  await site.close();
  await sandbox.close();
});

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const badge = (page: Page, word: string) => page.getByRole('main').getByText(word, { exact: true }).first();

test('a run is followed to its end, with the totals that the database has', async () => {
  const { page } = site;
  const { app } = site.product;
  const ids = await addNorthwind(app);
  const { id } = unwrap(await app.runs.start({ ...ids, connectionId }));
  await page.goto(`${site.url}/runs/${id}`);
  await heading(page, 'Run: Northwind').waitFor();
  await badge(page, 'completed').waitFor({ timeout: 120_000 });
  const rows = Object.values(NORTHWIND_CREATED).reduce((sum, count) => sum + count, 0);
  await page.getByText(`${rows.toLocaleString('en')} of ${rows.toLocaleString('en')} rows`).waitFor();
  for (const tab of ['Table', 'Batches', 'Throughput', 'Events']) {
    await page.getByRole('tab', { name: tab }).click();
    await page.getByRole('tabpanel').getByRole('table').or(page.getByRole('tabpanel')).first().waitFor();
  }
  await page.getByRole('cell', { name: 'Finished', exact: true }).waitFor();
  expect(new URL(page.url()).searchParams.get('tab')).toBe('events');
  expect(pageErrors(page)).toEqual([]);
});

test('a check shows what a run would do; rows are corrected where they stand and retried to zero rejects; the run is undone', async () => {
  const { page } = site;
  const { app } = site.product;
  const check = unwrap(await app.runs.check({ ...book, connectionId, depth: 'offline' }));
  await page.goto(`${site.url}/runs/${check.id}/diff`);
  await heading(page, 'Check: Address book').waitFor();
  await page.getByRole('row', { name: /DELTA.*reject.*Italia/ }).waitFor();
  await page.getByRole('heading', { name: 'What this check could not know' }).waitFor();
  await page.getByRole('button', { name: 'Run it' }).click();

  await heading(page, 'Run: Address book').waitFor();
  await badge(page, 'completed with errors').waitFor();
  const runId = idOf(page);
  await page.getByRole('link', { name: 'Rows', exact: true }).click();
  await page.getByRole('button', { name: 'Edit the cells of CRUX' }).click();
  const editor = page.getByRole('dialog', { name: 'Row 4: CRUX' });
  await editor.getByLabel('Company').fill('Crux');
  await editor.getByRole('button', { name: 'Save' }).click();
  await editor.waitFor({ state: 'hidden' });
  await page.getByText('1 corrected cell that this run has not seen').waitFor();

  await fixByNearest(page);
  await fixAll(page, 'Reference not found, People › Company', 'EPSILON', 'EPSIL');
  await page.getByRole('button', { name: 'Retry 5 rows' }).first().click();

  await heading(page, 'Retry: Address book').waitFor();
  await badge(page, 'completed').waitFor();
  const retryId = idOf(page);
  expect(names()).toContain('Lucia Bianchi');
  expect(
    sandbox.state
      .records('res.partner', ['name', 'country_id'])
      .filter(({ name }) => name === 'Delta Instruments'),
  ).toHaveLength(1);

  for (const [id, kind, records] of [
    [retryId, 'Retry', 5],
    [runId, 'Run', 6],
  ] as const) {
    await page.goto(`${site.url}/runs/${id}`);
    await heading(page, `${kind}: Address book`).waitFor();
    await page.getByRole('link', { name: 'Undo…' }).click();
    await page.getByRole('button', { name: `Undo ${records} records…` }).click();
    const dialog = page.getByRole('dialog', { name: 'Undo this run?' });
    expect(await dialog.getByRole('button', { name: 'Undo the run' }).isDisabled()).toBe(true);
    await dialog.getByRole('textbox').fill(String(records));
    await dialog.getByRole('button', { name: 'Undo the run' }).click();
    await page.getByText('The run is undone.').waitFor();
  }
  expect(names()).not.toContain('Lucia Bianchi');
  expect(names()).not.toContain('Acme Trading');
  expect(pageErrors(page)).toEqual([]);
});

test('what a check would reject is fixed before anything is run, and checked again', async () => {
  const { page } = site;
  const { app } = site.product;
  const { id: datasetId } = await addFolder(app, ADDRESS_BOOK_DATA);
  const { id } = unwrap(await app.runs.check({ ...book, datasetId, connectionId, depth: 'offline' }));
  await page.goto(`${site.url}/runs/${id}/diff`);
  await page.getByRole('link', { name: 'Fix 3 rows' }).click();
  await page.getByRole('button', { name: 'Edit the cells of CRUX' }).click();
  const editor = page.getByRole('dialog', { name: 'Row 4: CRUX' });
  await editor.getByLabel('Company').fill('Crux');
  await editor.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Check again' }).click();
  await page.getByRole('link', { name: 'Fix 2 rows' }).waitFor();
  await page.getByRole('row', { name: /CRUX.*create/ }).waitFor();
  expect(names()).not.toContain('Crux');
  expect(pageErrors(page)).toEqual([]);
});

test('by keys alone: j and k walk through the rows, Enter opens one, e edits it, / searches', async () => {
  const { page } = site;
  const { app } = site.product;
  const { id } = unwrap(await app.runs.check({ ...book, connectionId, depth: 'offline' }));
  await endOfRun(app, id);
  await page.goto(`${site.url}/runs/${id}/rows`);
  await page.getByRole('link', { name: 'ACME', exact: true }).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect.poll(() => focusedText(page)).toBe('BLUE');
  await page.keyboard.press('k');
  await expect.poll(() => focusedText(page)).toBe('ACME');
  await page.keyboard.press('e');
  await page.getByRole('dialog', { name: 'Row 2: ACME' }).getByLabel('City').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await page.keyboard.type('lucia');
  await page.getByText('1 shown of 1').waitFor();
  await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe('lucia');
  await page.keyboard.press('Tab');
  await page.getByRole('link', { name: 'lucia@delta.example' }).focus();
  await page.keyboard.press('Enter');
  await heading(page, 'lucia@delta.example').waitFor();
  await page.getByRole('link', { name: 'DELTA' }).waitFor();
});

test('a run is paused and goes on; another one is cancelled', async () => {
  const { page } = site;
  const { app } = site.product;
  const paused = await heldRun();
  await page.goto(`${site.url}/runs/${paused.id}`);
  await page.getByRole('button', { name: 'Pause' }).click();
  await seenByWorker(paused.id, 'pause');
  paused.release();
  await badge(page, 'paused').waitFor();
  await page.getByText('Paused on request.').waitFor();
  await page.getByRole('button', { name: 'Go on' }).click();
  await badge(page, 'completed with errors').waitFor();

  const cancelled = await heldRun();
  await page.goto(`${site.url}/runs/${cancelled.id}`);
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await page
    .getByRole('dialog', { name: 'Cancel this run?' })
    .getByRole('button', { name: 'Cancel the run' })
    .click();
  await seenByWorker(cancelled.id, 'cancel');
  cancelled.release();
  await badge(page, 'cancelled').waitFor();
  expect(unwrap(await app.runs.get(cancelled.id)).status).toBe('cancelled');
});

test('two runs are chosen and compared', async () => {
  const { page } = site;
  await page.goto(`${site.url}/runs`);
  await page
    .getByRole('checkbox', { name: /run of Address book/ })
    .first()
    .check();
  await page
    .getByRole('checkbox', { name: /run of Northwind/ })
    .first()
    .check();
  await page.getByRole('link', { name: 'Compare two' }).click();
  await heading(page, 'Compare two runs').waitFor();
  await page.getByRole('row', { name: /Orders created 0 830 \+830/ }).waitFor();
});

test.each(['light', 'dark'] as const)(
  'axe finds nothing serious on these pages in %s colours',
  async (colors) => {
    const { app } = site.product;
    const { items } = await app.runs.list({ limit: 50 });
    const undone = items.find((run) => run.status === 'rolled_back')!.id;
    const ofKind = (graph: string, kind: string) =>
      items.find((run) => run.graphName === graph && run.kind === kind)!.id;
    const northwind = ofKind('Northwind', 'run');
    const check = ofKind('Address book', 'check');
    const { page, context } = await site.visit({ colors });
    for (const [name, path, awaited] of [
      ['runs', '/runs', 'Northwind'],
      ['run', `/runs/${northwind}`, 'Order lines'],
      ['run-batches', `/runs/${northwind}?tab=batches`, 'Order lines'],
      ['run-events', `/runs/${northwind}?tab=events`, 'Finished'],
      ['run-table', `/runs/${northwind}?tab=table`, 'Order lines'],
      ['rows', `/runs/${undone}/rows`, 'DELTA'],
      ['row', `/runs/${check}/rows/companies:3`, 'Values'],
      ['check', `/runs/${check}/diff`, 'DELTA'],
      ['undo', `/runs/${northwind}/undo`, 'To delete'],
      ['undone', `/runs/${undone}/undo`, 'The run is undone.'],
      ['compare', `/runs/compare?a=${undone}&b=${northwind}`, 'Order lines'],
    ] as const) {
      await page.goto(`${site.url}${path}`);
      await page.getByRole('main').getByText(awaited).first().waitFor();
      await takePicture(page, `${name}-${colors}`);
      expect(await seriousFindings(page), name).toEqual([]);
    }
    expect(pageErrors(page)).toEqual([]);
    await context.close();
  },
);

/** Odoo knows no "Italia", and says itself what comes nearest. */
async function fixByNearest(page: Page): Promise<void> {
  const group = page.getByRole('group', { name: 'Reference not found, Companies › Country' });
  await group.getByRole('button', { name: 'Fix 1 row' }).click();
  const dialog = page.getByRole('dialog', { name: 'Fix all like this' });
  await dialog.getByRole('button', { name: 'Fill in the nearest answer of Odoo' }).click();
  await dialog.getByRole('button', { name: 'Correct 1 row' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

async function fixAll(page: Page, said: string, bad: string, good: string): Promise<void> {
  const group = page.getByRole('group', { name: said });
  await group.getByRole('button', { name: 'Fix 1 row' }).click();
  const dialog = page.getByRole('dialog', { name: 'Fix all like this' });
  await dialog.getByLabel(`Correct “${bad}” to`).fill(good);
  await dialog.getByRole('button', { name: 'Correct 1 row' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** A run whose next call on contacts is held until it is released. */
async function heldRun(): Promise<{ readonly id: string; readonly release: () => void }> {
  const held = Promise.withResolvers<void>();
  sandbox.addFault({
    match: ({ model }) => model === 'res.partner',
    action: { kind: 'hold', until: held.promise },
  });
  const { id } = unwrap(await site.product.app.runs.start({ ...book, connectionId }));
  return { id, release: held.resolve };
}

/** The request is there, and the worker has renewed its lease twice since: it knows. */
async function seenByWorker(runId: string, request: string): Promise<void> {
  const lease = async () => {
    const sql = 'select requested, expires_at::text as until from run_lease where run_id = $1';
    return (await site.product.pool.query<{ requested: string | null; until: string }>(sql, [runId])).rows[0];
  };
  const leases = new Set<string>();
  await expect
    .poll(async () => {
      const now = await lease();
      if (now?.requested !== request) return -1;
      return leases.add(now.until).size;
    })
    .toBeGreaterThanOrEqual(3);
}

function names(): readonly unknown[] {
  return sandbox.state.records('res.partner', ['name']).map(({ name }) => name);
}

function idOf(page: Page): string {
  return new URL(page.url()).pathname.split('/')[2]!;
}

function focusedText(page: Page): Promise<string | null | undefined> {
  return page.evaluate('document.activeElement?.textContent');
}
