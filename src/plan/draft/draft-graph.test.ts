import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProfileBench, type ProfileBench } from '../../../test/support/profile-data.ts';
import { suggestDataset } from '../../mapping/suggest/suggest-dataset.ts';
import { readShippedSchema } from '../../odoo/shipped-schemas.ts';
import type { DatasetManifest } from '../../source/dataset.ts';
import type { DatasetProfile } from '../../source/profile/dataset-profile.ts';
import type { ModelData } from '../graph-spec.ts';
import { exportGraphYaml, importGraphYaml } from '../graph-yaml.ts';
import { validateGraph } from '../validate-graph.ts';
import type { Draft } from './draft.ts';
import { draftGraph } from './draft-graph.ts';
import { strptimeOf } from './draft-transforms.ts';

let bench: ProfileBench;
beforeAll(async () => {
  bench = await openProfileBench();
});
afterAll(() => bench.close());

/** As much of a manifest as checking a graph needs. */
function manifestOf({ sheets }: DatasetProfile): DatasetManifest {
  return {
    id: 'ds_1',
    name: 'shop',
    hash: '',
    createdAt: '2026-01-01T00:00:00Z',
    files: [],
    issues: [],
    sheets: sheets.map(({ sheet, columns, rows }) => ({
      name: sheet,
      file: `${sheet}.csv`,
      columns: columns.map(({ name, nulls }, i) => ({ header: name, name: `c${i}`, emptyCells: nulls })),
      rowCount: rows,
      hidden: false,
      storedAs: `${sheet}.parquet`,
      format: { kind: 'csv', headerRow: 1, nullTokens: [] },
    })),
  };
}

async function draft(files: Readonly<Record<string, string>>, version: 14 | 19 = 19): Promise<Draft> {
  const profile = await bench.profile(files);
  const target = readShippedSchema(version);
  const manifest = manifestOf(profile);
  const made = draftGraph({
    name: 'shop',
    manifest,
    profile,
    suggestion: suggestDataset(profile, target),
    target,
  });
  expect(validateGraph(made.spec, { manifest, snapshot: target.snapshot }).errors).toEqual([]);
  expect(importGraphYaml(exportGraphYaml(made.spec)).ok).toBe(true);
  return made;
}

function node({ spec }: Draft, id: string): ModelData | undefined {
  const found = spec.nodes.find((one) => one.id === id);
  return found?.type === 'model' ? found.data : undefined;
}

test('a flat sheet of orders becomes customers, orders, products and lines', async () => {
  const made = await draft({
    'Orders.csv': `Order No,Order Date,Customer Name,Customer Email,Item,Quantity,Unit Price
1001,31/01/2024,Acme,a@acme.example,Lamp,2,10.50
1001,31/01/2024,Acme,a@acme.example,Shelf,1,99.00
1002,15/02/2024,Blue,b@blue.example,Lamp,3,10.50
1003,28/02/2024,Acme,a@acme.example,Bag,4,1.10
`,
  });
  expect(node(made, 'orders')).toMatchObject({
    odooModel: 'sale.order',
    distinct: true,
    key: ['Order No'],
    fields: {
      partner_id: { reference: { node: 'customers', columns: ['Customer Email'] } },
      date_order: { column: 'Order Date', transforms: [{ name: 'datetime', formats: ['%d/%m/%Y'] }] },
    },
  });
  expect(node(made, 'customers')).toMatchObject({
    odooModel: 'res.partner',
    distinct: true,
    key: ['Customer Email'],
  });
  expect(node(made, 'products')).toMatchObject({
    distinct: true,
    key: ['Item'],
    fields: { name: { column: 'Item' } },
  });
  expect(node(made, 'order_lines')).toMatchObject({
    key: ['Order No', 'Item'],
    fields: {
      order_id: { reference: { node: 'orders', columns: ['Order No'] } },
      product_id: { reference: { node: 'products', columns: ['Item'] } },
      product_uom_qty: { column: 'Quantity' },
      price_unit: { column: 'Unit Price' },
    },
  });
});

test('sheets that refer to each other, in German, with a tree and contacts', async () => {
  const made = await draft({
    'Kunden.csv': `Kundennummer,Firma,Ansprechpartner,Straße,PLZ,Ort,Land,Umsatzsteuer-ID
K-01,Alfa GmbH,Eva Weber,Hauptstr. 1,10115,Berlin,Deutschland,DE811111111
K-02,Beta AG,Jan Kurz,Ring 7,80331,München,Deutschland,DE822222222
K-03,Gamma KG,,Allee 9,1010,Wien,Österreich,ATU3333333
`,
    'Mitarbeiter.csv': `Personalnummer,Vorname,Nachname,Vorgesetzter
P01,Ute,Falk,
P02,Ole,Kern,P01
P03,Ida,Lang,P01
`,
  });
  expect(node(made, 'kunden')).toMatchObject({
    odooModel: 'res.partner',
    key: ['Kundennummer'],
    fields: {
      name: { column: 'Firma' },
      ref: { column: 'Kundennummer' },
      street: { column: 'Straße' },
      zip: { column: 'PLZ' },
      vat: { column: 'Umsatzsteuer-ID' },
      country_id: {
        reference: {
          by: 'field',
          match: 'name',
          value_map: { Deutschland: 'Germany', Österreich: 'Austria' },
        },
      },
    },
  });
  expect(node(made, 'contacts')).toMatchObject({
    filter: [{ column: 'Ansprechpartner', op: 'not_empty' }],
    fields: { parent_id: { reference: { node: 'kunden', columns: ['Kundennummer'] } } },
  });
  expect(node(made, 'mitarbeiter')).toMatchObject({
    odooModel: 'hr.employee',
    fields: {
      name: { column: 'Vorname', transforms: [{ name: 'concat', columns: ['Nachname'] }] },
      parent_id: { reference: { node: 'mitarbeiter', columns: ['Vorgesetzter'] } },
    },
  });
});

test('a sheet that names the rows of another by a unique column refers to that column, and makes no second node', async () => {
  const files = (secondName: string) => ({
    'Customers.csv': `Customer No,Customer Name,City
C-1,Acme,Ghent
C-2,${secondName},Bree
C-3,Crux,Lier
`,
    'Orders.csv': `Order No,Order Date,Customer
O-1,2024-01-31,Crux
O-2,2024-02-15,Acme
O-3,2024-02-28,Crux
`,
  });
  const made = await draft(files('Bolt'));
  expect(made.spec.nodes.map(({ id }) => id)).toEqual(['customers', 'orders']);
  expect(node(made, 'customers')?.key).toEqual(['Customer No']);
  expect(node(made, 'orders')?.fields.partner_id).toEqual({
    reference: { node: 'customers', columns: ['Customer'], match: ['Customer Name'] },
  });
  // a name that two customers share refers to neither
  const doubtful = await draft(files('Acme'));
  expect(node(doubtful, 'orders')?.fields.partner_id).toEqual({
    reference: { node: 'customers_2', columns: ['Customer'] },
  });
});

test('a customer of another sheet is referred to by the e-mail address of the order', async () => {
  const orders = (last: string) => ({
    'Customers.csv': `Customer ID,First Name,Last Name,Email
91,Ann,Lee,ann@x.example
92,Bo,Ray,bo@x.example
93,Cy,Fox,cy@x.example
`,
    'Orders.csv': `Order No,Order Date,Customer Name,Customer Email
O-1,2024-01-31,Ann Lee,ann@x.example
O-2,2024-02-15,Cy Fox,cy@x.example
O-3,2024-02-16,Bo Ray,bo@x.example
O-4,2024-02-28,Ann Lee,${last}
`,
  });
  const made = await draft(orders('ann@x.example'));
  expect(node(made, 'orders')?.fields.partner_id).toEqual({
    reference: { node: 'customers', columns: ['Customer Email'], match: ['Email'] },
  });
  expect(made.spec.nodes.map(({ id }) => id)).toEqual(['customers', 'orders']);
  // somebody whom the other sheet does not have stays a record of his own
  const more = await draft(orders('guest@x.example'));
  expect(node(more, 'orders')?.fields.partner_id).toEqual({
    reference: { node: 'customers_2', columns: ['Customer Email'] },
  });
});

test('states are looked up within the country of the same record, and left out where that is not said', async () => {
  const suppliers = (...rows: readonly string[]) => ({
    'Suppliers.csv': ['Supplier No,Company,City,State,Country', ...rows].join('\n'),
  });
  const known = [
    'S-1,Acme,Perth,Western Australia,Australia',
    'S-2,Bolt,Austin,TX,USA',
    'S-3,Crux,Lyon,,France',
  ];
  const made = await draft(suppliers(...known));
  expect(node(made, 'suppliers')?.fields.state_id).toEqual({
    reference: {
      by: 'field',
      match: 'code',
      column: 'State',
      value_map: { 'Western Australia': 'WA' },
      within: {
        country_id: {
          column: 'Country',
          match: 'code',
          value_map: { Australia: 'AU', USA: 'US', France: 'FR' },
        },
      },
    },
  });
  const reasonFor = async (...rows: readonly string[]) => {
    const { unmapped } = await draft(suppliers(...rows));
    return unmapped.find(({ column }) => column === 'State')?.reason;
  };
  expect(await reasonFor(...known, 'S-4,Dray,Ryde,Isle of Wight,United Kingdom')).toContain(
    '("Isle of Wight")',
  );
  expect(await reasonFor(...known.slice(0, 2), 'S-3,Crux,Reno,NV,')).toContain('fill it');
  const alone = await draft({
    'Suppliers.csv': 'Supplier No,Company,City,State\nS-1,Acme,Austin,TX\nS-2,Bolt,Miami,FL\n',
  });
  expect(alone.unmapped).toMatchObject([
    { column: 'State', reason: expect.stringContaining('no column says') },
  ]);
});

test('values of another country than ours are states by what Odoo has them as', async () => {
  const profile = await bench.profile({
    'Suppliers.csv':
      'Supplier No,Company,City,Canton,Country\nS-1,Acme,Chur,graubünden,Schweiz\nS-2,Bolt,Zug,Zug,Schweiz\n',
  });
  const target = readShippedSchema(19);
  const found = [
    {
      sheet: 'Suppliers',
      column: 'Canton',
      model: 'res.country.state',
      field: 'name',
      found: 2,
      of: 2,
      ambiguous: 0,
      written: { graubünden: 'Graubünden' },
    },
  ];
  const suggestion = suggestDataset(profile, target, { found });
  const made = draftGraph({ name: 'shop', manifest: manifestOf(profile), profile, suggestion, target });
  expect(node(made, 'suppliers')?.fields.state_id).toMatchObject({
    reference: {
      match: 'name',
      value_map: { graubünden: 'Graubünden' },
      within: { country_id: { column: 'Country', value_map: { Schweiz: 'CH' } } },
    },
  });
});

test('the number of a sheet of tags refers to no tags, and a sheet that joins them is no sheet of employees', async () => {
  const made = await draft({
    'employees.csv':
      'employeeID,lastName,firstName,title,reportsTo\nE1,Falk,Ute,Director,\nE2,Kern,Ole,Seller,E1\nE3,Lang,Ida,Seller,E1\n',
    'skills.csv': 'skillID,skillDescription,departmentID\n10,Welding,1\n20,Driving,2\n30,Selling,1\n',
    'departments.csv': 'departmentID,departmentName\n1,East\n2,West\n',
    'employee_skills.csv': 'employeeID,skillID\nE1,10\nE1,20\nE2,30\nE3,10\nE3,30\n',
  });
  expect(node(made, 'skills')?.odooModel).toBe('hr.employee.category');
  expect(node(made, 'employees')?.fields.category_ids).toMatchObject({
    reference: { node: 'skills', through: { sheet: 'employee_skills' } },
  });
  expect(made.spec.nodes.map(({ id }) => id).sort()).toEqual(['departments', 'employees', 'skills']);
});

test('a header may say a thing twice, or the other way round; a plain number is that of the record itself', async () => {
  const made = await draft({
    'Organizations.csv': `Organization - Code,Organization - Name,Organization - Town/locality,Organization - ZIP/Postal code
O-1,Acme,Ghent,9000
O-2,Bolt,Bree,3960
O-3,Crux,Lier,2500
`,
    'Products.csv': 'ID,Name of product,Price/unit price\n7,Lamp,10.50\n8,Shelf,99.00\n9,Bag,1.10\n',
  });
  expect(node(made, 'organizations')?.fields).toMatchObject({
    city: { column: 'Organization - Town/locality' },
    zip: { column: 'Organization - ZIP/Postal code' },
  });
  expect(node(made, 'products')).toMatchObject({
    key: ['ID'],
    fields: { name: { column: 'Name of product' }, list_price: { column: 'Price/unit price' } },
  });
  expect(made.spec.nodes.map(({ id }) => id).sort()).toEqual(['organizations', 'products']);
});

test('what no field is like, and what may not be drafted, is listed with the reason', async () => {
  const made = await draft(
    {
      'employees.csv':
        'Employee ID,Name,Email,Birthdate,Shoe Size\nE-1,Ann Lee,ann@x.example,1980-02-01,40\nE-2,Bo Ray,bo@x.example,1990-03-02,43\n',
    },
    14,
  );
  expect(node(made, 'employees')?.fields).toMatchObject({
    name: { column: 'Name' },
    work_email: { column: 'Email' },
  });
  expect(made.unmapped.map(({ column, field }) => [column, field?.field ?? null])).toEqual([
    ['Birthdate', 'birthday'],
    ['Shoe Size', null],
  ]);
  expect(made.missing.filter(({ filledByOdoo }) => !filledByOdoo)).toEqual([]);
});

test('only models of the chosen parts of Odoo are proposed', async () => {
  const profile = await bench.profile({
    'deals.csv': 'Deal Name,Amount,Close Date\nA,10,2024-01-01\nB,20,2024-02-01\n',
  });
  const first = (groups?: readonly ('contacts' | 'sales')[]) =>
    suggestDataset(profile, readShippedSchema(19), groups ? { groups } : {}).sheets[0]?.models[0]?.model;
  expect(first()).toBe('crm.lead');
  expect(first(['sales'])).toBe('crm.lead');
  expect(first(['contacts'])).not.toBe('crm.lead');
});

test.each([
  ['DD/MM/YYYY', '%d/%m/%Y'],
  ['MM-DD-YY HH:mm', '%m-%d-%y %H:%M'],
])('a format of dates %s is %s for the engine', (format, strptime) => {
  expect(strptimeOf(format)).toBe(strptime);
});
