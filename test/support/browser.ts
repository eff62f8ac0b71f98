import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { listen } from '../../src/server/listen.ts';
import { createLog } from '../../src/server/log.ts';
import { openProduct, type Product } from './product.ts';

export type { Page };

/** The whole product behind its real server, and a real browser that has opened its start link. */
export interface Site {
  readonly product: Product;
  readonly url: string;
  readonly browser: Browser;
  readonly page: Page;
  /** Another visitor with colours of their own, through a start link of their own. */
  visit(options?: VisitOptions): Promise<{ readonly page: Page; readonly context: BrowserContext }>;
  close(): Promise<void>;
}

export interface VisitOptions {
  readonly colors?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
}

/** What Chromium must not ask of a network that is closed. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: QUIET });
}

export async function openSite(env: Readonly<Record<string, string>> = {}): Promise<Site> {
  const product = await openProduct(env);
  const result = await listen({
    app: product.app,
    config: { host: '127.0.0.1', port: 0, home: product.home, maxUploadBytes: 256 * 1024 * 1024 },
    log: createLog('silent'),
    onFreshLink: () => undefined,
  });
  if (!result.ok) throw new Error(result.message);
  const { listening } = result;
  const browser = await openBrowser();
  const visit = async ({ colors = 'light', width = 1440, height = 900 }: VisitOptions = {}) => {
    const context = await browser.newContext({
      colorScheme: colors,
      viewport: { width, height },
      reducedMotion: 'reduce',
      locale: 'en-GB',
    });
    const page = await context.newPage();
    failOnPageErrors(page);
    await page.goto(listening.startLink());
    return { page, context };
  };
  const { page } = await visit();
  return {
    product,
    url: listening.url,
    browser,
    page,
    visit,
    close: async () => {
      await browser.close();
      await listening.close();
      await product.close();
    },
  };
}

const errors = new WeakMap<Page, string[]>();

/** Exceptions in the page and what its security policy refused; `pageErrors` gives them to be compared with `[]`. */
function failOnPageErrors(page: Page): void {
  const found: string[] = [];
  errors.set(page, found);
  page.on('pageerror', (error) => found.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      found.push(message.text());
  });
}

export function pageErrors(page: Page): readonly string[] {
  return errors.get(page) ?? [];
}

/** What axe finds serious or critical on the page as it stands, by rule with the elements. */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`,
    );
}

/** A picture of the page into tmp/screens, to be looked at. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const folder = join(import.meta.dirname, '../../tmp/screens');
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
