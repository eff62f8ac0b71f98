import { expect, test } from 'vitest';
import { openTestCommand } from '../../../test/support/test-command.ts';
import { rollback } from './rollback.ts';

const COMPANIES = {
  odooModel: 'res.partner',
  sheet: 'companies',
  key: ['Name'],
  fields: { name: { column: 'Name' } },
};

test.each(['many', '-1', '1.5'])('--confirm %s is no number of records', async (confirm) => {
  const { execute, stderr } = await openTestCommand();
  expect(await execute((context) => rollback(context, 'last', { confirm }))).toBe(1);
  expect(stderr()).toContain(`--confirm ${confirm} is not a number of records.`);
});

test('there is nothing to roll back before the first run', async () => {
  const { execute, stderr } = await openTestCommand();
  expect(await execute((context) => rollback(context, 'last', {}))).toBe(1);
  expect(stderr()).toContain('There is no run yet.');
});

test('what is undone as far as it can be is not offered to be undone once more', async () => {
  const { app, execute, stdout } = await openTestCommand();
  const graph = await app.graphs.create({
    name: 'G',
    nodes: [{ id: 'companies', type: 'model', data: COMPANIES }],
  });
  if (!graph.ok) throw new Error(graph.error.message);
  const started = await app.runs.start({
    graphId: graph.value.id,
    datasetId: 'dat_1',
    connectionId: 'con_1',
  });
  if (!started.ok) throw new Error(started.error.message);
  const { id } = started.value;
  expect(await execute((context) => rollback(context, id, {}))).toBe(0);
  expect(stdout()).toContain(`To do it: importgraph rollback ${id} --confirm 4`);
  const found = await app.runs.previewRollback(id);
  app.runs.previewRollback = async () => {
    if (!found.ok) return found;
    const nodes = found.value.nodes.map((node) => ({ ...node, toDelete: 0, toRestore: 0, kept: [] }));
    return { ok: true, value: { ...found.value, nodes, kept: [], keptTotal: 0 } };
  };
  expect(await execute((context) => rollback(context, id, {}))).toBe(0);
  expect(stdout()).toMatch(/There is nothing left to undo\.\n$/);
});
