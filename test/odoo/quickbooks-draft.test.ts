import { expect, test } from 'vitest';
import { connectedProduct } from '../support/connected-product.ts';
import { outcomesOf, runToEnd, unwrap } from '../support/product.ts';
import { draftQuickbooks, invoicedCustomers } from '../support/quickbooks.ts';
import { openOracle } from '../support/read-odoo.ts';

test('the draft of the QuickBooks files invoices the customers of the other sheet, whom it names by name', async () => {
  const { odoo, app, connectionId } = await connectedProduct('19', { transport: 'json2' });
  const { spec, datasetId } = await draftQuickbooks(app);
  const graph = unwrap(await app.graphs.create({ ...spec, namespace: 'books' }));
  const run = await runToEnd(app, { graphId: graph.id, datasetId, connectionId });
  const issues = unwrap(await app.runs.issues(run.id));
  expect(outcomesOf(run), JSON.stringify(issues.slice(0, 3), null, 1)).toEqual({
    customers: { created: 30 },
    items: { created: 30 },
    contacts: { created: 30 },
    invoices: { created: 15, skipped: 15 },
    invoice_lines: { created: 30 },
  });

  const oracle = await openOracle(odoo);
  const customers = await oracle.externalIds('books', 'customers');
  const partners = await oracle.searchRead('res.partner', [['id', 'in', [...customers.values()]]], ['name']);
  const idByName = new Map(partners.map(({ id, name }) => [name, id]));
  const invoices = await oracle.externalIds('books', 'invoices');
  const moves = await oracle.searchRead(
    'account.move',
    [['id', 'in', [...invoices.values()]]],
    ['name', 'partner_id', 'move_type'],
  );
  const expected = invoicedCustomers();
  expect(moves.length).toBe(15);
  for (const { name, partner_id: partner, move_type: type } of moves) {
    expect([type, partner]).toMatchObject([
      'out_invoice',
      [idByName.get(expected.get(String(name))), expect.anything()],
    ]);
  }
  // none of them was made a second time
  const called = await oracle.searchRead('res.partner', [['name', 'in', [...expected.values()]]], ['name']);
  expect(new Set(called.map(({ id }) => id)).isSubsetOf(new Set(customers.values()))).toBe(true);
  expect(called.length).toBe(new Set(expected.values()).size);
});
