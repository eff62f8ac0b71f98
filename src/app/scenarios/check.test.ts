import { afterAll, beforeAll, expect, test } from 'vitest';
import { foresee, rowsOfRun } from '../../../test/support/foresight.ts';
import { endOfRun, outcomesOf, unwrap } from '../../../test/support/product.ts';
import type { Sheets, Stage } from '../../../test/support/stage.ts';
import {
  csv,
  graphOf,
  heard,
  holdCall,
  openStage,
  outcomesByKey,
  play,
  upload,
} from '../../../test/support/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ batchSize: 3, checksFirst: 'offline' });
});
afterAll(() => stage.close());

const SHOP = `
  - id: tags
    type: model
    data: { odooModel: res.partner.category, sheet: tags, key: [Code], fields: { name: { column: Name } } }
  - id: companies
    type: model
    data:
      odooModel: res.partner
      sheet: companies
      key: [Code]
      fields:
        name: { column: Name }
        is_company: { column: Company, transforms: [boolean] }
        country_id: { reference: { by: field, match: code, column: Country } }
        category_id: { reference: { node: tags, columns: [Tags], separator: '|' } }
        comment: { column: Note }
  - id: leads
    type: model
    data:
      odooModel: crm.lead
      sheet: leads
      key: [No]
      fields:
        name: { column: Title }
        partner_id: { reference: { node: companies, columns: [Company] } }
        expected_revenue: { column: Revenue, transforms: [number] }
        tag_ids: { reference: { by: field, match: name, column: Topics, separator: ';', on_missing: create } }
`;
const FIRST: Sheets = {
  tags: csv('Code,Name', ['R,Red', 'G,Green']),
  companies: csv('Code,Name,Company,Country,Tags,Note', [
    'A,Acme,yes,BE,R,First',
    'B,Beta,no,FR,R|G,Second',
    'C,Core,yes,,,',
  ]),
  leads: csv('No,Title,Company,Revenue,Topics', ['1,One,A,10.50,', '2,Two,B,20,Hot', '3,Three,,,']),
};
const SECOND: Sheets = {
  tags: csv('Code,Name', ['R,Red', 'G,Lime', 'B,Blue']),
  companies: csv('Code,Name,Company,Country,Tags,Note', [
    'A,Acme,no,FR,G|R,First',
    'B,Beta,no,FR,R|B,',
    'C,Core,yes,,,',
    'D,,yes,,,',
    'E,Echo,yes,XX,,',
  ]),
  leads: csv('No,Title,Company,Revenue,Topics', [
    '1,One,B,10.5,New;Hot',
    '2,Two,B,20.00,Hot',
    '3,Three,C,5,',
    '4,Four,D,,',
    '5,Five,Z,,',
    '6,Six,A,,New',
  ]),
};

/** Every record that the graph could touch, and all that we keep of it. */
async function everything({ sandbox, product }: Stage) {
  const models = [
    'res.partner',
    'res.partner.category',
    'crm.lead',
    'crm.tag',
    'hr.employee',
    'ir.model.data',
  ];
  const keyMap = await product.pool.query('select * from key_map order by namespace, node, key');
  return [models.map((model) => sandbox.state.records(model)), keyMap.rows];
}

const WRITES = new Set(['load', 'create', 'write', 'unlink', 'web_save', 'web_save_multi', 'name_create']);

async function checkOf(place: Stage, graphId: string, sheets: Sheets) {
  const { app, connectionId } = place;
  return foresee(app, { graphId, datasetId: await upload(place, sheets), connectionId, depth: 'offline' });
}

test('a check of a second dataset tells every change, and writes nothing anywhere', async () => {
  const graphId = await graphOf(stage, 'shop', SHOP);
  await play(stage, graphId, FIRST);
  const [before, calls] = [await everything(stage), stage.sandbox.state.calls.length];
  const rows = await checkOf(stage, graphId, SECOND);
  expect(await everything(stage)).toEqual(before);
  const written = stage.sandbox.state.calls.slice(calls).filter(({ method }) => WRITES.has(method));
  expect(written).toEqual([]);

  const told = Object.fromEntries(
    rows.map((row) => [
      `${row.node} ${row.key}`,
      row.changes?.length
        ? row.changes.map((change) => [change.field, change.old, change.new])
        : (row.blockedBy ?? row.outcome),
    ]),
  );
  const { state } = stage.sandbox;
  const idOf = (name: string) => state.idOf(`shop.${name}`);
  const country = (code: string) =>
    state.records('res.country', ['code']).find((record) => record.code === code)?.id;
  const hot = state.records('crm.tag', ['name']).find((record) => record.name === 'Hot')?.id;
  expect(told).toEqual({
    'tags R': 'unchanged',
    'tags G': [['name', 'Green', 'Lime']],
    'tags B': 'created',
    'companies A': [
      ['is_company', true, 'False'],
      ['country_id', country('BE'), String(country('FR'))],
      ['category_id', [idOf('tags_R')], 'shop.tags_G,shop.tags_R'],
    ],
    'companies B': [['category_id', [idOf('tags_R'), idOf('tags_G')], 'shop.tags_R,shop.tags_B']],
    'companies C': 'unchanged',
    'companies D': 'rejected',
    'companies E': 'rejected',
    'leads 1': [
      ['partner_id', idOf('companies_A'), 'shop.companies_B'],
      ['tag_ids', [], `New (new), ${String(hot)}`],
    ],
    'leads 2': 'unchanged',
    'leads 3': [
      ['partner_id', false, 'shop.companies_C'],
      ['expected_revenue', 0, '5'],
    ],
    'leads 4': 'companies:D',
    'leads 5': 'rejected',
    'leads 6': 'created',
  });
  const run = await play(stage, graphId, SECOND);
  expect(outcomesOf(run)).toEqual({
    tags: { updated: 1, unchanged: 1, created: 1 },
    companies: { updated: 2, unchanged: 1, rejected: 2 },
    leads: { updated: 2, unchanged: 1, blocked: 1, rejected: 1, created: 1 },
  });
});

const STAFF = `
  - id: staff
    type: model
    data:
      odooModel: hr.employee
      sheet: staff
      key: [Code]
      fields:
        name: { column: Name }
        parent_id: { reference: { node: staff, columns: [Boss] } }
  - id: leads
    type: model
    data:
      odooModel: crm.lead
      sheet: leads
      key: [No]
      fields: { name: { column: Title }, user_id: { reference: { by: field, match: login, value: admin } } }
edges:
  - { id: e, from: staff, to: leads, kind: depends }
`;
const staff = (...rows: readonly string[]): Sheets => ({
  staff: csv('Code,Name,Boss', rows),
  leads: csv('No,Title', ['1,One']),
});

test.each([
  ['new', []],
  ['there, of which one closed another circle before', ['A,Ann,B', 'B,Bob,A', 'C,Cid,']],
  ['there, without a circle', ['A,Ann,', 'B,Bobby,A', 'C,Cid,B']],
])('a circle of rows that are %s is foretold as it is written', async (name, first) => {
  const namespace = `circle_${name.replace(/\W+/g, '_').slice(0, 20).toLowerCase()}`;
  const graphId = await graphOf(stage, namespace, STAFF);
  if (first.length > 0) await play(stage, graphId, staff(...first));
  await play(stage, graphId, staff('A,Ann,C', 'B,Bob,A', 'C,Cid,B', 'D,Dee,D'));
  const again = await play(stage, graphId, staff('A,Ann,C', 'B,Bob,A', 'C,Cid,B', 'D,Dee,D'));
  expect(outcomesOf(again).staff).toEqual({ unchanged: 4 });
});

const FAMILY = `
  - id: companies
    type: model
    data: { odooModel: res.partner, sheet: companies, key: [Code], fields: { name: { column: Name } } }
  - id: leads
    type: model
    data:
      odooModel: crm.lead
      sheet: leads
      key: [No]
      fields:
        name: { column: Title }
        partner_id: { reference: { node: companies, columns: [Company] } }
`;
const COMPANIES = csv('Code,Name', ['A,Acme', 'B,Beta', 'C,Core']);

test('a record that lost its external ID is referred to by database ID, and one that is gone with its row is foretold as refused', async () => {
  const graphId = await graphOf(stage, 'family', FAMILY);
  await play(stage, graphId, { companies: COMPANIES, leads: csv('No,Title,Company', ['1,One,A']) });
  const { odoo } = stage;
  const names = ['companies_A', 'companies_C'];
  const data = await odoo.searchRead('ir.model.data', [['module', '=', 'family']], ['name']);
  const lost = data.filter(({ name }) => names.includes(String(name))).map(({ id }) => id);
  await odoo.execute('ir.model.data', 'unlink', [lost]);
  const sheets = {
    companies: csv('Code,Name', ['A,Acme', 'B,Beta']),
    leads: csv('No,Title,Company', ['1,One,A', '2,Two,A', '3,Three,B', '4,Four,C']),
  };
  const removed = new Set(names.map((name) => `family.${name}`));
  const run = await play(stage, graphId, sheets, { check: { removed } });
  expect(await outcomesByKey(stage, run, 'leads')).toEqual({
    1: 'unchanged',
    2: 'created',
    3: 'created',
    4: 'rejected',
  });
});

test('an external ID that names a record of another model is foretold as refused', async () => {
  const graphId = await graphOf(stage, 'taken', FAMILY);
  const [country] = stage.sandbox.state.records('res.country', ['id']);
  await stage.odoo.execute('ir.model.data', 'create', [
    { module: 'taken', name: 'companies_B', model: 'res.country', res_id: country?.id },
  ]);
  const run = await play(
    stage,
    graphId,
    { companies: COMPANIES, leads: csv('No,Title,Company', ['1,One,A', '2,Two,B']) },
    { check: false, foreseen: 'offline' },
  );
  expect(await outcomesByKey(stage, run, 'companies')).toEqual({ A: 'created', B: 'rejected', C: 'created' });
  expect(await outcomesByKey(stage, run, 'leads')).toEqual({ 1: 'created', 2: 'blocked' });
});

test('a check looks at all rows where a run would stop, and says where', async () => {
  const graphId = await graphOf(
    stage,
    'stopping',
    FAMILY.replace('sheet: companies,', 'sheet: companies, failure_policy: stop,'),
  );
  const sheets = {
    companies: csv('Code,Name', ['A,Acme', 'B,']),
    leads: csv('No,Title,Company', ['1,One,A', '2,Two,B']),
  };
  const rows = await checkOf(stage, graphId, sheets);
  expect(rows.map(({ outcome }) => outcome)).toEqual(['created', 'rejected', 'created', 'blocked']);
  const [check] = (await stage.app.runs.list({ limit: 1, kind: 'check' })).items;
  const events = unwrap(await stage.app.runs.events(check?.id ?? '', 0, 1000));
  expect(events.map(({ event }) => event)).toContainEqual({
    type: 'node_warning',
    node: 'companies',
    message: expect.stringContaining('a run would end here'),
  });
  const run = await play(stage, graphId, sheets);
  expect(outcomesOf(run)).toMatchObject({ leads: { cancelled: 2 } });
});

test('a check paused on its way goes on as if nothing had been', async () => {
  const graphId = await graphOf(stage, 'paused', SHOP);
  await play(stage, graphId, FIRST);
  const { app, connectionId } = stage;
  const input = { graphId, datasetId: await upload(stage, SECOND), connectionId, depth: 'offline' } as const;
  const whole = await foresee(app, input);
  const held = holdCall(stage.sandbox, { model: 'res.partner', method: 'read' });
  const { id } = unwrap(await app.runs.check(input));
  await held.arrived;
  unwrap(await app.runs.pause(id));
  await heard(stage, id);
  held.release();
  expect((await endOfRun(app, id)).status).toBe('paused');
  unwrap(await app.runs.resume(id));
  expect((await endOfRun(app, id)).status).toBe('completed_with_errors');
  expect(await rowsOfRun(app, id)).toEqual(whole);
});

test('a check goes on beside a run that waits for somebody', async () => {
  const graphId = await graphOf(stage, 'beside', FAMILY);
  const { app, connectionId } = stage;
  const sheets = { companies: COMPANIES, leads: csv('No,Title,Company', ['1,One,A']) };
  const datasetId = await upload(stage, sheets);
  const held = holdCall(stage.sandbox, { model: 'res.partner', method: 'load' });
  const { id } = unwrap(await app.runs.start({ graphId, datasetId, connectionId }));
  await held.arrived;
  const rows = await foresee(app, { graphId, datasetId, connectionId, depth: 'offline' });
  expect(rows.map(({ outcome }) => outcome)).toEqual(['created', 'created', 'created', 'created']);
  held.release();
  expect((await endOfRun(app, id)).status).toBe('completed');
});

test('long values are kept whole', async () => {
  const graphId = await graphOf(stage, 'long', SHOP);
  await play(stage, graphId, FIRST);
  const note = 'x'.repeat(5000);
  const companies = (FIRST.companies ?? '').replace('First', note);
  const rows = await checkOf(stage, graphId, { ...FIRST, companies });
  const changed = rows.filter(({ changes }) => changes?.length);
  expect(changed.map(({ key, changes }) => [key, changes?.[0]?.field, changes?.[0]?.new])).toEqual([
    ['A', 'comment', note],
  ]);
});
