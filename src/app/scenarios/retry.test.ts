import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { endOfRun, outcomesOf, unwrap } from '../../../test/support/product.ts';
import { correctCells, retryToEnd, sentDuring } from '../../../test/support/retries.ts';
import type { Stage } from '../../../test/support/stage.ts';
import { csv, graphOf, openStage, outcomesByKey, play, upload } from '../../../test/support/stage.ts';
import { rollBack, undoneRows } from '../../../test/support/undo.ts';
import { openTestWorker } from '../../../test/support/worker-turns.ts';
import type { RunView } from '../run-views.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ batchSize: 50 });
});
afterAll(() => stage?.close());

const nodes = (valueMap = '{ France: FR }') => `
  - id: companies
    type: model
    data:
      odooModel: res.partner
      sheet: companies
      key: [Code]
      fields:
        name: { column: Name }
        is_company: { value: true }
        country_id: { reference: { by: field, match: code, column: Country, value_map: ${valueMap} } }
  - id: people
    type: model
    data:
      odooModel: res.partner
      sheet: people
      key: [Nr]
      fields:
        name: { column: Name }
        parent_id: { reference: { node: companies, columns: [Company] } }
`;

/** 40 companies and people without fault, and before them four with a fault each. */
const GOOD = 40;
const many = (line: (n: number) => string) => Array.from({ length: GOOD }, (_, i) => line(i + 1));
const SHEETS = {
  companies: csv('Code,Name,Country', [
    'NONAME,,FR',
    'NOLAND,Landless,Atlantis',
    'TWICE,First,FR',
    'TWICE,Second,FR',
    ...many((n) => `C${n},Company ${n},France`),
  ]),
  people: csv('Nr,Name,Company', [
    'a,Ann,NONAME',
    'b,Bob,NOLAND',
    'c,Cid,TWICE',
    'd,Dan,NOBODY',
    ...many((n) => `p${n},Person ${n},C${n}`),
  ]),
};
const ROWS = { companies: GOOD + 4, people: GOOD + 4 };

async function firstRun(namespace: string): Promise<RunView> {
  const graphId = await graphOf(stage, namespace, nodes());
  const run = await play(stage, graphId, SHEETS);
  expect([run.status, outcomesOf(run)]).toEqual([
    'completed_with_errors',
    { companies: { created: GOOD, rejected: 4 }, people: { created: GOOD, rejected: 1, blocked: 3 } },
  ]);
  return run;
}

test('after a correction only what was not loaded is sent, and every row is accounted for', async () => {
  const run = await firstRun('fixed');
  await correctCells(stage, run, 'companies', [
    [2, 'Name', 'Named'],
    [3, 'Country', 'DE'],
    [5, 'Code', 'ONCE'],
  ]);
  await correctCells(stage, run, 'people', [[5, 'Company', 'C1']]);
  const { value: retry, sent } = await sentDuring(stage, () => retryToEnd(stage, run, ROWS));
  expect(outcomesOf(retry)).toEqual({
    companies: { created: 4, skipped: GOOD },
    people: { created: 4, skipped: GOOD },
  });
  expect([retry.status, retry.kind, retry.ofRun]).toEqual(['completed', 'retry', run.id]);
  // each node asks for the newest record there is, sends its four and reads them back; nothing is asked of the rows that were loaded
  const perNode = ['res.partner.search_read 0', 'res.partner.load 4', 'res.partner.read 4'];
  expect(sent).toEqual([...perNode, ...perNode]);
  const rows = unwrap(
    await stage.app.runs.rows(retry.id, { limit: 500, node: 'companies', outcome: 'skipped' }),
  );
  const before = unwrap(
    await stage.app.runs.rows(run.id, { limit: 500, node: 'companies', outcome: 'created' }),
  );
  expect(rows.items.map(({ key, rule, recordId }) => [key, rule, recordId])).toEqual(
    before.items.map(({ key, recordId }) => [key, 'loaded_before', recordId]),
  );
  const people = await stage.odoo.externalIds('fixed', 'people');
  const [ann] = await stage.odoo.searchRead('res.partner', [['id', '=', people.get('a')]], ['parent_id']);
  const companies = await stage.odoo.externalIds('fixed', 'companies');
  expect(ann?.parent_id).toMatchObject([companies.get('NONAME'), expect.anything()]);
});

test('after a change of the mapping the newest version of the graph is taken', async () => {
  const run = await firstRun('mapped');
  const graph = unwrap(await stage.app.graphs.get(run.graphId));
  const text = unwrap(await stage.app.graphs.exportYaml(run.graphId));
  const mapped = text.replace(/^( +)France: FR$/m, '$1France: FR\n$1Atlantis: GR');
  unwrap(await stage.app.graphs.update(run.graphId, parse(mapped), graph.version));
  const old = await stage.app.runs.retry({ runId: run.id, graphVersion: 1, idempotencyKey: 'old-graph' });
  const again = await endOfRun(stage.app, unwrap(old).id);
  expect(outcomesOf(again).companies).toEqual({ skipped: GOOD, rejected: 4 });
  const retry = await retryToEnd(stage, again, ROWS);
  expect(retry.graphVersion).toBe(2);
  expect(outcomesOf(retry)).toEqual({
    companies: { skipped: GOOD, created: 1, rejected: 3 },
    people: { skipped: GOOD, created: 1, rejected: 1, blocked: 2 },
  });
});

test('after the missing record was made in Odoo, a retry of the same data finds it', async () => {
  const run = await firstRun('odoo');
  const made = await stage.odoo.execute('res.country', 'create', [[{ name: 'Atlantis', code: 'Atlantis' }]]);
  // it is in use then: only its name and code go
  const gone = { name: 'Gone', code: 'gone' };
  onTestFinished(async () => void (await stage.odoo.execute('res.country', 'write', [made, gone])));
  const retry = await retryToEnd(stage, run, ROWS);
  expect([retry.datasetId, outcomesOf(retry)]).toEqual([
    run.datasetId,
    {
      companies: { skipped: GOOD, created: 1, rejected: 3 },
      people: { skipped: GOOD, created: 1, rejected: 1, blocked: 2 },
    },
  ]);
});

test('a retry of a retry goes on from there, and the first run is not retried twice', async () => {
  const run = await firstRun('chain');
  await correctCells(stage, run, 'companies', [[2, 'Name', 'Named']]);
  const one = await retryToEnd(stage, run, ROWS);
  expect(outcomesOf(one).people).toEqual({ skipped: GOOD, created: 1, rejected: 1, blocked: 2 });
  await correctCells(stage, run, 'companies', [
    [3, 'Country', 'DE'],
    [5, 'Code', 'ONCE'],
  ]);
  const refused = await stage.app.runs.retry({ runId: run.id });
  expect(refused).toMatchObject({
    error: {
      code: 'conflict',
      message: `Run ${run.id} was retried by run ${one.id} already, which knows what both have loaded. Retry that one.`,
    },
  });
  const two = await retryToEnd(stage, one, ROWS);
  expect(outcomesOf(two)).toEqual({
    companies: { skipped: GOOD + 1, created: 3 },
    people: { skipped: GOOD + 1, created: 2, rejected: 1 },
  });
});

test('a retry that was rolled back may be made again; what goes on from a run that was is refused', async () => {
  const run = await firstRun('undone');
  await correctCells(stage, run, 'companies', [[2, 'Name', 'Named']]);
  const mended = {
    companies: { skipped: GOOD, created: 1, rejected: 3 },
    people: { skipped: GOOD, created: 1, rejected: 1, blocked: 2 },
  };
  const one = await retryToEnd(stage, run, ROWS);
  expect(outcomesOf(one)).toEqual(mended);
  expect((await rollBack(stage, one.id)).status).toBe('rolled_back');
  // of the rows that were loaded before, nothing was undone
  expect(await undoneRows(stage, one.id)).toEqual({ 'companies NONAME': 'deleted', 'people a': 'deleted' });
  expect((await stage.odoo.externalIds('undone', 'companies')).size).toBe(GOOD);
  expect(await stage.app.runs.retry({ runId: one.id })).toMatchObject({
    error: { code: 'conflict', message: `Run ${one.id} was rolled back. Run the graph again.` },
  });
  const two = await retryToEnd(stage, run, ROWS);
  expect(outcomesOf(two)).toEqual(mended);
  expect((await rollBack(stage, run.id)).status).toBe('rolled_back');
  expect(await stage.app.runs.retry({ runId: two.id })).toMatchObject({
    error: {
      code: 'conflict',
      message: `Run ${run.id}, which run ${two.id} goes on from, was rolled back. Run the graph again.`,
    },
  });
});

test('a run whose rollback was cancelled on the way is not retried: a part of its records is gone', async () => {
  const run = await firstRun('half');
  const one = await retryToEnd(stage, run, ROWS);
  // as a worker leaves it that was told to cancel after the first batch
  await stage.product.pool.query(
    `with first as (update run_row set undo = 'deleted' where run_id = $1 and node_index = 1 and outcome = 'created' returning ord)
     update run_node set to_undo = (select count(*) from first), deleted = (select count(*) from first)
     where run_id = $1 and node_index = 1`,
    [run.id],
  );
  for (const [id, name] of [
    [run.id, `Run ${run.id}`],
    [one.id, `Run ${run.id}, which run ${one.id} goes on from,`],
  ] as const) {
    expect(await stage.app.runs.retry({ runId: id })).toMatchObject({
      error: { code: 'conflict', message: `${name} was rolled back. Run the graph again.` },
    });
  }
});

test('a retry that ended before it prepared anything is retried as if it had not been', async () => {
  const lone = await openStage({ hasWorker: false });
  onTestFinished(() => lone.close());
  const graphId = await graphOf(lone, 'early', nodes());
  const { databaseUrl, home } = lone.product;
  const turn = async (runId: string) => {
    const worker = await openTestWorker({ databaseUrl, home });
    await worker.turn(runId);
    await worker.close();
    return unwrap(await lone.app.runs.get(runId));
  };
  const datasetId = await upload(lone, SHEETS);
  const { connectionId } = lone;
  const run = await turn(unwrap(await lone.app.runs.start({ graphId, datasetId, connectionId })).id);
  const early = unwrap(await lone.app.runs.retry({ runId: run.id }));
  expect(unwrap(await lone.app.runs.cancel(early.id)).status).toBe('cancelled');
  const late = await turn(unwrap(await lone.app.runs.retry({ runId: early.id })).id);
  expect(outcomesOf(late).companies).toEqual({ skipped: GOOD, rejected: 4 });
});

test('a row that was loaded and has another key now is not loaded a second time', async () => {
  const run = await firstRun('renamed');
  await correctCells(stage, run, 'companies', [
    [6, 'Code', 'RENAMED'],
    [2, 'Name', 'Named'],
  ]);
  const retry = await retryToEnd(stage, run, ROWS);
  const outcomes = await outcomesByKey(stage, retry, 'companies');
  expect([outcomes.RENAMED, outcomes.NONAME, outcomes.C2]).toEqual(['rejected', 'created', 'skipped']);
  const { items } = unwrap(await stage.app.runs.rows(retry.id, { limit: 9, issue: 'key_changed' }));
  expect(items.map(({ row, issues }) => [row, issues[0]?.message])).toEqual([
    [
      6,
      'Row 6 of "companies", column "Code": the row was loaded with the key "C1" and has the key "RENAMED" now. A retry loads only what was not loaded: change the key back, or run the graph again with this dataset.',
    ],
  ]);
});

test('a row that is corrected into the key of a loaded one does not write its record', async () => {
  const run = await firstRun('doubled');
  await correctCells(stage, run, 'companies', [
    [3, 'Code', 'C2'],
    [3, 'Country', 'DE'],
  ]);
  const retry = await retryToEnd(stage, run, ROWS);
  expect(outcomesOf(retry).companies).toEqual({ skipped: GOOD, rejected: 4 });
  const query = { limit: 9, node: 'companies', issue: 'key_duplicate' };
  const { items } = unwrap(await stage.app.runs.rows(retry.id, query));
  expect(items.map(({ row, key }) => [row, key])).toEqual([
    [3, 'C2'],
    [4, 'TWICE'],
    [5, 'TWICE'],
  ]);
  const companies = await stage.odoo.externalIds('doubled', 'companies');
  const [second] = await stage.odoo.searchRead('res.partner', [['id', '=', companies.get('C2')]], ['name']);
  expect(second?.name).toBe('Company 2');
});

test('rows that are in Odoo already, or not, by a write policy stay left out', async () => {
  const graphId = await graphOf(
    stage,
    'policy',
    `
  - id: tags
    type: model
    data: { odooModel: res.partner.category, sheet: tags, key: [Code], write_policy: update_only, fields: { name: { column: Name } } }
  - id: people
    type: model
    data:
      odooModel: res.partner
      sheet: people
      key: [Nr]
      fields: { name: { column: Name }, category_id: { reference: { node: tags, columns: [Tag] } } }
`,
  );
  const sheets = { tags: 'Code,Name\nT1,One\nT2,\n', people: 'Nr,Name,Tag\n1,Ann,T1\n2,,\n' };
  const run = await play(stage, graphId, sheets);
  expect(outcomesOf(run)).toEqual({ tags: { skipped: 2 }, people: { blocked: 1, rejected: 1 } });
  await correctCells(stage, run, 'people', [[3, 'Name', 'Bob']]);
  const { value: retry, sent } = await sentDuring(stage, () =>
    retryToEnd(stage, run, { tags: 2, people: 2 }),
  );
  expect(outcomesOf(retry)).toEqual({ tags: { skipped: 2 }, people: { blocked: 1, created: 1 } });
  expect(sent).toEqual([
    'res.partner.category.search_read 0',
    'res.partner.search_read 0',
    'res.partner.load 1',
    'res.partner.read 1',
  ]);
});

test('rows of a tree, and links of a junction sheet, find what was loaded before', async () => {
  const graphId = await graphOf(
    stage,
    'linked',
    `
  - id: tags
    type: model
    data: { odooModel: res.partner.category, sheet: tags, key: [Code], fields: { name: { column: Name }, parent_id: { reference: { node: tags, columns: [Parent] } } } }
  - id: people
    type: model
    data:
      odooModel: res.partner
      sheet: people
      key: [Nr]
      fields:
        name: { column: Name }
        category_id: { reference: { node: tags, columns: [Nr], through: { sheet: links, from: [Person], to: [Tag] } } }
`,
  );
  const sheets = {
    tags: 'Code,Name,Parent\nT1,Top,\nT2,,T1\nT3,Leaf,T2\nT4,Other,T1\n',
    people: 'Nr,Name\n1,Ann\n2,\n',
    links: 'Person,Tag\n1,T1\n2,T4\n2,T1\n',
  };
  const run = await play(stage, graphId, sheets);
  expect(outcomesOf(run)).toEqual({
    tags: { created: 2, rejected: 1, blocked: 1 },
    people: { created: 1, rejected: 1 },
  });
  await correctCells(stage, run, 'tags', [[3, 'Name', 'Middle']]);
  await correctCells(stage, run, 'people', [[3, 'Name', 'Bob']]);
  const retry = await retryToEnd(stage, run, { tags: 4, people: 2 });
  expect(outcomesOf(retry)).toEqual({ tags: { created: 2, skipped: 2 }, people: { created: 1, skipped: 1 } });
  const tags = await stage.odoo.externalIds('linked', 'tags');
  const people = await stage.odoo.externalIds('linked', 'people');
  const [bob] = await stage.odoo.searchRead('res.partner', [['id', '=', people.get('2')]], ['category_id']);
  expect(bob?.category_id).toEqual([tags.get('T1'), tags.get('T4')]);
  const [leaf] = await stage.odoo.searchRead(
    'res.partner.category',
    [['id', '=', tags.get('T3')]],
    ['parent_id'],
  );
  expect(leaf?.parent_id).toMatchObject([tags.get('T2'), expect.anything()]);
  const events = unwrap(await stage.app.runs.events(retry.id, 0, 500));
  expect(events.filter(({ event }) => event.type === 'node_warning')).toEqual([]);
});

test('one request is one retry, and what cannot be retried is said', async () => {
  const run = await firstRun('refused');
  const retry = (more: object = {}) => stage.app.runs.retry({ runId: run.id, ...more });
  expect(await retry({ runId: 'run_0' })).toMatchObject({ error: { code: 'not_found' } });
  expect(await retry({ graphVersion: 7 })).toMatchObject({ error: { code: 'not_found' } });
  const other = await upload(stage, SHEETS);
  expect(await retry({ datasetId: other })).toMatchObject({
    error: {
      code: 'conflict',
      message: expect.stringContaining(`Dataset ${other} is no version of dataset ${run.datasetId}`),
    },
  });
  const check = unwrap(
    await stage.app.runs.check({
      graphId: run.graphId,
      datasetId: other,
      connectionId: stage.connectionId,
      depth: 'offline',
    }),
  );
  await endOfRun(stage.app, check.id);
  expect(await retry({ runId: check.id })).toMatchObject({
    error: { code: 'conflict', message: `Run ${check.id} is a check, which loads nothing. Run the graph.` },
  });
  const keyed = await Promise.all([1, 2, 3].map(() => retry({ idempotencyKey: 'one-retry' })));
  const ids = new Set(keyed.map((started) => unwrap(started).id));
  expect(ids.size).toBe(1);
  expect(await retry({ idempotencyKey: 'one-retry', datasetId: run.datasetId })).toMatchObject({
    error: { code: 'key_reused' },
  });
  const [id = ''] = ids;
  await endOfRun(stage.app, id);
});

test.each([
  [
    'another namespace',
    (text: string) => text.replace('namespace: drift', 'namespace: drift2'),
    /its namespace is "drift2" and was "drift"/,
  ],
  [
    'another model',
    (text: string) =>
      text.replace(
        'odooModel: res.partner\n      sheet: people',
        'odooModel: res.partner.category\n      sheet: people',
      ),
    /node "people" loads res\.partner\.category and loaded res\.partner/,
  ],
  ['a node less', (text: string) => text.slice(0, text.indexOf('  - id: people')), /it has no node "people"/],
])('a graph that would load rows a second time is refused: %s', async (what, change, message) => {
  const namespace = 'drift';
  const yaml = `name: ${what}\nnamespace: ${namespace}\nnodes:${nodes()}`;
  const lone = await openStage();
  onTestFinished(() => lone.close());
  const graph = unwrap(await lone.app.graphs.importYaml(yaml));
  const run = await play(lone, graph.id, SHEETS);
  unwrap(await lone.app.graphs.update(graph.id, parse(change(yaml)), 1));
  const refused = await lone.app.runs.retry({ runId: run.id });
  expect(refused).toMatchObject({ error: { code: 'conflict', message: expect.stringMatching(message) } });
});
