import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FreshOdoo, freshOdoo } from '../support/odoo.ts';
import { addConnection, openProduct, type Product, unwrap } from '../support/product.ts';

describe.each(['19', '14'] as const)('models of Odoo %s', (version) => {
  let odoo: FreshOdoo;
  let product: Product;

  beforeAll(async () => {
    [odoo, product] = await Promise.all([freshOdoo(version), openProduct()]);
  });

  afterAll(async () => {
    await product?.close();
    await odoo?.drop();
  });

  test.each(['administrator', 'integration'] as const)('as %s', async (who) => {
    const { connections } = product.app;
    const { login, password } = who === 'administrator' ? odoo : odoo.integration;
    const { url, database } = odoo;
    const access = { name: who, url, database, login, secret: password, transport: 'jsonrpc' } as const;
    const of = { connectionId: await addConnection(product.app, access) };
    const found = unwrap(await connections.models(of, { text: 'contact', limit: 20 }));
    expect(found.items[0]).toEqual({ model: 'res.partner', label: 'Contact', isRead: true });
    const partner = unwrap(await connections.model(of, 'res.partner'));
    const barcode = partner.fields.find(({ name }) => name === 'barcode');
    expect(barcode?.help).toMatch(/barcode/i);
    // in no catalogue
    const rare = unwrap(await connections.model(of, 'res.groups'));
    expect(rare.fields.map(({ name }) => name)).toContain('name');
  });
});
