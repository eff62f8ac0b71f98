import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunView } from '../../src/app/run-views.ts';
import { giveChartOfAccounts } from '../support/chart-of-accounts.ts';
import { type FreshOdoo, freshOdoo } from '../support/odoo.ts';
import { addConnection, addGraph, openProduct, type Product, runToEnd, unwrap } from '../support/product.ts';
import { type Oracle, openOracle } from '../support/read-odoo.ts';
import { type Sheets, upload } from '../support/stage.ts';

/** That what readiness says of known traps is what real Odoo does. */
describe.each(['19', '14'] as const)('known traps on Odoo %s', (version) => {
  let odoo: FreshOdoo;
  let oracle: Oracle;
  let product: Product;
  let connectionId: string;

  beforeAll(async () => {
    [odoo, product] = await Promise.all([freshOdoo(version), openProduct()]);
    const { url, database, login, password, api_key } = odoo;
    oracle = await openOracle({ url, database, login, password });
    const profile = { batchSize: 1, concurrency: 1 };
    connectionId = await addConnection(product.app, {
      url,
      database,
      login,
      secret: api_key ?? password,
      profile,
    });
    if (version === '14') await giveChartOfAccounts(oracle);
  });

  afterAll(async () => {
    await product?.close();
    await odoo?.drop();
  });

  interface Tried {
    /** `severity code` of every finding of this code. */
    readonly told: readonly string[];
    /** Null: the graph was refused. */
    readonly run: RunView | null;
  }

  async function attempt(yaml: string, sheets: Sheets, code: string): Promise<Tried> {
    const graph = await addGraph(product.app, yaml);
    const datasetId = await upload({ app: product.app, product }, sheets);
    const view = unwrap(await product.app.graphs.readiness(graph.id, { connectionId, datasetId }));
    const told = view.findings
      .filter((finding) => finding.code === code)
      .map(({ severity, node }) => `${severity} ${node}`);
    const run = await runToEnd(product.app, { graphId: graph.id, datasetId, connectionId });
    return { told, run };
  }

  function counts(run: RunView | null, node: string) {
    const found = run?.progress.nodes.find(({ nodeId }) => nodeId === node)?.counts;
    return [found?.created, found?.rejected];
  }

  const entries = (name: string, context: string) => `
name: ${name}
nodes:
  - id: entries
    type: model
    data:
      odooModel: account.move
      sheet: entries
      key: [No]
      fields:
        ref: { column: No }
        move_type: { value: entry }
        journal_id: { reference: { by: field, match: code, value: MISC } }
  - id: lines
    type: model
    data:
      odooModel: account.move.line
      sheet: lines
      key: [Line]
      ${context}
      fields:
        move_id: { reference: { node: entries, columns: [No] } }
        account_id: { reference: { by: field, match: code, column: Account } }
        debit: { column: Debit }
        credit: { column: Credit }
`;
  const LINES: Sheets = {
    entries: 'No\nE1\n',
    lines: 'Line,No,Account,Debit,Credit\n1,E1,101401,100,0\n2,E1,301000,0,100\n',
  };

  test('lines that come one by one are refused, unless Odoo is told not to mind', async () => {
    const strict = await attempt(entries('Strict entries', ''), LINES, 'entry_balance');
    expect(strict.told).toEqual(['warning lines']);
    expect(counts(strict.run, 'lines')).toEqual([0, 2]);
    const lenient = entries('Lenient entries', 'context: { check_move_validity: false }');
    const { told, run } = await attempt(lenient, LINES, 'entry_balance');
    expect(told).toEqual(['note lines']);
    expect(counts(run, 'lines')).toEqual([2, 0]);
  });

  const meetings = (name: string, context: string) => `
name: ${name}
nodes:
  - id: meetings
    type: model
    data:
      odooModel: calendar.event
      sheet: meetings
      key: [Name]
      ${context}
      fields:
        name: { column: Name }
        start: { column: Start }
        stop: { column: Stop }
        partner_ids: { reference: { by: field, match: ref, column: Who, separator: '|' } }
`;

  test('attendees of a meeting are invited by mail, unless Odoo is told not to', async () => {
    await oracle.execute('res.partner', 'create', [
      [{ name: 'Guest', ref: 'GUEST-1', email: 'guest@example.com' }],
    ]);
    const guest = await oracle.searchRead('res.partner', [['ref', '=', 'GUEST-1']], ['id']);
    const told = (name: string) =>
      oracle.count('mail.message', [
        ['subject', 'ilike', name],
        ['partner_ids', 'in', [guest[0]?.id]],
      ]);
    const sheet = (name: string): Sheets => ({
      meetings: `Name,Start,Stop,Who\n${name},2099-01-02 10:00:00,2099-01-02 11:00:00,GUEST-1\n`,
    });
    const loud = await attempt(meetings('Loud meetings', ''), sheet('Kickoff'), 'users_and_mails');
    expect(loud.told).toEqual(['warning meetings']);
    expect(counts(loud.run, 'meetings')).toEqual([1, 0]);
    expect(await told('Kickoff')).toBe(1);
    const context = 'context: { no_mail_to_attendees: true }';
    const quiet = await attempt(meetings('Quiet meetings', context), sheet('Review'), 'users_and_mails');
    expect(quiet.told).toEqual([]);
    expect(counts(quiet.run, 'meetings')).toEqual([1, 0]);
    expect(await told('Review')).toBe(0);
  });

  const stock = (name: string, more: string) => `
name: ${name}
nodes:
  - id: quantities
    type: model
    data:
      odooModel: stock.quant
      sheet: quantities
      key: [Code]
      write_policy: create_only
      fields:
        product_id: { reference: { by: field, match: default_code, column: Code } }
        location_id: { reference: { by: field, match: complete_name, value: WH/Stock } }
        inventory_quantity: { column: Count }
        ${more}
`;

  async function addProduct(code: string): Promise<void> {
    const kind = version === '19' ? { is_storable: true } : { type: 'product' };
    await oracle.execute('product.product', 'create', [[{ name: code, default_code: code, ...kind }]]);
  }
  const onHand = async (code: string) => {
    const domain = [
      ['product_id.default_code', '=', code],
      ['location_id.usage', '=', 'internal'],
    ];
    const found = await oracle.searchRead('stock.quant', domain, ['quantity']);
    return found.map(({ quantity }) => quantity);
  };

  test.runIf(version === '19')('quantities are counted and not applied', async () => {
    await addProduct('NUT');
    const sheet = { quantities: 'Code,Count\nNUT,5\n' };
    const { told, run } = await attempt(stock('Counted stock', ''), sheet, 'stock_quantities');
    expect(told).toEqual(['note quantities']);
    expect(counts(run, 'quantities')).toEqual([1, 0]);
    expect(await onHand('NUT')).toEqual([0]);
  });

  test.runIf(version === '19')('quantities that are applied at once make a move', async () => {
    await addProduct('SCREW');
    const graph = stock('Applied stock', '').replace('inventory_quantity:', 'inventory_quantity_auto_apply:');
    const { told, run } = await attempt(graph, { quantities: 'Code,Count\nSCREW,7\n' }, 'stock_quantities');
    expect(told).toEqual(['note quantities']);
    expect(counts(run, 'quantities')).toEqual([1, 0]);
    expect(await onHand('SCREW')).toEqual([7]);
    expect(await oracle.count('stock.move', [['product_id.default_code', '=', 'SCREW']])).toBe(1);
  });

  test.runIf(version === '19')('other fields beside a counted quantity are refused', async () => {
    await addProduct('BOLT');
    const graph = stock('Stock with more', 'in_date: { value: "2026-01-02 00:00:00" }');
    const { told, run } = await attempt(graph, { quantities: 'Code,Count\nBOLT,5\n' }, 'stock_quantities');
    expect(told).toEqual(['blocker quantities']);
    expect(counts(run, 'quantities')).toEqual([0, 1]);
    expect(await onHand('BOLT')).toEqual([]);
  });

  const INVENTORY = `
name: Inventory of 14
nodes:
  - id: inventories
    type: model
    data: { odooModel: stock.inventory, sheet: inventories, key: [No], fields: { name: { column: No } } }
  - id: counts
    type: model
    data:
      odooModel: stock.inventory.line
      sheet: counts
      key: [No, Code]
      fields:
        inventory_id: { reference: { node: inventories, columns: [No] } }
        product_id: { reference: { by: field, match: default_code, column: Code } }
        product_uom_id: { reference: { by: field, match: name, value: Units } }
        location_id: { reference: { by: field, match: complete_name, value: WH/Stock } }
        product_qty: { column: Count }
`;

  test.runIf(version === '14')('quantities go into an inventory, as nobody may write them', async () => {
    await addProduct('NUT');
    const graph = await addGraph(product.app, stock('Counted stock', ''));
    const view = unwrap(await product.app.graphs.readiness(graph.id, { connectionId }));
    const found = view.findings.filter(({ code }) => code === 'stock_quantities');
    expect(found).toMatchObject([
      { severity: 'blocker', message: expect.stringContaining('stock.inventory') },
    ]);
    const sheets = { inventories: 'No\nI1\n', counts: 'No,Code,Count\nI1,NUT,5\n' };
    const { run } = await attempt(INVENTORY, sheets, 'stock_quantities');
    expect(counts(run, 'counts')).toEqual([1, 0]);
    expect(await onHand('NUT')).toEqual([]);
    const inventories = await oracle.searchRead('stock.inventory', [['name', '=', 'I1']], ['state']);
    const ids = inventories.map(({ id }) => id);
    await oracle.execute('stock.inventory', 'action_start', [ids]);
    await oracle.execute('stock.inventory', 'action_validate', [ids]);
    expect(await onHand('NUT')).toEqual([5]);
  });
});
