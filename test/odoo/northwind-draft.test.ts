import { expect, test } from 'vitest';
import { compareGraphs } from '../../bench/suggest/compare-graphs.ts';
import { readNorthwindGraph } from '../../bench/suggest/draft-northwind.ts';
import { connectedProduct } from '../support/connected-product.ts';
import { allWith, NORTHWIND } from '../support/northwind.ts';
import { addFolder, outcomesOf, runToEnd, unwrap } from '../support/product.ts';
import { openOracle } from '../support/read-odoo.ts';

test('the draft of the Northwind files for an Odoo leaves in it, after twelve corrections at most, what the graph made by hand does', async () => {
  const { odoo, app, connectionId } = await connectedProduct('19', { transport: 'json2' });
  const dataset = await addFolder(app, `${NORTHWIND}data`);

  const wanted = readNorthwindGraph();
  const { draft } = unwrap(await app.datasets.suggest(dataset.id, { connectionId }));
  const corrections = compareGraphs(draft.spec, wanted);
  expect(corrections.length, corrections.map(({ what }) => what).join('\n')).toBeLessThanOrEqual(12);
  const graph = unwrap(
    await app.graphs.create(corrections.reduce((spec, correction) => correction.apply(spec), draft.spec)),
  );
  const ids = { graphId: graph.id, datasetId: dataset.id, connectionId };
  expect(outcomesOf(await runToEnd(app, ids))).toEqual(allWith('created'));

  const oracle = await openOracle(odoo);
  const orders = await oracle.searchRead('sale.order', [['order_line', '!=', false]], ['order_line']);
  expect(orders.length).toBe(allWith('created').orders?.created);
  // Every field of every record is read and compared before a row is called unchanged.
  unwrap(await app.graphs.update(graph.id, wanted, graph.version));
  expect(outcomesOf(await runToEnd(app, ids))).toEqual(allWith('unchanged'));
});
