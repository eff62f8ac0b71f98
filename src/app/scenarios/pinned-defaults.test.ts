import { afterAll, beforeAll, expect, test } from 'vitest';
import { unwrap } from '../../../test/support/product.ts';
import type { Stage } from '../../../test/support/stage.ts';
import { csv, graphOf, openStage, play } from '../../../test/support/stage.ts';
import type { RunReport } from '../../report/run-report.ts';

const leadsNode = (mode: string | null): string => `
  - id: leads
    type: model
    data:
      odooModel: crm.lead
      sheet: leads
      key: [No]
      batch_size: 50${mode === null ? '' : `\n      pinned_defaults: ${mode}`}
      fields: { name: { column: Title }, probability: { column: Chance } }
`;
const rowsOf = (count: number, bad: readonly number[] = []) => ({
  leads: csv(
    'No,Title,Chance',
    Array.from({ length: count }, (_, i) => `${i + 1},Lead ${i + 1},${bad.includes(i) ? 250 : i % 100}`),
  ),
});

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** Columns of the calls of a run, in the order in which they began. */
async function columnsSent(runId: string): Promise<readonly (readonly string[])[]> {
  const { rows } = await stage.product.pool.query<{ columns: string[] }>(
    'select columns from run_batch where run_id = $1 order by no',
    [runId],
  );
  return rows.map(({ columns }) => columns);
}

async function defaultsOf(runId: string): Promise<RunReport['nodes'][number]['defaults']> {
  const { nodes } = unwrap(await stage.app.runs.report(runId));
  return nodes[0]?.defaults ?? [];
}

async function recordsOf(namespace: string) {
  const ids = await stage.odoo.externalIds(namespace, 'leads');
  const fields = ['name', 'probability', 'team_id', 'stage_id', 'user_id', 'type', 'active', 'company_id'];
  const records = await stage.odoo.searchRead('crm.lead', [['id', 'in', [...ids.values()]]], fields);
  return new Map(records.map((record) => [record.name, { ...record, id: null }]));
}

test('what Odoo computes the same for all new records is told, and not sent', async () => {
  const run = await play(stage, await graphOf(stage, 'told', leadsNode(null)), rowsOf(120));
  expect(run.status).toBe('completed');
  const told = await defaultsOf(run.id);
  expect(told.map(({ field, state }) => [field, state])).toEqual([
    ['company_id', 'proposed'],
    ['stage_id', 'proposed'],
    ['team_id', 'proposed'],
  ]);
  expect(told.map(({ name }) => name)).not.toContain(null);
  expect((await columnsSent(run.id)).flat()).not.toContain('stage_id/.id');
});

test('with "auto" it is sent along behind the first rows, and the records are the same', async () => {
  await play(stage, await graphOf(stage, 'plain', leadsNode('off')), rowsOf(700));
  const run = await play(stage, await graphOf(stage, 'pinned', leadsNode('auto')), rowsOf(700));
  expect((await defaultsOf(run.id)).map(({ field, state }) => [field, state])).toEqual([
    ['company_id', 'pinned'],
    ['stage_id', 'pinned'],
    ['team_id', 'pinned'],
  ]);
  const isPinned = (await columnsSent(run.id)).map((columns) => columns.includes('stage_id/.id'));
  expect(isPinned.filter(Boolean).length).toBeGreaterThan(8);
  // the first rows, and a later batch that goes plainly to see whether Odoo still computes the same
  expect(isPinned.slice(0, 2)).toEqual([false, false]);
  expect(isPinned.slice(2)).toContain(false);
  expect(await recordsOf('pinned')).toEqual(await recordsOf('plain'));
  expect(
    await defaultsOf((await play(stage, await graphOf(stage, 'off', leadsNode('off')), rowsOf(120))).id),
  ).toEqual([]);
});

test('a bad row among pinned ones fails alone, for its own reason', async () => {
  const run = await play(stage, await graphOf(stage, 'bad', leadsNode('auto')), rowsOf(300, [222]));
  expect(run.progress.nodes[0]?.counts).toMatchObject({ created: 299, rejected: 1 });
  const [issue] =
    unwrap(await stage.app.runs.rows(run.id, { outcome: 'rejected', limit: 2 })).items[0]?.issues ?? [];
  expect(issue?.message).toContain('between 0% and 100%');
  expect((await defaultsOf(run.id)).map(({ state }) => state)).toEqual(['pinned', 'pinned', 'pinned']);
});

test('rows that Odoo takes only without it are loaded all the same, and it is sent no more', async () => {
  const graphId = await graphOf(stage, 'gone', leadsNode('auto'));
  const deleted = Promise.withResolvers<void>();
  stage.sandbox.addFault({
    match: { model: 'crm.lead', method: 'load' },
    after: 2,
    times: 10,
    action: { kind: 'hold', until: deleted.promise },
  });
  const running = play(stage, graphId, rowsOf(300));
  await expect.poll(async () => (await recordsOf('gone')).size).toBe(100);
  const [first, second] = await stage.odoo.searchRead('crm.stage', [], ['sequence']);
  const leads = await stage.odoo.searchRead('crm.lead', [['stage_id', '=', first?.id]], ['id']);
  await stage.odoo.execute('crm.lead', 'write', [leads.map(({ id }) => id), { stage_id: second?.id }]);
  await stage.odoo.execute('crm.stage', 'unlink', [[first?.id]]);
  deleted.resolve();
  const run = await running;
  expect(run.progress.nodes[0]?.counts).toMatchObject({ created: 300, rejected: 0 });
  expect((await defaultsOf(run.id)).map(({ state }) => state)).toEqual(['unpinned', 'unpinned', 'unpinned']);
  const stages = [...(await recordsOf('gone')).values()].map((record: Record<string, unknown>) =>
    JSON.stringify(record.stage_id),
  );
  expect(new Set(stages).size).toBe(1);
});
