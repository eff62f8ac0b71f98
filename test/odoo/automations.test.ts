import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FreshOdoo, freshOdoo } from '../support/odoo.ts';
import { addConnection, addGraph, openProduct, type Product, unwrap } from '../support/product.ts';
import { type Oracle, openOracle } from '../support/read-odoo.ts';

const GRAPH = `
name: Contacts
nodes:
  - id: companies
    type: model
    data: { odooModel: res.partner, sheet: companies, key: [Name], fields: { name: { column: Name } } }
`;

describe.each(['19', '14'] as const)('automation rules on Odoo %s', (version) => {
  let odoo: FreshOdoo;
  let oracle: Oracle;
  let product: Product;

  beforeAll(async () => {
    [odoo, product] = await Promise.all([freshOdoo(version), openProduct()]);
    const { url, database, login, password } = odoo;
    oracle = await openOracle({ url, database, login, password });
    const modules = await oracle.searchRead('ir.module.module', [['name', '=', 'base_automation']], ['id']);
    await oracle.execute('ir.module.module', 'button_immediate_install', [modules.map(({ id }) => id)]);
  });

  afterAll(async () => {
    await product?.close();
    await odoo?.drop();
  });

  test('are told to who may see them, and that there are some to others', async () => {
    const [partner] = await oracle.searchRead('ir.model', [['model', '=', 'res.partner']], ['id']);
    const rule = { name: 'Welcome', model_id: partner?.id, trigger: 'on_create' };
    const more = version === '14' ? { state: 'code', code: 'pass' } : {};
    for (const active of [true, false])
      await oracle.execute('base.automation', 'create', [
        [{ ...rule, ...more, active, name: active ? 'Welcome' : 'Asleep' }],
      ]);
    const { url, database, login, password, api_key, integration } = odoo;
    const { app } = product;
    const graph = await addGraph(app, GRAPH);
    const told = async (name: string, user: string, secret: string) => {
      const connectionId = await addConnection(app, { name, url, database, login: user, secret });
      const { findings } = unwrap(await app.graphs.readiness(graph.id, { connectionId }));
      return findings.filter(({ code }) => code.startsWith('automation_'));
    };
    const [seen, ...others] = await told('admin', login, api_key ?? password);
    expect(others).toEqual([]);
    expect(seen).toMatchObject({ severity: 'warning', code: 'automation_active', node: 'companies' });
    expect(seen?.message).toContain('"Welcome"');
    expect(seen?.message).not.toContain('Asleep');
    const secret = integration.api_key ?? integration.password;
    const ordinary = await told('integration', integration.login, secret);
    expect(ordinary.map(({ code }) => code)).toEqual(['automation_unseen']);
  });
});
