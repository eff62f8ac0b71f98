import { readdir, readFile, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  BUCKET,
  openS3Bench,
  prepareFolder,
  readStored,
  type S3Bench,
} from '../../test/support/storage-bench.ts';
import { type DatasetStorage, StorageUnavailable } from './dataset-storage.ts';

let bench: S3Bench;
let one: DatasetStorage;
let two: DatasetStorage;
beforeEach(async () => {
  bench = await openS3Bench();
  one = await bench.openMachine('one');
  two = await bench.openMachine('two');
});
afterEach(() => bench.close());

async function put(storage: DatasetStorage, files: Readonly<Record<string, string | Buffer>>): Promise<void> {
  await storage.put('ds_1', await prepareFolder(bench.folder, files));
}

const down = () => 'reset' as const;

function downloads(): readonly string[] {
  return bench.server.requests.filter((request) => /^GET .*\/1\.parquet$/.test(request));
}

test('what one machine stored, another reads, below the prefix', async () => {
  await put(one, { '1.parquet': 'rows', 'manifest.json': '{}' });
  expect([...bench.objects().keys()].every((key) => key.startsWith('some/where/ds_1'))).toBe(true);
  expect(await readStored(two, 'ds_1', '1.parquet')).toBe('rows');
  expect(await two.list()).toEqual(['ds_1']);
});

test('a machine fetches a dataset once, however many ask at the same time', async () => {
  await put(one, { '1.parquet': 'rows' });
  await Promise.all([1, 2, 3].map(() => readStored(two, 'ds_1', '1.parquet')));
  await readStored(two, 'ds_1', '1.parquet');
  expect(downloads()).toHaveLength(1);
});

test('the machine that stored a dataset need not fetch it', async () => {
  await put(one, { '1.parquet': 'rows' });
  expect(await readStored(one, 'ds_1', '1.parquet')).toBe('rows');
  expect(downloads()).toEqual([]);
});

test('a copy that lost bytes or files is fetched anew', async () => {
  await put(one, { '1.parquet': 'rows', '2.parquet': 'more' });
  const folder = (await two.getLocalPath('ds_1')) ?? '';
  await truncate(join(folder, '1.parquet'), 2);
  expect(await readStored(two, 'ds_1', '1.parquet')).toBe('rows');
  await rm(join(folder, '2.parquet'));
  expect(await readStored(two, 'ds_1', '2.parquet')).toBe('more');
});

test('an answer cut in the middle is asked for again', async () => {
  await put(one, { '1.parquet': 'a hundred rows' });
  let cuts = 0;
  bench.server.setFault(({ method, key }) =>
    method === 'GET' && key.endsWith('.parquet') && cuts++ === 0 ? 'cut_body' : null,
  );
  expect(await readStored(two, 'ds_1', '1.parquet')).toBe('a hundred rows');
  expect(cuts).toBe(2);
});

test('a file changed in the bucket is refused by name, and no copy is kept', async () => {
  await put(one, { '1.parquet': 'rows' });
  const key = [...bench.objects().keys()].find((name) => name.endsWith('1.parquet')) ?? '';
  bench.objects().set(key, Buffer.from('ROWS'));
  await expect(two.getLocalPath('ds_1')).rejects.toThrow(`s3://${BUCKET}/${key} is not what was stored.`);
  expect(await readdir(join(bench.folder, 'two'))).toEqual([]);
});

test('an index that names a file elsewhere is refused', async () => {
  await put(one, { '1.parquet': 'rows' });
  const index = bench.objects().get('some/where/ds_1.json')?.toString() ?? '';
  const evil = index.replace('"name":"1.parquet"', '"name":"../../1.parquet"');
  bench.objects().set('some/where/ds_1.json', Buffer.from(evil));
  await expect(two.getLocalPath('ds_1')).rejects.toThrow(/ds_1\.json is damaged/);
});

test('an upload that breaks off leaves no dataset and no file', async () => {
  bench.server.setFault(({ method, key }) =>
    method === 'PUT' && key.endsWith('/2.parquet') ? { status: 403, code: 'AccessDenied' } : null,
  );
  await expect(put(one, { '1.parquet': 'rows', '2.parquet': 'more' })).rejects.toThrow(
    /refuses the credentials \(AccessDenied\)/,
  );
  expect([...bench.objects().keys()]).toEqual([]);
  expect(await one.getLocalPath('ds_1')).toBeNull();
});

test('an upload whose last answer is lost is stored, not refused as stored already', async () => {
  let lost = 0;
  bench.server.setFault(({ method, key }) =>
    method === 'PUT' && key.endsWith('ds_1.json') && lost++ === 0 ? 'lose_answer' : null,
  );
  await put(one, { '1.parquet': 'rows' });
  expect(lost).toBe(2);
  expect(await readStored(two, 'ds_1', '1.parquet')).toBe('rows');
});

test('an upload all of whose last answers are lost is stored', async () => {
  bench.server.setFault(({ method, key }) =>
    method === 'PUT' && key.endsWith('.json') ? 'lose_answer' : null,
  );
  await put(one, { '1.parquet': 'rows' });
  expect(await readStored(two, 'ds_1', '1.parquet')).toBe('rows');
});

test('of two uploads under one id the first stays whole, and the second leaves nothing', async () => {
  await Promise.allSettled([put(one, { '1.parquet': 'first' }), put(two, { '1.parquet': 'second' })]);
  const files = [...bench.objects().keys()].filter((key) => key.endsWith('.parquet'));
  expect(files).toHaveLength(1);
  const stored = bench
    .objects()
    .get(files[0] ?? '')
    ?.toString();
  const three = await bench.openMachine('three');
  expect(await readStored(three, 'ds_1', '1.parquet')).toBe(stored);
});

test('a store that knows no conditional writes keeps datasets all the same', async () => {
  let refused = 0;
  bench.server.setFault(({ method, key }) =>
    method === 'PUT' && key.endsWith('.json') && refused++ === 0
      ? { status: 501, code: 'NotImplemented' }
      : null,
  );
  await put(one, { '1.parquet': 'rows' });
  expect(await readStored(two, 'ds_1', '1.parquet')).toBe('rows');
});

test('while the bucket is away a copy is read, and what was never fetched is unavailable', async () => {
  await put(one, { '1.parquet': 'rows' });
  bench.server.setFault(down);
  expect(await readStored(one, 'ds_1', '1.parquet')).toBe('rows');
  await expect(two.getLocalPath('ds_1')).rejects.toThrow(StorageUnavailable);
  await expect(two.getLocalPath('ds_1')).rejects.toThrow(/s3:\/\/imports\/some\/where\/ cannot be reached/);
  bench.server.setFault(null);
  expect(await readStored(two, 'ds_1', '1.parquet')).toBe('rows');
});

test('a bucket that does not exist is named', async () => {
  bench.server.setFault(() => ({ status: 404, code: 'NoSuchBucket' }));
  await expect(one.list()).rejects.toThrow(/The bucket of s3:\/\/imports\/some\/where\/ does not exist/);
});

test('a dataset deleted on one machine is gone on the others, with its files', async () => {
  await put(one, { '1.parquet': 'rows', '2.parquet': 'more', '3.parquet': 'most' });
  await two.getLocalPath('ds_1');
  await one.delete('ds_1');
  expect([...bench.objects().keys()]).toEqual([]);
  expect(await two.getLocalPath('ds_1')).toBeNull();
  expect(await readdir(join(bench.folder, 'two'))).toEqual([]);
});

test('a file of many parts comes back whole', async () => {
  const content = Buffer.alloc(21 * 1024 * 1024, 'parquet ');
  await put(one, { '1.parquet': content });
  const folder = (await two.getLocalPath('ds_1')) ?? '';
  expect((await readFile(join(folder, '1.parquet'))).equals(content)).toBe(true);
});
