import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LoadReply } from '../../test/support/sandbox-client.ts';
import { sandboxClient } from '../../test/support/sandbox-client.ts';
import type { Sandbox } from './sandbox.ts';
import { startSandbox } from './sandbox.ts';

/** What the contract of the real servers does not say: messages to the letter, and what models do by themselves. */
let sandbox: Sandbox;
let client: ReturnType<typeof sandboxClient>;
beforeEach(async () => {
  sandbox = await startSandbox();
  client = sandboxClient(sandbox);
});
afterEach(() => sandbox.close());

const FILE = { import_file: true, lang: 'en_US', tz: 'UTC' };
const texts = (answer: LoadReply): string[] => answer.messages.map((m) => m.message);
const partner = (name: string): Record<string, unknown> | undefined =>
  sandbox.state.records('res.partner').find((r) => r.name === name);

describe('messages of load, as Odoo 19 words them', () => {
  it('every bad cell of a row is named, plain columns before relational ones', async () => {
    const columns = ['id', 'name', 'country_id/id', 'active', 'color', 'type'];
    const answer = await client.load(
      'res.partner',
      columns,
      [['t.a', 'A', 'base.nope', 'maybe', '1.5', 'x']],
      FILE,
    );
    expect(answer.ids).toBe(false);
    expect(texts(answer)).toEqual([
      "Unknown value 'maybe' for boolean field 'Active'",
      "'1.5' does not seem to be an integer for field 'Color Index'",
      "Value 'x' not found in selection field 'Address Type'",
      "No matching record found for external id 'base.nope' in field 'Country'",
    ]);
    expect(answer.messages[3]).toMatchObject({
      rows: { from: 0, to: 0 },
      record: 0,
      field: 'country_id',
      field_path: ['country_id', 'id'],
      field_type: 'external id',
      value: 'base.nope',
    });
  });

  it('a missing value names field and model', async () => {
    const answer = await client.load('crm.lead', ['id', 'name'], [['t.a', '']]);
    expect(answer.messages).toEqual([
      {
        rows: { from: 0, to: 0 },
        record: 0,
        type: 'error',
        field: 'name',
        message:
          "Missing required value for the field 'Opportunity' (name).\nModel: 'Lead' (crm.lead)\n- create/update: a mandatory field is not set\n- delete: another model requires the record being deleted, you can archive it instead\n",
      },
    ]);
  });

  it('an error of the whole batch is put on its first row as well', async () => {
    await client.load('crm.tag', ['id', 'name'], [['t.x', 'X']]);
    const answer = await client.load(
      'res.partner',
      ['id', 'name'],
      [
        ['t.a', 'A'],
        ['t.x', 'B'],
      ],
    );
    expect(answer.messages.map((m) => m.record)).toEqual([0, 1]);
    expect(new Set(texts(answer)).size).toBe(1);
  });

  it('a bad row undoes the good ones before it, so a later row does not find them', async () => {
    const rows = [
      ['t.a', 'A', ''],
      ['t.b', '', 't.a'],
      ['t.c', 'C', 't.a'],
    ];
    const answer = await client.load('res.partner', ['id', 'name', 'parent_id/id'], rows);
    expect(answer.messages.map((m) => m.record)).toEqual([1, 2]);
    expect(texts(answer)[1]).toMatch(/^Record does not exist or has been deleted/);
  });

  it('after ten errors in a row the rest is not tried', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => [`t.p${i}`, '']);
    const answer = await client.load('res.partner', ['id', 'name'], rows);
    expect(answer.messages).toHaveLength(11);
    expect(texts(answer).at(-1)).toMatch(/^Found more than 10 errors/);
  });

  it('a short row lacks its last plain cells; without a relational cell the call is lost', async () => {
    expect((await client.load('res.partner', ['name', 'ref'], [['A']])).ids).toHaveLength(1);
    const answer = await client.post('res.partner', 'load', {
      fields: ['name', 'country_id/id'],
      data: [['B']],
    });
    expect([answer.status, await answer.json()]).toMatchObject([
      500,
      { name: 'builtins.IndexError', message: 'list index out of range' },
    ]);
    expect(partner('B')).toBeUndefined();
  });

  it('a product without a name is refused by the template below it', async () => {
    const answer = await client.load('product.product', ['id', 'list_price'], [['t.p', '1']]);
    expect(texts(answer)[0]).toMatch(
      /^Missing required value for the field 'Name' \(name\)\.\nModel: Unknown\n/,
    );
    expect(sandbox.state.count('product.template')).toBe(0);
  });
});

describe('what models do by themselves', () => {
  it('a contact takes the address of its company, and gives it one where it has none', async () => {
    await client.load(
      'res.partner',
      ['id', 'name', 'is_company', 'street', 'city'],
      [
        ['t.co', 'Company', '1', 'Main Street', ''],
        ['t.bare', 'Bare', '1', '', ''],
      ],
    );
    await client.load(
      'res.partner',
      ['id', 'name', 'parent_id/id', 'street', 'city'],
      [
        ['t.k1', 'First', 't.co', 'Other', 'Town'],
        ['t.k2', 'Second', 't.bare', 'Own', 'Village'],
      ],
    );
    expect(partner('First')).toMatchObject({
      street: 'Main Street',
      city: 'Town',
      display_name: 'Company, First',
    });
    expect(partner('Company')).toMatchObject({ street: 'Main Street', city: 'Town' });
    expect(partner('Bare')).toMatchObject({ street: 'Own', city: 'Village' });
  });

  it('a variant stands on a template of its own, which has an external ID too', async () => {
    await client.load(
      'product.product',
      ['id', 'name', 'list_price', 'default_code'],
      [['t.p', 'Chai', '18', 'C1']],
    );
    const template = sandbox.state.idOf('t.p_product_template');
    expect(sandbox.state.records('product.template', ['name', 'list_price', 'default_code'])).toEqual([
      { id: template, name: 'Chai', list_price: 18, default_code: 'C1' },
    ]);
    expect(sandbox.state.count('product.product')).toBe(1);
  });

  it('an order line takes name, unit and price of its product, and the order its sum', async () => {
    await client.load('res.partner', ['id', 'name'], [['t.c', 'Customer']]);
    await client.load('product.product', ['id', 'name', 'list_price'], [['t.p', 'Chai', '18']]);
    await client.load('sale.order', ['id', 'partner_id/id'], [['t.o', 't.c']]);
    await client.load(
      'sale.order.line',
      ['id', 'order_id/id', 'product_id/id', 'product_uom_qty', 'discount'],
      [
        ['t.l1', 't.o', 't.p', '10', '15'],
        ['t.l2', 't.o', 't.p', '1', '0'],
      ],
    );
    const lines = sandbox.state.records('sale.order.line', [
      'name',
      'price_unit',
      'price_subtotal',
      'product_uom_id',
    ]);
    expect(lines).toMatchObject([
      { name: 'Chai', price_unit: 18, price_subtotal: 153, product_uom_id: 1 },
      { name: 'Chai', price_unit: 18, price_subtotal: 18, product_uom_id: 1 },
    ]);
    expect(
      sandbox.state.records('sale.order', ['name', 'amount_untaxed', 'partner_invoice_id']),
    ).toMatchObject([{ name: 'S00001', amount_untaxed: 171, partner_invoice_id: sandbox.state.idOf('t.c') }]);
  });

  it('lines are rounded each for itself, their order as a whole', async () => {
    await client.load('res.partner', ['id', 'name'], [['t.c', 'Customer']]);
    await client.load('product.product', ['id', 'name'], [['t.p', 'Chai']]);
    await client.load('sale.order', ['id', 'partner_id/id'], [['t.o', 't.c']]);
    const columns = ['id', 'order_id/id', 'product_id/id', 'price_unit', 'discount'];
    await client.load('sale.order.line', columns, [
      ['t.l1', 't.o', 't.p', '0.5', '15'],
      ['t.l2', 't.o', 't.p', '8.10', '15'],
      ['t.l3', 't.o', 't.p', '0.5', '15'],
    ]);
    const lines = sandbox.state.records('sale.order.line', ['price_subtotal']);
    expect(lines.map((line) => line.price_subtotal)).toEqual([0.43, 6.89, 0.43]);
    // 0.425 + 6.885 + 0.425 = 7.735, not 7.75
    expect(sandbox.state.records('sale.order', ['amount_untaxed'])).toMatchObject([{ amount_untaxed: 7.74 }]);
  });

  it('a category that is used goes and its products lose it; a customer that is used stays', async () => {
    await client.load('product.category', ['id', 'name'], [['t.cat', 'Cat']]);
    await client.load('product.product', ['id', 'name', 'categ_id/id'], [['t.p', 'P', 't.cat']]);
    await client.load('res.partner', ['id', 'name'], [['t.c', 'Customer']]);
    await client.load('sale.order', ['id', 'partner_id/id'], [['t.o', 't.c']]);
    expect(await client.call('product.category', 'unlink', { ids: [sandbox.state.idOf('t.cat')] })).toBe(
      true,
    );
    expect(sandbox.state.records('product.template', ['categ_id'])).toMatchObject([{ categ_id: false }]);
    const refused = await client.post('res.partner', 'unlink', { ids: [sandbox.state.idOf('t.c')] });
    expect(refused.status).toBe(422);
    expect(partner('Customer')).toBeDefined();
    expect(sandbox.state.idOf('t.cat')).toBeNull();
  });

  it('a circle of parents is refused where Odoo refuses it', async () => {
    await client.load(
      'product.category',
      ['id', 'name'],
      [
        ['t.a', 'A'],
        ['t.b', 'B'],
      ],
    );
    await client.load('product.category', ['id', 'parent_id/id'], [['t.b', 't.a']]);
    const answer = await client.load('product.category', ['id', 'parent_id/id'], [['t.a', 't.b']]);
    expect(texts(answer)).toEqual(['Recursion Detected.']);
  });
});
