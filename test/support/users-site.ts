import { listenForUsers } from '../../src/server/listen-for-users.ts';
import { createLog } from '../../src/server/log.ts';
import { openBrowser, type Page } from './browser.ts';
import { openProduct, type Product } from './product.ts';

/** The whole product in server mode behind its real server, and a real browser that nobody has signed in to. */
export interface UsersSite {
  readonly product: Product;
  readonly url: string;
  /** Of the first start: makes the first administrator. */
  readonly setupLink: string;
  /** A browser of somebody else. */
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

export async function openUsersSite(): Promise<UsersSite> {
  const product = await openProduct();
  const browser = await openBrowser();
  let logged = '';
  const result = await listenForUsers({
    app: product.app,
    config: { host: '127.0.0.1', port: 0, home: product.home, maxUploadBytes: 1024 * 1024 },
    log: createLog('warn', { write: (line) => (logged += line) }),
    showsWarnings: true,
  });
  if (!result.ok) throw new Error(result.message);
  const { listening } = result;
  return {
    product,
    url: listening.url,
    setupLink: /http\S+#setup=[\w-]+/.exec(logged)?.[0] ?? '',
    newPage: async () => {
      const context = await browser.newContext({
        reducedMotion: 'reduce',
        viewport: { width: 1440, height: 900 },
      });
      return context.newPage();
    },
    close: async () => {
      await browser.close();
      await listening.close();
      await product.close();
    },
  };
}

/** On the sign-in page. */
export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail address').locator('visible=true').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
