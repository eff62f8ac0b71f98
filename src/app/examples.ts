import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../util/package-root.ts';
import type { DatasetCases } from './dataset-cases.ts';
import type { Example, ExampleCases } from './example-cases.ts';
import { refuse } from './refuse.ts';

/** Data to try the product with; they lie in `examples/<id>/`. */
const EXAMPLES: readonly (Example & { readonly folder: string })[] = [
  {
    id: 'address-book',
    title: 'Address book',
    description:
      'Companies and people, eleven rows, with the mistakes that such lists have: some rows will be rejected.',
    rows: 11,
    sheets: ['companies', 'people'],
    folder: 'data',
  },
  {
    id: 'northwind',
    title: 'Northwind Traders',
    description:
      'The whole book of a small wholesaler as one workbook: customers, suppliers, employees, products, orders.',
    rows: 3_308,
    sheets: [
      'categories',
      'customers',
      'employee_territories',
      'employees',
      'order_details',
      'orders',
      'products',
      'regions',
      'shippers',
      'suppliers',
      'territories',
    ],
    folder: 'workbook',
  },
];

export function exampleCases(datasets: Pick<DatasetCases, 'create'>): ExampleCases {
  return {
    list: () =>
      EXAMPLES.map(({ id, title, description, rows, sheets }) => ({ id, title, description, rows, sheets })),
    createDataset: async (id) => {
      const example = EXAMPLES.find((one) => one.id === id);
      if (!example) {
        const known = EXAMPLES.map((one) => one.id).join(', ');
        return refuse('not_found', `Example ${id} not found. There are ${known}.`);
      }
      const folder = join(packageRoot(), 'examples', id, example.folder);
      const names = (await readdir(folder)).sort();
      const files = names.map((name) => ({ name, path: join(folder, name) }));
      return datasets.create({ name: example.title, files });
    },
  };
}
