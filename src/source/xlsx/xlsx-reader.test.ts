import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type DatasetBench,
  issuesOf,
  manifestOf,
  openDatasetBench,
} from '../../../test/support/stored-dataset.ts';
import { workbookFile, workbookParts } from '../../../test/support/workbook-file.ts';
import { zipFile } from '../../../test/support/zip-file.ts';

let bench: DatasetBench;
beforeAll(async () => {
  bench = await openDatasetBench();
});
afterAll(() => bench.clear());

const HEADER =
  '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c><c r="B1" t="inlineStr"><is><t>value</t></is></c></row>';
const text = (value: string): string => `t="inlineStr"><is><t xml:space="preserve">${value}</t></is></c>`;

async function readValues(cells: readonly string[], draft: object = {}): Promise<(string | number | null)[]> {
  const rows = cells.map(
    (cell, index) =>
      `<row r="${index + 2}"><c r="A${index + 2}" ${text(`k${index}`)}<c r="B${index + 2}" ${cell}</row>`,
  );
  const result = await bench.store({
    'book.xlsx': workbookFile({ sheets: [{ name: 'Data', rows: HEADER + rows.join('') }], ...draft }),
  });
  return (await bench.read(result, 'Data')).map((row) => row[2] ?? null);
}

test('numbers keep their digits, without exponent and binary noise', async () => {
  const raw = [
    '9007199254740993',
    '0.30000000000000004',
    '0.1',
    '1E+20',
    '-1.5E-7',
    '1e309',
    '12.50',
    '-0',
    '1234567890.1234567',
    '007',
  ];
  expect(await readValues(raw.map((value) => `><v>${value}</v></c>`))).toEqual([
    '9007199254740993',
    '0.3',
    '0.1',
    '100000000000000000000',
    '-0.00000015',
    '1e309',
    '12.5',
    '0',
    '1234567890.12346',
    '7',
  ]);
});

test('dates, times and padded digits follow the number format', async () => {
  const formats = [
    'yyyy-mm-dd',
    'dd/mm/yyyy hh:mm',
    '[$-409]h:mm AM/PM',
    '[h]:mm:ss',
    '00000',
    '000\\-00',
    '0.00%',
    '"Day "0',
    'mmm-yy',
    'm',
  ];
  const cells: readonly (readonly [number, string])[] = [
    [1, '43861'],
    [1, '43861.5'],
    [2, '43861'],
    [3, '0.75'],
    [4, '1.5'],
    [5, '123'],
    [6, '1234'],
    [7, '0.155'],
    [8, '7'],
    [9, '43861'],
    [10, '43861'],
    [1, '60'],
    [1, '59'],
    [1, '1'],
    [1, '-3'],
    [2, '43861.99999999'],
  ];
  expect(
    await readValues(
      cells.map(([style, value]) => `s="${style}"><v>${value}</v></c>`),
      { formats },
    ),
  ).toEqual([
    '2020-01-31',
    '2020-01-31 12:00:00',
    '2020-01-31 00:00:00',
    '18:00:00',
    '36:00:00',
    '00123',
    '012-34',
    '0.155',
    '7',
    '2020-01-31',
    '2020-01-31',
    '1900-02-29',
    '1900-02-28',
    '1900-01-01',
    '-3',
    '2020-02-01 00:00:00',
  ]);
});

test('a workbook that counts from 1904 gives the dates it shows', async () => {
  expect(
    await readValues(['s="1"><v>42399</v></c>', 's="1"><v>0</v></c>'], {
      formats: ['yyyy-mm-dd'],
      uses1904: true,
    }),
  ).toEqual(['2020-01-31', '1904-01-01']);
});

test('texts come from shared strings, rich text, inline strings and cached formula values', async () => {
  const strings = [
    '<t>plain</t>',
    '<r><t>rich </t></r><r><rPr/><t>text</t></r><rPh sb="0" eb="1"><t>guide</t></rPh>',
    '<t xml:space="preserve"> 007 </t>',
    '<t>a_x000D_&#10;b &amp; c</t>',
  ];
  const cells = [
    't="s"><v>0</v></c>',
    't="s"><v>1</v></c>',
    't="s"><v>2</v></c>',
    't="s"><v>3</v></c>',
    't="str"><f>A1&amp;"x"</f><v>made</v></c>',
    '><f>1+1</f><v>2</v></c>',
    't="b"><v>1</v></c>',
    't="b"><v>0</v></c>',
    't="d"><v>2020-01-31T00:00:00</v></c>',
    '><f>NOW()</f></c>',
  ];
  expect(await readValues(cells, { strings })).toEqual([
    'plain',
    'rich text',
    ' 007 ',
    'a\r\nb & c',
    'made',
    '2',
    'TRUE',
    'FALSE',
    '2020-01-31',
    '#NOT COMPUTED!',
  ]);
});

test('strict workbooks are read like transitional ones', async () => {
  expect(await readValues(['t="s"><v>0</v></c>'], { strings: ['<t>x</t>'], strict: true })).toEqual(['x']);
});

test('an error cell keeps its error and is named with its address', async () => {
  const result = await bench.store({
    'e.xlsx': workbookFile({
      sheets: [
        {
          name: 'S',
          rows: `${HEADER}<row r="5"><c r="A5" ${text('a')}<c r="B5" t="e"><v>#REF!</v></c></row>`,
        },
      ],
    }),
  });
  expect(await bench.read(result, 'S')).toEqual([[5, 'a', '#REF!']]);
  expect(issuesOf(result)).toEqual([
    expect.objectContaining({
      severity: 'warning',
      code: 'cell_error',
      sheet: 'S',
      row: 5,
      column: 'value',
      value: '#REF!',
      message: expect.stringContaining('Cell B5 of "S"'),
    }),
  ]);
});

test('a formula without its result is no empty cell, one that gives an empty text is', async () => {
  const formula = (cell: string, type: string, rest: string): string =>
    `<c r="${cell}"${type}><f>VLOOKUP(A2,Z:Z,1)</f>${rest}</c>`;
  const result = await bench.store({
    'f.xlsx': workbookFile({
      sheets: [
        {
          name: 'S',
          rows: `${HEADER}<row r="2"><c r="A2" ${text('a')}${formula('B2', '', '<v></v>')}</row>
            <row r="3"><c r="A3" ${text('b')}${formula('B3', '', '')}</row>
            <row r="4"><c r="A4" ${text('c')}${formula('B4', ' t="str"', '<v></v>')}</row>
            <row r="5"><c r="A5" ${text('d')}${formula('B5', ' t="str"', '<v>e</v>')}</row>
            <row r="6">${formula('B6', ' t="e"', '<v>#N/A</v>')}</row>`,
        },
      ],
    }),
  });
  expect(await bench.read(result, 'S')).toEqual([
    [2, 'a', '#NOT COMPUTED!'],
    [3, 'b', '#NOT COMPUTED!'],
    [4, 'c', null],
    [5, 'd', 'e'],
  ]);
  const issues = issuesOf(result);
  expect(issues.map(({ code, row }) => [code, row])).toEqual([
    ['cell_error', 2],
    ['cell_error', 3],
    ['cell_error', 6],
  ]);
  expect(issues[0]?.message).toContain('Open the workbook in a spreadsheet, save it and upload it again');
});

test('merged cells hold their value at the top left only, and are listed', async () => {
  const result = await bench.store({
    'm.xlsx': workbookFile({
      sheets: [
        {
          name: 'S',
          rows: `${HEADER}<row r="2"><c r="A2" ${text('a')}<c r="B2" ${text('both')}</row><row r="3"><c r="A3" ${text('b')}<c r="B3"/></row>`,
          after: '<mergeCells><mergeCell ref="B2:B3"/></mergeCells>',
        },
      ],
    }),
  });
  expect(await bench.read(result, 'S')).toEqual([
    [2, 'a', 'both'],
    [3, 'b', null],
  ]);
  expect(issuesOf(result)[0]).toMatchObject({ code: 'cells_merged', sheet: 'S', row: 2 });
});

test('a cell in the last corner of the sheet costs one cell, not a sheet full', async () => {
  const result = await bench.store({
    'far.xlsx': workbookFile({
      sheets: [
        {
          name: 'S',
          rows: `${HEADER}<row r="2"><c r="A2" ${text('a')}</row><row r="1048576"><c r="XFD1048576" ${text('far')}</row>`,
        },
      ],
    }),
  });
  expect(await bench.read(result, 'S')).toEqual([
    [2, 'a', null, null],
    [1048576, null, null, 'far'],
  ]);
  expect(manifestOf(result).sheets[0]?.columns.map(({ header }) => header)).toEqual([
    'id',
    'value',
    'Column XFD',
  ]);
});

test('title lines and blank rows above the header are skipped and named, trailing blank cells dropped', async () => {
  const rows = `<row r="1"><c r="A1" ${text('Customers 2026')}</row><row r="4"><c r="B4" ${text('id')}<c r="C4" ${text('name')}<c r="D4" ${text('city')}<c r="E4" s="0"/></row><row r="5"><c r="B5" ${text('1')}<c r="C5" ${text('Ann')}<c r="D5" ${text('Ulm')}<c r="G5" ${text('')}</row><row r="6"><c r="B6" ${text(' ')}</row>`;
  const result = await bench.store({ 't.xlsx': workbookFile({ sheets: [{ name: 'S', rows }] }) });
  expect(await bench.read(result, 'S')).toEqual([[5, '1', 'Ann', 'Ulm']]);
  expect(manifestOf(result).sheets[0]?.format.headerRow).toBe(4);
  expect(issuesOf(result)).toEqual([expect.objectContaining({ code: 'rows_above_header', row: 4 })]);
});

test('hidden sheets are listed as hidden, empty ones left out, equal names numbered', async () => {
  const sheet = `${HEADER}<row r="2"><c r="A2" ${text('a')}</row>`;
  const book = workbookFile({
    sheets: [
      { name: 'Seen', rows: sheet },
      { name: 'Kept', rows: sheet, state: 'veryHidden' },
      { name: 'Blank', rows: '' },
    ],
  });
  const result = await bench.store({ 'one.xlsx': book, 'two.xlsx': book });
  expect(manifestOf(result).sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
    ['Seen', false],
    ['Kept', true],
    ['Seen (2)', false],
    ['Kept (2)', true],
  ]);
});

test('rows and cells without addresses follow one another', async () => {
  const rows =
    '<row><c t="inlineStr"><is><t>id</t></is></c><c t="inlineStr"><is><t>n</t></is></c></row><row><c><v>1</v></c><c><v>2</v></c></row>';
  const result = await bench.store({ 'n.xlsx': workbookFile({ sheets: [{ name: 'S', rows }] }) });
  expect(await bench.read(result, 'S')).toEqual([[2, '1', '2']]);
});

test('a sheet wider further down than at its start keeps every cell', async () => {
  const rows = Array.from({ length: 9000 }, (_, index) => {
    const row = index + 2;
    const extra = index === 8999 ? `<c r="F${row}" ${text('late')}` : '';
    return `<row r="${row}"><c r="A${row}" ${text(`k${index}`)}<c r="B${row}"><v>${index}</v></c><c r="C${row}"><v>1</v></c><c r="D${row}"><v>2</v></c>${extra}</row>`;
  });
  const result = await bench.store({
    'w.xlsx': workbookFile({ sheets: [{ name: 'S', rows: HEADER + rows.join('') }] }),
  });
  const [sheet] = manifestOf(result).sheets;
  expect(sheet?.rowCount).toBe(9000);
  expect(sheet?.columns.map(({ header, emptyCells }) => [header, emptyCells])).toEqual([
    ['id', 0],
    ['value', 0],
    ['Column C', 0],
    ['Column D', 0],
    ['Column F', 8999],
  ]);
});

const GOOD = { sheets: [{ name: 'S', rows: `${HEADER}<row r="2"><c r="A2" ${text('a')}</row>` }] };

for (const [what, content, message] of [
  ['a truncated workbook', workbookFile(GOOD).subarray(0, 900), /is damaged or was cut off/],
  ['a DOCTYPE', workbookFile({ ...GOOD, doctype: '<!DOCTYPE x [<!ENTITY a "b">]>' }), /DOCTYPE/],
  ['broken XML', workbookFile({ sheets: [{ name: 'S', rows: '<row r="1"><c>' }] }), /broken XML/],
  [
    'rows out of order',
    workbookFile({ sheets: [{ name: 'S', rows: '<row r="5"/><row r="2"/>' }] }),
    /row "2" follows row 5/,
  ],
  [
    'cells out of order',
    workbookFile({ sheets: [{ name: 'S', rows: '<row r="1"><c r="B1"/><c r="A1"/></row>' }] }),
    /cell "A1" in row 1/,
  ],
  [
    'a cell beyond the last column',
    workbookFile({ sheets: [{ name: 'S', rows: '<row r="1"><c r="ZZZZZZ1"/></row>' }] }),
    /out of place/,
  ],
  [
    'a text that is not there',
    workbookFile({ sheets: [{ name: 'S', rows: '<row r="1"><c r="A1" t="s"><v>7</v></c></row>' }] }),
    /A1 points to a text/,
  ],
  [
    'a part whose checksum is wrong',
    zipFile(
      workbookParts(GOOD).map((part) =>
        part.name.includes('sheet1') ? { ...part, claimedChecksum: 1 } : part,
      ),
    ),
    /checksum of xl\/worksheets\/sheet1.xml/,
  ],
  [
    'a part larger than it claims',
    zipFile(
      workbookParts(GOOD).map((part) => (part.name.includes('sheet1') ? { ...part, claimedSize: 10 } : part)),
    ),
    /is damaged/,
  ],
  [
    'a bomb',
    workbookFile({ ...GOOD, more: [], sheets: [{ name: 'S', rows: ' '.repeat(40_000_000) }] }),
    /more than 100 times its size/,
  ],
  [
    'an old or encrypted workbook',
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]),
    /old Excel file \(.xls\) or a workbook protected/,
  ],
  ['an OpenDocument file', zipFile([{ name: 'mimetype', content: 'application/vnd.oasis' }]), /OpenDocument/],
  [
    'an archive in an archive',
    zipFile([{ name: 'x.zip', content: zipFile([{ name: 'a.csv', content: 'a,b\n1,2\n' }]) }]),
    /archive inside an archive/,
  ],
  [
    'a member that climbs out of the archive',
    zipFile([{ name: '../a.csv', content: 'a,b\n1,2\n' }]),
    /is damaged/,
  ],
] as const) {
  test(`${what} is refused by name, nothing is stored`, async () => {
    const result = await bench.store({ 'bad.xlsx': content });
    expect(result.ok).toBe(false);
    expect(issuesOf(result)[0]).toMatchObject({ severity: 'error', message: expect.stringMatching(message) });
    expect(issuesOf(result)[0]?.message).toContain('bad.xlsx');
  });
}

test('limits on inflated bytes, cells and parts are kept', async () => {
  const book = workbookFile(GOOD);
  for (const limits of [{ maxBytes: 500 }, { maxCells: 0 }, { maxEntries: 2 }]) {
    const result = await bench.store({ 'big.xlsx': book }, {}, limits);
    expect(issuesOf(result)[0]).toMatchObject({ severity: 'error', code: 'file_too_large' });
  }
});

test('macros of a workbook are not looked at', async () => {
  const book = workbookFile({ ...GOOD, more: [{ name: 'xl/vbaProject.bin', content: 'macro' }] });
  expect(await bench.read(await bench.store({ 'm.xlsm': book }), 'S')).toEqual([[2, 'a', null]]);
});

test('an archive of CSV files gives one sheet per file', async () => {
  const archive = zipFile([
    { name: 'in/Orders.csv', content: 'id,n\n1,2\n' },
    { name: 'Lines.tsv', content: 'id\tn\n3\t4\n' },
  ]);
  const result = await bench.store({ 'all.zip': archive });
  expect(manifestOf(result).sheets.map(({ name }) => name)).toEqual(['Orders', 'Lines']);
  expect(await bench.read(result, 'Lines')).toEqual([[2, '3', '4']]);
});
