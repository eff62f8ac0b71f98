import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Engine } from '../../source/engine.ts';
import { openEngine } from '../../source/engine-client.ts';
import { type LayeredRows, layerRows } from './layer-rows.ts';

type Link = readonly [cs: number, co: number, ps: number, po: number, field: string, deferrable: boolean];

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ memoryLimitMb: 512 });
  await engine.run(`
    CREATE TABLE issues(step INTEGER, ord BIGINT, src_row BIGINT, severity VARCHAR, code VARCHAR, field VARCHAR, col VARCHAR,
      value VARCHAR, message VARCHAR, candidates VARCHAR[]);
    CREATE TABLE links(cs INTEGER, co BIGINT, ps INTEGER, po BIGINT, field VARCHAR, "deferrable" BOOLEAN);
    CREATE TABLE rows0 AS SELECT range AS ord, range + 2 AS src_row FROM range(100);
    CREATE TABLE rows1 AS SELECT range AS ord, range + 2 AS src_row FROM range(100);`);
});
afterAll(() => engine.close());
beforeEach(() => engine.run('DROP TABLE IF EXISTS gens; DROP TABLE IF EXISTS deferred; DELETE FROM issues'));

async function layer(links: readonly Link[], steps: readonly number[] = [0]): Promise<LayeredRows> {
  await engine.run('DELETE FROM links');
  await engine.append('links', links);
  return layerRows(engine, {
    steps: steps.map((index) => ({ index, sheet: `Sheet ${index}`, rows: `rows${index}` })),
  });
}

async function gens(): Promise<Readonly<Record<string, number>>> {
  const rows = await engine.rows<{ step: number; ord: number; gen: number }>('FROM gens ORDER BY step, ord');
  return Object.fromEntries(rows.map((row) => [`${row.step}/${row.ord}`, row.gen]));
}

async function deferred(): Promise<readonly string[]> {
  const rows = await engine.rows<{ step: number; ord: number; field: string }>(
    'FROM deferred ORDER BY step, ord, field',
  );
  return rows.map((row) => `${row.step}/${row.ord} ${row.field}`);
}

const stuckRows = () =>
  engine.rows<{ step: number; ord: number; src_row: number; field: string; message: string }>(
    `SELECT step, ord, src_row, field, message FROM issues WHERE code = 'reference_cycle' ORDER BY step, ord`,
  );

test('a manager comes one generation before those who report to him', async () => {
  const result = await layer([
    [0, 0, 0, 1, 'parent_id', true],
    [0, 2, 0, 0, 'parent_id', true],
    [0, 3, 0, 1, 'parent_id', true],
    [0, 3, 0, 2, 'coach_id', true],
  ]);
  expect(await gens()).toEqual({ '0/0': 1, '0/1': 0, '0/2': 2, '0/3': 3 });
  expect(result).toEqual({ lastGeneration: 3, deferred: 0, stuck: 0 });
});

test('a component without any link has no generation beyond 0', async () => {
  expect(await layer([])).toEqual({ lastGeneration: 0, deferred: 0, stuck: 0 });
});

test('a row that refers to itself defers that field and stays in generation 0', async () => {
  await layer([
    [0, 5, 0, 5, 'parent_id', true],
    [0, 6, 0, 5, 'parent_id', true],
  ]);
  expect(await deferred()).toEqual(['0/5 parent_id']);
  expect(await gens()).toEqual({ '0/5': 0, '0/6': 1 });
});

test('a real cycle of rows defers one field only, and rows below it follow', async () => {
  const result = await layer([
    [0, 0, 0, 1, 'parent_id', true],
    [0, 1, 0, 2, 'parent_id', true],
    [0, 2, 0, 0, 'parent_id', true],
    [0, 7, 0, 0, 'parent_id', true],
    [0, 8, 0, 7, 'parent_id', true],
  ]);
  expect(await deferred()).toEqual(['0/2 parent_id']);
  expect(await gens()).toEqual({ '0/0': 2, '0/1': 1, '0/2': 0, '0/7': 3, '0/8': 4 });
  expect(result.deferred).toBe(1);
});

test('the field that closes a cycle gives way to one that can be deferred', async () => {
  await layer(
    [
      [0, 0, 1, 0, 'department_id', true],
      [1, 0, 0, 0, 'manager_id', false],
    ],
    [0, 1],
  );
  expect(await deferred()).toEqual(['0/0 department_id']);
  expect(await gens()).toEqual({ '0/0': 0, '1/0': 1 });
});

test('a deferred field with several links is deferred as a whole', async () => {
  await layer([
    [0, 0, 0, 1, 'tags', true],
    [0, 0, 0, 2, 'tags', true],
    [0, 1, 0, 0, 'parent_id', false],
  ]);
  expect(await deferred()).toEqual(['0/0 tags']);
  expect(await gens()).toEqual({ '0/0': 0, '0/1': 1 });
});

test('a cycle that cannot be cut is an issue on each of its rows, and the others are layered', async () => {
  const result = await layer(
    [
      [0, 0, 1, 0, 'a_id', false],
      [1, 0, 0, 0, 'b_id', false],
      [0, 1, 0, 0, 'a_id', false],
      [0, 3, 0, 2, 'a_id', false],
    ],
    [0, 1],
  );
  const circle = 'row 2 of "Sheet 0" → row 2 of "Sheet 1" → row 2 of "Sheet 0"';
  expect(await stuckRows()).toEqual([
    {
      step: 0,
      ord: 0,
      src_row: 2,
      field: 'a_id',
      message: `Row 2 of "Sheet 0", field "a_id": the row is part of a circle of references (${circle}) in which Odoo requires every field, so none of its rows can be created first. Break the circle in one of these rows.`,
    },
    expect.objectContaining({ step: 1, ord: 0, src_row: 2, field: 'b_id' }),
  ]);
  expect(await gens()).toEqual({ '0/2': 0, '0/3': 1 });
  expect(result.stuck).toBe(2);
});

test('a long circle is named by its first rows', async () => {
  await layer(Array.from({ length: 50 }, (_, i): Link => [0, i, 0, (i + 1) % 50, 'a_id', false]));
  const [first] = await stuckRows();
  expect(first?.message).toContain(
    '(row 2 → row 3 → row 4 → row 5 → row 6 → row 7 → row 8 → row 9 → row 10 → row 11 → row 12 → row 13 → …)',
  );
  await layer(Array.from({ length: 9 }, (_, i): Link => [0, i, 0, (i + 1) % 9, 'a_id', false]));
  const [short] = await stuckRows();
  expect(short?.message).toContain('→ row 10 → row 2)');
});

test('a second call writes the same again and leaves other components alone', async () => {
  await layer([[1, 1, 1, 0, 'x', true]], [1]);
  const links: readonly Link[] = [
    [0, 0, 0, 0, 'x', true],
    [0, 1, 0, 0, 'x', true],
  ];
  await layer(links);
  await layer(links);
  expect(await gens()).toEqual({ '0/0': 0, '0/1': 1, '1/0': 0, '1/1': 1 });
  expect(await deferred()).toEqual(['0/0 x']);
});

test('a chain of 20,000 rows, with a circle at its root, is layered in a few rounds', async () => {
  await engine.run(`
    DELETE FROM links;
    INSERT INTO links SELECT 0, range, 0, range - 1, 'parent_id', true FROM range(1, 20000);
    INSERT INTO links VALUES (0, 0, 0, 19, 'parent_id', true);`);
  const result = await layerRows(engine, { steps: [{ index: 0, sheet: 'S', rows: 'rows0' }] });
  expect(result.deferred).toBe(1);
  const [row] = await engine.rows<{ n: number; ok: boolean }>(`
    SELECT count(*) AS n, bool_and(c.gen > p.gen) AS ok FROM links JOIN gens c ON c.ord = co JOIN gens p ON p.ord = po
    ANTI JOIN deferred d ON d.ord = co`);
  expect(row).toEqual({ n: 19_999, ok: true });
  expect(result.lastGeneration).toBe(19_998);
});

const link = fc
  .record({
    cs: fc.integer({ min: 0, max: 1 }),
    co: fc.integer({ min: 0, max: 9 }),
    ps: fc.integer({ min: 0, max: 1 }),
    po: fc.integer({ min: 0, max: 9 }),
    field: fc.constantFrom('x', 'y', 'z'),
  })
  .map(({ cs, co, ps, po, field }): Link => [cs, co, ps, po, field, field !== 'z']);

test('generations are the longest paths of what is left after the cut, whatever the links', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(link, { maxLength: 30 }), async (links) => {
      await layer(links, [0, 1]);
      const cut = new Set(await deferred());
      const stuck = new Set((await stuckRows()).map((row) => `${row.step}/${row.ord}`));
      const left = links
        .map(([cs, co, ps, po, field]) => ({ child: `${cs}/${co}`, parent: `${ps}/${po}`, field }))
        .filter((l) => !cut.has(`${l.child} ${l.field}`) && !stuck.has(l.child) && !stuck.has(l.parent));
      const naive = naiveLayers(left);
      const found = await gens();
      for (const [row, gen] of naive) expect(found[row] ?? 0).toBe(gen);
      expect(stuck).toEqual(rowsInRigidCycles(links));
      expect([...cut].filter((name) => name.endsWith(' z'))).toEqual([]);
    }),
    { numRuns: 40 },
  );
}, 60_000);

/** Longest path by repeated relaxation; a cycle left over would never settle. */
function naiveLayers(links: readonly { child: string; parent: string }[]): ReadonlyMap<string, number> {
  const gens = new Map<string, number>();
  for (let round = 0; round <= 20; round++) {
    let changed = false;
    for (const { child, parent } of links) {
      const gen = (gens.get(parent) ?? 0) + 1;
      if (gen <= (gens.get(child) ?? 0)) continue;
      gens.set(child, gen);
      changed = true;
    }
    if (!changed) return gens;
  }
  throw new Error('a cycle is left');
}

function rowsInRigidCycles(links: readonly Link[]): ReadonlySet<string> {
  const parents = Map.groupBy(
    links.filter((l) => !l[5]),
    (l) => `${l[0]}/${l[1]}`,
  );
  const reach = (from: string) => {
    const seen = new Set<string>();
    const open = [from];
    for (let row = open.pop(); row !== undefined; row = open.pop()) {
      for (const l of parents.get(row) ?? []) {
        const next = `${l[2]}/${l[3]}`;
        if (!seen.has(next)) open.push(next);
        seen.add(next);
      }
    }
    return seen;
  };
  return new Set([...parents.keys()].filter((row) => reach(row).has(row)));
}
