import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { addAddressBook } from '../support/address-book.ts';
import {
  openSite,
  type Page,
  pageErrors,
  type Site,
  seriousFindings,
  takePicture,
} from '../support/browser.ts';
import { addConnection, endOfRun, unwrap } from '../support/product.ts';

let site: Site;
let sandbox: Sandbox;
beforeAll(async () => {
  [site, sandbox] = await Promise.all([openSite(), startSandbox()]);
});
afterAll(async () => {
  await site.close();
  await sandbox.close();
});

const ROWS = 12_345;

async function choose(page: Page, label: string, language: string): Promise<void> {
  await page.goto(`${site.url}/settings`);
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: language }).click();
}

test('French, once chosen, is the language of the menu, the pages and the numbers, also after a reload', async () => {
  const { page, context } = await site.visit();
  const csv = ['reference', ...Array.from({ length: ROWS }, (_, at) => `R${at}`)].join('\n');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'references.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await page.getByRole('heading', { level: 1, name: 'references' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');

  await choose(page, 'Language', 'Français');
  await page.getByRole('heading', { level: 1, name: 'Paramètres' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('fr');
  await takePicture(page, 'settings-fr');

  await page.reload();
  const menu = page.getByRole('navigation', { name: 'Menu principal' });
  await menu.waitFor();
  expect(await menu.getByRole('link').allTextContents()).toEqual([
    'Accueil',
    'Jeux de données',
    'Graphes',
    'Exécutions',
    'Connexions',
    'Paramètres',
  ]);
  expect(await page.locator('html').getAttribute('lang')).toBe('fr');
  await menu.getByRole('link', { name: 'Jeux de données' }).click();
  await page.getByRole('heading', { level: 1, name: 'Jeux de données' }).waitFor();
  await page.getByRole('cell', { name: new Intl.NumberFormat('fr').format(ROWS) }).waitFor();
  await takePicture(page, 'datasets-fr');
  expect(await seriousFindings(page)).toEqual([]);
  expect(pageErrors(page)).toEqual([]);
  await context.close();
});

test('in French, what the server names is French: templates, samples, steps, causes and why a row was rejected', async () => {
  const { app } = site.product;
  const connectionId = await addConnection(app, {
    url: sandbox.url,
    database: sandbox.databases[0]!,
    login: 'admin',
    secret: sandbox.users[0]!.apiKey ?? sandbox.users[0]!.password,
  });
  const { id } = unwrap(await app.runs.start({ ...(await addAddressBook(app)), connectionId }));
  await endOfRun(app, id);
  const { page, context } = await site.visit();
  await choose(page, 'Language', 'Français');

  await page.getByRole('link', { name: 'Accueil', exact: true }).click();
  await page.getByRole('heading', { level: 3, name: 'Carnet d’adresses' }).waitFor();
  await takePicture(page, 'home-fr');
  await page.getByRole('heading', { level: 3, name: 'Bons de commande' }).click();
  await page.getByRole('heading', { level: 1, name: 'Bons de commande' }).waitFor();
  await page.getByText('Lignes de commande', { exact: true }).waitFor();
  await page.getByText('Personne ne reçoit d’e-mail.').waitFor();
  await takePicture(page, 'template-fr');

  await page.goto(`${site.url}/runs/${id}`);
  await page.getByRole('link', { name: /^Champ obligatoire vide Companies/ }).waitFor();
  await takePicture(page, 'run-fr');
  await page.goto(`${site.url}/runs/${id}/rows`);
  const group = page.getByRole('group', { name: 'Référence introuvable, Companies › Country' });
  await group.getByRole('button', { name: /^Référence introuvable/ }).click();
  await takePicture(page, 'rows-fr');
  await page.getByRole('link', { name: 'DELTA', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'DELTA' }).waitFor();
  await page.getByRole('main').getByText('Référence introuvable', { exact: true }).waitFor();
  await takePicture(page, 'row-fr');
  expect(await seriousFindings(page)).toEqual([]);
  expect(pageErrors(page)).toEqual([]);
  await context.close();
});

test.each([
  ['Español', 'es', 'Ajustes', 'Inicio'],
  ['Deutsch', 'de', 'Einstellungen', 'Start'],
] as const)('%s can be chosen, and taken back', async (name, code, settings, home) => {
  const { page, context } = await site.visit({ width: 1280, height: 800 });
  await choose(page, 'Language', name);
  await page.getByRole('heading', { level: 1, name: settings }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe(code);
  await page.getByRole('link', { name: home, exact: true }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await takePicture(page, `home-${code}`);
  expect(await seriousFindings(page)).toEqual([]);
  await choose(page, code === 'es' ? 'Idioma' : 'Sprache', 'English');
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  expect(pageErrors(page)).toEqual([]);
  await context.close();
});
