import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endOfRun, outcomesOf, runToEnd, unwrap } from '../../../test/support/product.ts';
import { openStage, type Stage, upload } from '../../../test/support/stage.ts';
import { importGraphYaml } from '../../plan/graph-yaml.ts';
import { graphFile } from '../templates/graph-file.ts';
import { specFrom } from '../templates/instantiate.ts';
import { readTemplates } from '../templates/read-templates.ts';

const templates = await readTemplates();
let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

test.each(templates)(
  '$view.id fits its own sample, and its steps go in the order of the plan',
  async (template) => {
    const { app } = stage;
    const { id, steps } = template.view;
    const { graph, dataset, warnings } = unwrap(
      await app.templates.instantiate(id, { name: `Sample of ${id}`, withSample: true }),
    );
    expect(warnings).toEqual([]);
    const { plan } = unwrap(await app.graphs.plan(graph.id, { datasetId: dataset?.id ?? '' }));
    const stepOf = new Map(steps.flatMap(({ nodes }, index) => nodes.map((node) => [node, index])));
    expect([...stepOf.keys()].sort()).toEqual(plan?.steps.map(({ node }) => node).sort());
    for (const { node, dependsOn } of plan?.steps ?? []) {
      for (const parent of dependsOn) expect([node, stepOf.get(parent)]).toEqual([node, expect.any(Number)]);
      const latest = Math.max(0, ...dependsOn.map((parent) => stepOf.get(parent) ?? 0));
      expect(stepOf.get(node), `step of ${node}`).toBeGreaterThanOrEqual(latest);
    }
  },
);

test.each(templates)('$view.id as a file is the graph that it makes', (template) => {
  const written = importGraphYaml(graphFile(template, 'A & B: "$&"'));
  expect(written).toEqual({ ok: true, spec: specFrom(template, 'A & B: "$&"') });
});

test('a template is done step by step, by the runs of the graphs made from it', async () => {
  const { app, connectionId, product } = stage;
  const { graph, dataset } = unwrap(
    await app.templates.instantiate('contacts', { name: 'My contacts', withSample: true }),
  );
  const states = async () => {
    const { percentage, steps } = unwrap(await app.templates.progress('contacts', { connectionId }));
    return [percentage, steps.map(({ state }) => state)];
  };
  expect(await states()).toEqual([0, ['open', 'open', 'open']]);

  // A workbook of which one company is not good keeps the step of the companies, and of their people, open.
  const sheets = Object.fromEntries(
    templates
      .find(({ view }) => view.id === 'contacts')
      ?.sheets.map(({ name, headers, rows }) => {
        const cells = rows.map((row) => row.map((cell) => (cell === 'Holland' ? 'Neverland' : cell)));
        return [name, [headers, ...cells].map(csvLine).join('\n')];
      }) ?? [],
  );
  const bad = await upload(stage, sheets);
  const first = await runToEnd(app, { graphId: graph.id, datasetId: bad, connectionId });
  expect(first.status).toBe('completed_with_errors');
  expect(await states()).toEqual([33, ['done', 'open', 'open']]);

  const second = await runToEnd(app, { graphId: graph.id, datasetId: dataset?.id ?? '', connectionId });
  expect(second.status).toBe('completed');
  expect(await states()).toEqual([100, ['done', 'done', 'done']]);
  const elsewhere = unwrap(await app.templates.progress('contacts', { connectionId: 'con_other' }));
  expect(elsewhere.percentage).toBe(0);

  // The workbook holds numbers and dates as such, and says the same.
  const { name, content } = unwrap(await app.templates.workbook('contacts'));
  await writeFile(join(product.home, name), content);
  const files = [{ name, path: join(product.home, name) }];
  const workbook = unwrap(await app.datasets.create({ name: 'workbook', files }));
  const third = await runToEnd(app, { graphId: graph.id, datasetId: workbook.id, connectionId });
  expect(outcomesOf(third)).toEqual({
    tags: { unchanged: 10 },
    companies: { unchanged: 12 },
    people: { unchanged: 16 },
  });

  for (const run of [third, second, first]) {
    const { records } = unwrap(await app.runs.previewRollback(run.id));
    unwrap(await app.runs.rollback(run.id, { confirm: records }));
    await endOfRun(app, run.id);
  }
  expect(await states()).toEqual([0, ['open', 'open', 'open']]);
});

test('a dataset that lacks something is refused with all that it lacks, and nothing is made', async () => {
  const { app } = stage;
  const dataset = await upload(stage, { tags: 'Tag\nCustomer\n', companies: 'Code,Company\nC1,Acme\n' });
  const refused = await app.templates.instantiate('contacts', { name: 'Not fitting', datasetId: dataset });
  expect(refused).toMatchObject({ ok: false, error: { code: 'invalid' } });
  const found = refused.ok
    ? []
    : refused.error.issues?.map(({ code, sheet, column }) => [code, sheet, column]);
  expect(found).toContainEqual(['column_unknown', 'tags', 'Parent']);
  expect(found).toContainEqual(['column_unknown', 'companies', 'E-mail']);
  expect(found).toContainEqual(['sheet_unknown', 'people', undefined]);
  const { items } = await app.graphs.list({ limit: 100 });
  expect(items.map((graph) => graph.name)).not.toContain('Not fitting');
});

test('what is not there is said, and one name makes one graph of a template', async () => {
  const { app } = stage;
  expect(await app.templates.get('nothing')).toMatchObject({ ok: false, error: { code: 'not_found' } });
  const unknown = await app.templates.instantiate('crm', { datasetId: 'ds_0' });
  expect(unknown).toMatchObject({ ok: false, error: { code: 'not_found' } });
  unwrap(await app.templates.instantiate('crm', { name: 'Twice' }));
  expect(await app.templates.instantiate('crm', { name: 'twice' })).toMatchObject({
    ok: false,
    error: { code: 'conflict' },
  });
});

function csvLine(cells: readonly string[]): string {
  return cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
}
