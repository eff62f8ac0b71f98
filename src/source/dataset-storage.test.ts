import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openS3Bench, prepareFolder, readStored } from '../../test/support/storage-bench.ts';
import { type DatasetStorage, openLocalStorage } from './dataset-storage.ts';

interface Bench {
  readonly storage: DatasetStorage;
  readonly folder: string;
  close(): Promise<void>;
}

const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  'a folder': async () => {
    const folder = await mkdtemp(join(tmpdir(), 'importgraph-test-'));
    const storage = openLocalStorage(join(folder, 'datasets'));
    return { storage, folder, close: () => rm(folder, { recursive: true, force: true }) };
  },
  'an S3 bucket': async () => {
    const s3 = await openS3Bench();
    return { storage: await s3.openMachine('one'), folder: s3.folder, close: () => s3.close() };
  },
};

describe.each(Object.entries(BENCHES))('datasets in %s', (_, openBench) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await openBench();
  });
  afterAll(() => bench.close());

  async function put(id: string, files: Readonly<Record<string, string | Buffer>>): Promise<void> {
    await bench.storage.put(id, await prepareFolder(bench.folder, files));
  }

  test('a stored dataset is read back byte for byte', async () => {
    const large = Buffer.alloc(20_000_000, 'sheet ');
    await put('ds_1', { 'manifest.json': '{"ä":1}', '1.parquet': large });
    expect(await bench.storage.exists('ds_1')).toBe(true);
    expect(await readStored(bench.storage, 'ds_1', 'manifest.json')).toBe('{"ä":1}');
    expect((await readStored(bench.storage, 'ds_1', '1.parquet')) === large.toString()).toBe(true);
  });

  test('a dataset is never replaced', async () => {
    await put('ds_2', { a: 'first' });
    await expect(put('ds_2', { a: 'second' })).rejects.toThrow('Dataset ds_2 is stored already.');
    expect(await readStored(bench.storage, 'ds_2', 'a')).toBe('first');
  });

  test('a dataset that was never stored is null, and its deletion does nothing', async () => {
    expect(await bench.storage.getLocalPath('ds_none')).toBeNull();
    expect(await bench.storage.exists('ds_none')).toBe(false);
    await bench.storage.delete('ds_none');
  });

  test('a deleted dataset is gone and no longer listed', async () => {
    for (const id of ['ds_c', 'ds_a', 'ds_d', 'ds_b']) await put(id, { a: id, b: id, c: id });
    await bench.storage.delete('ds_a');
    expect(await bench.storage.getLocalPath('ds_a')).toBeNull();
    expect((await bench.storage.list()).filter((id) => /^ds_[a-d]$/.test(id))).toEqual([
      'ds_b',
      'ds_c',
      'ds_d',
    ]);
  });

  test.each(['../x', '', 'a/b', '.hidden'])('%j is no dataset id, whatever is asked', async (id) => {
    const { storage } = bench;
    await expect(storage.put(id, bench.folder)).rejects.toThrow(TypeError);
    await expect(storage.getLocalPath(id)).rejects.toThrow(TypeError);
    await expect(storage.delete(id)).rejects.toThrow(TypeError);
    await expect(storage.exists(id)).rejects.toThrow(TypeError);
  });
});
