import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import { newRun, newRunInput, TEST_KEY } from '../../test/support/stored-run.ts';
import { Connections } from './connections.ts';
import { Datasets } from './datasets.ts';
import { Graphs } from './graphs.ts';
import { secretKey } from './secret-box.ts';
import { Snapshots } from './snapshots.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

const CANARY = 'canary-7f3a9c';
const INPUT = { name: 'shop', url: 'https://shop.example', database: 'shop', login: 'ada', secret: CANARY };

async function create(connections: Connections, change: Partial<typeof INPUT> = {}): Promise<string> {
  const result = await connections.create({ ...INPUT, ...change });
  if (result.kind !== 'saved') throw new Error(result.kind);
  return result.connection.id;
}

/** Every value of every table, as text. */
async function wholeDatabase(): Promise<string> {
  const tables = await db.pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const dumps = tables.rows.map(({ name }) => db.pool.query(`select t::text from ${name} t`));
  return JSON.stringify((await Promise.all(dumps)).map((dump) => dump.rows));
}

test('a secret is nowhere in the database but as ciphertext, and leaves only by secretOf', async () => {
  const connections = new Connections(db.pool, TEST_KEY);
  const id = await create(connections);
  expect(await connections.secretOf(id)).toEqual({ kind: 'secret', secret: CANARY });
  const dump = await wholeDatabase();
  expect(dump).toContain('https://shop.example');
  expect(dump).not.toContain(CANARY);
  expect(dump).not.toContain(Buffer.from(CANARY).toString('base64').slice(0, 12));
  expect(dump).not.toContain(Buffer.from(CANARY).toString('hex'));
  const shown = [
    await connections.get(id),
    await connections.list({ limit: 50 }),
    await connections.findByName('shop'),
  ];
  expect(JSON.stringify(shown)).not.toContain(CANARY);
  const { secret: _, ...facts } = INPUT;
  expect(shown[0]).toMatchObject({
    ...facts,
    hasSecret: true,
    transport: 'auto',
    profile: {},
  });
});

test('a ciphertext copied to another connection does not open', async () => {
  const connections = new Connections(db.pool, TEST_KEY);
  const [one, two] = [await create(connections, { name: 'one' }), await create(connections, { name: 'two' })];
  await db.pool.query(
    'update connection set secret = (select secret from connection where id = $1) where id = $2',
    [one, two],
  );
  expect(await connections.secretOf(two)).toEqual({ kind: 'key_changed' });
});

test('another key than the one a secret was encrypted with is told apart from no secret', async () => {
  const id = await create(new Connections(db.pool, TEST_KEY), { name: 'rotated' });
  const other = new Connections(db.pool, secretKey(Buffer.alloc(32, 'another key')));
  expect(await other.secretOf(id)).toEqual({ kind: 'key_changed' });
  expect(await other.secretOf('con_x')).toEqual({ kind: 'not_found' });
});

test('a new address clears the secret unless one comes with it', async () => {
  const connections = new Connections(db.pool, TEST_KEY);
  const id = await create(connections, { name: 'moving' });
  await connections.update(id, { url: INPUT.url, name: 'moved' });
  expect(await connections.get(id)).toMatchObject({ name: 'moved', hasSecret: true });
  await connections.update(id, { database: 'evil' });
  expect(await connections.get(id)).toMatchObject({ database: 'evil', hasSecret: false });
  expect(await connections.secretOf(id)).toEqual({ kind: 'none' });
  await connections.update(id, { url: 'https://new.example', secret: 'fresh' });
  expect(await connections.secretOf(id)).toEqual({ kind: 'secret', secret: 'fresh' });
});

test('two connections cannot have one name, until one is removed', async () => {
  const connections = new Connections(db.pool, TEST_KEY);
  const id = await create(connections, { name: 'unique' });
  expect(await connections.create({ ...INPUT, name: 'unique' })).toEqual({ kind: 'name_taken' });
  const other = await create(connections, { name: 'other' });
  expect(await connections.update(other, { name: 'unique' })).toEqual({ kind: 'name_taken' });
  expect(await connections.remove(id)).toBe('removed');
  expect((await connections.update(other, { name: 'unique' })).kind).toBe('saved');
  const left = await db.pool.query('select secret from connection where id = $1', [id]);
  expect(left.rows).toEqual([{ secret: null }]);
  expect(await connections.get(id)).toBeNull();
});

test('what a run that is not over uses cannot be removed', async () => {
  const input = await newRunInput(db.pool);
  const runId = await newRun(db.pool, input);
  const connections = new Connections(db.pool, TEST_KEY);
  const [datasets, graphs] = [new Datasets(db.pool), new Graphs(db.pool)];
  expect(await connections.remove(input.connectionId)).toBe('in_use');
  expect(await datasets.remove(input.datasetId)).toBe('in_use');
  expect(await graphs.remove(input.graphId)).toBe('in_use');
  await db.pool.query(`update graph_run set status = 'completed' where id = $1`, [runId]);
  expect(await connections.remove(input.connectionId)).toBe('removed');
  expect(await datasets.remove(input.datasetId)).toBe('removed');
  expect(await graphs.remove(input.graphId)).toBe('removed');
  expect(await datasets.get(input.datasetId)).toBeNull();
  expect(await graphs.get(input.graphId)).toBeNull();
  expect(await graphs.specOf(input.graphId, 1)).toMatchObject({ name: 'Shop' });
});

test('every save of a graph makes a version, and a stale save is refused', async () => {
  const graphs = new Graphs(db.pool);
  const first = await graphs.create({ name: 'G\0', nodes: [], metadata: { note: 'a\0b' } });
  expect(first.spec).toEqual({
    id: first.id,
    version: 1,
    name: 'G\0',
    nodes: [],
    metadata: { note: 'a\0b' },
  });
  const results = await Promise.all(
    ['Ada', 'Bob', 'Cy'].map((name) => graphs.update(first.id, { name, nodes: [] }, 1)),
  );
  expect(results.map((result) => result.kind).sort()).toEqual(['stale', 'stale', 'updated']);
  const winner = results.find((result) => result.kind === 'updated');
  expect(await graphs.get(first.id)).toMatchObject({ version: 2, name: winner?.graph.name });
  expect(await graphs.get(first.id, 1)).toMatchObject({ version: 1, name: 'G\uFFFD' });
  expect(await graphs.get(first.id, 9)).toBeNull();
  expect(await graphs.update('graph_x', { name: 'x', nodes: [] }, 1)).toEqual({ kind: 'not_found' });
});

test('lists are paged newest first without repeats', async () => {
  const graphs = new Graphs(db.pool);
  const ids: string[] = [];
  for (let i = 0; i < 5; i++) ids.unshift((await graphs.create({ name: `List ${i}`, nodes: [] })).id);
  const first = await graphs.list({ limit: 3 });
  const second = await graphs.list({ limit: 2, cursor: first.nextCursor ?? '' });
  expect([...first.items, ...second.items].map((graph) => graph.id).toSorted()).toEqual(ids.toSorted());
});

test('a snapshot is found by the hash a run pinned, and the newest one by itself', async () => {
  const { connectionId } = await newRunInput(db.pool);
  const snapshots = new Snapshots(db.pool);
  const snapshot = (hash: string) => ({
    serverVersion: '19.0',
    majorVersion: 19,
    database: 'shop',
    models: {},
    installedModules: null,
    languages: ['en_US'],
    hash,
  });
  for (const hash of ['old', 'new', 'old']) await snapshots.save(connectionId, snapshot(hash));
  expect(await snapshots.find(connectionId, 'new')).toEqual(snapshot('new'));
  expect((await snapshots.latest(connectionId))?.snapshot.hash).toBe('old');
  expect(await snapshots.find(connectionId, 'none')).toBeNull();
});
