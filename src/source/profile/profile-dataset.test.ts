import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  columnOf,
  northwindFiles,
  openProfileBench,
  type ProfileBench,
  sheetOf,
} from '../../../test/support/profile-data.ts';
import { workbookFile } from '../../../test/support/workbook-file.ts';
import type { DatasetProfile } from './dataset-profile.ts';

let bench: ProfileBench;
beforeAll(async () => {
  bench = await openProfileBench();
});
afterAll(() => bench.close());

/** A CSV with one column per entry; cells are quoted. */
function csv(columns: Readonly<Record<string, readonly string[]>>): string {
  const names = Object.keys(columns);
  const length = Math.max(...Object.values(columns).map((cells) => cells.length));
  const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  const rows = Array.from({ length }, (_, i) =>
    names.map((name) => quote(columns[name]?.[i] ?? '')).join(','),
  );
  return [names.map(quote).join(','), ...rows].join('\n');
}
const times = (n: number, cell: (i: number) => string) => Array.from({ length: n }, (_, i) => cell(i));

describe('a sheet with traps', () => {
  let profile: DatasetProfile;
  beforeAll(async () => {
    const day = (i: number) => String((i % 9) + 1).padStart(2, '0');
    profile = await bench.profile({
      'messy.csv': csv({
        'Order No': times(100, (i) => String(1001 + i)),
        // 97 month first, of which 50 can be read that way only; 3 day first
        Ordered: times(100, (i) =>
          i < 3 ? `${20 + i}/07/2024` : i < 53 ? `07/${13 + (i % 15)}/2024` : `07/${day(i)}/2024`,
        ),
        Due: times(100, (i) => (i === 41 ? '31.02.2024' : `${day(i)}.12.2023`)),
        Amount: times(100, (i) => (i % 2 === 0 ? `1,${200 + i}.50` : `${i}.25`)),
        German: times(100, (i) =>
          i % 4 === 0 ? `1.${200 + i},50` : i % 4 === 1 ? `1.${200 + i}` : `${i},5`,
        ),
        Grouped: times(100, (i) => `12,${100 + i}`),
        Price: times(100, (i) => (i === 7 ? '7.00' : `€ ${i}.10`)),
        Discount: times(100, (i) => `${i % 10}%`),
        Paid: times(100, (i) => (i === 60 ? 'maybe' : i % 3 === 0 ? 'Yes' : i % 3 === 1 ? 'no' : 'Ja')),
        'E-mail': times(100, (i) => (i === 5 ? 'not an address' : `user${i}@example.com`)),
        Phone: times(100, (i) =>
          i % 4 === 0 ? `02 555 12 ${10 + (i % 90)}` : `+32 2 555 12 ${10 + (i % 90)}`,
        ),
        Site: times(100, (i) => (i % 2 === 0 ? `https://example.com/${i}` : `www.example.org`)),
        SKU: times(100, (i) => (i === 70 ? 'wrong_7' : `AB-${1000 + (i % 60)}`)),
        ZIP: times(100, (i) => String(1000 + i * 83).padStart(5, '0')),
        Delivered: times(100, (i) => `2024-07-0${(i % 9) + 1} 10:${10 + (i % 50)}`),
        Compact: times(100, (i) => `202407${String((i % 30) + 1).padStart(2, '0')}`),
        Weight: times(100, (i) => (i === 30 ? '9999999' : String(20 + (i % 40)))),
        Note: times(
          100,
          (i) => ['  hello', 'two  words', 'Caf&eacute; &amp; Co', 'MÃ¼ller', 'N/A', ''][i % 6] ?? '',
        ),
        Nothing: times(100, () => ''),
      }),
    });
  });

  test.each([
    ['Order No', 'identifier', 1],
    ['Ordered', 'date', 1],
    ['Due', 'date', 0.99],
    ['Amount', 'decimal', 1],
    ['German', 'decimal', 1],
    ['Grouped', 'integer', 1],
    ['Price', 'money', 1],
    ['Discount', 'percentage', 1],
    ['Paid', 'boolean', 0.99],
    ['E-mail', 'email', 0.99],
    ['Phone', 'phone', 1],
    ['Site', 'url', 1],
    ['SKU', 'code', 1],
    ['ZIP', 'code', 1],
    ['Delivered', 'datetime', 1],
    ['Compact', 'date', 1],
    ['Weight', 'integer', 1],
    ['Note', 'text', 1],
    ['Nothing', 'empty', 1],
  ])('the cells of %s are %s', (column, type, typeShare) => {
    expect(columnOf(profile, column)).toMatchObject({ name: column, type, typeShare });
  });

  test('formats are told with their shares; the cells that can be read one way only say how the others are read', () => {
    const formats = (column: string) =>
      columnOf(profile, column).formats.map(({ format, share, example }) => [format, share, example]);
    expect(formats('Ordered')).toEqual([
      ['MM/DD/YYYY', 0.97, '07/16/2024'],
      ['DD/MM/YYYY', 0.03, '20/07/2024'],
    ]);
    expect(columnOf(profile, 'Ordered').dateOrder).toBe('mixed');
    expect(formats('Due')).toEqual([['DD.MM.YYYY', 0.99, '01.12.2023']]);
    expect(columnOf(profile, 'Due').dateOrder).toBe('day_first');
    expect(formats('Amount').map(([format, share]) => [format, share])).toEqual([
      ['1,234.56', 0.5],
      ['1234.56', 0.5],
    ]);
    expect(formats('German').map(([format, share]) => [format, share])).toEqual([
      ['1234,56', 0.5],
      ['1.234,56', 0.25],
      ['1.234', 0.25],
    ]);
    expect(formats('Grouped')).toEqual([['1,234', 1, '12,100']]);
    expect(formats('Price')).toEqual([
      ['€ 1234.56', 0.99, '€ 0.10'],
      ['1234.56', 0.01, '7.00'],
    ]);
    expect(formats('Paid')).toEqual([
      ['yes/no', 0.66, 'Yes'],
      ['ja/nein', 0.33, 'Ja'],
    ]);
    expect(formats('Phone').map(([format, share]) => [format, share])).toEqual([
      ['international', 0.75],
      ['national', 0.25],
    ]);
    expect(formats('Delivered')).toEqual([['YYYY-MM-DD HH:mm', 1, '2024-07-01 10:10']]);
    expect(formats('Compact')).toEqual([['YYYYMMDD', 1, '20240701']]);
  });

  test.each([
    ['Order No', '1001', '1100'],
    ['Ordered', '2024-07-01', '2024-07-27'],
    ['Due', '2023-12-01', '2023-12-09'],
    ['Amount', '1.25', '1298.50'],
    ['German', '2.5', '1297'],
    ['Grouped', '12100', '12199'],
    ['Price', '0.10', '99.10'],
    ['Delivered', '2024-07-01 10:10:00', '2024-07-09 10:58:00'],
    ['Note', 'Caf&eacute; &amp; Co', 'two  words'],
    ['Nothing', null, null],
  ])('the lowest and the highest of %s go by the type', (column, min, max) => {
    expect(columnOf(profile, column)).toMatchObject({ min, max });
  });

  test.each([
    ['Due', [{ row: 43, value: '31.02.2024', reason: 'no such day' }]],
    ['Paid', [{ row: 62, value: 'maybe', reason: 'neither yes nor no' }]],
    ['E-mail', [{ row: 7, value: 'not an address', reason: 'no e-mail address' }]],
    ['SKU', [{ row: 72, value: 'wrong_7', reason: 'not written like A+-9+' }]],
    ['Weight', [{ row: 32, value: '9999999', reason: 'far above the other numbers' }]],
    ['Amount', []],
  ])('cells unlike the rest of %s are told with their rows', (column, outliers) => {
    expect(columnOf(profile, column).outliers).toEqual(outliers);
  });

  test('flaws of writing are counted; null tokens are no values', () => {
    const note = columnOf(profile, 'Note');
    expect(note).toMatchObject({ filled: 68, nulls: 32, distinct: 4, minLength: 7, maxLength: 20 });
    expect(note.flaws).toEqual([
      { flaw: 'outer_spaces', rows: 17, samples: ['  hello'] },
      { flaw: 'inner_spaces', rows: 17, samples: ['two  words'] },
      { flaw: 'html_entities', rows: 17, samples: ['Caf&eacute; &amp; Co'] },
      { flaw: 'mojibake', rows: 17, samples: ['MÃ¼ller'] },
      { flaw: 'null_token', rows: 16, samples: ['N/A'] },
    ]);
    expect(columnOf(profile, 'Phone').flaws).toEqual([]);
  });

  test('patterns, samples and frequent values', () => {
    const sku = columnOf(profile, 'SKU');
    expect(sku.patterns).toEqual([
      { pattern: 'A+-9+', share: 0.99, example: 'AB-1000' },
      { pattern: 'a+_9', share: 0.01, example: 'wrong_7' },
    ]);
    expect(sku.samples).toEqual(times(10, (i) => `AB-${1000 + i}`));
    expect(columnOf(profile, 'Discount').values.slice(0, 2)).toEqual([
      { value: '0%', rows: 10 },
      { value: '1%', rows: 10 },
    ]);
    expect(columnOf(profile, 'Discount').values).toHaveLength(10);
  });
});

test('dates that can all be read both ways are day first, and that is said', async () => {
  const profile = await bench.profile({
    'a.csv': csv({
      Id: ['a1', 'a2', 'a3'],
      Date: ['01/02/2024', '03/04/2024', '05/06/2024'],
      Month: ['4 Jul 1996', '5 August 1996', '6 Jul 1996'],
    }),
  });
  expect(columnOf(profile, 'Date')).toMatchObject({ type: 'date', dateOrder: 'unknown', max: '2024-06-05' });
  expect(columnOf(profile, 'Month').formats.map(({ format }) => format)).toEqual([
    'DD MMM YYYY',
    'DD MMMM YYYY',
  ]);
});

test('names that are the same but for writing stand in one group, repeated categories do not', async () => {
  const names = [
    'Acme Ltd.',
    'ACME Limited',
    'Société Générale',
    'Societe Generale S.A.',
    'Beta GmbH',
    'Gamma',
    'Gamma',
    'Doe, John',
    'John Doe',
    ...times(30, (i) => `Firm ${String.fromCharCode(65 + (i % 26))}${i}`),
  ];
  const profile = await bench.profile({
    'a.csv': csv({ Name: names, Kind: names.map((_, i) => (i % 2 ? 'Retail shop' : 'Wholesale')) }),
  });
  expect(sheetOf(profile).duplicates).toEqual([
    {
      column: 'Name',
      row: 2,
      values: [
        { value: 'Acme Ltd.', rows: 1 },
        { value: 'ACME Limited', rows: 1 },
      ],
    },
    {
      column: 'Name',
      row: 4,
      values: [
        { value: 'Société Générale', rows: 1 },
        { value: 'Societe Generale S.A.', rows: 1 },
      ],
    },
    {
      column: 'Name',
      row: 9,
      values: [
        { value: 'Doe, John', rows: 1 },
        { value: 'John Doe', rows: 1 },
      ],
    },
    { column: 'Name', row: 7, values: [{ value: 'Gamma', rows: 2 }] },
  ]);
});

test('problems of headers, and rows that are there twice', async () => {
  const profile = await bench.profile({
    'a.csv':
      'Name,Name,,E mail,e-mail,"Ship\nTo"\nAnn,x,1,a@b.c,b@c.d,here\nBob,y,2,c@d.e,d@e.f,there\nAnn,x,1,a@b.c,b@c.d,here\n',
    'b.csv': '1,Ann,2020-01-01\n2,Bob,2020-02-01\n3,Cy,2020-03-01\n',
  });
  const problems = (sheet: string) =>
    sheetOf(profile, sheet).headerProblems.map(({ problem, column }) => [problem, column]);
  expect(problems('a')).toEqual([
    ['missing', 'Column C'],
    ['duplicate', 'Name'],
    ['spaces', 'Ship\nTo'],
    ['similar', 'e-mail'],
  ]);
  expect(problems('b')).toEqual([['none', null]]);
  expect(sheetOf(profile, 'a').duplicateRows).toBe(1);
});

test.each([
  ['CSV', 'csv'],
  ['XLSX', 'xlsx'],
])('the header below a title of a %s is told with its reason', async (_, ending) => {
  const rows = [
    ['Acme Inc.'],
    ['Filters', 'Status = Open'],
    [],
    ['Invoice', 'Customer', 'Due', 'Amount'],
    ['1001', 'Ann', '2024-01-31', '12.50'],
    ['1002', 'Bob', '2024-02-29', '7.25'],
  ];
  const file =
    ending === 'csv'
      ? rows.map((cells) => cells.join(',')).join('\n')
      : workbookFile({ sheets: [sheetFile(rows)] });
  const sheet = sheetOf(await bench.profile({ [`a.${ending}`]: file }));
  expect(sheet.columns.map(({ name }) => name)).toEqual(['Invoice', 'Customer', 'Due', 'Amount']);
  expect(sheet.headerProblems).toEqual([
    {
      column: null,
      problem: 'rows_above',
      headerRow: 4,
      message: expect.stringMatching(/is row 4: .*What stands above it \(row 1, 2\) is not read/),
    },
  ]);
});

function sheetFile(rows: readonly (readonly string[])[]) {
  const cell = (text: string, row: number, at: number) =>
    `<c r="${'ABCD'[at]}${row}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const xml = rows.map(
    (cells, i) => `<row r="${i + 1}">${cells.map((text, at) => cell(text, i + 1, at)).join('')}</row>`,
  );
  return { name: 'a', rows: xml.join('') };
}

test('three columns name a row together where two do not', async () => {
  const rows = Array.from({ length: 60 }, (_, i) => i);
  const profile = await bench.profile({
    'a.csv': csv({
      Year: rows.map((i) => String(2020 + (i % 3))),
      Store: rows.map((i) => `S${Math.floor(i / 3) % 4}`),
      Line: rows.map((i) => String(Math.floor(i / 12))),
      Amount: rows.map((i) => `${i * 7}.50`),
    }),
  });
  expect(sheetOf(profile).keys).toEqual([{ columns: ['Year', 'Store', 'Line'], uniqueShare: 1 }]);
});

describe('Northwind', () => {
  let profile: DatasetProfile;
  beforeAll(async () => {
    profile = await bench.profile(await northwindFiles());
  });

  test.each([
    ['categories', 'categoryID'],
    ['customers', 'customerID'],
    ['employees', 'employeeID'],
    ['orders', 'orderID'],
    ['products', 'productID'],
    ['regions', 'regionID'],
    ['shippers', 'shipperID'],
    ['suppliers', 'supplierID'],
    ['territories', 'territoryID'],
    ['order_details', 'orderID+productID'],
  ])('the best key of %s is %s', (sheet, key) => {
    const [best] = sheetOf(profile, sheet).keys;
    expect(best).toEqual({ columns: key.split('+'), uniqueShare: 1 });
  });

  test('what refers to what is found, counts that fit by accident are not', () => {
    const found = profile.references.map(
      ({ from, to }) => `${from.sheet}.${from.column} ${to.sheet}.${to.column}`,
    );
    expect(found).toEqual([
      'employee_territories.employeeID employees.employeeID',
      'employee_territories.territoryID territories.territoryID',
      'employees.reportsTo employees.employeeID',
      'order_details.orderID orders.orderID',
      'order_details.productID products.productID',
      'orders.customerID customers.customerID',
      'orders.employeeID employees.employeeID',
      'orders.shipVia shippers.shipperID',
      'orders.shipName customers.companyName',
      'orders.shipAddress customers.address',
      'orders.shipPostalCode customers.postalCode',
      'products.supplierID suppliers.supplierID',
      'products.categoryID categories.categoryID',
      'territories.territoryID employee_territories.territoryID',
      'territories.regionID regions.regionID',
    ]);
  });

  test('types, null tokens and values of its columns', () => {
    const types = (sheet: string) =>
      sheetOf(profile, sheet).columns.map(({ name, type }) => `${name} ${type}`);
    expect(types('products')).toEqual([
      'productID identifier',
      'productName text',
      'supplierID integer',
      'categoryID integer',
      'quantityPerUnit text',
      'unitPrice decimal',
      'unitsInStock integer',
      'unitsOnOrder integer',
      'reorderLevel integer',
      'discontinued boolean',
    ]);
    expect(columnOf(profile, 'shippedDate', 'orders')).toMatchObject({
      type: 'date',
      filled: 809,
      nulls: 21,
      min: '1996-07-10',
      max: '1998-05-06',
      formats: [{ format: 'YYYY-MM-DD HH:mm:ss.SSS', share: 1 }],
      flaws: [{ flaw: 'null_token', rows: 21, samples: ['NULL'] }],
    });
    expect(columnOf(profile, 'country', 'customers').values.slice(0, 2)).toEqual([
      { value: 'USA', rows: 13 },
      { value: 'Germany', rows: 11 },
    ]);
  });
});
