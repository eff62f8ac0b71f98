import { expect, test } from 'vitest';
import { suggestDataset } from '../../src/mapping/suggest/suggest-dataset.ts';
import { readShippedSchema } from '../../src/odoo/shipped-schemas.ts';
import { NORTHWIND, NORTHWIND_CREATED } from '../../test/support/northwind.ts';
import { addFolder, outcomesOf, runToEnd, unwrap } from '../../test/support/product.ts';
import { openStage } from '../../test/support/stage.ts';
import { measure } from './accuracy.ts';
import { compareGraphs } from './compare-graphs.ts';
import { draftNorthwind, readNorthwindGraph } from './draft-northwind.ts';
import { EXPORTS, readLabels } from './labels.ts';
import { profileFolder } from './profile-folder.ts';

test("Northwind's files alone give a graph that twelve corrections make the one made by hand, with the same result", async () => {
  const wanted = readNorthwindGraph();
  const { spec } = await draftNorthwind();
  const corrections = compareGraphs(spec, wanted);
  expect(corrections.length, corrections.map(({ what }) => what).join('\n')).toBeLessThanOrEqual(12);
  const corrected = corrections.reduce((graph, correction) => correction.apply(graph), spec);
  expect(compareGraphs(corrected, wanted)).toEqual([]);

  const stage = await openStage();
  try {
    const { app, connectionId } = stage;
    const graph = unwrap(await app.graphs.create(corrected));
    const dataset = await addFolder(app, `${NORTHWIND}data`);
    const ids = { graphId: graph.id, datasetId: dataset.id, connectionId };
    expect(outcomesOf(await runToEnd(app, ids))).toEqual(each('created'));
    unwrap(await app.graphs.update(graph.id, wanted, graph.version));
    expect(outcomesOf(await runToEnd(app, ids))).toEqual(each('unchanged'));
  } finally {
    await stage.close();
  }
});

function each(outcome: string) {
  return Object.fromEntries(
    Object.entries(NORTHWIND_CREATED).map(([node, rows]) => [node, { [outcome]: rows }]),
  );
}

test('exports of another system are recognised, mixed sheets too', async () => {
  const { profile } = await profileFolder(new URL('shopify/', EXPORTS).pathname);
  const { models, fields } = measure('shopify', suggestDataset(profile, readShippedSchema(14)), readLabels());
  expect(models.top1).toBe(models.total);
  expect(fields.top1 / fields.total, fields.misses.join('\n')).toBeGreaterThan(0.9);
  expect(fields.top3 / fields.total, fields.misses.join('\n')).toBeGreaterThan(0.97);
});
