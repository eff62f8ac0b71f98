import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endOfRun, outcomesOf, unwrap } from '../../../test/support/product.ts';
import type { Sheets, Stage } from '../../../test/support/stage.ts';
import { csv, graphOf, openStage, play, STAFF, upload } from '../../../test/support/stage.ts';
import { rollBack, sandboxContent } from '../../../test/support/undo.ts';
import type { RunView } from '../run-views.ts';

/** Companies, their people, and leads of these; all deleted when they are gone from the data. */
const GRAPH = `
  - id: companies
    type: model
    data:
      odooModel: res.partner
      sheet: companies
      key: [Code]
      on_vanished: { action: delete, more_than_half: true }
      fields: { name: { column: Name }, ref: { column: Ref }, city: { column: City } }
  - id: people
    type: model
    data:
      odooModel: res.partner
      sheet: people
      key: [Code]
      on_vanished: { action: delete, more_than_half: true }
      fields:
        name: { column: Name }
        parent_id: { reference: { node: companies, columns: [Company] } }
  - id: leads
    type: model
    data:
      odooModel: crm.lead
      sheet: leads
      key: [Code]
      on_vanished: { action: delete, more_than_half: true }
      fields: { name: { column: Name }, partner_id: { reference: { node: people, columns: [Person] } } }
`;
const COMPANIES = ['A,Alpha,a,Aalst', 'B,Beta,b,Bree', 'C,Gamma,c,Ciney', 'D,Delta,d,Diest'] as const;
const PEOPLE = ['P1,Ann,A', 'P2,Bob,B', 'P3,Cid,C', 'P4,Dan,D'] as const;
const LEADS = ['L1,One,P1', 'L2,Two,P2', 'L3,Three,P3', 'L4,Four,P4'] as const;
const but = (rows: readonly string[], gone: readonly string[]) =>
  rows.filter((row) => !gone.includes(row.split(',')[0] ?? ''));
const without = (...gone: readonly string[]): Sheets => ({
  companies: csv('Code,Name,Ref,City', but(COMPANIES, gone)),
  people: csv('Code,Name,Company', but(PEOPLE, gone)),
  leads: csv('Code,Name,Person', but(LEADS, gone)),
});

/** As a clerk, who may delete but sees no external IDs. On Odoo itself an administrator does the same. */
describe('rows that are gone and are to be deleted', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ user: 'clerk', batchSize: 2 });
  });
  afterAll(() => stage.close());

  const vanishedOf = async ({ id }: RunView) =>
    unwrap(await stage.app.runs.vanished(id, { limit: 100 })).items;
  const statesOf = async (run: RunView) =>
    Object.fromEntries((await vanishedOf(run)).map(({ key, state, detail }) => [key, detail ?? state]));
  const idOf = (namespace: string, row: string): number =>
    stage.sandbox.state.idOf(`${namespace}.${row}`) ?? 0;
  const isThere = async (model: string, id: number) =>
    (await stage.odoo.searchRead(model, [['id', '=', id]], ['id'])).length === 1;
  const keysOf = async (namespace: string) => {
    const sql = 'select key from key_map where namespace = $1 order by key';
    return (await stage.product.pool.query<{ key: string }>(sql, [namespace])).rows.map(({ key }) => key);
  };
  const unchanged = (count: number) => ({
    companies: { unchanged: count },
    people: { unchanged: count },
    leads: { unchanged: count },
  });
  const refers = (model: string, id: number) => expect.stringContaining(`${model} ${id} refers to it (`);
  const begin = async (namespace: string): Promise<string> => {
    const graphId = await graphOf(stage, namespace, GRAPH);
    await play(stage, graphId, without());
    return graphId;
  };

  test('go with their children, once; what comes back is made anew', async () => {
    const graphId = await begin('gone');
    const there = [
      ['res.partner', idOf('gone', 'companies_B')],
      ['res.partner', idOf('gone', 'people_P2')],
      ['crm.lead', idOf('gone', 'leads_L2')],
    ] as const;
    const run = await play(stage, graphId, without('B', 'P2', 'L2'));
    expect([run.status, outcomesOf(run)]).toEqual(['completed', unchanged(3)]);
    expect(await statesOf(run)).toEqual({ B: 'deleted', L2: 'deleted', P2: 'deleted' });
    for (const [model, id] of there) expect([model, await isThere(model, id)]).toEqual([model, false]);
    expect(await keysOf('gone')).toEqual(['A', 'C', 'D', 'L1', 'L3', 'L4', 'P1', 'P3', 'P4']);
    expect(await statesOf(await play(stage, graphId, without('B', 'P2', 'L2')))).toEqual({});
    const back = await play(stage, graphId, without());
    expect(outcomesOf(back)).toEqual({
      companies: { unchanged: 3, created: 1 },
      people: { unchanged: 3, created: 1 },
      leads: { unchanged: 3, created: 1 },
    });
  });

  test('are foretold by a check, which deletes nothing', async () => {
    const graphId = await begin('foretold');
    const before = sandboxContent(stage.sandbox);
    const check = unwrap(
      await stage.app.runs.check({
        graphId,
        datasetId: await upload(stage, without('L2')),
        connectionId: stage.connectionId,
        depth: 'offline',
      }),
    );
    expect(await statesOf(await endOfRun(stage.app, check.id))).toEqual({ L2: 'foretold' });
    expect(sandboxContent(stage.sandbox)).toEqual(before);
  });

  test('stay where somebody changed them or refers to them, and so does what they need', async () => {
    const graphId = await begin('kept');
    const [lead, person] = [idOf('kept', 'leads_L1'), idOf('kept', 'people_P3')];
    await stage.odoo.execute('crm.lead', 'write', [[lead], { name: 'Won' }]);
    const byHand = await stage.odoo.execute('crm.lead', 'create', [{ name: 'By hand', partner_id: person }]);
    const run = await play(stage, graphId, without('A', 'P1', 'L1', 'B', 'P2', 'L2', 'C', 'P3', 'L3'));
    const states = await statesOf(run);
    expect(states).toMatchObject({ B: 'deleted', P2: 'deleted', L2: 'deleted', L3: 'deleted' });
    expect(states).toMatchObject({
      L1: 'Somebody changed name since the run.',
      P1: refers('crm.lead', lead),
      A: refers('res.partner', idOf('kept', 'people_P1')),
      P3: refers('crm.lead', byHand as number),
      C: refers('res.partner', person),
    });
    expect(await keysOf('kept')).toEqual(['A', 'C', 'D', 'L1', 'L4', 'P1', 'P3', 'P4']);
  });

  test('stay where their record was there before a run took it over', async () => {
    await stage.odoo.execute('res.partner', 'create', [{ name: 'Before', ref: 'z' }]);
    const adopting = GRAPH.replace(
      'sheet: companies\n',
      'sheet: companies\n      adopt: [{ match: [ref] }]\n',
    );
    const graphId = await graphOf(stage, 'taken', adopting.replaceAll('Ref', 'Own'));
    const companies = (...rows: readonly string[]): Sheets => ({
      ...without(),
      companies: csv('Code,Name,Own,City', rows),
    });
    const fresh = COMPANIES.map((row) => row.replace(/,(.),/, ',new $1,'));
    // a clerk cannot give the record an external ID
    const check = { removed: new Set(['taken.companies_Z']) };
    const first = await play(stage, graphId, companies(...fresh, 'Z,Zeta,z,Zele'), { check });
    expect(outcomesOf(first).companies).toEqual({ created: 4, updated: 1 });
    expect(await statesOf(await play(stage, graphId, companies(...fresh), { check }))).toEqual({
      Z: 'No run made the record: it was in Odoo before a run took it over.',
    });
  });

  test('are no edit of what stays: both runs can be undone, but for what was deleted', async () => {
    const empty = sandboxContent(stage.sandbox);
    const graphId = await graphOf(stage, 'undone', GRAPH);
    const first = await play(stage, graphId, without());
    const second = await play(stage, graphId, without('L2', 'P3', 'L3'));
    expect(await statesOf(second)).toEqual({ L2: 'deleted', L3: 'deleted', P3: 'deleted' });
    expect((await rollBack(stage, second.id)).status).toBe('rolled_back');
    expect(await statesOf(second)).toEqual({ L2: 'deleted', L3: 'deleted', P3: 'deleted' });
    expect((await rollBack(stage, first.id)).status).toBe('rolled_back');
    expect(sandboxContent(stage.sandbox)).toEqual(empty);
    expect(await keysOf('undone')).toEqual([]);
  });
});

test('rows that are gone go before what they refer to in their own sheet, whatever came first into Odoo', async () => {
  const stage = await openStage({ batchSize: 2 });
  const graph = STAFF.replace(
    'sheet: staff\n',
    'sheet: staff\n      on_vanished: { action: delete, more_than_half: true }\n',
  );
  const graphId = await graphOf(stage, 'staff', graph);
  const staff = (...rows: readonly string[]): Sheets => ({ staff: csv('Code,Name,Boss', rows) });
  await play(stage, graphId, staff('A,Ann,', 'B,Bob,A', 'C,Cid,B', 'D,Dan,'));
  // Ann, the oldest record, comes to be the last one of the line
  await play(stage, graphId, staff('A,Ann,C', 'B,Bob,D', 'C,Cid,B', 'D,Dan,'));
  const run = await play(stage, graphId, staff('D,Dan,'));
  const { items } = unwrap(await stage.app.runs.vanished(run.id, { limit: 10 }));
  expect(items.map(({ key, state, detail }) => [key, state, detail])).toEqual([
    ['A', 'deleted', null],
    ['B', 'deleted', null],
    ['C', 'deleted', null],
  ]);
  await stage.close();
});
