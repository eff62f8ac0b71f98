import { afterAll, beforeAll, expect, test } from 'vitest';
import { unwrap } from '../../../test/support/product.ts';
import {
  csv,
  graphOf,
  openStage,
  outcomesByKey,
  play,
  type Stage,
  upload,
} from '../../../test/support/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ checksFirst: 'offline' });
});
afterAll(() => stage.close());

const PEOPLE = `
  - id: people
    type: model
    data:
      odooModel: res.partner
      sheet: people
      key: [Code]
      fields:
        name: { formula: "concat_ws(' ', \\"First\\", upper(\\"Last\\"))" }
        partner_latitude: { formula: '"Share" / "Parts"' }
        ref: { formula: "'C-' || lpad(\\"Code\\", 5, '0')" }
        is_company: { formula: "\\"Kind\\" = 'company'" }
`;
const SHEET = csv('Code,First,Last,Share,Parts,Kind', [
  '1,Ann,Lee,1,4,company',
  '2,Bob,,1,0,person',
  '3,,Cid,3,,x',
]);

test('formulas are computed, loaded, and found unchanged the next time; a row that fails is rejected alone', async () => {
  const graphId = await graphOf(stage, 'formulas', PEOPLE);
  const run = await play(stage, graphId, { people: SHEET });
  expect(await outcomesByKey(stage, run, 'people')).toEqual({ 1: 'created', 2: 'rejected', 3: 'created' });
  const id = stage.sandbox.state.idOf('formulas.people_1');
  const fields = ['name', 'partner_latitude', 'ref', 'is_company'];
  const [ann] = await stage.odoo.searchRead('res.partner', [['id', '=', id]], fields);
  expect(ann).toMatchObject({ name: 'Ann LEE', partner_latitude: 0.25, ref: 'C-00001', is_company: true });
  const again = await play(stage, graphId, { people: SHEET });
  expect(await outcomesByKey(stage, again, 'people')).toEqual({
    1: 'unchanged',
    2: 'rejected',
    3: 'unchanged',
  });
});

const BAD = `
  - id: people
    type: model
    data:
      odooModel: res.partner
      sheet: people
      key: [Code]
      fields:
        name: { formula: lowre("Firts") }
        ref: { formula: 'getenv(''HOME'')' }
        email: { column: First }
`;

test('a formula that is not allowed keeps the run from starting, with what is near', async () => {
  const graphId = await graphOf(stage, 'bad_formulas', BAD);
  const datasetId = await upload(stage, { people: SHEET });
  const { valid, errors } = unwrap(await stage.app.graphs.validate(graphId, { datasetId }));
  expect(valid).toBe(false);
  expect(errors.map(({ code, field, message }) => [code, field, message])).toEqual([
    [
      'formula_invalid',
      'name',
      'Node "people", field "name": at character 1 (lowre("Firts")): The function "lowre" is not one that a formula may call. Did you mean "lower"?',
    ],
    [
      'formula_invalid',
      'ref',
      `Node "people", field "ref": at character 1 (getenv('HOME')): The function "getenv" is not one that a formula may call: it reaches beyond the row.`,
    ],
    [
      'column_unknown',
      'name',
      'Node "people", field "name": the mapping reads column "Firts", which sheet "people" does not have. Did you mean "First"?',
    ],
  ]);
  const { connectionId } = stage;
  expect(await stage.app.runs.start({ graphId, datasetId, connectionId })).toMatchObject({
    ok: false,
    error: { code: 'invalid' },
  });
});

test('a preview gives the values of the first rows, or what the engine says of them', async () => {
  const datasetId = await upload(stage, { people: SHEET });
  const preview = async (formula: string, limit = 10) =>
    unwrap(await stage.app.datasets.formulaPreview(datasetId, { sheet: 'people', formula, limit }));
  expect(await preview('"Share" / "Parts"')).toEqual({
    isValid: true,
    issues: [],
    type: 'DOUBLE',
    columns: ['Share', 'Parts'],
    rows: [
      { row: 2, cells: ['1', '4'], value: '0.25', error: null },
      { row: 3, cells: ['1', '0'], value: null, error: 'Could not convert a number divided by zero.' },
      { row: 4, cells: ['3', null], value: null, error: null },
    ],
  });
  const [row, ...more] = (await preview('"First"::INTEGER', 1)).rows;
  expect(row).toMatchObject({ row: 2, value: null, error: `Could not convert string 'Ann' to INT32.` });
  expect(more).toEqual([]);
  const wrong = await preview(`"Firts" || "Last"`);
  expect(wrong).toMatchObject({
    isValid: false,
    rows: [],
    issues: [{ code: 'column_unknown', column: 'Firts' }],
  });
  expect(wrong.issues[0]?.message).toBe(
    'Sheet "people" has no column "Firts". Did you mean "First"? Texts stand in single quotes.',
  );
  const types = await preview(`"First"::DATE + TRUE`);
  expect(types.issues.map(({ code, message }) => [code, message])).toEqual([
    [
      'formula_invalid',
      expect.stringMatching(/^No function matches the given name and argument types '\+\(DATE, BOOLEAN\)'/),
    ],
  ]);
});

test('help lists the columns of the sheet as a formula writes them', async () => {
  const datasetId = await upload(stage, { people: csv('a "b",c', ['1,2']) });
  const help = unwrap(await stage.app.datasets.formulaHelp(datasetId, 'people'));
  expect(help.columns.map(({ written }) => written)).toContain('"c"');
  expect(help.functions.map(({ name }) => name)).toContain('lpad');
  expect(await stage.app.datasets.formulaHelp(datasetId, 'nope')).toMatchObject({ ok: false });
});

const COMPUTED = `
  - id: people
    type: model
    data:
      odooModel: res.partner
      sheet: people
      key: [{ formula: "lower(\\"First\\" || '.' || \\"Last\\")" }]
      fields:
        name: { column: First }
        type: { value: other }
        country_id: { reference: { by: field, match: code, formula: "upper(left(\\"Land\\", 2))" } }
        parent_id: { reference: { node: people, columns: [{ formula: "lower(replace(\\"Boss\\", ' ', '.'))" }] } }
`;
const COMPUTED_SHEET = csv('First,Last,Land,Boss', [
  'Ann,Lee,be-1,BO RAY',
  'Bo,Ray,fr-7,',
  'Cy,,de,Ann Lee',
  'Di,Orr,xx,Ann Lee',
  'Ed,Fry,,Ann Lee',
]);

test('keys and references are computed, and the same rows are found the next time', async () => {
  const graphId = await graphOf(stage, 'computed', COMPUTED);
  const run = await play(stage, graphId, { people: COMPUTED_SHEET });
  expect(await outcomesByKey(stage, run, 'people')).toEqual({
    'ann~2Elee': 'created',
    'bo~2Eray': 'created',
    '': 'rejected',
    'di~2Eorr': 'rejected',
    'ed~2Efry': 'created',
  });
  const issues = unwrap(await stage.app.runs.issues(run.id));
  expect(issues.map(({ code, field }) => [code, field ?? null])).toEqual(
    expect.arrayContaining([
      ['key_empty', null],
      ['reference_not_found', 'country_id'],
    ]),
  );
  const ids = await stage.odoo.externalIds('computed', 'people');
  const records = await stage.odoo.searchRead(
    'res.partner',
    [['id', 'in', [...ids.values()]]],
    ['name', 'parent_id', 'country_id'],
  );
  const found = records.map(({ name, parent_id: parent, country_id: country }) => [
    name,
    Array.isArray(parent) ? parent[0] : parent,
    Array.isArray(country) ? country[1] : country,
  ]);
  expect(found).toEqual(
    expect.arrayContaining([
      ['Ann', ids.get('bo~2Eray'), 'Belgium'],
      ['Bo', false, 'France'],
      ['Ed', ids.get('ann~2Elee'), false],
    ]),
  );
  const row = unwrap(await stage.app.runs.row(run.id, { node: 'people', ord: 0 }));
  expect(row.prepared?.parents.map(({ key }) => key)).toEqual(['bo~2Eray']);
  expect(row.prepared?.children.items.map(({ key }) => key)).toEqual(['', 'di~2Eorr', 'ed~2Efry']);
  const again = await play(stage, graphId, { people: COMPUTED_SHEET });
  expect(await outcomesByKey(stage, again, 'people')).toMatchObject({
    'ann~2Elee': 'unchanged',
    'bo~2Eray': 'unchanged',
    'ed~2Efry': 'unchanged',
  });
});
