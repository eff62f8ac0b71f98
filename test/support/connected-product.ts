import { onTestFinished } from 'vitest';
import type { App } from '../../src/app/app.ts';
import { type FreshOdoo, freshOdoo } from './odoo.ts';
import { addConnection, openProduct } from './product.ts';

export interface ConnectedProduct {
  readonly odoo: FreshOdoo;
  readonly app: App;
  /** The data folder of the product. */
  readonly home: string;
  readonly connectionId: string;
}

/** The product with a connection to an Odoo of the test's own, until the test has ended. */
export async function connectedProduct(
  version: '14' | '19',
  options: { readonly transport?: 'json2' } = {},
): Promise<ConnectedProduct> {
  const odoo = await freshOdoo(version);
  onTestFinished(() => odoo.drop());
  const product = await openProduct();
  onTestFinished(() => product.close());
  const { app, home } = product;
  const { url, database, login, api_key, password } = odoo;
  const secret = api_key ?? password;
  const connectionId = await addConnection(app, { url, database, login, secret, ...options });
  return { odoo, app, home, connectionId };
}
