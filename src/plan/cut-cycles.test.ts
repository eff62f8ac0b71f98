import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findComponents, packArcs } from './components.ts';
import { cutCycles, type RowLinks } from './cut-cycles.ts';
import { layerLinks } from './generations.ts';

type Link = readonly [child: number, parent: number, field: number, deferrable: boolean];
const toLinks = (size: number, links: readonly Link[]): RowLinks => ({
  size,
  child: Int32Array.from(links, (link) => link[0]),
  parent: Int32Array.from(links, (link) => link[1]),
  field: Int32Array.from(links, (link) => link[2]),
  deferrable: Uint8Array.from(links, (link) => (link[3] ? 1 : 0)),
});

test('rows without a cycle lose nothing', () => {
  const links = toLinks(3, [
    [1, 0, 0, true],
    [2, 1, 0, true],
    [2, 0, 0, true],
  ]);
  expect(cutCycles(links)).toEqual({ deferred: [], stuck: [], cycles: [] });
});

test('the last field on the way that can be deferred is taken when the closing one cannot', () => {
  const links = toLinks(4, [
    [0, 1, 0, true],
    [1, 2, 0, true],
    [2, 3, 1, false],
    [3, 0, 1, false],
  ]);
  expect(cutCycles(links).deferred).toEqual([{ row: 1, field: 0 }]);
});

test('two cycles through one field need one deferral', () => {
  const links = toLinks(3, [
    [0, 1, 0, true],
    [0, 2, 0, true],
    [1, 0, 1, false],
    [2, 0, 1, false],
  ]);
  expect(cutCycles(links).deferred).toEqual([{ row: 0, field: 0 }]);
});

test('a circle of 200,000 rows is cut once, without a deep call stack', () => {
  const size = 200_000;
  const links = toLinks(
    size,
    Array.from({ length: size }, (_, row): Link => [row, (row + 1) % size, 0, true]),
  );
  expect(cutCycles(links)).toEqual({ deferred: [{ row: size - 1, field: 0 }], stuck: [], cycles: [] });
});

const size = 8;
const row = fc.integer({ min: 0, max: size - 1 });
/** Fields 0 and 1 can be deferred, field 2 cannot. */
const anyLinks = fc.array(
  fc.tuple(row, row, fc.integer({ min: 0, max: 2 })).map(([c, p, f]): Link => [c, p, f, f < 2]),
  { maxLength: 24 },
);

test('what is left after the cut has no cycle, and nothing is deferred that closes none', () => {
  fc.assert(
    fc.property(anyLinks, (links) => {
      const { deferred, stuck } = cutCycles(toLinks(size, links));
      const lost = new Set(stuck.map((s) => s.row));
      const alive = links.filter(([c, p]) => !lost.has(c) && !lost.has(p));
      const isCut = ([c, , f]: Link) => deferred.some((d) => d.row === c && d.field === f);
      expect(hasCycle(alive.filter((link) => !isCut(link)))).toBe(false);
      for (const d of deferred) {
        expect(d.field).toBeLessThan(2);
        const inCycle = alive.some(
          (link) => link[0] === d.row && link[2] === d.field && isInCycle(alive, link),
        );
        expect(inCycle).toBe(true);
      }
      expect(new Set(deferred.map((d) => `${d.row}:${d.field}`)).size).toBe(deferred.length);
    }),
    { numRuns: 500 },
  );
});

test('rows are stuck exactly when they lie on a cycle of fields that cannot be deferred, and that cycle is named', () => {
  fc.assert(
    fc.property(anyLinks, (links) => {
      const { stuck, cycles } = cutCycles(toLinks(size, links));
      const rigid = links.filter((link) => !link[3]);
      const expected = [...new Set(rigid.filter((link) => isInCycle(rigid, link)).map((link) => link[0]))];
      expect(stuck.map((s) => s.row)).toEqual(expected.sort((a, b) => a - b));
      for (const cycle of cycles) {
        for (const [i, child] of cycle.entries()) {
          const parent = cycle[(i + 1) % cycle.length];
          expect(rigid.some(([c, p]) => c === child && p === parent)).toBe(true);
        }
      }
      for (const s of stuck) expect(cycles[s.cycle]).toBeDefined();
    }),
    { numRuns: 500 },
  );
});

test('generations on typed arrays are one more than the last parent, and never below the base', () => {
  const links = toLinks(4, [
    [1, 0, 0, true],
    [2, 1, 0, true],
    [2, 3, 0, true],
  ]);
  expect([...layerLinks(links, Int32Array.from([0, 5, 0, 9]))]).toEqual([0, 5, 10, 9]);
});

function hasCycle(links: readonly Link[]): boolean {
  return links.some((link) => isInCycle(links, link));
}

/** Both ends in one component: a way leads back. */
function isInCycle(links: readonly Link[], [child, parent]: Link): boolean {
  const { of } = findComponents(
    packArcs(
      size,
      links.map((l) => l[0]),
      links.map((l) => l[1]),
    ),
  );
  return of[child] === of[parent];
}
