import { expect, test } from 'vitest';
import { compareGraphs } from '../../bench/suggest/compare-graphs.ts';
import { readNorthwindGraph } from '../../bench/suggest/draft-northwind.ts';
import { connectedProduct } from '../support/connected-product.ts';
import { NORTHWIND } from '../support/northwind.ts';
import { addFolder, runToEnd, unwrap } from '../support/product.ts';
import { openOracle } from '../support/read-odoo.ts';

const READ = [
  'ir.model.data',
  'product.category',
  'res.country',
  'res.currency',
  'res.partner',
  'res.partner.category',
];

test.each(['14', '19'] as const)(
  'Odoo %s is asked for values, and nothing in it is written; what was loaded is suggested again',
  async (version) => {
    const { odoo, app, connectionId } = await connectedProduct(version);
    const oracle = await openOracle(odoo);
    const written = async () =>
      Promise.all(READ.map((model) => oracle.searchRead(model, [], ['write_date'])));
    const dataset = await addFolder(app, `${NORTHWIND}data`);
    const suggest = async () => unwrap(await app.datasets.suggest(dataset.id, { connectionId }));

    const before = await written();
    const { suggestion, warnings } = await suggest();
    expect(await written()).toEqual(before);
    expect(warnings).toEqual([]);
    const customers = suggestion.sheets.find(({ sheet }) => sheet === 'customers');
    expect(customers?.columns.find(({ column }) => column === 'country')?.field).toMatchObject({
      field: 'country_id',
      reason: expect.stringMatching(/\d+ of 20 values are names of res\.country in Odoo$/),
    });
    if (version !== '19') return;

    const wanted = readNorthwindGraph();
    const graph = unwrap(await app.graphs.create(wanted));
    await runToEnd(app, { graphId: graph.id, datasetId: dataset.id, connectionId });
    const corrections = compareGraphs((await suggest()).draft.spec, wanted);
    expect(corrections.length, corrections.map(({ what }) => what).join('\n')).toBeLessThanOrEqual(6);
  },
);
