import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { checkRun } from '../support/oracle.ts';
import { readSandbox } from '../support/oracle-target.ts';
import {
  addConnection,
  openProduct,
  outcomesOf,
  type Product,
  runToEnd,
  unwrap,
} from '../support/product.ts';
import { sandboxClient } from '../support/sandbox-client.ts';
import { addSmall, SMALL_ROWS, smallParents } from '../support/small-graph.ts';

const CREATED = { companies: { created: 15 }, contacts: { created: 15 }, leads: { created: 15 } };
const HOUR_MS = 3_600_000;

let sandboxes: Sandbox[];
let product: Product;

beforeEach(async () => {
  sandboxes = [];
  product = await openProduct();
});
afterEach(async () => {
  await product.close();
  await Promise.all(sandboxes.map((sandbox) => sandbox.close()));
});

async function openOdoo(clock: () => Date): Promise<Sandbox> {
  const sandbox = await startSandbox({ clock });
  sandboxes.push(sandbox);
  return sandbox;
}

/** `apart`: how long after (or before) our run the other records were made. */
it.each([
  { what: 'an Odoo restored to before the run', apart: HOUR_MS },
  { what: 'another database behind the same connection', apart: -HOUR_MS },
])('$what: the rows are created again, and no record that has their IDs is touched', async ({ apart }) => {
  const { app, home, pool } = product;
  const odoo = await openOdoo(() => new Date());
  const account = { url: odoo.url, database: 'sandbox', login: 'admin', secret: 'admin' };
  const connectionId = await addConnection(app, account);
  const inputs = { ...(await addSmall(app, join(home, 'small'))), connectionId };
  expect(outcomesOf(await runToEnd(app, inputs))).toEqual(CREATED);
  const ours = odoo.state.idOf('small.companies_C1') ?? 0;

  // A restored database has its counters of IDs back as well: what people make next gets the IDs of our records.
  const restored = await openOdoo(() => new Date(Date.now() + apart));
  const names = Array.from({ length: 40 }, (_, i) => ({ name: `Somebody else ${i}`, city: 'Elsewhere' }));
  await sandboxClient(restored).call('res.partner', 'create', { vals_list: names });
  const stranger = () =>
    restored.state.records('res.partner', ['name', 'city', 'parent_id']).find(({ id }) => id === ours);
  const before = stranger();
  expect(before).toMatchObject({ city: 'Elsewhere' });
  // another address needs the secret again
  unwrap(await app.connections.update(connectionId, { url: restored.url, secret: account.secret }));

  const again = await runToEnd(app, inputs);
  expect(stranger()).toEqual(before);
  expect(outcomesOf(again)).toEqual(CREATED);
  const check = { pool, target: readSandbox(restored), runId: again.id, parents: smallParents() };
  await checkRun({ ...check, rows: { ...SMALL_ROWS } });
});
