import { cp, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Where stored datasets live; a folder of files per dataset. Five methods, so that other stores are easy to add. A store behind a
 * network throws `StorageUnavailable` from any of them.
 */
export interface DatasetStorage {
  /** Takes over the files of a finished folder as dataset `id`, all or nothing. An existing dataset is never replaced. */
  put(id: string, preparedFolder: string): Promise<void>;
  /** A local folder with the dataset's files, to be read only; null when there is no such dataset. */
  getLocalPath(id: string): Promise<string | null>;
  list(): Promise<readonly string[]>;
  /** Does nothing when there is no such dataset. */
  delete(id: string): Promise<void>;
  exists(id: string): Promise<boolean>;
}

/** The store does not answer, or refuses. The message says what to do; trying again later may help. */
export class StorageUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StorageUnavailable';
  }
}

const ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;

/** An id becomes part of paths and keys: anything but a dataset id is a bug of the caller. */
export function checkDatasetId(id: string): void {
  if (!ID.test(id)) throw new TypeError(`"${id}" is not a dataset id.`);
}

/** Datasets as folders below one local folder. A dataset appears by one rename, so a crash leaves none half there. */
export function openLocalStorage(folder: string): DatasetStorage {
  const pathOf = (id: string): string => {
    checkDatasetId(id);
    return join(folder, id);
  };
  const exists = async (id: string): Promise<boolean> => await isFolder(pathOf(id));
  return {
    exists,
    async put(id, preparedFolder) {
      const target = pathOf(id);
      if (await exists(id)) throw new Error(`Dataset ${id} is stored already.`);
      await mkdir(folder, { recursive: true });
      // a copy first: the prepared folder may lie on another file system, where rename does not reach
      const incoming = join(folder, `.incoming-${id}-${process.pid}`);
      await rm(incoming, { recursive: true, force: true });
      try {
        await rename(preparedFolder, incoming).catch((error: NodeJS.ErrnoException) => {
          if (error.code !== 'EXDEV') throw error;
          return cp(preparedFolder, incoming, { recursive: true });
        });
        await syncFolder(incoming);
        await rename(incoming, target);
        await syncPath(folder);
      } finally {
        await rm(incoming, { recursive: true, force: true });
      }
    },
    async getLocalPath(id) {
      return (await exists(id)) ? pathOf(id) : null;
    },
    async list() {
      const names = await readdir(folder).catch(() => []);
      return names.filter((name) => ID.test(name)).sort();
    },
    async delete(id) {
      const leaving = join(folder, `.leaving-${id}-${process.pid}`);
      if (!(await exists(id))) return;
      // gone in one step for every reader; the files follow
      await rename(pathOf(id), leaving);
      await rm(leaving, { recursive: true, force: true });
    },
  };
}

async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function syncFolder(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await syncPath(join(folder, name));
  await syncPath(folder);
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
