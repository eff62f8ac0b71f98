import { afterAll, beforeAll, expect, test } from 'vitest';
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
