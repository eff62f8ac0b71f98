import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatasetStorage } from '../../src/source/dataset-storage.ts';
import { openS3Bucket } from '../../src/source/s3-bucket.ts';
import { openS3Storage } from '../../src/source/s3-storage.ts';
import { S3_CREDENTIALS, type S3Server, startS3Server } from './s3-server.ts';

/** A folder of finished files, as a dataset storage takes them over. */
export async function prepareFolder(
  base: string,
  files: Readonly<Record<string, string | Buffer>>,
): Promise<string> {
  const folder = await mkdtemp(join(base, 'prepared-'));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

/** What stands in a file of a dataset; null when there is no such dataset. */
export async function readStored(storage: DatasetStorage, id: string, name: string): Promise<string | null> {
  const folder = await storage.getLocalPath(id);
  return folder === null ? null : await readFile(join(folder, name), 'utf8');
}

/** A bucket, and any number of machines with a disk of their own that keep their datasets in it. */
export interface S3Bench {
  readonly server: S3Server;
  readonly folder: string;
  /** Objects of the bucket, by key. */
  objects(): Map<string, Buffer>;
  openMachine(name: string): Promise<DatasetStorage>;
  close(): Promise<void>;
}

export const BUCKET = 'imports';

export async function openS3Bench(): Promise<S3Bench> {
  const server = await startS3Server(BUCKET);
  const folder = await mkdtemp(join(tmpdir(), 'importgraph-test-'));
  const location = { bucket: BUCKET, prefix: 'some/where/', endpoint: server.url };
  return {
    server,
    folder,
    objects: () => server.buckets.get(BUCKET) ?? new Map(),
    openMachine: async (name) => {
      const bucket = await openS3Bucket(location, { credentials: S3_CREDENTIALS, maxAttempts: 2 });
      await mkdir(join(folder, name), { recursive: true });
      return openS3Storage(bucket, join(folder, name));
    },
    close: async () => {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
