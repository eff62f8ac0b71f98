import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunView } from '../../src/app/run-views.ts';
import { readTemplates } from '../../src/app/templates/read-templates.ts';
import { namespaceOf } from '../../src/plan/namespace.ts';
import { giveChartOfAccounts } from '../support/chart-of-accounts.ts';
import type { FreshOdoo } from '../support/odoo.ts';
import { freshOdoo } from '../support/odoo.ts';
import { addConnection, openProduct, type Product, runToEnd, unwrap } from '../support/product.ts';
import { type Oracle, openOracle } from '../support/read-odoo.ts';
import { TEMPLATE_FACTS } from '../support/template-facts.ts';
import { openWorld } from '../support/template-world.ts';

const templates = (await readTemplates()).map(({ view }) => view.id);

/** All templates into one database, as somebody would who tries them one after the other. */
describe.each(['19', '14'] as const)('the templates on Odoo %s', (version) => {
  let odoo: FreshOdoo;
  let oracle: Oracle;
  let product: Product;
  let connectionId: string;

  beforeAll(async () => {
    [odoo, product] = await Promise.all([freshOdoo(version), openProduct()]);
    const { url, database, login, password, api_key } = odoo;
    oracle = await openOracle({ url, database, login, password });
    if (version === '14') await giveChartOfAccounts(oracle);
    connectionId = await addConnection(product.app, { url, database, login, secret: api_key ?? password });
  });

  afterAll(async () => {
    await product?.close();
    await odoo?.drop();
  });

  it.each(templates)('%s imports its own sample workbook with nothing rejected', async (id) => {
    const { app, home } = product;
    const { name, content } = unwrap(await app.templates.workbook(id));
    await writeFile(join(home, name), content);
    const dataset = unwrap(
      await app.datasets.create({ name: id, files: [{ name, path: join(home, name) }] }),
    );
    const { graph } = unwrap(await app.templates.instantiate(id, { datasetId: dataset.id }));
    expect(await blockersOf(graph.id, dataset.id)).toEqual([]);
    const run = await runToEnd(app, { graphId: graph.id, datasetId: dataset.id, connectionId });
    expect(await problemsOf(run)).toEqual([]);
    expect([run.status, run.errorMessage]).toEqual(['completed', null]);
    const world = openWorld(version, oracle, namespaceOf(graph.spec));
    await TEMPLATE_FACTS[id]?.(world);
    expect(unwrap(await app.templates.progress(id))).toMatchObject({ percentage: 100 });
  });

  /** Readiness finds nothing in the way of what then runs. */
  async function blockersOf(graphId: string, datasetId: string): Promise<readonly string[]> {
    const { findings } = unwrap(await product.app.graphs.readiness(graphId, { connectionId, datasetId }));
    return findings.flatMap(({ severity, message }) => (severity === 'blocker' ? [message] : []));
  }

  /** What Odoo or the checks said of each row that was not loaded. */
  async function problemsOf(run: RunView): Promise<readonly string[]> {
    const issues = unwrap(await product.app.runs.issues(run.id));
    const errors = issues.filter((group) => group.severity === 'error');
    return errors.flatMap(({ samples }) => samples.map((issue) => issue.message));
  }

  it('has facts for every template', () => {
    expect(Object.keys(TEMPLATE_FACTS).sort()).toEqual([...templates].sort());
  });
});
