import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunRowView, RunView } from '../../src/app/run-views.ts';
import { dumpOdoo } from '../support/dump-odoo.ts';
import { expectForeseen, foresee, rowsOfRun } from '../support/foresight.ts';
import { addNorthwind, allWith, NORTHWIND } from '../support/northwind.ts';
import type { FreshOdoo } from '../support/odoo.ts';
import { freshOdoo } from '../support/odoo.ts';
import type { Product } from '../support/product.ts';
import { addConnection, addFolder, openProduct, outcomesOf, runToEnd, unwrap } from '../support/product.ts';
import type { Oracle } from '../support/read-odoo.ts';
import { openOracle } from '../support/read-odoo.ts';
import { csv, graphOf, STAFF, upload } from '../support/stage.ts';
import { rollBack, undoneRows } from '../support/undo.ts';

/** Northwind, a newer export of it, and both undone: each part goes on where the one before ended. */
let odoo: FreshOdoo;
let oracle: Oracle;
let product: Product;
let connectionId: string;
let folder: string;
let graphId: string;
let newer: { readonly graphId: string; readonly datasetId: string; readonly connectionId: string };
let untouched: Readonly<Record<string, string>>;
let first: RunView;
let second: RunView;

/** A customer's telephone, which the newer export changes too. */
const EDITED = { customer: 'ALFKI', phone: '+49 30 12345' } as const;

beforeAll(async () => {
  odoo = await freshOdoo('19');
  oracle = await openOracle({ url: odoo.url, database: odoo.database, login: 'admin', password: 'admin' });
  product = await openProduct();
  const { url, database, login, api_key } = odoo;
  connectionId = await addConnection(product.app, { url, database, login, secret: api_key ?? '' });
  folder = await mkdtemp(join(tmpdir(), 'ig-second-'));
  await cp(`${NORTHWIND}data`, folder, { recursive: true });
});
afterAll(async () => {
  await product?.close();
  await odoo?.drop();
  await rm(folder, { recursive: true, force: true });
});

async function edit(file: string, change: (lines: readonly string[]) => readonly string[]): Promise<void> {
  const path = join(folder, `${file}.csv`);
  const lines = (await readFile(path, 'utf8')).trimEnd().split(/\r?\n/);
  await writeFile(path, `${change(lines).join('\n')}\n`);
}

/** Changes the first so many lines that match. */
function replace(lines: readonly string[], count: number, pattern: RegExp, by: string): readonly string[] {
  let left = count;
  const changed = lines.map((line, i) => {
    if (i === 0 || left === 0 || !pattern.test(line)) return line;
    left -= 1;
    return line.replace(pattern, by);
  });
  expect(left).toBe(0);
  return changed;
}

/** 40 cells: 20 telephone numbers, 10 prices, 9 quantities of lines with a discount, a territory; 3 rows more, 2 less. */
async function makeNewerExport(): Promise<void> {
  await edit('customers', (lines) => replace(lines, 20, /,([^,]*),([^,]*)$/, ',(new) $1,$2'));
  await edit('products', (lines) => [
    ...replace(lines, 10, /,(\d+)\.(\d\d)(,\d+,\d+,\d+,\d)$/, ',1$1.$2$3'),
    '901,Speculoos,1,1,10 boxes,4.50,1,0,0,0',
  ]);
  await edit('order_details', (lines) => [
    ...replace(lines, 9, /,(\d+),0\.15$/, ',9$1,0.15').slice(0, -2),
    '10248,901,4.50,3,0',
  ]);
  await edit('territories', (lines) => [
    ...replace(lines, 1, /,Westboro,/, ',Westborough,'),
    '99999,Ghent,1',
  ]);
}

const WRITTEN = {
  customers: { updated: 20, unchanged: 71 },
  products: { updated: 10, unchanged: 67, created: 1 },
  order_lines: { updated: 9, unchanged: 2144, created: 1 },
  territories: { updated: 1, unchanged: 52, created: 1 },
};
const OUTCOMES = { ...allWith('unchanged'), ...WRITTEN };

/** What Odoo holds of every row of a node, by key, read without our code. */
async function held(node: string, model: string, fields: readonly string[]) {
  const ids = await oracle.externalIds('northwind', node);
  const records = await oracle.searchRead(model, [['id', 'in', [...ids.values()]]], fields);
  const byId = new Map(records.map(({ id, ...record }) => [id, record]));
  return Object.fromEntries([...ids].map(([key, id]) => [key, byId.get(id)]));
}

const allHeld = async () => ({
  customers: await held('customers', 'res.partner', ['name', 'phone', 'city', 'street', 'zip']),
  products: await held('products', 'product.product', ['name', 'list_price', 'default_code', 'categ_id']),
  order_lines: await held('order_lines', 'sale.order.line', [
    'product_id',
    'product_uom_qty',
    'price_unit',
    'discount',
  ]),
  territories: await held('territories', 'hr.employee.category', ['name']),
});
type Held = Awaited<ReturnType<typeof allHeld>>;

/** What of `after` is not as it was before: `node key field` → [old, new]. */
function differences(before: Held, after: Held): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const node of Object.keys(before) as (keyof Held)[]) {
    for (const [key, record] of Object.entries(after[node])) {
      const old = before[node][key];
      if (old === undefined) found[`${node} ${key}`] = 'new';
      for (const [field, value] of Object.entries(old === undefined ? {} : (record ?? {}))) {
        if (JSON.stringify(value) !== JSON.stringify(old?.[field]))
          found[`${node} ${key} ${field}`] = [old?.[field], value];
      }
    }
  }
  return found;
}

/** The same from the rows of a check or a run. */
function changesOf(rows: readonly RunRowView[]): readonly string[] {
  return rows
    .flatMap(({ node, key, outcome, changes = [] }) => {
      const name = `${node} ${key.replaceAll('|', '_')}`;
      if (outcome === 'created') return [name];
      return changes.map(({ field }) => `${name} ${field}`);
    })
    .toSorted();
}

test('rows that refer to each other in a circle are undone without a trace', async () => {
  const before = await dumpOdoo(odoo);
  const circle = await graphOf({ app: product.app }, 'circle', STAFF);
  const datasetId = await upload(
    { app: product.app, product },
    { staff: csv('Code,Name,Boss', ['A,Ann,B', 'B,Bob,A', 'C,Cid,A']) },
  );
  const run = await runToEnd(product.app, { graphId: circle, datasetId, connectionId });
  expect(outcomesOf(run)).toEqual({ staff: { created: 3 } });
  const undone = await rollBack({ app: product.app }, run.id);
  expect([undone.status, await keptOf(run)]).toEqual(['rolled_back', []]);
  expect(await dumpOdoo(odoo)).toEqual(before);
});

test('the first run', async () => {
  untouched = await dumpOdoo(odoo);
  const ids = await addNorthwind(product.app);
  graphId = ids.graphId;
  first = await runToEnd(product.app, { ...ids, connectionId });
  expect(outcomesOf(first)).toEqual(allWith('created'));
});

test('of a newer export a check shows exactly what changed, and the run writes exactly that', async () => {
  await makeNewerExport();
  const dataset = await addFolder(product.app, folder);
  newer = { graphId, datasetId: dataset.id, connectionId };
  const partner = (await oracle.externalIds('northwind', 'customers')).get(EDITED.customer);
  // without the note that Odoo makes of it beside the record
  const silently = { context: { tracking_disable: true } };
  await oracle.execute('res.partner', 'write', [[partner], { phone: EDITED.phone }], silently);
  const before = await allHeld();

  const rows = await foresee(product.app, { ...newer, depth: 'offline' });
  expect(changesOf(rows)).toHaveLength(43);
  second = await runToEnd(product.app, newer);
  expect(outcomesOf(second)).toEqual(OUTCOMES);
  await expectForeseen(product.app, second.id, rows);
  const edited = (await rowsOfRun(product.app, second.id)).find(
    ({ node, key }) => node === 'customers' && key === EDITED.customer,
  );
  expect(edited).toMatchObject({
    outcome: 'updated',
    changes: [{ field: 'phone', old: EDITED.phone, new: '(new) 030-0074321' }],
    issues: [{ code: 'conflict', severity: 'warning' }],
  });
  const gone = unwrap(await product.app.runs.vanished(second.id, { limit: 100 }));
  expect(gone.items.map(({ node, key, state }) => [node, key, state])).toEqual([
    ['order_lines', '11077~~75', 'reported'],
    ['order_lines', '11077~~77', 'reported'],
  ]);

  const written = differences(before, await allHeld());
  expect(Object.keys(written).toSorted()).toEqual(changesOf(rows));
  expect(written[`customers ${EDITED.customer} phone`]).toEqual([EDITED.phone, '(new) 030-0074321']);
});

test('the same data again send no write at all', async () => {
  const before = await dumpOdoo(odoo);
  const again = await runToEnd(product.app, newer);
  const rows = Object.entries(OUTCOMES).map(([node, counts]) => {
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    return [node, { unchanged: total }];
  });
  expect(outcomesOf(again)).toEqual(Object.fromEntries(rows));
  expect(await dumpOdoo(odoo)).toEqual(before);
});

/** What a rollback could not undo, and why. */
async function keptOf(run: RunView): Promise<readonly unknown[]> {
  const { items } = unwrap(await product.app.runs.rows(run.id, { undo: 'kept', limit: 100 }));
  return items.map(({ node, key, undoReason, undoDetail }) => [`${node} ${key}`, undoReason, undoDetail]);
}

test('the second run is undone, then the first: but for the record that somebody edited, Odoo is as it was', async () => {
  const undone = await rollBack({ app: product.app }, second.id);
  expect([undone.status, undone.errorMessage]).toEqual(['rolled_back', null]);
  expect(await keptOf(second)).toEqual([]);
  const phones = await held('customers', 'res.partner', ['phone']);
  expect(phones[EDITED.customer]).toEqual({ phone: EDITED.phone });

  const allUndone = await rollBack({ app: product.app }, first.id);
  expect([allUndone.status, allUndone.errorMessage]).toEqual(['rolled_back', null]);
  expect(await keptOf(first)).toEqual([
    [`customers ${EDITED.customer}`, 'changed_since', 'Somebody changed phone since the run.'],
  ]);
  const states = Object.values(await undoneRows({ app: product.app }, first.id));
  expect(states.filter((state) => state !== 'deleted')).toHaveLength(1);

  const now = await dumpOdoo(odoo);
  const different = Object.keys(untouched).filter((table) => now[table] !== untouched[table]);
  expect(different).toEqual(['ir_model_data', 'res_partner']);
  const rowsIn = (dump: Readonly<Record<string, string>>, table: string) =>
    Number.parseInt(dump[table] ?? '', 10);
  for (const table of different) expect(rowsIn(now, table)).toBe(rowsIn(untouched, table) + 1);
  expect(Object.keys(phones)).not.toEqual([]);
  expect(Object.keys(await held('customers', 'res.partner', ['name']))).toEqual([EDITED.customer]);
});
