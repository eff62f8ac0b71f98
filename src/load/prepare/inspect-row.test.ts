import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbench, type TestNode, type Workbench } from '../../../test/support/prepared-sheets.ts';
import { childPlaces, findChildren, inspectRow } from './inspect-row.ts';
import { NO_MEMORY, type PrepareContext } from './prepare-context.ts';

const tags: TestNode = { id: 'tags', sheet: 'T', key: ['Code'], fields: { name: { column: 'Name' } } };
const companies: TestNode = {
  id: 'companies',
  sheet: 'C',
  key: ['Country', 'No'],
  fields: { name: { column: 'Name', transforms: ['upper'] }, active: { value: true } },
};
const people: TestNode = {
  id: 'people',
  sheet: 'P',
  key: ['Code'],
  component: 0,
  fields: {
    name: { column: 'Name' },
    parent_id: { reference: { node: 'companies', columns: ['Country', 'Company'] } },
    manager_id: { reference: { node: 'people', columns: ['Boss'] } },
    category_ids: { reference: { node: 'tags', columns: ['Tags'], separator: '|' }, empty: 'clear' },
    group_ids: {
      reference: {
        node: 'tags',
        columns: ['Code'],
        through: { sheet: 'J', from: ['Person'], to: ['Tag'] },
        on_missing: 'empty',
      },
    },
  },
  references: [{ field: 'manager_id', node: 'people', required: false, inComponent: true }],
};
const sheets = {
  T: [
    ['Code', 'Name'],
    ['R', 'Red'],
    ['G', 'Green'],
    ['B', 'Blue'],
  ],
  C: [
    ['Country', 'No', 'Name'],
    ['FR', '1', 'Acme'],
    ['FR', '2', 'Blue'],
    ['DE', '1', 'Crux'],
  ],
  P: [
    ['Code', 'Name', 'Country', 'Company', 'Boss', 'Tags'],
    ['1', 'Ann', 'FR', '1', null, 'R|B'],
    ['2', 'Bob', 'FR', '1', '1', 'G'],
    ['3', 'Cid', 'DE', '1', '1', null],
    ['4', 'Dee', 'FR', '9', '2', 'R|X'],
    ['5', 'Eve', null, null, '9', ' B | R '],
  ],
  J: [
    ['Person', 'Tag'],
    ['1', 'G'],
    ['2', 'R'],
    ['2', 'B'],
    ['8', 'B'],
    ['3', 'Z'],
  ],
} as const;

let whole: Workbench;
let alone: Workbench;
let context: PrepareContext;
beforeAll(async () => {
  const input = { sheets, nodes: [tags, companies, people] };
  whole = await openWorkbench(input);
  alone = await openWorkbench(input);
  for (const id of ['tags', 'companies', 'people']) await whole.prepare([id]);
  const { engine, recipes } = alone;
  context = {
    engine,
    recipes,
    target: null,
    memory: NO_MEMORY,
    creates: { foretold: new Map(), trial: null },
  };
});
afterAll(async () => {
  await whole[Symbol.asyncDispose]();
  await alone[Symbol.asyncDispose]();
});

test.each(['tags', 'companies', 'people'])(
  'a row of %s prepared by itself is what the preparation of the whole run makes of it',
  async (id) => {
    const recipe = alone.recipes.get(id)!;
    for (const row of await whole.rows(id)) {
      const seen = await inspectRow(context, recipe, Number(row.ord));
      expect(seen?.externalId).toBe(row.xid);
      expect(seen?.values).toEqual(recipe.fields.map((_, j) => row[`f${j}`]));
      const keys = recipe.fields.flatMap(({ name }, j) =>
        ((row[`p${j}`] ?? []) as string[]).map((key) => [name, key]),
      );
      expect(seen?.parents.map(({ field, key }) => [field, key])).toEqual(keys);
    }
  },
);

test('cells are told as they stand in the sheet, parents with their place in the run', async () => {
  const seen = await inspectRow(context, alone.recipes.get('people')!, 1);
  expect(seen?.cells).toEqual(
    ['2', 'Bob', 'FR', '1', '1', 'G'].map((value, i) => ({ column: sheets.P[0][i], value })),
  );
  expect(seen?.parents).toEqual([
    { field: 'parent_id', node: 'companies', key: 'FR~~1', ord: 0 },
    { field: 'manager_id', node: 'people', key: '1', ord: 0 },
    { field: 'category_ids', node: 'tags', key: 'G', ord: 1 },
    { field: 'group_ids', node: 'tags', key: 'R', ord: 0 },
    { field: 'group_ids', node: 'tags', key: 'B', ord: 2 },
  ]);
  expect(await inspectRow(context, alone.recipes.get('people')!, 99)).toBeNull();
});

test('a key that only an earlier run knows is a parent without a row', async () => {
  const knownKeys = async () => new Map([['FR~~9', 'shop.companies_FR~~9']]);
  const memory = { ...NO_MEMORY, knownKeys };
  const seen = await inspectRow({ ...context, memory }, alone.recipes.get('people')!, 3);
  expect(seen?.parents[0]).toEqual({ field: 'parent_id', node: 'companies', key: 'FR~~9', ord: null });
});

test.each([
  ['tags', 'B', { category_ids: [0, 4], group_ids: [1] }],
  ['companies', 'FR~~1', { parent_id: [0, 1] }],
  ['people', '1', { manager_id: [1, 2] }],
  ['people', '5', { manager_id: [] }],
])('the children of %s %s are the rows that name it, in pages', async (node, key, expected) => {
  const found: Record<string, number[]> = {};
  for (const place of childPlaces([...alone.recipes.values()], node)) {
    const ords: number[] = [];
    for (let after = -1; ; ) {
      const [next] = await findChildren(alone.engine, place, { key, after, limit: 1 });
      if (next === undefined) break;
      ords.push(next);
      after = next;
    }
    found[place.recipe.fields[place.j]?.name ?? ''] = ords;
  }
  expect(found).toEqual(expected);
});
