import { writeFile } from 'node:fs/promises';
import { usageError } from './command-refused.ts';

/** A file that is there may have been corrected by hand: it is not written over. `what`: as in "The graph cannot be written". */
export async function writeNewFile(path: string, content: string, what: string): Promise<void> {
  await writeFile(path, content, { flag: 'wx' }).catch((error: unknown) => {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    throw usageError(
      isThere
        ? `There is a file ${path} already. Choose another name for it.`
        : `The ${what} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
}
