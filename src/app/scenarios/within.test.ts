import { afterAll, beforeAll, expect, test } from 'vitest';
import { outcomesOf, unwrap } from '../../../test/support/product.ts';
import type { Stage } from '../../../test/support/stage.ts';
import { csv, graphOf, openStage, outcomesByKey, play, upload } from '../../../test/support/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ checksFirst: 'offline' });
});
afterAll(() => stage.close());

const partners = (reference: string) => `
  - id: people
    type: model
    data:
      odooModel: res.partner
      sheet: people
      key: [Code]
      fields:
        name: { column: Name }
        state_id: { reference: { ${reference} } }
`;
const WITHIN =
  'by: field, match: code, column: State, within: { country_id: { match: code, column: Country, transforms: [upper], value_map: { USA: US } } }';

async function addState(country: string, code: string, name: string): Promise<number> {
  const [found] = await stage.odoo.searchRead('res.country', [['code', '=', country]], ['id']);
  const values = { name, code, country_id: found?.id ?? 0 };
  return stage.odoo.execute<number>('res.country.state', 'create', [values]);
}

test('states that share a code are told apart by their country', async () => {
  const us = await addState('US', 'ZQ', 'Zedland');
  const au = await addState('AU', 'ZQ', 'Zedonia');
  const graphId = await graphOf(stage, 'within', partners(WITHIN));
  const rows = ['1,Ann,ZQ,usa', '2,Bob,ZQ,AU', '3,Cid,ZQ,FR', '4,Dee,ZQ,', '5,Eve,,US'];
  const run = await play(stage, graphId, { people: csv('Code,Name,State,Country', rows) });
  expect(await outcomesByKey(stage, run, 'people')).toEqual({
    1: 'created',
    2: 'created',
    3: 'rejected',
    4: 'rejected',
    5: 'created',
  });
  const stateOf = async (key: string) => {
    const id = stage.sandbox.state.idOf(`within.people_${key}`);
    const [record] = await stage.odoo.searchRead('res.partner', [['id', '=', id]], ['state_id']);
    return record?.state_id;
  };
  expect([await stateOf('1'), await stateOf('2'), await stateOf('5')]).toEqual([
    [us, 'Zedland (US)'],
    [au, 'Zedonia (AU)'],
    false,
  ]);
  const [issues] = unwrap(await stage.app.runs.issues(run.id));
  expect(issues).toMatchObject({ code: 'reference_not_found', field: 'state_id', count: 2 });
  expect(issues?.samples[0]?.message).toContain('"ZQ" (read as "ZQ within FR")');
});

test('what is still ambiguous is refused with the candidates', async () => {
  await addState('US', 'ZZ', 'Twin');
  await addState('US', 'ZX', 'Twin');
  const byName = 'by: field, match: name, column: State, within: { country_id: { match: code, value: US } }';
  const graphId = await graphOf(stage, 'twins', partners(byName));
  const run = await play(stage, graphId, { people: csv('Code,Name,State', ['1,Ann,Twin']) });
  expect(outcomesOf(run)).toEqual({ people: { rejected: 1 } });
  const [issue] = unwrap(await stage.app.runs.issues(run.id));
  expect(issue).toMatchObject({ code: 'reference_ambiguous' });
  expect(issue?.samples[0]?.candidates).toHaveLength(2);
});

test.each([
  [`${WITHIN}, separator: '|'`, 'within and separator exclude each other'],
  [`${WITHIN}, on_missing: create`, 'within and on_missing: create exclude each other'],
  [WITHIN.replace('by: field, match: code,', 'by: external_id,'), 'within goes with by: field'],
  [WITHIN.replace('column: Country', 'column: Land'), 'Land'],
])('what cannot be looked up is refused before the run: %s', async (reference, said) => {
  const graphId = await graphOf(stage, 'refused', partners(reference));
  const datasetId = await upload(stage, { people: csv('Code,Name,State,Country', ['1,Ann,CA,US']) });
  const report = unwrap(await stage.app.graphs.validate(graphId, { datasetId }));
  expect([report.valid, report.errors.map(({ message }) => message).join(' ')]).toEqual([
    false,
    expect.stringContaining(said),
  ]);
});
