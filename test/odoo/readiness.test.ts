import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReadinessView } from '../../src/app/graph-cases.ts';
import { giveChartOfAccounts } from '../support/chart-of-accounts.ts';
import { type FreshOdoo, freshOdoo } from '../support/odoo.ts';
import { addConnection, addGraph, openProduct, type Product, runToEnd, unwrap } from '../support/product.ts';
import { idOf, type Oracle, openOracle } from '../support/read-odoo.ts';
import { type Sheets, upload } from '../support/stage.ts';

const OPERATIONS = ['read', 'create', 'write', 'unlink'] as const;

/** As an administrator, and as a clerk: internal user and maker of contacts, nothing of sales or accounting. */
describe.each(['19', '14'] as const)('readiness on Odoo %s', (version) => {
  let odoo: FreshOdoo;
  let oracle: Oracle;
  let product: Product;
  let adminId: string;
  let clerkId: string;
  let clerk: Oracle;

  beforeAll(async () => {
    [odoo, product] = await Promise.all([freshOdoo(version), openProduct()]);
    const { url, database, login, password, api_key } = odoo;
    oracle = await openOracle({ url, database, login, password });
    adminId = await addConnection(product.app, { url, database, login, secret: api_key ?? password });
    clerkId = await addUser('clerk', ['base.group_user', 'base.group_partner_manager']);
    clerk = await openOracle({ url, database, login: 'clerk', password: 'clerk-password' });
  });

  afterAll(async () => {
    await product?.close();
    await odoo?.drop();
  });

  /** A user with these groups (external IDs), and a connection as that user. */
  async function addUser(login: string, groups: readonly string[], more: object = {}): Promise<string> {
    const names = groups.map((group) => group.split('.')[1]);
    const rows = await oracle.searchRead(
      'ir.model.data',
      [
        ['model', '=', 'res.groups'],
        ['name', 'in', names],
      ],
      ['module', 'name', 'res_id'],
    );
    const ids = rows
      .filter(({ module, name }) => groups.includes(`${String(module)}.${String(name)}`))
      .map(({ res_id }) => res_id);
    expect(ids).toHaveLength(groups.length);
    const field = version === '19' ? 'group_ids' : 'groups_id';
    const password = `${login}-password`;
    const values = { name: login, login, password, [field]: [[6, 0, ids]], ...more };
    await oracle.execute('res.users', 'create', [values], { context: { no_reset_password: true } });
    const { url, database } = odoo;
    const access = { name: login, url, database, login, secret: password };
    return addConnection(product.app, { ...access, transport: 'jsonrpc' });
  }

  async function readiness(yaml: string, connectionId: string, sheets?: Sheets): Promise<ReadinessView> {
    const graph = await addGraph(product.app, yaml);
    const data =
      sheets === undefined ? {} : { datasetId: await upload({ app: product.app, product }, sheets) };
    return unwrap(await product.app.graphs.readiness(graph.id, { connectionId, ...data }));
  }

  /** Without the notes, and what the plan warns of fields that only screens keep readonly. */
  function told({ findings }: ReadinessView): readonly string[] {
    return findings
      .filter(({ severity, code }) => severity !== 'note' && code !== 'field_readonly')
      .map(
        ({ severity, code, node, field }) => `${severity} ${code} ${[node, field].filter(Boolean).join('.')}`,
      );
  }

  const ORDERS = `
name: Orders of a clerk
nodes:
  - id: orders
    type: model
    data:
      odooModel: sale.order
      sheet: orders
      key: [No]
      on_vanished: delete
      fields:
        client_order_ref: { column: No }
        partner_id: { reference: { by: field, match: ref, column: Customer } }
`;

  test('rights of a user without sales rights, as Odoo itself says', async () => {
    const ask = version === '19' ? 'has_access' : 'check_access_rights';
    const may = await Promise.all(
      OPERATIONS.map((operation) =>
        version === '19'
          ? clerk.execute<boolean>('sale.order', ask, [[], operation])
          : clerk.execute<boolean>('sale.order', ask, [operation, false]),
      ),
    );
    const refused = OPERATIONS.filter((_, at) => !may[at]);
    expect(refused).toContain('create');
    const view = await readiness(ORDERS, clerkId);
    expect(view.models.find(({ model }) => model === 'sale.order')).toMatchObject({
      exists: true,
      needs: OPERATIONS,
      missing: refused,
    });
    expect(view.findings.filter(({ code }) => code === 'right_missing')).toHaveLength(2);
    expect(view.ready).toBe(false);
    expect(told(await readiness(ORDERS, adminId))).toEqual([]);
  });

  test('what the clerk may not see is told as a note', async () => {
    const notes = (await readiness(ORDERS, clerkId)).findings.filter(({ severity }) => severity === 'note');
    const codes = notes.map(({ code }) => code);
    const modules = await clerk.count('ir.module.module', []).catch(() => 'refused');
    expect(codes.includes('modules_unseen')).toBe(modules === 'refused');
    const ids = await clerk.count('ir.model.data', []).catch(() => 'refused');
    expect(codes.includes('external_ids_unseen')).toBe(ids === 'refused');
  });

  const MISSING = `
name: Maintenance
nodes:
  - id: requests
    type: model
    data: { odooModel: maintenance.request, sheet: requests, key: [No], fields: { name: { column: No } } }
`;

  test('a model whose module is not installed', async () => {
    expect(await oracle.count('ir.model', [['model', '=', 'maintenance.request']])).toBe(0);
    const view = await readiness(MISSING, adminId);
    expect(told(view)).toEqual(['blocker module_missing requests']);
    expect(view.models).toMatchObject([
      { model: 'maintenance.request', exists: false, module: 'maintenance' },
    ]);
    const seen = version === '19' ? 'module_missing' : 'model_unknown';
    const [finding] = (await readiness(MISSING, clerkId)).findings;
    expect(finding).toMatchObject({ severity: 'blocker', code: seen });
    expect(finding?.message).toContain('"maintenance"');
  });

  const PRICELISTS = `
name: Pricelists
nodes:
  - id: pricelists
    type: model
    data:
      odooModel: product.pricelist
      sheet: pricelists
      key: [Name]
      fields:
        name: { column: Name }
        currency_id: { reference: { by: field, match: name, column: Currency } }
  - id: customers
    type: model
    data:
      odooModel: res.partner
      sheet: customers
      key: [Name]
      fields: { name: { column: Name }, lang: { column: Language } }
`;

  test('currencies that are not active, and languages that are not installed', async () => {
    const sheets = {
      pricelists: 'Name,Currency\nEurope,EUR\nAmerica,USD\nAlps,CHF\nMoon,MOO\n',
      customers: 'Name,Language\nAnn,fr_FR\nBob,en_US\n',
    };
    const currencies = await oracle.searchRead(
      'res.currency',
      [['name', 'in', ['EUR', 'USD', 'CHF']]],
      ['name', 'active'],
    );
    const isActive = new Map(currencies.map(({ name, active }) => [String(name), active === true]));
    const inactive = ['CHF', 'EUR', 'USD'].filter((name) => !isActive.get(name));
    expect(inactive).toEqual(version === '19' ? ['CHF', 'EUR'] : ['CHF']);
    const view = await readiness(PRICELISTS, adminId, sheets);
    expect(told(view)).toEqual([
      'warning currency_missing pricelists.currency_id',
      'warning currency_inactive pricelists.currency_id',
      'warning language_missing customers.lang',
    ]);
    const [missing, archived, language] = view.findings.map(({ message }) => message);
    expect(missing).toContain('"MOO"');
    expect(archived).toContain(`currencies ${inactive.map((name) => `"${name}"`).join(', ')} are`);
    expect(language).toContain('"fr_FR"');
    const ids = currencies.map(({ id }) => id);
    await oracle.execute('res.currency', 'write', [ids, { active: true }]);
    expect(told(await readiness(PRICELISTS, adminId, sheets))).toEqual([
      'warning currency_missing pricelists.currency_id',
      'warning language_missing customers.lang',
    ]);
  });

  const ENTRIES = `
name: Entries
nodes:
  - id: entries
    type: model
    data:
      odooModel: account.move
      sheet: entries
      key: [No]
      fields: { ref: { column: No }, date: { column: Date }, move_type: { value: entry } }
`;
  const ENTRY: Sheets = { entries: 'No,Date\nE1,2026-01-02\n' };

  test('a company without a chart of accounts, and one that has it', async () => {
    const before = await oracle.count('account.journal', []);
    if (version === '19') expect(before).toBeGreaterThan(0);
    else {
      expect([before, await oracle.count('account.account', [])]).toEqual([0, 0]);
      expect(told(await readiness(ENTRIES, adminId, ENTRY))).toEqual(['blocker chart_missing entries']);
      await giveChartOfAccounts(oracle);
    }
    expect(told(await readiness(ENTRIES, adminId, ENTRY))).toEqual([]);
    const invoices = ENTRIES.replace('name: Entries', 'name: Invoices').replace(
      'value: entry',
      'value: out_invoice',
    );
    const sales = await oracle.count('account.journal', [['type', '=', 'sale']]);
    expect(told(await readiness(invoices, adminId))).toEqual(
      sales > 0 ? [] : ['blocker journal_missing entries.journal_id'],
    );
  });

  test('a user whose own company has no chart of accounts', async () => {
    const company = await oracle.execute<number | number[]>('res.company', 'create', [{ name: 'Bare' }]);
    const companyId = Array.isArray(company) ? company[0] : company;
    expect(await oracle.count('account.journal', [['company_id', '=', companyId]])).toBe(0);
    const [user] = await oracle.searchRead('res.users', [['login', '=', odoo.login]], ['company_id']);
    const companies = [companyId, idOf(user?.company_id)];
    const bareId = await addUser('bare', ['base.group_user', 'account.group_account_invoice'], {
      company_ids: [[6, 0, companies]],
      company_id: companyId,
    });
    expect(told(await readiness(ENTRIES, bareId))).toEqual(['blocker chart_missing entries']);
  });

  const FAMILY = `
name: Contacts under companies
nodes:
  - id: companies
    type: model
    data:
      odooModel: res.partner
      sheet: companies
      key: [Name]
      fields: { name: { column: Name }, is_company: { value: true } }
  - id: people
    type: model
    data:
      odooModel: res.partner
      sheet: people
      key: [Name]
      fields: { name: { column: Name }, parent_id: { reference: { node: companies, columns: [Company] } } }
`;
  const PEOPLE: Sheets = { companies: 'Name\nAcme\n', people: 'Name,Company\nAnn,Acme\n' };

  test('contacts under a company are foretold as the run then finds them', async () => {
    const view = await readiness(FAMILY, clerkId, PEOPLE);
    const graphId = (await product.app.graphs.list({ limit: 50 })).items.find(
      ({ name }) => name === 'Contacts under companies',
    )?.id;
    const datasetId = await upload({ app: product.app, product }, PEOPLE);
    const run = await runToEnd(product.app, { graphId: graphId ?? '', datasetId, connectionId: clerkId });
    const people = run.progress.nodes.find(({ nodeId }) => nodeId === 'people');
    const isRefused = people?.counts.rejected === 1;
    expect(people?.counts.created).toBe(isRefused ? 0 : 1);
    expect(await oracle.count('res.partner', [['name', '=', 'Ann']])).toBe(isRefused ? 0 : 1);
    expect(isRefused).toBe(version === '19');
    expect(told(view)).toEqual(isRefused ? ['blocker parent_refused people.parent_id'] : []);
    expect(told(await readiness(FAMILY, adminId, PEOPLE))).toEqual([]);
  });
});
