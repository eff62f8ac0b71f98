import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorkbench, type TestNode, type WorkbenchInput } from '../../../test/support/prepared-sheets.ts';
import type { NodeReference } from '../../mapping/field-mapping.ts';
import { type OpenEngine, openEngine } from '../../source/engine-client.ts';
import { NO_MEMORY } from './prepare-context.ts';

let engine: OpenEngine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

const bench = (input: Omit<WorkbenchInput, 'engine'>) => openWorkbench({ ...input, engine });

describe('rows of another node', () => {
  const parents: TestNode = {
    id: 'parents',
    sheet: 'P',
    key: ['Code'],
    fields: { name: { column: 'Code' } },
  };
  const child = (reference: NodeReference, empty?: 'clear' | { default: string }): TestNode => ({
    id: 'children',
    sheet: 'C',
    key: ['K'],
    fields: { parent_id: { reference, ...(empty ? { empty } : {}) } },
  });

  test('a composite key matches part by part, and a half-filled one is told', async () => {
    const work = await bench({
      sheets: {
        P: [
          ['Year', 'No'],
          ['24', '1'],
          ['2', '41'],
        ],
        C: [
          ['K', 'Y', 'N'],
          ['a', '24', '1'],
          ['b', '2', '41'],
          ['c', '24', null],
          ['d', null, null],
        ],
      },
      nodes: [
        { ...parents, key: ['Year', 'No'], fields: {} },
        child({ node: 'parents', columns: ['Y', 'N'] }),
      ],
    });
    await work.prepare(['parents']);
    await work.prepare(['children']);
    expect(await work.rows('children')).toMatchObject([
      { f0: 'shop.parents_24~~1', p0: ['24~~1'] },
      { f0: 'shop.parents_2~~41', p0: ['2~~41'] },
      { f0: null, outcome: 'rejected' },
      { f0: null, outcome: null, sig: '0' },
    ]);
    expect(await work.issues('children')).toMatchObject([
      { code: 'reference_not_found', row: 4, column: 'Y, N', value: '24', field: 'parent_id' },
    ]);
  });

  test('the parent is named by its given external ID', async () => {
    const work = await bench({
      sheets: {
        P: [
          ['Code', 'Xid'],
          ['A', 'old.a'],
          ['B', null],
        ],
        C: [
          ['K', 'P'],
          ['1', 'A'],
          ['2', 'B'],
        ],
      },
      nodes: [
        { ...parents, data: { external_id_column: 'Xid' } },
        child({ node: 'parents', columns: ['P'] }),
      ],
    });
    await work.prepare(['parents']);
    await work.prepare(['children']);
    expect((await work.rows('children')).map((row) => row.f0)).toEqual(['old.a', 'shop.parents_B']);
  });

  test('a rejected parent still resolves, a skipped repetition is one parent, a filtered row is none', async () => {
    const work = await bench({
      sheets: {
        P: [
          ['Code', 'Rank', 'Use'],
          ['A', 'x', 'y'],
          ['B', '1', 'y'],
          ['B', '2', 'y'],
          ['C', '3', 'n'],
        ],
        C: [
          ['K', 'P'],
          ['1', 'A'],
          ['2', 'B'],
          ['3', 'C'],
        ],
      },
      nodes: [
        {
          ...parents,
          fields: { rank: { column: 'Rank' } },
          data: { distinct: true, filter: [{ column: 'Use', op: 'equals', value: 'y' }] },
        },
        child({ node: 'parents', columns: ['P'] }),
      ],
      schema: { 'x.parents': { rank: { type: 'integer' } } },
    });
    await work.prepare(['parents']);
    await work.prepare(['children']);
    expect(await work.rows('children')).toMatchObject([
      { ord: 0, p0: ['A'], outcome: null },
      { ord: 1, p0: ['B'], outcome: null },
      { ord: 2, p0: null, outcome: 'rejected' },
    ]);
  });

  test('a key that only an earlier run knows is taken from the key map', async () => {
    const asked: (readonly string[])[] = [];
    const work = await bench({
      sheets: {
        P: [['Code'], ['A']],
        C: [
          ['K', 'P'],
          ['1', 'A'],
          ['2', 'Old_1'],
          ['3', 'Gone'],
        ],
      },
      nodes: [parents, child({ node: 'parents', columns: ['P'] })],
    });
    await work.prepare(['parents']);
    await work.prepare(['children'], {
      memory: {
        ...NO_MEMORY,
        knownKeys: (node, keys) => {
          asked.push([node, ...keys]);
          return Promise.resolve(new Map([['Old~5F1', 'shop.parents_Old~5F1']]));
        },
      },
    });
    expect(asked).toEqual([['parents', 'Gone', 'Old~5F1']]);
    expect((await work.rows('children')).map((row) => row.f0)).toEqual([
      'shop.parents_A',
      'shop.parents_Old~5F1',
      null,
    ]);
    expect(await work.issues('children')).toMatchObject([{ row: 4, value: 'Gone' }]);
  });

  test('value map, default and on_missing work on the key', async () => {
    const reference: NodeReference = {
      node: 'parents',
      columns: [{ column: 'P', transforms: ['upper'] }],
      value_map: { ALPHA: 'A' },
      on_missing: 'empty',
    };
    const sheets = {
      P: [['Code'], ['A'], ['B']],
      C: [
        ['K', 'P'],
        ['1', 'alpha'],
        ['2', null],
        ['3', 'zz'],
      ],
    };
    const filled = await bench({ sheets, nodes: [parents, child(reference, { default: 'B' })] });
    await filled.prepare(['parents']);
    await filled.prepare(['children']);
    expect((await filled.rows('children')).map((row) => row.f0)).toEqual([
      'shop.parents_A',
      'shop.parents_B',
      null,
    ]);
    const cleared = await bench({ sheets, nodes: [parents, child(reference, 'clear')] });
    await cleared.prepare(['parents']);
    await cleared.prepare(['children']);
    expect((await cleared.rows('children')).map((row) => row.f0)).toEqual(['shop.parents_A', '', '']);
    expect(await cleared.issues('children')).toEqual([]);
  });

  test('several keys in a cell become a list without repetitions, and each missing one is told', async () => {
    const work = await bench({
      sheets: {
        P: [['Code'], ['A'], ['B b']],
        C: [
          ['K', 'P'],
          ['1', ' B b ;A;;B b'],
          ['2', 'A; X; Y'],
          ['3', ' ; '],
          ['4', null],
        ],
      },
      nodes: [parents, child({ node: 'parents', columns: ['P'], separator: ';' }, 'clear')],
    });
    await work.prepare(['parents']);
    await work.prepare(['children']);
    expect(await work.rows('children')).toMatchObject([
      { f0: 'shop.parents_B~20b,shop.parents_A', p0: ['B~20b', 'A'] },
      { outcome: 'rejected' },
      { f0: '', p0: null },
      { f0: '' },
    ]);
    expect((await work.issues('children')).map(({ row, value, column }) => [row, value, column])).toEqual([
      [3, 'X', 'P'],
      [3, 'Y', 'P'],
    ]);
  });

  test('a junction sheet gives each row its keys, and rows that link nothing are a warning', async () => {
    const work = await bench({
      sheets: {
        P: [['Code'], ['01'], ['02']],
        C: [['K'], ['e1'], ['e2'], ['e3']],
        J: [
          ['Emp', 'Ter'],
          ['e1', '02'],
          ['e1', '01'],
          ['e2', '99'],
          ['e9', '01'],
          ['e1', '02'],
        ],
      },
      nodes: [
        parents,
        child({ node: 'parents', columns: ['K'], through: { sheet: 'J', from: ['Emp'], to: ['Ter'] } }),
      ],
    });
    await work.prepare(['parents']);
    const [counts] = await work.prepare(['children']);
    expect(await work.rows('children')).toMatchObject([
      { f0: 'shop.parents_02,shop.parents_01', p0: ['02', '01'] },
      { f0: null, outcome: 'rejected' },
      { f0: null, outcome: null },
    ]);
    expect(await work.issues('children')).toMatchObject([
      {
        row: 3,
        value: '99',
        column: 'Ter',
        message:
          'Row 3 of "C", column "Ter": row 4 of "J" names "99", but no row of "parents" has the key "99" in sheet "P". Add it there or fix the cell.',
      },
    ]);
    expect(counts?.warnings).toMatchObject([
      {
        severity: 'warning',
        sheet: 'J',
        row: 5,
        column: 'Emp',
        message: expect.stringContaining('1 row of "J" (5)'),
      },
    ]);
  });
});
