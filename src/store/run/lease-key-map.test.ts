import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { A_BATCH, created, runAtWork } from '../../../test/support/stored-run.ts';
import type { RowResult } from '../../load/run-store.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

test('the key map remembers who created a record and merges what was written', async () => {
  const lease = await runAtWork(db.pool, 3);
  const entry = (ord: number, fieldHashes: Record<string, string>) => ({
    keyMap: { key: `K${ord}`, externalId: `shop.customers_K${ord}`, byId: null, fieldHashes },
  });
  const batch = await lease.takeBatch({ ...A_BATCH, ords: [1] });
  await lease.settle('customers', [created(0, entry(0, { name: 'a', city: 'b' }))]);
  await lease.settle(
    'customers',
    [{ ord: 1, outcome: 'unknown', recordId: 1001, ...entry(1, { name: 'c' }) }],
    {
      no: batch.no,
      done: true,
    },
  );
  await lease.settle('customers', [{ ord: 2, outcome: 'unchanged', recordId: 1002, ...entry(2, {}) }]);
  const stored = await lease.keyMap('customers', ['K0', 'K1', 'K2', 'K9']);
  expect([...stored.keys()].sort()).toEqual(['K0', 'K1', 'K2']);
  expect(stored.get('K0')).toEqual({
    node: 'customers',
    key: 'K0',
    externalId: 'shop.customers_K0',
    model: 'res.partner',
    recordId: 1000,
    fieldHashes: { name: 'a', city: 'b' },
    heldHashes: {},
    createdRun: lease.runId,
    createdRunAt: expect.any(Date),
    writtenRun: lease.runId,
    byId: null,
    vanishedRun: null,
    isArchived: false,
    leftWriteDate: null,
    acknowledgedAt: expect.any(Date),
  });
  expect(stored.get('K1')?.createdRun).toBe(lease.runId);
  expect(stored.get('K2')?.createdRun).toBeNull();
  await lease.settle('customers', [created(1, entry(1, { city: 'd' }))]);
  const later = await lease.keyMap('customers', ['K1']);
  expect(later.get('K1')).toMatchObject({ fieldHashes: { name: 'c', city: 'd' }, createdRun: lease.runId });
});

test('what Odoo held after a write is kept by field, and forgotten by a write that could not look', async () => {
  const lease = await runAtWork(db.pool, 4);
  const held = async () => (await lease.keyMap('customers', ['K'])).get('K')?.heldHashes;
  const write = async (ord: number, heldHashes?: Record<string, string | null>, recordId = 1000) => {
    const keyMap = { key: 'K', externalId: 'shop.customers_K', byId: null, fieldHashes: {} };
    const result = created(ord, { recordId, keyMap: heldHashes ? { ...keyMap, heldHashes } : keyMap });
    await lease.settle('customers', [result]);
    return held();
  };
  expect(await write(0, { name: 'n', city: 'c', phone: null })).toEqual({ name: 'n', city: 'c' });
  expect(await write(1, { city: null, phone: 'p' })).toEqual({ name: 'n', phone: 'p' });
  expect(await write(2)).toEqual({ name: 'n', phone: 'p' });
  expect(await write(3, { name: 'of another record' }, 2000)).toEqual({ name: 'of another record' });
});

test('the key map forgets the fields of a write whose answer never came', async () => {
  const lease = await runAtWork(db.pool, 2);
  const hashes = { name: 'n', city: 'c', country_id: 'be' };
  const keyMap = {
    key: 'K1',
    externalId: 'shop.customers_K1',
    byId: null,
    fieldHashes: hashes,
    heldHashes: hashes,
  };
  await lease.settle('customers', [created(0, { keyMap })]);
  await lease.takeBatch({ ...A_BATCH, kind: 'update', ords: [1], columns: ['id', 'city', 'country_id/id'] });
  await lease.settleRest('customers', 'cancelled');
  const entry = (await lease.keyMap('customers', ['K1'])).get('K1');
  expect([entry?.fieldHashes, entry?.heldHashes]).toEqual([{ name: 'n' }, { name: 'n' }]);
});

test('what an update left in Odoo stands beside what was there, of a row written twice too', async () => {
  const lease = await runAtWork(db.pool, 1);
  const update = (values: Record<string, string>) => ({
    ...A_BATCH,
    kind: 'update' as const,
    ords: [0],
    before: [{ ord: 0, recordId: 7, values, wanted: {} }],
  });
  const changed = (outcome: 'unknown' | 'updated', after: Record<string, unknown>): RowResult => ({
    ord: 0,
    outcome,
    recordId: 7,
    after,
  });
  const writeDates = ['2026-01-31 08:15:00', '2026-01-30 23:59:59'];
  for (const [i, outcome] of (['unknown', 'updated'] as const).entries()) {
    const { no } = await lease.takeBatch(update({ [`field${i}`]: 'before' }));
    const after = { [`field${i}`]: '\0 after' };
    await lease.settle('customers', [changed(outcome, after)], {
      no,
      done: true,
      lastWriteDate: writeDates[i],
    });
  }
  const { rows } = await db.pool.query(
    `select c.after, n.last_write_date from run_change c join run_node n using (run_id, node_index) where run_id = $1`,
    [lease.runId],
  );
  expect(rows).toEqual([
    { after: { field0: '\0 after', field1: '\0 after' }, last_write_date: '2026-01-31 08:15:00' },
  ]);
});

test('a key map entry needs a record that Odoo acknowledged', async () => {
  const lease = await runAtWork(db.pool, 1);
  const keyMap = { key: 'K0', externalId: 'shop.customers_K0', byId: null, fieldHashes: {} };
  await expect(lease.settle('customers', [created(0, { recordId: null, keyMap })])).rejects.toThrow(
    'no record',
  );
  expect((await lease.keyMap('customers', ['K0'])).size).toBe(0);
});

test('keys longer than an index entry are kept apart', async () => {
  const lease = await runAtWork(db.pool, 2);
  const keys = ['A'.repeat(5000), `${'A'.repeat(4999)}B`];
  await lease.settle(
    'customers',
    keys.map((key, ord) =>
      created(ord, { keyMap: { key, externalId: `shop.customers_${ord}`, byId: null, fieldHashes: {} } }),
    ),
  );
  const stored = await lease.keyMap('customers', keys);
  expect(keys.map((key) => stored.get(key)?.recordId)).toEqual([1000, 1001]);
  expect(stored.get(keys[0] ?? '')?.key).toBe(keys[0]);
});

test('answers of Odoo stay what they were, for values with NUL and of any length too', async () => {
  const lease = await runAtWork(db.pool, 1);
  const values = [
    { value: 'UK\0', answer: '77', candidates: [] },
    { value: 'x'.repeat(20_000), answer: null, candidates: ['A "1"', 'B'] },
    { value: 'Spain', answer: null, candidates: [] },
  ];
  await lease.saveResolvedValues('customers', 'country_id', values);
  await lease.saveResolvedValues('customers', 'country_id', [
    { value: 'UK\0', answer: '99', candidates: [] },
    { value: 'Spain', answer: '5', candidates: [] },
  ]);
  const stored = await lease.resolvedValues('customers', 'country_id');
  expect(new Map(stored.map((row) => [row.value, row]))).toEqual(
    new Map(
      [...values.slice(0, 2), { value: 'Spain', answer: '5', candidates: [] }].map((row) => [row.value, row]),
    ),
  );
  expect(await lease.resolvedValues('customers', 'name')).toEqual([]);
});
