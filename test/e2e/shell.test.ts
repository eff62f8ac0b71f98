import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSite, pageErrors, type Site, seriousFindings, takePicture } from '../support/browser.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

test('the start link leads into the app, and every place of the menu opens under its address', async () => {
  const { page } = site;
  for (const name of ['Datasets', 'Graphs', 'Runs', 'Connections', 'Settings', 'Home']) {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(new URL(page.url()).pathname).toBe(name === 'Home' ? '/' : `/${name.toLowerCase()}`);
  }
  expect(pageErrors(page)).toEqual([]);
});

test.each(['light', 'dark'] as const)(
  'axe finds nothing serious on the frame in %s colours',
  async (colors) => {
    const { page, context } = await site.visit({ colors });
    await page.getByRole('heading', { level: 1 }).waitFor();
    await takePicture(page, `shell-${colors}`);
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Where to?' }).fill('runs');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/runs');
    expect(pageErrors(page)).toEqual([]);
    await context.close();
  },
);

test('an unknown address under /api is an error, any other one the app', async () => {
  const cookie = await site.page.context().cookies();
  const headers = { cookie: cookie.map((c) => `${c.name}=${c.value}`).join('; '), accept: 'text/html' };
  expect((await fetch(`${site.url}/api/v1/nothing`, { headers })).status).toBe(404);
  expect((await fetch(`${site.url}/some/where`, { headers })).status).toBe(200);
  expect((await fetch(`${site.url}/some/where`, { headers: { accept: 'text/html' } })).status).toBe(401);
});

test('the page loads nothing from elsewhere, runs no inline script, and its styles carry a nonce that is new each time', async () => {
  const cookie = await site.page.context().cookies();
  const headers = { cookie: cookie.map((c) => `${c.name}=${c.value}`).join('; '), accept: 'text/html' };
  const load = async () => {
    const answer = await fetch(site.url, { headers });
    const html = await answer.text();
    expect(html).not.toMatch(/(?:src|href)="https?:/);
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/);
    const nonce = /csp-nonce" nonce="(\w+)"/.exec(html)?.[1] ?? 'none';
    expect(answer.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`);
    return nonce;
  };
  expect(await load()).not.toBe(await load());
});

test('the first page asks for at most 300 kB of scripts, compressed', async () => {
  const { page, context } = await site.visit();
  await page.getByRole('heading', { name: 'QuickStart templates' }).waitFor();
  const bytes = await page.evaluate(() =>
    (performance.getEntriesByType('resource') as unknown as { name: string; encodedBodySize: number }[])
      .filter(({ name }) => name.endsWith('.js'))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
  );
  expect(bytes).toBeGreaterThan(100_000);
  expect(bytes).toBeLessThan(300_000);
  await context.close();
});
