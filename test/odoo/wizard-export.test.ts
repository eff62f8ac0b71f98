import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { GraphSpec } from '../../src/plan/graph-spec.ts';
import { zipStream } from '../../src/util/zip-stream.ts';
import { addNorthwind, allWith, NORTHWIND_CREATED } from '../support/northwind.ts';
import { type FreshOdoo, freshOdoo } from '../support/odoo.ts';
import {
  addConnection,
  openProduct,
  outcomesOf,
  type Product,
  runToEnd,
  unwrap,
} from '../support/product.ts';
import { type Oracle, openOracle } from '../support/read-odoo.ts';
import { readZip } from '../support/read-zip.ts';
import { importWithWizard } from '../support/wizard.ts';

interface Server {
  readonly odoo: FreshOdoo;
  readonly oracle: Oracle;
  readonly connectionId: string;
}

/** One database is filled by Odoo's own wizard with our files, the other by our run. */
let product: Product;
let byWizard: Server;
let byRun: Server;
let ids: { readonly graphId: string; readonly datasetId: string };
let spec: GraphSpec;

async function openServer(name: string): Promise<Server> {
  const odoo = await freshOdoo('19');
  const { url, database, login, password, api_key: secret = '' } = odoo;
  const oracle = await openOracle({ url, database, login, password });
  const connectionId = await addConnection(product.app, { name, url, database, login, secret });
  return { odoo, oracle, connectionId };
}

beforeAll(async () => {
  product = await openProduct();
  byWizard = await openServer('wizard');
  byRun = await openServer('run');
  ids = await addNorthwind(product.app);
  spec = unwrap(await product.app.graphs.get(ids.graphId)).spec;
});

afterAll(async () => {
  await product?.close();
  await Promise.all([byWizard?.odoo.drop(), byRun?.odoo.drop()]);
});

interface Manifest {
  readonly files: readonly {
    readonly name: string;
    readonly model: string;
    readonly columns: string[];
    readonly rows: number;
  }[];
  readonly left_out: number;
}

it("Odoo's own wizard takes the exported files in their order, without a message", async () => {
  const against = { datasetId: ids.datasetId, connectionId: byWizard.connectionId };
  await using exported = unwrap(await product.app.graphs.exportData(ids.graphId, against));
  const files = await readZip(await buffer(zipStream(exported.entries(), { stored: true })));
  const manifest = JSON.parse(files.get('manifest.json')?.toString() ?? '') as Manifest;
  expect(manifest.left_out).toBe(0);
  const before = await byWizard.oracle.count('ir.model.data', [['module', '=', 'northwind']]);
  expect(before).toBe(0);
  for (const file of manifest.files)
    await importWithWizard(byWizard.oracle, {
      ...file,
      content: files.get(file.name)?.toString() ?? '',
    });
});

it('what the wizard made of them is what a run makes', async () => {
  const run = await runToEnd(product.app, { ...ids, connectionId: byRun.connectionId });
  expect(outcomesOf(run)).toEqual(allWith('created'));
  const [wizard, ours] = [await contentOf(byWizard.oracle), await contentOf(byRun.oracle)];
  expect([...wizard.keys()]).toHaveLength(Object.values(NORTHWIND_CREATED).reduce((a, b) => a + b, 0));
  // The wizard strips the spaces around a text; Northwind has one such cell, and a run keeps what the source says.
  const spaced = ours.get('customers:QUEDE') as Record<string, unknown>;
  expect(spaced.city).toBe(' 12Rio de Janeiro');
  const stripped = new Map(ours).set('customers:QUEDE', { ...spaced, city: '12Rio de Janeiro' });
  expect(wizard).toEqual(stripped);
});

it('a run into the database that the wizard filled finds every row there, and gives one its space back', async () => {
  const run = await runToEnd(product.app, { ...ids, connectionId: byWizard.connectionId });
  const outcomes = outcomesOf(run);
  expect(outcomes.customers).toEqual({ unchanged: 90, updated: 1 });
  expect({ ...outcomes, customers: { unchanged: 91 } }).toEqual(allWith('unchanged'));
});

/** `node:key` → the mapped fields of its record, with references by `node:key` too: database IDs differ between databases. */
async function contentOf(oracle: Oracle): Promise<ReadonlyMap<string, unknown>> {
  const nodes = spec.nodes.flatMap((node) => (node.type === 'model' ? [node] : []));
  const keys = new Map<string, string>();
  for (const { id, data } of nodes) {
    for (const [key, record] of await oracle.externalIds('northwind', id))
      keys.set(`${data.odooModel} ${record}`, `${id}:${key}`);
  }
  const content = new Map<string, unknown>();
  for (const { id, data } of nodes) {
    const fields = Object.keys(data.fields);
    const described = await oracle.execute<Record<string, { relation?: string }>>(
      data.odooModel,
      'fields_get',
      [fields, ['relation']],
    );
    const own = await oracle.externalIds('northwind', id);
    const records = await oracle.searchRead(data.odooModel, [['id', 'in', [...own.values()]]], fields);
    const byId = new Map(records.map((record) => [record.id, record]));
    for (const [key, recordId] of own) {
      const values = fields.map((field) => {
        const { relation } = described[field] ?? {};
        const value = byId.get(recordId)?.[field];
        return [field, relation === undefined ? value : namedRecords(value, relation, keys)];
      });
      content.set(`${id}:${key}`, Object.fromEntries(values));
    }
  }
  return content;
}

/** A many2one comes as `[id, label]`, a many2many as a list of IDs. */
function namedRecords(value: unknown, model: string, keys: ReadonlyMap<string, string>): unknown {
  if (!Array.isArray(value)) return value;
  const recordIds = (typeof value[1] === 'string' ? value.slice(0, 1) : value).map(Number);
  const named = recordIds.map((id) => keys.get(`${model} ${id}`) ?? String(id));
  return named.sort((a, b) => a.localeCompare(b));
}
