import { afterAll, beforeAll, expect, test } from 'vitest';
import { endOfRun, outcomesOf, unwrap } from '../../../test/support/product.ts';
import type { Stage } from '../../../test/support/stage.ts';
import {
  csv,
  graphOf,
  holdCall,
  openStage,
  outcomesByKey,
  play,
  start,
  upload,
} from '../../../test/support/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ checksFirst: 'offline' });
});
afterAll(() => stage.close());

const answer = async (changes: Parameters<Stage['app']['values']['answer']>[1]) =>
  unwrap(await stage.app.values.answer(stage.connectionId, changes));

const valuesOf = async (graphId: string, sheets: Record<string, string>) =>
  unwrap(
    await stage.app.values.list(graphId, {
      datasetId: await upload(stage, sheets),
      connectionId: stage.connectionId,
    }),
  );

const policies = async (vocabulary: Record<string, 'lookup_only' | 'create_if_missing' | 'ask'>) =>
  unwrap(await stage.app.connections.update(stage.connectionId, { profile: { vocabulary } }));

/** Country or tags of the record of a row. */
async function held(externalId: string, model: string, field: string): Promise<unknown> {
  const id = stage.sandbox.state.idOf(externalId);
  const [record] = await stage.odoo.searchRead(model, [['id', '=', id]], [field]);
  return record?.[field];
}

async function idOf(model: string, name: string): Promise<number | undefined> {
  const [record] = await stage.odoo.searchRead(model, [['name', '=', name]], ['id']);
  return record?.id;
}

const COUNTRY = '{ reference: { by: field, match: name, column: Country } }';
const partners = (country = COUNTRY) => `
  - id: companies
    type: model
    data:
      odooModel: res.partner
      sheet: companies
      key: [Code]
      fields: { name: { column: Name }, country_id: ${country} }
`;
const LEADS = `
  - id: leads
    type: model
    data:
      odooModel: crm.lead
      sheet: leads
      key: [No]
      fields:
        name: { column: Title }
        country_id: { reference: { by: field, match: name, column: Land } }
        priority: { column: Urgency }
`;
const COMPANIES = csv('Code,Name,Country', [
  '1,Ann,UK',
  '2,Bob,UK',
  '3,Cid,Italia',
  '4,Dee,France',
  '5,Eve,Xyzzy',
]);
const LEAD_ROWS = csv('No,Title,Land,Urgency', ['1,One,UK,urgent', '2,Two,France,High']);

test('values that name nothing are listed once over all nodes, with rows and nearest answers', async () => {
  const graphId = await graphOf(stage, 'asked', partners() + LEADS);
  const { questions, answers } = await valuesOf(graphId, { companies: COMPANIES, leads: LEAD_ROWS });
  expect(answers).toEqual({});
  expect(questions).toMatchObject([
    {
      place: 'crm.lead.priority',
      fields: [{ node: 'leads', field: 'priority', columns: ['Urgency'], onMissing: 'reject' }],
      values: [{ value: 'urgent', rows: 1, problem: 'missing' }],
    },
    {
      place: 'res.country.name',
      model: 'res.country',
      fields: [
        { node: 'companies', field: 'country_id', columns: ['Country'] },
        { node: 'leads', field: 'country_id', columns: ['Land'] },
      ],
      values: [
        { value: 'UK', rows: 3, candidates: ['United Kingdom'] },
        { value: 'Italia', rows: 1 },
        { value: 'Xyzzy', rows: 1, candidates: [] },
      ],
      total: 3,
    },
  ]);
  expect(questions[1]?.values[1]?.candidates[0]).toBe('Italy');
});

test('an answer is used by check and run, told in the report, and asked no more', async () => {
  const graphId = await graphOf(stage, 'answered', partners() + LEADS);
  const sheets = { companies: COMPANIES, leads: LEAD_ROWS };
  await answer({
    'res.country.name': { UK: 'United Kingdom', Italia: 'Itly', Xyzzy: '' },
    'crm.lead.priority': { urgent: 'Very High' },
  });
  const { questions } = await valuesOf(graphId, sheets);
  expect(questions).toMatchObject([
    { place: 'res.country.name', values: [{ value: 'Italia', answer: 'Itly', problem: 'missing' }] },
  ]);
  await answer({ 'res.country.name': { Italia: 'Italy' } });
  const asked = await valuesOf(graphId, sheets);
  expect([asked.questions, asked.answers['res.country.name']]).toEqual([
    [],
    { Italia: 'Italy', UK: 'United Kingdom', Xyzzy: '' },
  ]);

  const run = await play(stage, graphId, sheets);
  expect(outcomesOf(run)).toEqual({ companies: { created: 5 }, leads: { created: 2 } });
  const uk = await idOf('res.country', 'United Kingdom');
  expect(await held('answered.companies_1', 'res.partner', 'country_id')).toMatchObject([
    uk,
    'United Kingdom',
  ]);
  expect(await held('answered.companies_5', 'res.partner', 'country_id')).toBe(false);
  expect(await held('answered.leads_1', 'crm.lead', 'priority')).toBe('3');
  const report = unwrap(await stage.app.runs.report(run.id));
  expect(report.head.answers['res.country.name']).toMatchObject({ UK: 'United Kingdom' });
});

test('a value map of the graph wins, and what it gives may itself be answered', async () => {
  const mapped =
    '{ reference: { by: field, match: name, column: Country, value_map: { UK: France, Italia: Xyzzy } } }';
  const graphId = await graphOf(stage, 'mapped', partners(mapped));
  await answer({ 'res.country.name': { UK: 'United Kingdom', Xyzzy: 'Spain' } });
  const run = await play(stage, graphId, { companies: COMPANIES });
  expect(outcomesOf(run)).toEqual({ companies: { created: 5 } });
  expect(await held('mapped.companies_1', 'res.partner', 'country_id')).toMatchObject([
    expect.any(Number),
    'France',
  ]);
  expect(await held('mapped.companies_3', 'res.partner', 'country_id')).toMatchObject([
    expect.any(Number),
    'Spain',
  ]);
});

test('a run uses the answers of when it was made, and its rows are shown with them', async () => {
  const graphId = await graphOf(stage, 'pinned', partners());
  const companies = csv('Code,Name,Country', ['1,Ann,Albion']);
  await answer({ 'res.country.name': { Albion: 'United Kingdom' } });
  const call = holdCall(stage.sandbox, { model: 'res.partner', method: 'fields_get' });
  const runId = await start(stage, graphId, { companies });
  await call.arrived;
  await answer({ 'res.country.name': { Albion: 'France' } });
  call.release();
  const run = await endOfRun(stage.app, runId);
  expect(outcomesOf(run)).toEqual({ companies: { created: 1 } });
  const uk = await idOf('res.country', 'United Kingdom');
  expect(await held('pinned.companies_1', 'res.partner', 'country_id')).toMatchObject([uk, 'United Kingdom']);
  const row = unwrap(await stage.app.runs.row(runId, { node: 'companies', ord: 0 }));
  expect(row.prepared?.fields).toContainEqual(
    expect.objectContaining({ field: 'country_id', value: String(uk) }),
  );

  const again = await play(stage, graphId, { companies });
  expect(outcomesOf(again)).toEqual({ companies: { updated: 1 } });
  await answer({ 'res.country.name': { Albion: null } });
  expect(outcomesOf(await play(stage, graphId, { companies }))).toEqual({
    companies: { rejected: 1 },
  });
});

const TAGGED = (more = '') => `
  - id: people
    type: model
    data:
      odooModel: res.partner
      sheet: people
      key: [Code]
      fields:
        name: { column: Name }
        country_id: ${COUNTRY}
        category_id: { reference: { by: field, match: name, column: Tags, separator: '|'${more} } }
`;

test('by default countries are looked up only and tags are made; connection, graph and field say otherwise', async () => {
  const people = (tag: string) =>
    csv('Code,Name,Country,Tags', [`1,Ann,Nowhere,`, `2,Bob,France,${tag}|${tag} B`]);
  const created = await graphOf(stage, 'made', TAGGED());
  const run = await play(stage, created, { people: people('Gold') });
  expect(await outcomesByKey(stage, run, 'people')).toEqual({ 1: 'rejected', 2: 'created' });
  const gold = [await idOf('res.partner.category', 'Gold'), await idOf('res.partner.category', 'Gold B')];
  expect(await held('made.people_2', 'res.partner', 'category_id')).toEqual(gold);

  await policies({ 'res.partner.category': 'lookup_only', 'res.country': 'ask' });
  const looked = await graphOf(stage, 'looked', TAGGED());
  const second = await play(stage, looked, { people: people('Silver') });
  expect(await outcomesByKey(stage, second, 'people')).toEqual({ 1: 'rejected', 2: 'rejected' });
  expect(await idOf('res.partner.category', 'Silver')).toBeUndefined();
  const issues = unwrap(await stage.app.runs.issues(second.id));
  expect(issues.map(({ code, field, count }) => [code, field, count])).toEqual(
    expect.arrayContaining([
      ['value_unanswered', 'country_id', 1],
      ['reference_not_found', 'category_id', 2],
    ]),
  );
  expect(issues.find(({ code }) => code === 'value_unanswered')?.samples[0]?.message).toContain(
    'importgraph answer res.country.name "Nowhere" "…"',
  );

  const graph = `${TAGGED()}metadata: { vocabulary: { res.partner.category: create_if_missing } }\n`;
  const own = await graphOf(stage, 'own', graph);
  const third = await play(stage, own, { people: people('Bronze') });
  expect(await outcomesByKey(stage, third, 'people')).toEqual({ 1: 'rejected', 2: 'created' });

  const field = await graphOf(stage, 'field', TAGGED(', on_missing: empty'));
  const fourth = await play(stage, field, { people: people('Iron') });
  expect(await outcomesByKey(stage, fourth, 'people')).toEqual({ 1: 'rejected', 2: 'created' });
  expect(await held('field.people_2', 'res.partner', 'category_id')).toEqual([]);
  await policies({});
});

test('records that a node of the graph loads are never made for a value as well', async () => {
  const graph = `${TAGGED()}
  - id: tags
    type: model
    data: { odooModel: res.partner.category, sheet: tags, key: [Tag], fields: { name: { column: Tag } } }
`;
  const graphId = await graphOf(stage, 'loaded', graph);
  const sheets = {
    people: csv('Code,Name,Country,Tags', ['1,Ann,France,Rare']),
    tags: csv('Tag,Note', ['Rare,x']),
  };
  const run = await play(stage, graphId, sheets);
  expect(outcomesOf(run)).toEqual({ people: { rejected: 1 }, tags: { created: 1 } });
  expect(await stage.odoo.count('res.partner.category', [['name', '=', 'Rare']])).toBe(1);
  const [issue] = unwrap(await stage.app.runs.issues(run.id));
  expect(issue?.samples[0]?.message).toContain('If it is one of those that node "tags" loads');
  const again = await play(stage, graphId, sheets);
  expect(outcomesOf(again)).toEqual({ people: { created: 1 }, tags: { unchanged: 1 } });
  expect(await held('loaded.people_1', 'res.partner', 'category_id')).toEqual([
    await idOf('res.partner.category', 'Rare'),
  ]);
});

test('a policy never makes records of models that hold rights', async () => {
  await policies({ 'res.users': 'create_if_missing' });
  const users = '{ reference: { by: field, match: name, column: Owner } }';
  const graphId = await graphOf(
    stage,
    'owners',
    `${partners().replace('country_id:', 'user_id:').replace(COUNTRY, users)}`,
  );
  const run = await play(stage, graphId, { companies: csv('Code,Name,Owner', ['1,Ann,Somebody']) });
  expect(outcomesOf(run)).toEqual({ companies: { rejected: 1 } });
  expect(await idOf('res.users', 'Somebody')).toBeUndefined();
  await policies({});
});

test('what cannot be kept is refused', async () => {
  expect(await stage.app.values.answer('con_none', {})).toMatchObject({
    ok: false,
    error: { code: 'not_found' },
  });
  const bad = await stage.app.values.answer(stage.connectionId, { 'res.country.name': { 'a\0': 'b' } });
  expect(bad).toMatchObject({ ok: false, error: { code: 'invalid' } });
});

test('a graph with a formula is asked about like any other', async () => {
  const graphId = await graphOf(
    stage,
    'formula_beside',
    partners(`${COUNTRY}, comment: { formula: '"Code" || "Name"' }`),
  );
  const companies = csv('Code,Name,Country', ['1,Ann,Neverland']);
  const { questions } = await valuesOf(graphId, { companies });
  expect(questions.flatMap(({ values }) => values.map(({ value }) => value))).toEqual(['Neverland']);
});

test('readiness looks at the data of a graph with a formula', async () => {
  const graphId = await graphOf(
    stage,
    'formula_ready',
    partners(`${COUNTRY}, comment: { formula: '"Code" || "Name"' }, lang: { column: Name }`),
  );
  const datasetId = await upload(stage, { companies: COMPANIES });
  const against = { connectionId: stage.connectionId, datasetId };
  const { findings } = unwrap(await stage.app.graphs.readiness(graphId, against));
  expect(findings.map(({ message }) => message).join(' ')).toContain('Ann');
});
