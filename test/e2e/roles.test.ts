import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROLES, type Role } from '../../src/app/access/access-words.ts';
import { addAddressBook } from '../support/address-book.ts';
import { type Page, seriousFindings, takePicture } from '../support/browser.ts';
import { endOfRun, unwrap } from '../support/product.ts';
import { openUsersSite, signIn, type UsersSite } from '../support/users-site.ts';

const PASSWORD = 'correct horse battery';

type Name = string | RegExp;

/** By the least role that may do them. */
interface PageWithActs extends Partial<Record<Role, readonly Name[]>> {
  readonly path: string;
}

let site: UsersSite;
let graph: { readonly path: string; readonly id: string };
let pages: readonly PageWithActs[];
beforeAll(async () => {
  site = await openUsersSite();
  const { app } = site.product;
  const connectionId = unwrap(await app.connections.openSandbox()).id;
  const ids = { ...(await addAddressBook(app)), connectionId };
  const check = await endOfRun(app, unwrap(await app.runs.check({ ...ids, depth: 'offline' })).id);
  const run = await endOfRun(app, unwrap(await app.runs.start(ids)).id);
  unwrap(await app.values.answer(connectionId, { 'res.country.name': { UK: 'United Kingdom' } }));
  for (const role of ROLES)
    unwrap(await app.access.users.create({ email: emailOf(role), name: role, role, password: PASSWORD }));
  graph = {
    id: ids.graphId,
    path: `/graphs/${ids.graphId}?dataset=${ids.datasetId}&connection=${connectionId}&node=companies`,
  };
  pages = [
    { path: '/', operator: ['Choose files'], editor: [/^Try it: /] },
    { path: '/templates/contacts', editor: ['Use with sample data', 'Create the graph'] },
    { path: '/datasets', operator: ['Upload'] },
    { path: `/datasets/${ids.datasetId}`, editor: ['Draft a graph', /^Actions on /] },
    { path: '/graphs', editor: ['New graph', 'Delete Address book'] },
    { path: '/graphs/new', editor: ['From a dataset'] },
    {
      path: graph.path,
      operator: ['Check', 'Run'],
      editor: ['Add node', 'Undo (Ctrl Z)', 'Rename the node', 'Remove the node'],
    },
    { path: '/connections', operator: [/^Test: /], editor: ['Open the sandbox'], admin: ['New connection'] },
    { path: `/connections/${connectionId}`, operator: ['Test again'], admin: ['Edit', /^Actions on /] },
    { path: `/connections/${connectionId}?tab=models`, operator: ['Ask Odoo again'] },
    { path: `/connections/${connectionId}?tab=values`, editor: ['Forget: UK'] },
    { path: `/runs/${run.id}`, operator: ['Undo…', 'Retry 5 rows'] },
    {
      path: `/runs/${run.id}/rows`,
      operator: [/^Edit the cells of /, 'Upload corrected file', /^Fix /, 'Retry 5 rows'],
    },
    { path: `/runs/${run.id}/rows/companies:2`, operator: ['Edit cells'] },
    { path: `/runs/${run.id}/undo`, operator: ['Undo 6 records…'] },
    { path: `/runs/${check.id}/diff`, operator: ['Run it', 'Let Odoo try the rows'] },
    { path: '/settings?tab=users', admin: ['Add a user'] },
  ];
});
afterAll(() => site.close());

const emailOf = (role: Role) => `${role}@example.com`;
const actOf = (page: Page, name: Name) =>
  page
    .getByRole('button', { name, exact: true })
    .or(page.getByRole('link', { name, exact: true }))
    .or(page.getByRole('tab', { name, exact: true }));

async function pageOf(role: Role): Promise<Page> {
  const page = await site.newPage();
  await page.goto(site.url);
  await signIn(page, emailOf(role), PASSWORD);
  await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
  return page;
}

test.each(ROLES.toReversed())('%s is offered all that the role may do, and nothing else', async (role) => {
  const page = await pageOf(role);
  const refused: string[] = [];
  page.on('response', (answer) => {
    if (answer.status() === 403) refused.push(`${answer.request().method()} ${answer.url()}`);
  });
  for (const { path, ...acts } of pages) {
    await page.goto(`${site.url}${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await expect.poll(() => page.locator('main [aria-busy=true]').count()).toBe(0);
    for (const [least, names] of Object.entries(acts)) {
      const may = ROLES.indexOf(role) >= ROLES.indexOf(least as Role);
      for (const name of names) {
        if (may) await actOf(page, name).first().waitFor();
        else expect([path, name, await actOf(page, name).count()]).toEqual([path, name, 0]);
      }
    }
    if (role === 'viewer') await takePicture(page, `viewer-${pages.findIndex((one) => one.path === path)}`);
    expect([path, await seriousFindings(page)]).toEqual([path, []]);
  }
  expect(refused).toEqual([]);
});

test('a viewer looks into every part of a graph, and no key and no click changes it', async () => {
  const page = await pageOf('viewer');
  await page.goto(`${site.url}${graph.path}`);
  await page.getByText('Version 1, to look at: changes need the role Editor').waitFor();
  const panel = page.getByRole('region', { name: 'Companies' });
  await panel.getByRole('heading', { name: 'Companies' }).waitFor();
  expect(await panel.getByRole('combobox', { name: 'Model' }).isDisabled()).toBe(true);
  await page
    .getByRole('application')
    .first()
    .click({ position: { x: 8, y: 8 } });
  for (const key of ['F2', 'Tab', 'Delete', 'Control+Z']) await page.keyboard.press(key);
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.goto(`${site.url}${graph.path}&field=country_id`);
  await page.getByRole('button', { name: 'All fields' }).waitFor();
  await takePicture(page, 'viewer-field');
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'More tools' }).click();
  await page.getByRole('menuitem', { name: /YAML/ }).click();
  await page.getByRole('dialog').getByRole('textbox').waitFor();
  expect(await page.getByRole('dialog').getByRole('button', { name: 'Take over' }).count()).toBe(0);
  await page.goto(`${site.url}/settings?tab=tokens`);
  await page.getByRole('button', { name: 'Create a token' }).click();
  await page.getByRole('combobox', { name: 'May' }).click();
  expect(await page.getByRole('option').allTextContents()).toEqual(['Read']);
  expect(unwrap(await site.product.app.graphs.get(graph.id)).version).toBe(1);
});
