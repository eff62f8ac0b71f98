import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Who runs the database server: PostgreSQL refuses to run as root. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Null when this process may run the server itself. As root it is the owner of the data folder, where that is an ordinary
 * user, else `nobody`.
 */
export async function serverAccount(dataDir: string): Promise<ServerAccount | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(dataDir);
  if (owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return { uid: await idOfNobody('-u'), gid: await idOfNobody('-g') };
}

async function idOfNobody(option: '-u' | '-g'): Promise<number> {
  const answer = await execute('id', [option, 'nobody']).catch((cause: unknown) => {
    throw new Error(
      'The embedded database cannot run as root and this system has no user "nobody". ' +
        'Start as an ordinary user, or set DATABASE_URL to a PostgreSQL server.',
      { cause },
    );
  });
  // macOS gives nobody the ids -2, which only fit as unsigned.
  return Number(answer.stdout.trim()) >>> 0;
}
