import { afterAll, beforeAll, expect, test } from 'vitest';
import { outcomesOf, unwrap } from '../../../test/support/product.ts';
import type { Stage } from '../../../test/support/stage.ts';
import { csv, graphOf, openStage, outcomesByKey, play } from '../../../test/support/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ batchSize: 5, checksFirst: 'offline' });
});
afterAll(() => stage.close());

const COMPANIES = 'Code,Name\nA,Acme\nB,Beta\nC,\n';
const LEADS = 'No,Title,Company\n1,First,A\n2,Second,B\n3,Third,C\n';
const TAGS = 'Code,Name\nT1,Hot\nT2,Cold\n';
const SHEETS = { companies: COMPANIES, leads: LEADS, tags: TAGS };

/** Tags hang behind the leads by a drawn edge only. */
const chain = (policy: string): string => `
  - id: companies
    type: model
    data:
      odooModel: res.partner
      sheet: companies
      key: [Code]
      ${policy}
      fields: { name: { column: Name }, is_company: { value: true } }
  - id: leads
    type: model
    data:
      odooModel: crm.lead
      sheet: leads
      key: [No]
      fields:
        name: { column: Title }
        partner_id: { reference: { node: companies, columns: [Company] } }
  - id: tags
    type: model
    data: { odooModel: res.partner.category, sheet: tags, key: [Code], fields: { name: { column: Name } } }
edges:
  - { id: e1, from: leads, to: tags, kind: depends }
`;

test('a rejected row of a node that stops on failure ends the run failed and cancels the nodes behind', async () => {
  const graphId = await graphOf(stage, 'stop_node', chain('failure_policy: stop'));
  const run = await play(stage, graphId, SHEETS);
  expect(run.status).toBe('failed');
  expect(run.errorMessage).toMatch(/node companies: 1 of its rows were rejected/);
  expect(outcomesOf(run)).toEqual({
    companies: { created: 2, rejected: 1 },
    leads: { cancelled: 3 },
    tags: { cancelled: 2 },
  });
  expect(run.progress.nodes.map((node) => [node.nodeId, node.status])).toEqual([
    ['companies', 'completed_with_errors'],
    ['leads', 'cancelled'],
    ['tags', 'cancelled'],
  ]);
  expect((await stage.odoo.externalIds('stop_node', 'leads')).size).toBe(0);
});

test('without that policy the rest of the graph goes on, and only what refers to the rejected row is blocked', async () => {
  const graphId = await graphOf(stage, 'go_on', chain('failure_policy: continue'));
  const run = await play(stage, graphId, SHEETS);
  expect(run.status).toBe('completed_with_errors');
  expect(outcomesOf(run)).toEqual({
    companies: { created: 2, rejected: 1 },
    leads: { created: 2, blocked: 1 },
    tags: { created: 2 },
  });
});

test('a run started to stop on failure stops at any node, whatever the node says', async () => {
  const graphId = await graphOf(stage, 'stop_run', chain('failure_policy: continue'));
  const run = await play(stage, graphId, SHEETS, { failureMode: 'stop' });
  expect(run.status).toBe('failed');
  expect(outcomesOf(run)).toMatchObject({ leads: { cancelled: 3 }, tags: { cancelled: 2 } });
});

test('what a stopped run cancelled is loaded by the next run, and nothing twice', async () => {
  const graphId = await graphOf(stage, 'stop_then', chain('failure_policy: stop'));
  await play(stage, graphId, SHEETS);
  const fixed = { ...SHEETS, companies: COMPANIES.replace('C,', 'C,Gamma') };
  const run = await play(stage, graphId, fixed);
  expect(run.status).toBe('completed');
  expect(outcomesOf(run)).toEqual({
    companies: { created: 1, unchanged: 2 },
    leads: { created: 3 },
    tags: { created: 2 },
  });
});

const partners = (policy: string): string => `
  - id: partners
    type: model
    data:
      odooModel: res.partner
      sheet: partners
      key: [Code]
      write_policy: ${policy}
      fields: { name: { column: Name }, email: { column: Mail } }
`;
const first = csv('Code,Name,Mail', ['A,Ann,ann@x.test', 'B,Bob,bob@x.test']);
const second = csv('Code,Name,Mail', ['A,Anna,anna@x.test', 'B,Bob,bob@x.test', 'C,Cid,cid@x.test']);

test('create_only creates what is missing and leaves what exists alone, although the source changed', async () => {
  const graphId = await graphOf(stage, 'create_only', partners('create_only'));
  await play(stage, graphId, { partners: first });
  const run = await play(stage, graphId, { partners: second });
  expect(run.status).toBe('completed');
  expect(await outcomesByKey(stage, run, 'partners')).toEqual({ A: 'skipped', B: 'skipped', C: 'created' });
  const ids = await stage.odoo.externalIds('create_only', 'partners');
  const ann = await stage.odoo.searchRead('res.partner', [['id', '=', ids.get('A')]], ['name', 'email']);
  expect(ann).toMatchObject([{ name: 'Ann', email: 'ann@x.test' }]);
});

test('update_only writes what exists and creates nothing', async () => {
  const graphId = await graphOf(stage, 'update_only', partners('upsert'));
  await play(stage, graphId, { partners: first });
  const { spec, version } = unwrap(await stage.app.graphs.get(graphId));
  const text = JSON.stringify(spec).replace('"upsert"', '"update_only"');
  unwrap(await stage.app.graphs.update(graphId, JSON.parse(text), version));
  const before = await stage.odoo.count('res.partner', []);
  const run = await play(stage, graphId, { partners: second });
  expect(run.status).toBe('completed');
  expect(await outcomesByKey(stage, run, 'partners')).toEqual({ A: 'updated', B: 'unchanged', C: 'skipped' });
  expect(await stage.odoo.count('res.partner', [])).toBe(before);
  const ids = await stage.odoo.externalIds('update_only', 'partners');
  expect([...ids.keys()].toSorted()).toEqual(['A', 'B']);
});
