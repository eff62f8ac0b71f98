import { afterAll, beforeAll, expect, test } from 'vitest';
import { unwrap } from '../../../test/support/product.ts';
import {
  CLERK,
  csv,
  graphOf,
  openStage,
  type Sheets,
  type Stage,
  upload,
} from '../../../test/support/stage.ts';
import type { ReadinessQuery, ReadinessView } from '../graph-cases.ts';

let stage: Stage;
let clerkId: string;
beforeAll(async () => {
  stage = await openStage();
  const { url, databases } = stage.sandbox;
  const clerk = {
    name: 'clerk',
    url,
    database: databases[0] ?? '',
    login: CLERK.login,
    secret: CLERK.apiKey,
  };
  clerkId = unwrap(await stage.app.connections.create(clerk)).id;
});
afterAll(() => stage.close());

interface Asked {
  readonly connectionId?: string;
  readonly sheets?: Sheets;
}

async function readiness(graphId: string, { connectionId = stage.connectionId, sheets }: Asked = {}) {
  const data = sheets === undefined ? {} : { datasetId: await upload(stage, sheets) };
  return unwrap(await stage.app.graphs.readiness(graphId, { connectionId, ...data }));
}

/** `severity code node.field`, without the notes. */
function told({ findings }: ReadinessView, withNotes = false): readonly string[] {
  return findings
    .filter(({ severity }) => withNotes || severity !== 'note')
    .map(({ severity, code, node, field }) =>
      `${severity} ${code} ${[node, field].filter(Boolean).join('.')}`.trim(),
    );
}

const COMPANIES = `
  - id: companies
    type: model
    data: { odooModel: res.partner, sheet: companies, key: [Code], fields: { name: { column: Name } } }
`;

test('nothing stands in the way of a small graph', async () => {
  const graphId = await graphOf(stage, 'ready_small', COMPANIES);
  const view = await readiness(graphId, { sheets: { companies: csv('Code,Name', ['A,Acme']) } });
  expect(view).toMatchObject({
    ready: true,
    findings: [],
    models: [
      {
        model: 'res.partner',
        nodes: ['companies'],
        exists: true,
        needs: ['read', 'create', 'write'],
        missing: [],
      },
    ],
    target: { serverVersion: '19.0', database: 'sandbox', isShipped: false },
  });
});

const VOCABULARY = `
  - id: companies
    type: model
    data:
      odooModel: res.partner
      sheet: companies
      key: [Code]
      fields: { name: { column: Name }, lang: { column: Language, value_map: { English: en_US } } }
  - id: pounds
    type: model
    data:
      odooModel: res.company
      sheet: companies
      key: [Code]
      fields:
        name: { column: Name }
        currency_id: { reference: { by: field, match: name, value: GBP } }
  - id: shops
    type: model
    data:
      odooModel: res.company
      sheet: companies
      key: [Code]
      fields:
        name: { column: Name }
        currency_id:
          { reference: { by: field, match: name, column: Money, transforms: [upper], value_map: { DOLLAR: USD } } }
  - id: products
    type: model
    data:
      odooModel: product.template
      sheet: products
      key: [Code]
      fields:
        name: { column: Name }
        uom_id: { reference: { by: field, match: name, value: Bushel } }
`;

test('currencies, languages and units that the target lacks, from the graph and from the rows', async () => {
  const graphId = await graphOf(stage, 'ready_words', VOCABULARY);
  const sheets = {
    companies: csv('Code,Name,Language,Money', ['A,Acme,fr_FR,eur', 'B,Beta,English,dollar', 'C,Core,,XXY']),
    products: csv('Code,Name', ['P,Peas']),
  };
  const active = stage.sandbox.state.records('res.currency', ['name', 'active']);
  expect(active.find(({ name }) => name === 'EUR')?.active).toBe(false);
  const view = await readiness(graphId, { sheets });
  expect(told(view)).toEqual([
    'blocker unit_missing products.uom_id',
    'warning language_missing companies.lang',
    'warning currency_inactive pounds.currency_id',
    'warning currency_missing shops.currency_id',
    'warning currency_inactive shops.currency_id',
  ]);
  const messages = view.findings.map(({ message }) => message).join('\n');
  expect(messages).toContain('"Bushel", so every row would be rejected');
  expect(messages).toContain('"fr_FR"');
  expect(messages).toContain('name "XXY", so their rows would be rejected');
  expect(messages).toMatch(/currencies "EUR" are not active in Odoo/);
  expect(messages).not.toContain('USD');
  expect(view.ready).toBe(false);
});

test('what was not there before is not told once it is', async () => {
  const graphId = await graphOf(
    stage,
    'ready_euro',
    VOCABULARY.replaceAll('GBP', 'CHF').replace('Bushel', 'Units'),
  );
  const before = told(await readiness(graphId));
  const [franc] = await stage.odoo.searchRead('res.currency', [['name', '=', 'CHF']], ['name']);
  await stage.odoo.execute('res.currency', 'write', [[franc?.id], { active: true }]);
  expect(before).toEqual(['warning currency_inactive pounds.currency_id']);
  expect(told(await readiness(graphId))).toEqual([]);
});

const RIGHTS = `
  - id: countries
    type: model
    data:
      odooModel: res.country
      sheet: stages
      key: [Name]
      on_vanished: delete
      fields: { name: { column: Name }, code: { column: Name } }
  - id: leave
    type: model
    data: { odooModel: hr.leave, sheet: stages, key: [Name], fields: { name: { column: Name } } }
`;

test('rights of an ordinary user by model and operation, and the module of a missing model', async () => {
  const graphId = await graphOf(stage, 'ready_rights', RIGHTS);
  const view = await readiness(graphId, { connectionId: clerkId });
  const may = await stage.odoo.execute<boolean>('res.country', 'check_access_rights', ['create', false]);
  expect(may, 'the administrator may').toBe(true);
  expect(told(view, true)).toEqual([
    'blocker right_missing countries',
    'blocker right_missing countries',
    'blocker module_missing leave',
    'note external_ids_unseen',
  ]);
  expect(view.findings.find(({ code }) => code === 'module_missing')).toMatchObject({
    model: 'hr.leave',
    message: expect.stringContaining('"hr_holidays"'),
  });
  const [leave, country] = view.models;
  expect(leave).toEqual({
    model: 'hr.leave',
    nodes: ['leave'],
    exists: false,
    module: 'hr_holidays',
    needs: ['read', 'create', 'write'],
    missing: [],
  });
  expect(country).toEqual({
    model: 'res.country',
    nodes: ['countries'],
    exists: true,
    module: null,
    needs: ['read', 'create', 'write', 'unlink'],
    missing: ['create', 'write', 'unlink'],
  });
  const admin = await readiness(graphId);
  expect(told(admin, true)).toEqual(['blocker module_missing leave']);
});

test('nothing is written to Odoo, and no snapshot is kept', async () => {
  const graphId = await graphOf(stage, 'ready_quiet', COMPANIES);
  const from = stage.sandbox.state.calls.length;
  await readiness(graphId);
  const methods = new Set(stage.sandbox.state.calls.slice(from).map(({ method }) => method));
  const reading = [
    'context_get',
    'read',
    'search_read',
    'fields_get',
    'has_access',
    'default_get',
    'get_installed',
  ];
  expect([...methods].filter((method) => !reading.includes(method))).toEqual([]);
  const kept = await stage.product.pool.query('select count(*)::int as n from schema_snapshot');
  expect(kept.rows).toEqual([{ n: 0 }]);
});

test('offline, a shipped schema is looked at, and a model it lacks is no blocker', async () => {
  const graphId = await graphOf(stage, 'ready_shipped', `${COMPANIES}${RIGHTS}`);
  const at14 = unwrap(await stage.app.graphs.readiness(graphId, { shipped: 14 }));
  expect(at14).toMatchObject({ ready: true, target: { isShipped: true, database: 'Odoo 14 as shipped' } });
  expect(told(at14)).toEqual(['warning module_missing leave']);
});

test('what is not there is refused', async () => {
  const graphId = await graphOf(stage, 'ready_refused', COMPANIES);
  const { app, connectionId } = stage;
  const ask = (id: string, query: ReadinessQuery) => app.graphs.readiness(id, query);
  expect(await ask('gra_none', { connectionId })).toMatchObject({ ok: false, error: { code: 'not_found' } });
  expect(await ask(graphId, { connectionId: 'con_none' })).toMatchObject({ error: { code: 'not_found' } });
  expect(await ask(graphId, { connectionId, datasetId: 'ds_none' })).toMatchObject({
    error: { code: 'not_found' },
  });
  const gone = { name: 'gone', url: 'http://127.0.0.1:1', database: 'x', login: 'x', secret: 'x' };
  const { id } = unwrap(await stage.app.connections.create(gone));
  expect(await ask(graphId, { connectionId: id })).toMatchObject({ error: { code: 'unavailable' } });
});
