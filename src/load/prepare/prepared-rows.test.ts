import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbench, type TestNode, type Workbench } from '../../../test/support/prepared-sheets.ts';
import { type OpenEngine, openEngine } from '../../source/engine-client.ts';
import type { PreparedRun } from '../prepared-run.ts';
import { openPreparedRows } from './prepared-rows.ts';
import { readPrepared } from './read-prepared.ts';

let engine: OpenEngine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

const tree: TestNode = {
  id: 'tree',
  sheet: 'T',
  key: ['K'],
  component: 0,
  references: [{ field: 'parent_id', node: 'tree', required: false, inComponent: true }],
  fields: {
    name: { column: 'Name' },
    parent_id: { reference: { node: 'tree', columns: ['P'] } },
  },
};

async function open(
  node: TestNode,
  rows: readonly (readonly (string | null)[])[],
): Promise<[Workbench, PreparedRun]> {
  const work = await openWorkbench({ engine, sheets: { T: [['K', 'Name', 'P'], ...rows] }, nodes: [node] });
  await work.prepare([node.id]);
  await engine.run('DROP TABLE IF EXISTS settled0; DROP TABLE IF EXISTS bad0');
  return [work, await openPreparedRows(engine, [...work.recipes.values()])];
}

async function rowsOf(
  run: PreparedRun,
  generation: number,
  size = 10,
): Promise<readonly (readonly string[])[]> {
  const [step] = run.steps;
  const parts: string[][] = [];
  for await (const part of run.rows(step!, generation, () => size)) parts.push(part.map((row) => row.key));
  return parts;
}

test('rows come by generation, in parts that send the same fields', async () => {
  const [, run] = await open(tree, [
    ['a', 'A', null],
    ['b', null, null],
    ['c', 'C', 'a'],
    ['d', 'D', 'c'],
    ['e', 'E', null],
    ['f', 'F', null],
  ]);
  expect(await run.lastGeneration(run.steps)).toBe(2);
  expect(await rowsOf(run, 0, 2)).toEqual([['b'], ['a', 'e'], ['f']]);
  expect(await rowsOf(run, 1)).toEqual([['c']]);
  expect(await rowsOf(run, 2)).toEqual([['d']]);
  const [row] = await run.rowsByOrd(run.steps[0]!, [3]);
  expect(row).toEqual({
    ord: 3,
    srcRow: 5,
    key: 'd',
    externalId: 'shop.tree_d',
    values: ['D', 'shop.tree_c'],
    recordId: null,
  });
});

test('rows settled before are left out', async () => {
  const [, run] = await open(tree, [
    ['a', 'A', null],
    ['b', 'B', null],
    ['c', 'C', 'a'],
  ]); // prettier-ignore
  await run.markSettled(run.steps[0]!, [0]);
  expect(await rowsOf(run, 0)).toEqual([['b']]);
});

test('a row whose parent was rejected is blocked, and so is its child', async () => {
  const [, run] = await open(tree, [
    ['a', 'A', 'nobody'],
    ['b', 'B', 'a'],
    ['c', 'C', 'b'],
    ['d', 'D', null],
  ]); // prettier-ignore
  const [step] = run.steps;
  expect(await run.blocked(step!, 1)).toEqual([{ ord: 1, node: 'tree', key: 'a' }]);
  await run.markBad(step!, [1]);
  expect(await rowsOf(run, 1)).toEqual([]);
  expect(await run.blocked(step!, 2)).toEqual([{ ord: 2, node: 'tree', key: 'b' }]);
  expect(await rowsOf(run, 0)).toEqual([['d']]);
});

test('a skipped repetition without a record blocks no child of its key', async () => {
  const [, run] = await open({ ...tree, data: { distinct: true } }, [
    ['a', 'A', null],
    ['a', 'again', null],
    ['b', 'B', 'a'],
  ]); // prettier-ignore
  await run.markSettled(run.steps[0]!, [1]);
  await run.markBad(run.steps[0]!, [1]);
  expect(await run.blocked(run.steps[0]!, 1)).toEqual([]);
  expect(await rowsOf(run, 1)).toEqual([['b']]);
});

test('a cycle of rows is cut at one field, which is kept for a second write', async () => {
  const [work, run] = await open(tree, [
    ['a', 'A', 'b'],
    ['b', 'B', 'a'],
    ['s', 'Self', 's'],
  ]); // prettier-ignore
  const [step] = run.steps;
  const deferred = await run.deferred(step!);
  expect(deferred).toHaveLength(2);
  const cut = deferred.find((row) => row.key !== 's')!;
  expect(deferred.find((row) => row.key === 's')?.values).toEqual([null, 'shop.tree_s']);
  expect(cut.values).toEqual([null, cut.key === 'a' ? 'shop.tree_b' : 'shop.tree_a']);
  const rows = await work.rows('tree');
  expect(rows[cut.ord]).toMatchObject({ sig: '10', gen: 0, f1: null, p1: null });
  expect(rows[1 - cut.ord]).toMatchObject({ sig: '11', gen: 1 });
  expect(await run.deferredToBad(step!)).toEqual([]);
  await run.markBad(step!, [1 - cut.ord]);
  expect(await run.deferredToBad(step!)).toMatchObject([{ ord: cut.ord, node: 'tree' }]);
});

test('a cycle that no field can be left out of is an issue on its rows', async () => {
  const [work] = await open(
    { ...tree, references: [{ field: 'parent_id', node: 'tree', required: true, inComponent: true }] },
    [
      ['a', 'A', 'b'],
      ['b', 'B', 'a'],
      ['c', 'C', null],
    ], // prettier-ignore
  );
  expect((await work.issues('tree')).map(({ code, row }) => [code, row])).toEqual([
    ['reference_cycle', 2],
    ['reference_cycle', 3],
  ]);
  expect((await work.rows('tree')).map((row) => row.outcome)).toEqual(['rejected', 'rejected', null]);
});

test('prepared rows are read in sheet order with their outcome', async () => {
  const [work] = await open(tree, [
    ['a', 'A', null],
    [null, 'B', null],
    ['c', 'C', 'a'],
  ]); // prettier-ignore
  const rows = [];
  for await (const part of readPrepared(engine, work.recipes.get('tree')!)) rows.push(...part);
  expect(rows).toEqual([
    { ord: 0, srcRow: 2, key: 'a', generation: 0, outcome: null, rule: null, recordId: null },
    { ord: 1, srcRow: 3, key: '', generation: 0, outcome: 'rejected', rule: null, recordId: null },
    { ord: 2, srcRow: 4, key: 'c', generation: 1, outcome: null, rule: null, recordId: null },
  ]);
});
