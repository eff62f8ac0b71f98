import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import { checkRun } from '../../test/support/oracle.ts';
import { readSandbox } from '../../test/support/oracle-target.ts';
import { addConnection, configOf, endOfRun, outcomesOf, unwrap } from '../../test/support/product.ts';
import { S3_CREDENTIALS, type S3Server, startS3Server } from '../../test/support/s3-server.ts';
import { addSmall, addSmallFiles, SMALL_ROWS, smallParents } from '../../test/support/small-graph.ts';
import { openApp } from '../app.ts';
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts';
import type { App } from './app.ts';

/** Two machines: nothing in common but the database, the bucket and the secret key. The first has no worker, the second only works. */
let folder: string;
let database: TestDatabase;
let s3: S3Server;
let sandbox: Sandbox;
let server: App;
let worker: App;
let connectionId: string;
const stop = new AbortController();
let working: Promise<void>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ig-test-'));
  [database, s3, sandbox] = await Promise.all([freshDatabase(), startS3Server('imports'), startSandbox()]);
  vi.stubEnv('AWS_ACCESS_KEY_ID', S3_CREDENTIALS.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', S3_CREDENTIALS.secretAccessKey);
  const shared = {
    DATABASE_URL: database.url,
    IMPORTGRAPH_SECRET_KEY: randomBytes(32).toString('base64'),
    DATASET_STORAGE: 's3://imports/team',
    AWS_ENDPOINT_URL_S3: s3.url,
  };
  server = await openApp(configOf({ ...shared, IMPORTGRAPH_HOME: join(folder, 'server') }));
  worker = await openApp(configOf({ ...shared, IMPORTGRAPH_HOME: join(folder, 'worker') }));
  working = worker.work(stop.signal);
  const { url } = sandbox;
  connectionId = await addConnection(server, { url, database: 'sandbox', login: 'admin', secret: 'admin' });
});

afterAll(async () => {
  vi.unstubAllEnvs();
  stop.abort();
  await working;
  await Promise.all([server.close(), worker.close()]);
  await Promise.all([database.drop(), s3.close(), sandbox.close()]);
  await rm(folder, { recursive: true, force: true });
});

test('what one machine uploads, a worker on another runs', async () => {
  const inputs = await addSmall(server, join(folder, 'one'), { namespace: 'one' });
  const run = unwrap(await server.runs.start({ ...inputs, connectionId }));
  expect(outcomesOf(await endOfRun(server, run.id))).toEqual({
    companies: { created: 15 },
    contacts: { created: 15 },
    leads: { created: 15 },
  });
  expect(await readdir(join(folder, 'worker', 'dataset-copies'))).toEqual([inputs.datasetId]);
  const rows = { ...SMALL_ROWS };
  const target = readSandbox(sandbox);
  await checkRun({ pool: database.pool, target, runId: run.id, rows, parents: smallParents() });
});

test('a bucket that is away pauses the run with the cause, and resumed it completes', async () => {
  const inputs = await addSmall(server, join(folder, 'two'), { namespace: 'two' });
  s3.setFault(() => ({ status: 503, code: 'SlowDown' }));
  const run = unwrap(await server.runs.start({ ...inputs, connectionId }));
  const paused = await endOfRun(server, run.id);
  expect(paused).toMatchObject({ status: 'paused', pauseReason: 'storage_unavailable' });
  expect(paused.errorMessage).toMatch(
    /^The dataset storage s3:\/\/imports\/team\/ cannot be reached \(SlowDown/,
  );
  s3.setFault(null);
  unwrap(await server.runs.resume(run.id));
  expect((await endOfRun(server, run.id)).status).toBe('completed');
});

test('an upload that the bucket refuses is unavailable, and no dataset is listed', async () => {
  const before = await server.datasets.list({ limit: 100 });
  s3.setFault(({ method }) => (method === 'PUT' ? { status: 403, code: 'AccessDenied' } : null));
  const path = join(folder, 'one', 'leads.csv');
  const refused = await server.datasets.create({ name: 'x', files: [{ name: 'leads.csv', path }] });
  s3.setFault(null);
  expect(refused).toMatchObject({
    ok: false,
    error: {
      code: 'unavailable',
      message: expect.stringContaining('refuses the credentials (AccessDenied)'),
    },
  });
  expect(await server.datasets.list({ limit: 100 })).toEqual(before);
});

test('a dataset deleted while the bucket is away is gone, and says that its files remain', async () => {
  const id = await addSmallFiles(server, join(folder, 'three'));
  s3.setFault(() => 'reset');
  const removed = await server.datasets.remove(id);
  s3.setFault(null);
  expect(removed).toMatchObject({
    ok: false,
    error: {
      code: 'unavailable',
      message: expect.stringMatching(/is deleted, but its files remain\. The dataset/),
    },
  });
  expect(await server.datasets.get(id)).toMatchObject({ ok: false, error: { code: 'not_found' } });
});
