import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { FieldSchema, ModelSchema, SchemaSnapshot } from '../../src/mapping/target-schema.ts';
import type { GraphSpec } from '../../src/plan/graph-spec.ts';
import { toCsv } from '../csv.ts';

/** Ranks of the tree below one another: the row at the top, and eleven below it. */
const LEVELS = 12;
const REGIONS = 200;
const LINES_PER_WRITE = 5000;

export const SHEET = 'customers';
const HEADERS = [
  'Region',
  'Number',
  'Name',
  'City',
  'Zip',
  'Country',
  'Parent region',
  'Parent',
  'Email',
  'Phone',
  'Limit',
  'Since',
  'Active',
  'Discount',
  'Notes',
];

/** Writes the sheet; made by counting, so the same number gives the same file. A row and those below it are of one region. */
export async function writeSheet(path: string, rows: number): Promise<void> {
  const file = createWriteStream(path);
  file.write(toCsv([HEADERS]));
  for (let from = 0; from < rows; from += LINES_PER_WRITE) {
    const count = Math.min(LINES_PER_WRITE, rows - from);
    const text = toCsv(Array.from({ length: count }, (_, i) => line(from + i)));
    if (!file.write(text)) await new Promise<void>((resolve) => file.once('drain', resolve));
  }
  file.end();
  await finished(file);
}

function line(index: number): readonly string[] {
  const family = Math.floor(index / LEVELS);
  const rank = index % LEVELS;
  const region = `R${family % REGIONS}`;
  const day = String(1 + (index % 28)).padStart(2, '0');
  return [
    region,
    ` ${index} `,
    `müller  &  söhne ${index}`,
    index % 3 === 0 ? 'zürich' : 'LIÈGE',
    String(index % 100_000).padStart(5, '0'),
    index % 2 === 0 ? 'UK' : 'Belgium',
    rank === 0 ? '' : region,
    rank === 0 ? '' : String(index - 1),
    `Office${index}@Example.COM`,
    `+32 2 ${index}`,
    `${1 + (index % 900)}.${String(index % 1000).padStart(3, '0')},50`,
    `${day}/0${1 + (index % 9)}/2024`,
    index % 5 === 0 ? 'nein' : 'ja',
    `0.${index % 10}5`,
    index % 4 === 0 ? 'N/A' : 'as agreed',
  ];
}

/** Ten transforms, two references of which one is to the own sheet, a key of two columns. */
export const graph: GraphSpec = {
  name: 'Wide',
  namespace: 'wide',
  nodes: [
    {
      id: 'regions',
      type: 'model',
      data: {
        odooModel: 'res.partner.category',
        sheet: SHEET,
        distinct: true,
        key: ['Region'],
        fields: { name: { column: 'Region' } },
      },
    },
    {
      id: 'customers',
      type: 'model',
      data: {
        odooModel: 'res.partner',
        sheet: SHEET,
        key: ['Region', 'Number'],
        fields: {
          name: { column: 'Name', transforms: ['collapse_spaces', 'title'] },
          city: { column: 'City', transforms: ['lower', 'title'] },
          zip: { column: 'Zip' },
          ref: { column: 'Country', value_map: { UK: 'GB', Belgium: 'BE' } },
          email: { column: 'Email', transforms: ['lower', 'email'] },
          phone: { column: 'Phone', transforms: [{ name: 'prefix', text: 'tel. ' }] },
          partner_latitude: {
            column: 'Limit',
            transforms: [{ name: 'number', decimal: ',', thousands: '.' }],
          },
          date: { column: 'Since', transforms: [{ name: 'date', formats: ['%d/%m/%Y'] }] },
          active: { column: 'Active', transforms: [{ name: 'boolean', yes: ['ja'], no: ['nein'] }] },
          partner_longitude: { column: 'Discount', transforms: [{ name: 'scale', factor: 100 }] },
          comment: { column: 'Notes', null_tokens: ['N/A'] },
          category_id: { reference: { node: 'regions', columns: ['Region'] } },
          parent_id: { reference: { node: 'customers', columns: ['Parent region', 'Parent'] } },
        },
      },
    },
  ],
};

/** What Odoo would say of the two models, as far as the graph asks. */
export const snapshot: SchemaSnapshot = {
  serverVersion: '19.0',
  majorVersion: 19,
  database: 'bench',
  installedModules: null,
  languages: ['en_US'],
  hash: '',
  models: {
    'res.partner.category': modelOf('res.partner.category', { name: { type: 'char', required: true } }),
    'res.partner': modelOf('res.partner', {
      ...Object.fromEntries(
        ['name', 'city', 'zip', 'ref', 'email', 'phone'].map((name) => [name, { type: 'char' as const }]),
      ),
      partner_latitude: { type: 'float', digits: [10, 7] },
      partner_longitude: { type: 'float', digits: [10, 7] },
      date: { type: 'date' },
      active: { type: 'boolean' },
      comment: { type: 'text' },
      category_id: { type: 'many2many', relation: 'res.partner.category' },
      parent_id: { type: 'many2one', relation: 'res.partner' },
    }),
  },
};

function modelOf(
  model: string,
  fields: Readonly<Record<string, Partial<FieldSchema> & Pick<FieldSchema, 'type'>>>,
): ModelSchema {
  const rights = { read: true, create: true, write: true, unlink: true };
  const described = Object.entries(fields).map(
    ([name, field]) =>
      [name, { name, label: name, required: false, readonly: false, store: true, ...field }] as const,
  );
  return { model, rights, fields: Object.fromEntries(described) };
}
