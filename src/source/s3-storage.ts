import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import {
  checkDatasetId,
  type DatasetStorage,
  openLocalStorage,
  StorageUnavailable,
} from './dataset-storage.ts';
import type { S3Bucket } from './s3-bucket.ts';

/**
 * Datasets in an S3 bucket, so that workers may live on other machines.
 *
 *   <id>.json ................... the index: name, size, SHA-256 and key of each file; it is the dataset's existence
 *   <id>/<upload>/<file> ........ the files, under a name of each upload's own
 *
 * S3 has no rename, so the index is written last: a crash leaves files that nobody finds, never half a dataset. Rejected: the
 * manifest as the mark of existence, for it would tie the storage to what is stored.
 *
 * Workers read files of their own disk: `getLocalPath` copies a dataset once into `cacheFolder`. That may be emptied at
 * any time when nothing runs.
 */
export function openS3Storage(bucket: S3Bucket, cacheFolder: string): DatasetStorage {
  const cache = openLocalStorage(cacheFolder);
  const underWay = new Map<string, Promise<string | null>>();
  return {
    put: async (id, folder) => {
      checkDatasetId(id);
      await upload(bucket, id, folder);
      // This machine often runs the dataset next. Only a convenience: without the copy it is fetched when needed.
      await cache.put(id, folder).catch(() => undefined);
    },
    getLocalPath: async (id) => {
      checkDatasetId(id);
      const fetching = underWay.get(id) ?? fetch({ bucket, cache, cacheFolder }, id);
      underWay.set(id, fetching);
      return await fetching.finally(() => underWay.delete(id));
    },
    list: async () => {
      const keys = await bucket.list('', 'folded');
      return keys.flatMap((key) => /^(.+)\.json$/.exec(key)?.[1] ?? []).sort();
    },
    delete: async (id) => {
      checkDatasetId(id);
      // gone for every reader with its index; the files follow, those of broken uploads too
      await bucket.delete(indexKey(id));
      for (const key of await bucket.list(`${id}/`, 'all')) await bucket.delete(key);
      await cache.delete(id);
    },
    exists: async (id) => {
      checkDatasetId(id);
      return (await readIndex(bucket, id)) !== null;
    },
  };
}

const Index = z.object({
  version: z.literal(1),
  /** Tells an upload's own index from another's when the answer to writing it was lost. */
  upload: z.string(),
  files: z.array(
    z.object({
      // becomes a path of this machine, whoever may write to the bucket
      name: z.string().regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]*$/),
      key: z.string(),
      bytes: z.number().int().min(0),
      sha256: z.string(),
    }),
  ),
});
type Index = Readonly<z.output<typeof Index>>;
type IndexedFile = Index['files'][number];

function indexKey(id: string): string {
  return `${id}.json`;
}

async function readIndex(bucket: S3Bucket, id: string): Promise<Index | null> {
  const text = await bucket.getText(indexKey(id));
  if (text === null) return null;
  try {
    return Index.parse(JSON.parse(text));
  } catch (cause) {
    throw new StorageUnavailable(
      `The index ${bucket.name}${indexKey(id)} is damaged. Restore it, or upload the dataset again.`,
      { cause },
    );
  }
}

async function upload(bucket: S3Bucket, id: string, folder: string): Promise<void> {
  if ((await readIndex(bucket, id)) !== null) throw new Error(`Dataset ${id} is stored already.`);
  const uploadId = randomUUID();
  const files = await describeFiles(folder, `${id}/${uploadId}/`);
  const index: Index = { version: 1, upload: uploadId, files };
  try {
    for (const file of index.files) await bucket.putFile(file.key, join(folder, file.name));
  } catch (error) {
    await discard(bucket, index);
    throw error;
  }
  if (await commit(bucket, id, index)) return;
  await discard(bucket, index);
  throw new Error(`Dataset ${id} is stored already.`);
}

/**
 * Writes the index; false when another upload was first. "Exists already" may be the echo of our own write, whose answer was
 * lost and which the client sent again: the index is read then. With no answer at all the files stay: they may be a dataset.
 */
async function commit(bucket: S3Bucket, id: string, index: Index): Promise<boolean> {
  try {
    if (await bucket.putNew(indexKey(id), JSON.stringify(index))) return true;
  } catch (error) {
    const found = await readIndex(bucket, id);
    if (found === null) throw error;
    return found.upload === index.upload;
  }
  return (await readIndex(bucket, id))?.upload === index.upload;
}

/** As far as it can be done: what stays is found by nobody, and goes when the dataset's id is deleted. */
async function discard(bucket: S3Bucket, { files }: Index): Promise<void> {
  await Promise.allSettled(files.map(({ key }) => bucket.delete(key)));
}

async function describeFiles(folder: string, keyStart: string): Promise<IndexedFile[]> {
  const files: IndexedFile[] = [];
  for (const name of (await readdir(folder)).sort()) {
    const path = join(folder, name);
    files.push({
      name,
      key: `${keyStart}${name}`,
      bytes: (await stat(path)).size,
      sha256: await hashFile(path),
    });
  }
  return files;
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

interface Places {
  readonly bucket: S3Bucket;
  readonly cache: DatasetStorage;
  readonly cacheFolder: string;
}

async function fetch(places: Places, id: string): Promise<string | null> {
  const { bucket, cache } = places;
  const cached = await cache.getLocalPath(id);
  const index = await readIndex(bucket, id).catch((error: unknown) => {
    // A dataset never changes: the copy is as good while the bucket is away. Whether it was deleted, our database knows.
    if (cached === null || !(error instanceof StorageUnavailable)) throw error;
    return 'away' as const;
  });
  if (index === 'away') return cached;
  if (cached !== null && index !== null && (await isWhole(cached, index))) return cached;
  await cache.delete(id);
  if (index === null) return null;
  await download(places, id, index);
  return await cache.getLocalPath(id);
}

async function isWhole(folder: string, { files }: Index): Promise<boolean> {
  for (const { name, bytes } of files) {
    const size = await stat(join(folder, name)).then(
      (found) => found.size,
      () => null,
    );
    if (size !== bytes) return false;
  }
  return true;
}

async function download({ bucket, cache, cacheFolder }: Places, id: string, index: Index): Promise<void> {
  const incoming = join(cacheFolder, `.download-${id}-${randomUUID()}`);
  await mkdir(incoming, { recursive: true });
  try {
    for (const file of index.files) await downloadFile(bucket, file, join(incoming, file.name));
    await cache.put(id, incoming).catch(async (error: unknown) => {
      // another process on this machine was faster
      if (!(await cache.exists(id))) throw error;
    });
  } finally {
    await rm(incoming, { recursive: true, force: true });
  }
}

const MOST_TRIES = 3;

async function downloadFile(bucket: S3Bucket, file: IndexedFile, path: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await bucket.getFile(file.key, path);
      if ((await hashFile(path)) === file.sha256) return;
      throw new StorageUnavailable(
        `${bucket.name}${file.key} is not what was stored. Restore it, or upload the dataset again.`,
      );
    } catch (error) {
      if (attempt === MOST_TRIES || !(error instanceof StorageUnavailable)) throw error;
    }
  }
}
