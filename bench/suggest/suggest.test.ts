import { expect, test } from 'vitest';
import { suggestDataset } from '../../src/mapping/suggest/suggest-dataset.ts';
import { readShippedSchema } from '../../src/odoo/shipped-schemas.ts';
import { measure } from './accuracy.ts';
import { compareGraphs } from './compare-graphs.ts';
import { draftFolder, draftNorthwind, NORTHWIND, readNorthwindGraph } from './draft-northwind.ts';
import { EXPORTS, readLabels } from './labels.ts';
import { profileFolder } from './profile-folder.ts';

test("Northwind's files alone give a graph that twelve corrections make the one made by hand", async () => {
  const wanted = readNorthwindGraph();
  const { spec } = await draftNorthwind();
  const corrections = compareGraphs(spec, wanted);
  expect(corrections.length, corrections.map(({ what }) => what).join('\n')).toBeLessThanOrEqual(12);
  // what it does in Odoo: test/odoo/northwind-draft.test.ts
  const corrected = corrections.reduce((graph, correction) => correction.apply(graph), spec);
  expect(compareGraphs(corrected, wanted)).toEqual([]);
});

test('exports of another system are recognised, mixed sheets too', async () => {
  const { profile } = await profileFolder(new URL('shopify/', EXPORTS).pathname);
  const { models, fields } = measure('shopify', suggestDataset(profile, readShippedSchema(14)), readLabels());
  expect(models.top1).toBe(models.total);
  expect(fields.top1 / fields.total, fields.misses.join('\n')).toBeGreaterThan(0.9);
  expect(fields.top3 / fields.total, fields.misses.join('\n')).toBeGreaterThan(0.97);
});

test('a graph that was loaded before leaves less to correct in the next draft, and a draft that was is drafted again', async () => {
  const wanted = readNorthwindGraph();
  const again = compareGraphs((await draftFolder(`${NORTHWIND}data`, [wanted])).spec, wanted);
  expect(again.length, again.map(({ what }) => what).join('\n')).toBeLessThanOrEqual(5);
  const shopify = new URL('shopify/', EXPORTS).pathname;
  const { spec } = await draftFolder(shopify);
  expect(compareGraphs((await draftFolder(shopify, [spec])).spec, spec)).toEqual([]);
});
