import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { addNorthwind, allWith, NORTHWIND, NORTHWIND_CREATED } from '../support/northwind.ts';
import type { FreshOdoo } from '../support/odoo.ts';
import { freshOdoo } from '../support/odoo.ts';
import type { Product } from '../support/product.ts';
import { addConnection, addFolder, openProduct, outcomesOf, runToEnd } from '../support/product.ts';
import type { Oracle } from '../support/read-odoo.ts';
import { idOf, labelOf, openOracle } from '../support/read-odoo.ts';

interface Server {
  readonly name: string;
  readonly version: '19' | '14';
  readonly transport: 'json2' | 'jsonrpc';
  readonly user: 'admin' | 'integration';
}

const servers: readonly Server[] = [
  { name: 'Odoo 19 by JSON-2', version: '19', transport: 'json2', user: 'admin' },
  { name: 'Odoo 19 by JSON-2 as an ordinary user', version: '19', transport: 'json2', user: 'integration' },
  { name: 'Odoo 19 by JSON-RPC', version: '19', transport: 'jsonrpc', user: 'admin' },
  { name: 'Odoo 14 by JSON-RPC', version: '14', transport: 'jsonrpc', user: 'admin' },
];

type CsvRow = Record<string, string>;

function csv(name: string): readonly CsvRow[] {
  // The example's files quote nothing but commas; the tests read them with an own eye.
  const lines = readFileSync(`${NORTHWIND}data/${name}.csv`, 'utf8').trim().split(/\r?\n/);
  const cells = (line: string): string[] =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((m) =>
      (m[1] ?? m[2] ?? '').replace(/""/g, '"'),
    );
  const headers = cells(lines[0] ?? '');
  return lines
    .slice(1)
    .map((line) => Object.fromEntries(cells(line).map((cell, i) => [headers[i] ?? '', cell])));
}

describe.each(servers)('Northwind on $name', ({ version, transport, user }) => {
  let odoo: FreshOdoo;
  let product: Product;
  let oracle: Oracle;
  let ids: { graphId: string; datasetId: string; connectionId: string };

  beforeAll(async () => {
    odoo = await freshOdoo(version);
    oracle = await openOracle({ url: odoo.url, database: odoo.database, login: 'admin', password: 'admin' });
    if (user === 'integration') await grantAccountingRead(oracle);
    product = await openProduct();
    const { login, password, api_key } = user === 'admin' ? odoo : odoo.integration;
    const connectionId = await addConnection(product.app, {
      url: odoo.url,
      database: odoo.database,
      login,
      secret: transport === 'json2' ? (api_key ?? '') : password,
      transport,
    });
    ids = { ...(await addNorthwind(product.app)), connectionId };
  });

  afterAll(async () => {
    await product?.close();
    await odoo?.drop();
  });

  it('creates every row, in order, with nothing rejected', async () => {
    const run = await runToEnd(product.app, ids);
    expect(run.errorMessage).toBeNull();
    expect(outcomesOf(run)).toEqual(allWith('created'));
    expect(run.status).toBe('completed');
    expect(run.progress.percentage).toBe(100);
  });

  it('has each company once, accents intact, in its country', async () => {
    const customers = await oracle.externalIds('northwind', 'customers');
    const suppliers = await oracle.externalIds('northwind', 'suppliers');
    expect([customers.size, suppliers.size]).toEqual([91, 29]);
    const records = await oracle.searchRead(
      'res.partner',
      [['id', 'in', [...customers.values()]]],
      ['name', 'is_company', 'city', 'country_id'],
    );
    const byId = new Map(records.map((r) => [r.id, r]));
    const countries: Record<string, string> = { UK: 'United Kingdom', USA: 'United States' };
    for (const row of csv('customers')) {
      const record = byId.get(customers.get(row.customerID ?? '') ?? 0);
      expect(record).toMatchObject({ name: row.companyName, is_company: true, city: row.city });
      expect(labelOf(record?.country_id)).toBe(countries[row.country ?? ''] ?? row.country);
    }
  });

  it('has 91 contacts, each under its company', async () => {
    const customers = await oracle.externalIds('northwind', 'customers');
    const contacts = await oracle.externalIds('northwind', 'contacts');
    const records = await oracle.searchRead(
      'res.partner',
      [['id', 'in', [...contacts.values()]]],
      ['name', 'parent_id', 'is_company'],
    );
    expect(records).toHaveLength(91);
    const byId = new Map(records.map((r) => [r.id, r]));
    for (const row of csv('customers')) {
      const contact = byId.get(contacts.get(row.customerID ?? '') ?? 0);
      expect(contact).toMatchObject({ name: row.contactName, is_company: false });
      expect(idOf(contact?.parent_id)).toBe(customers.get(row.customerID ?? ''));
    }
  });

  it('has 9 employees with the right managers, Fuller on top, and their territories', async () => {
    const employees = await oracle.externalIds('northwind', 'employees');
    const territories = await oracle.externalIds('northwind', 'territories');
    const records = await oracle.searchRead(
      'hr.employee',
      [['id', 'in', [...employees.values()]]],
      ['name', 'parent_id', 'category_ids'],
    );
    const byId = new Map(records.map((r) => [r.id, r]));
    const junction = Map.groupBy(csv('employee_territories'), (row) => row.employeeID);
    for (const row of csv('employees')) {
      const record = byId.get(employees.get(row.employeeID ?? '') ?? 0);
      expect(record?.name).toBe(`${row.firstName} ${row.lastName}`);
      const manager = row.reportsTo === 'NULL' ? false : employees.get(row.reportsTo ?? '');
      expect(record?.parent_id === false ? false : idOf(record?.parent_id)).toBe(manager);
      const tags = (junction.get(row.employeeID) ?? []).map((t) => territories.get(t.territoryID ?? ''));
      expect(new Set(record?.category_ids as number[])).toEqual(new Set(tags));
    }
    expect(records.filter((r) => r.parent_id === false).map((r) => r.name)).toEqual(['Andrew Fuller']);
  });

  it('has 77 products in the right categories', async () => {
    const categories = await oracle.externalIds('northwind', 'categories');
    const products = await oracle.externalIds('northwind', 'products');
    expect([categories.size, products.size]).toEqual([8, 77]);
    const records = await oracle.searchRead(
      'product.product',
      [['id', 'in', [...products.values()]]],
      ['name', 'categ_id', 'list_price'],
    );
    const byId = new Map(records.map((r) => [r.id, r]));
    for (const row of csv('products')) {
      const record = byId.get(products.get(row.productID ?? '') ?? 0);
      expect(record?.name).toBe(row.productName);
      // 14 multiplies the price by the factor of the unit and back: 9.200000000000001
      expect(record?.list_price).toBeCloseTo(Number(row.unitPrice), 6);
      expect(idOf(record?.categ_id)).toBe(categories.get(row.categoryID ?? ''));
    }
  });

  it('has 830 orders with the right partner and date', async () => {
    const customers = await oracle.externalIds('northwind', 'customers');
    const orders = await oracle.externalIds('northwind', 'orders');
    const records = await oracle.searchRead(
      'sale.order',
      [['id', 'in', [...orders.values()]]],
      ['partner_id', 'date_order', 'name'],
    );
    expect(records).toHaveLength(830);
    const byId = new Map(records.map((r) => [r.id, r]));
    for (const row of csv('orders')) {
      const record = byId.get(orders.get(row.orderID ?? '') ?? 0);
      expect(record?.date_order).toBe(row.orderDate?.slice(0, 19));
      expect(idOf(record?.partner_id)).toBe(customers.get(row.customerID ?? ''));
    }
  });

  it('has 2,155 lines whose sum is the known 1,265,793.04', async () => {
    const orders = await oracle.externalIds('northwind', 'orders');
    const products = await oracle.externalIds('northwind', 'products');
    const lines = await oracle.externalIds('northwind', 'order_lines');
    const records = await oracle.searchRead(
      'sale.order.line',
      [['id', 'in', [...lines.values()]]],
      ['order_id', 'product_id', 'price_unit', 'product_uom_qty', 'discount'],
    );
    expect(records).toHaveLength(2155);
    const byId = new Map(records.map((r) => [r.id, r]));
    let sum = 0;
    for (const row of csv('order_details')) {
      const record = byId.get(lines.get(`${row.orderID}~~${row.productID}`) ?? 0);
      expect(record).toMatchObject({
        price_unit: Number(row.unitPrice),
        product_uom_qty: Number(row.quantity),
      });
      expect(record?.discount).toBeCloseTo(Number(row.discount) * 100, 6);
      expect(idOf(record?.order_id)).toBe(orders.get(row.orderID ?? ''));
      expect(idOf(record?.product_id)).toBe(products.get(row.productID ?? ''));
      sum +=
        Number(record?.price_unit) * Number(record?.product_uom_qty) * (1 - Number(record?.discount) / 100);
    }
    expect(sum.toFixed(2)).toBe('1265793.04');
  });

  it('a second run creates and changes nothing', async () => {
    const before = await writeDates(oracle);
    const run = await runToEnd(product.app, ids);
    expect(outcomesOf(run)).toEqual(allWith('unchanged'));
    expect(await writeDates(oracle)).toEqual(before);
  });

  it('the workbook gives the same result: everything is there already and unchanged', async () => {
    const before = await writeDates(oracle);
    const dataset = await addFolder(product.app, `${NORTHWIND}workbook`);
    const run = await runToEnd(product.app, { ...ids, datasetId: dataset.id });
    expect(outcomesOf(run)).toEqual(allWith('unchanged'));
    expect(await writeDates(oracle)).toEqual(before);
  });
});

/**
 * With accounting installed, `load` of a contact below a company reads `credit_limit` with the user's rights (19,
 * account/models/partner.py), so an ordinary user needs this one group to import contacts; `create` would not.
 */
async function grantAccountingRead(oracle: Oracle): Promise<void> {
  const [group] = await oracle.searchRead(
    'ir.model.data',
    [
      ['module', '=', 'account'],
      ['name', '=', 'group_account_readonly'],
    ],
    ['res_id'],
  );
  const [user] = await oracle.searchRead('res.users', [['login', '=', 'integration']], ['id']);
  await oracle.execute('res.users', 'write', [[user?.id], { group_ids: [[4, group?.res_id]] }]);
}

/** Every record of the loaded models with the time of its last write. */
async function writeDates(oracle: Oracle): Promise<Record<string, unknown>> {
  const graph = parse(readFileSync(`${NORTHWIND}graph.yaml`, 'utf8')) as {
    nodes: { data: { odooModel: string } }[];
  };
  const models = new Set(graph.nodes.map((node) => node.data.odooModel));
  const dates: Record<string, unknown> = {};
  for (const model of models) dates[model] = await oracle.searchRead(model, [], ['write_date']);
  expect(Object.keys(NORTHWIND_CREATED).length).toBe(graph.nodes.length);
  return dates;
}
