import { afterAll, beforeAll, expect, test } from 'vitest';
import { unwrap } from '../../../test/support/product.ts';
import { csv, graphOf, openStage, play, type Stage, upload } from '../../../test/support/stage.ts';
import type { Suggested } from '../dataset-cases.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

async function suggested(sheets: Record<string, string>, isOffline = false): Promise<Suggested> {
  const { app, connectionId } = stage;
  const id = await upload(stage, sheets);
  return unwrap(await app.datasets.suggest(id, isOffline ? {} : { connectionId }));
}

const fieldOf = ({ suggestion }: Suggested, column: string) =>
  suggestion.sheets[0]?.columns.find((one) => one.column === column)?.field;

/** Every record of the sandbox. */
function everything(): string {
  const { state } = stage.sandbox;
  const models = state.records('ir.model', ['model']).map(({ model }) => String(model));
  return JSON.stringify(models.map((model) => [model, state.records(model)]));
}

const CONTACTS = csv('Name,E-mail,City,Region,Betreuung,Klasse', [
  'Ann,ann@shop.example,Lyon,belgium,admin,Gold',
  'Bob,bob@shop.example,Nice,France,clerk,Silber;Gold',
  'Cid,cid@shop.example,Metz,Germany,admin,Silber',
]);

test('values that Odoo knows say what a column is, whatever its header, and nothing is written', async () => {
  const tags = `
  - id: tags
    type: model
    data: { odooModel: res.partner.category, sheet: tags, key: [Tag], fields: { name: { column: Tag } } }
`;
  await play(stage, await graphOf(stage, 'tags', tags), { tags: csv('Tag', ['Gold', 'Silber', 'Bronze']) });
  const before = everything();
  const online = await suggested({ Kontakte: CONTACTS });
  expect(everything()).toBe(before);

  expect(online.warnings).toEqual([]);
  expect(fieldOf(online, 'Region')).toMatchObject({
    field: 'country_id',
    reason: 'its values are countries, and 3 of 3 values are names of res.country in Odoo',
  });
  expect(fieldOf(online, 'Betreuung')).toMatchObject({
    field: 'user_id',
    reason: '2 of 2 values are logins of res.users in Odoo',
  });
  expect(fieldOf(online, 'Klasse')).toMatchObject({ field: 'category_id' });
  expect(online.draft.spec.nodes[0]?.data).toMatchObject({
    fields: {
      name: { column: 'Name' },
      country_id: {
        reference: { by: 'field', match: 'name', column: 'Region', value_map: { belgium: 'Belgium' } },
      },
      user_id: { reference: { by: 'field', match: 'login', column: 'Betreuung' } },
      category_id: {
        reference: { by: 'field', match: 'name', column: 'Klasse', separator: ';', on_missing: 'create' },
      },
    },
  });
  const offline = await suggested({ Kontakte: CONTACTS }, true);
  expect(fieldOf(offline, 'Betreuung')).toBeNull();
  expect(fieldOf(offline, 'Klasse')).toBeNull();
});

test('the draft made of it loads its rows', async () => {
  const { draft } = await suggested({ Kontakte: CONTACTS });
  const graph = unwrap(await stage.app.graphs.create({ ...draft.spec, namespace: 'found' }));
  const run = await play(stage, graph.id, { Kontakte: CONTACTS });
  expect(run.status).toBe('completed');
  const [ann] = await stage.odoo.searchRead(
    'res.partner',
    [['email', '=', 'ann@shop.example']],
    ['country_id', 'category_id'],
  );
  const [belgium] = await stage.odoo.searchRead('res.country', [['code', '=', 'BE']], ['id']);
  expect(ann).toMatchObject({ country_id: [belgium?.id, 'Belgium'] });
  expect(ann?.category_id).toHaveLength(1);
});

test('codes of records that Odoo has say which model the rows are', async () => {
  const items = csv('Kürzel,Was', ['S-1,Chair', 'S-2,Table', 'S-3,Lamp']);
  const graph = `
  - id: items
    type: model
    data:
      odooModel: product.template
      sheet: items
      key: [Kürzel]
      fields: { default_code: { column: Kürzel }, name: { column: Was } }
`;
  const graphId = await graphOf(stage, 'items', graph);
  await play(stage, graphId, { items });
  unwrap(await stage.app.graphs.remove(graphId));
  const { suggestion } = await suggested({ Liste: items.replace('Kürzel', 'SKU') });
  expect(suggestion.sheets[0]?.models[0]).toMatchObject({
    model: expect.stringMatching(/^product\./),
    reason: expect.stringContaining('3 of 3 values are internal references of product.'),
  });
});

test('what Odoo does not answer is said, and the suggestion is made all the same', async () => {
  stage.sandbox.addFault({
    match: ({ model, method }) => model === 'res.users' && method === 'search_read',
    action: { kind: 'status', status: 500 },
  });
  const { warnings, draft } = await suggested({ Kontakte: CONTACTS });
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toMatch(/^Values were not looked for in res\.users: /);
  expect(draft.spec.nodes[0]?.data).toMatchObject({ fields: { name: { column: 'Name' } } });
});
