import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connectedProduct } from '../support/connected-product.ts';
import { addFolder, outcomesOf, runToEnd, unwrap } from '../support/product.ts';
import { openOracle } from '../support/read-odoo.ts';

const SHEETS: Readonly<Record<string, readonly string[]>> = {
  'suppliers.csv': [
    'Supplier No,Company,City,State,Country',
    'S-1,Statesman Acme,Perth,Western Australia,Australia',
    'S-2,Statesman Bolt,Seattle,WA,USA',
    'S-3,Statesman Crux,Lyon,,France',
  ],
  // our own list has no districts
  'customers.csv': [
    'Customer No,Company,City,Region,Country',
    'C-1,Statesman Dray,Ovar,Aveiro,Portugal',
    'C-2,Statesman Eave,Fafe,Braga,Portugal',
  ],
};

test.each(['14', '19'] as const)(
  'a draft for Odoo %s gives records the state of their own country',
  async (version) => {
    const { odoo, app, home, connectionId } = await connectedProduct(version);
    const folder = join(home, 'parties');
    await mkdir(folder);
    for (const [name, lines] of Object.entries(SHEETS)) await writeFile(join(folder, name), lines.join('\n'));

    const dataset = await addFolder(app, folder);
    const { draft } = unwrap(await app.datasets.suggest(dataset.id, { connectionId }));
    const graph = unwrap(await app.graphs.create(draft.spec));
    const run = await runToEnd(app, { graphId: graph.id, connectionId, datasetId: dataset.id });
    expect(outcomesOf(run)).toEqual({ customers: { created: 2 }, suppliers: { created: 3 } });
    const oracle = await openOracle(odoo);
    const records = await oracle.searchRead(
      'res.partner',
      [['name', 'like', 'Statesman']],
      ['name', 'state_id'],
    );
    const states = records.map(({ name, state_id: state }) => [
      name,
      Array.isArray(state) ? state[1] : state,
    ]);
    expect(Object.fromEntries(states)).toEqual({
      'Statesman Acme': 'Western Australia (AU)',
      'Statesman Bolt': 'Washington (US)',
      'Statesman Crux': false,
      'Statesman Dray': 'Aveiro (PT)',
      'Statesman Eave': 'Braga (PT)',
    });
  },
);
