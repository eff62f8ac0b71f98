import { afterAll, beforeAll, expect, test } from 'vitest';
import { addAddressBook } from '../../../test/support/address-book.ts';
import { runToEnd, unwrap } from '../../../test/support/product.ts';
import { csv, graphOf, openStage, play, type Stage } from '../../../test/support/stage.ts';
import type { RunView } from '../run-views.ts';

let stage: Stage;
let run: RunView;

beforeAll(async () => {
  stage = await openStage();
  const { app, connectionId } = stage;
  run = await runToEnd(app, { ...(await addAddressBook(app)), connectionId });
});
afterAll(() => stage.close());

async function rowOf(row: string, runId = run.id) {
  const [node = '', ord] = row.split(':');
  return unwrap(await stage.app.runs.row(runId, { node, ord: Number(ord) }));
}

test('a loaded row: its cells, what was sent, its record, the row it belongs to', async () => {
  const row = await rowOf('people:1');
  const acme = stage.sandbox.state.idOf('address_book.companies_ACME');
  expect(row).toMatchObject({
    row: 3,
    outcome: 'created',
    model: 'res.partner',
    sheet: 'people',
    externalId: 'address_book.people_tom~40acme~2Eexample',
    recordId: stage.sandbox.state.idOf('address_book.people_tom~40acme~2Eexample'),
    link: `${stage.sandbox.url}/odoo/res.partner/${row.recordId}?db=sandbox`,
    missing: null,
  });
  expect(row.prepared).toMatchObject({
    cells: [
      { column: 'Name', value: 'Tom Walsh' },
      { column: 'Email', value: 'tom@acme.example' },
      { column: 'Position', value: '=1+1 Sales' },
      { column: 'Company', value: 'ACME' },
    ],
    fields: [
      { field: 'name', path: 'name', value: 'Tom Walsh' },
      { field: 'email', path: 'email', value: 'tom@acme.example' },
      { field: 'function', path: 'function', value: '=1+1 Sales' },
      { field: 'parent_id', path: 'parent_id/id', value: 'address_book.companies_ACME' },
    ],
    parents: [
      {
        field: 'parent_id',
        node: 'companies',
        key: 'ACME',
        ord: 0,
        row: 2,
        outcome: 'created',
        recordId: acme,
      },
    ],
    children: { items: [], nextCursor: null },
  });
  expect(row.attempts).toMatchObject([
    { kind: 'create', state: 'settled', rows: 3, workers: 1, counts: { created: 3 } },
  ]);
  expect(row.attempts[0]?.columns).toEqual(['id', 'name', 'email', 'function', 'parent_id/id']);
});

test('what Odoo was asked for is told as Odoo answered it', async () => {
  const row = await rowOf('companies:0');
  const [ireland] = await stage.odoo.searchRead('res.country', [['name', '=', 'Ireland']], ['id']);
  const country = row.prepared?.fields.find(({ field }) => field === 'country_id');
  expect(country).toMatchObject({ path: 'country_id/.id', value: String(ireland?.id) });
});

test('the rows that refer to a row, in pages', async () => {
  const acme = { node: 'companies', ord: 0 };
  const [ann, tom] = ['people:0', 'people:1'];
  const first = unwrap(await stage.app.runs.children(run.id, acme, { limit: 1 }));
  expect(first.items).toMatchObject([{ node: 'people', field: 'parent_id', ord: Number(ann?.slice(-1)) }]);
  const cursor = first.nextCursor ?? '';
  const second = unwrap(await stage.app.runs.children(run.id, acme, { limit: 1, cursor }));
  expect(second).toMatchObject({
    items: [{ ord: Number(tom?.slice(-1)), outcome: 'created' }],
    nextCursor: null,
  });
  expect((await rowOf('companies:0')).prepared?.children.items).toHaveLength(2);
});

test('a row that was not loaded: why, and which rows wait for it', async () => {
  const rejected = await rowOf('companies:2');
  expect(rejected).toMatchObject({ outcome: 'rejected', recordId: null, link: null, attempts: [] });
  expect(rejected.issues.map(({ code }) => code)).toEqual(['required_missing']);
  expect(rejected.prepared?.children.items).toMatchObject([
    { node: 'people', row: 5, outcome: 'blocked', recordId: null },
  ]);
  const blocked = await rowOf('people:3');
  expect(blocked.prepared?.parents).toMatchObject([{ key: 'CRUX', outcome: 'rejected' }]);
});

test('what an update changed, and a parent that an earlier run loaded', async () => {
  const nodes = `
  - id: teams
    type: model
    data: { odooModel: res.partner, sheet: teams, key: [Code], fields: { name: { column: Name } } }
  - id: members
    type: model
    data:
      odooModel: res.partner
      sheet: members
      key: [Code]
      fields:
        name: { column: Name }
        parent_id: { reference: { node: teams, columns: [Team] } }
`;
  const graphId = await graphOf(stage, 'teams', nodes);
  await play(stage, graphId, {
    teams: csv('Code,Name', ['A,Alpha', 'B,Beta']),
    members: csv('Code,Name,Team', ['1,Ann,A']),
  });
  const again = await play(stage, graphId, {
    teams: csv('Code,Name', ['B,Beta']),
    members: csv('Code,Name,Team', ['1,Anna,A']),
  });
  const row = await rowOf('members:0', again.id);
  expect(row.outcome).toBe('updated');
  expect(row.changes).toMatchObject([{ field: 'name', old: 'Ann', new: 'Anna' }]);
  expect(row.attempts).toMatchObject([{ kind: 'update' }]);
  expect(row.prepared?.parents).toEqual([
    expect.objectContaining({ key: 'A', ord: null, recordId: stage.sandbox.state.idOf('teams.teams_A') }),
  ]);
});

test('what is not there is said', async () => {
  const refused = await stage.app.runs.row(run.id, { node: 'people', ord: 99 });
  expect(refused).toMatchObject({
    ok: false,
    error: { code: 'not_found', message: `Row people:99 of run ${run.id} not found` },
  });
  unwrap(await stage.app.datasets.remove(run.datasetId));
  expect(await rowOf('people:1')).toMatchObject({
    prepared: null,
    missing: 'The dataset was deleted.',
    outcome: 'created',
  });
  const children = await stage.app.runs.children(run.id, { node: 'companies', ord: 0 }, { limit: 1 });
  expect(children).toMatchObject({ ok: false, error: { code: 'not_found' } });
});
