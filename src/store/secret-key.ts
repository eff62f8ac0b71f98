import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bytesOfKey, weaknessOf } from './key-strength.ts';
import { type SecretKey, secretKey } from './secret-box.ts';

interface KeyPlace {
  readonly given?: string;
  readonly dataDir: string;
}

/**
 * The key that encrypts connections' secrets: `given` (base64 of 32 bytes, from IMPORTGRAPH_SECRET_KEY), else the file
 * `secret.key` of the data folder, made on the first start. Whoever loses it must enter the secrets again.
 */
export async function openSecretKey({ given, dataDir }: KeyPlace): Promise<SecretKey> {
  if (given !== undefined) return strongKey(given, 'IMPORTGRAPH_SECRET_KEY');
  if (await exists(nextFileIn(dataDir)))
    throw new Error(
      `The secret key of ${dataDir} was being replaced and that did not end. Run \`importgraph rotate-key\` again.`,
    );
  const file = keyFileIn(dataDir);
  const text = (await readKeyFile(file)) ?? (await makeKeyFile(dataDir, file));
  return strongKey(text, file);
}

/** The key of the data folder, weak or not; null where there is no file. */
export async function readFolderKey(dataDir: string): Promise<SecretKey | null> {
  const file = keyFileIn(dataDir);
  const text = await readKeyFile(file);
  return text === null ? null : anyKey(text, file);
}

/** A key that is replaced may be weak: that is a reason to replace it. */
export function anyKey(text: string, source: string): SecretKey {
  const bytes = bytesOfKey(text);
  if (bytes === null) throw new Error(`${source} must hold the 32 bytes of the key in base64.`);
  return secretKey(bytes);
}

/** The key that is to follow the one of the data folder: made once, the same until it has followed or was dropped. */
export async function makeNextKey(dataDir: string): Promise<SecretKey> {
  const file = nextFileIn(dataDir);
  return strongKey((await readKeyFile(file)) ?? (await makeKeyFile(dataDir, file)), file);
}

/** In one step: there is always one key file, of the old key or of the next. */
export async function putNextKey(dataDir: string): Promise<void> {
  await rename(nextFileIn(dataDir), keyFileIn(dataDir)).catch((error: NodeJS.ErrnoException) => {
    // Another rotation with the same next key was quicker.
    if (error.code !== 'ENOENT') throw error;
  });
  await syncFolder(dataDir);
}

export function dropNextKey(dataDir: string): Promise<void> {
  return rm(nextFileIn(dataDir), { force: true });
}

const keyFileIn = (dataDir: string) => join(dataDir, 'secret.key');
const nextFileIn = (dataDir: string) => join(dataDir, 'secret.key.next');

function strongKey(text: string, source: string): SecretKey {
  const bytes = bytesOfKey(text);
  const weakness = bytes === null ? null : weaknessOf(text.trim(), bytes);
  if (bytes !== null && weakness === null) return secretKey(bytes);
  throw new Error(
    `${source} must hold 32 random bytes in base64, as \`openssl rand -base64 32\` prints them` +
      (weakness === null
        ? '.'
        : `; this key can be guessed: ${weakness}. What is encrypted with it moves to a new one with \`importgraph rotate-key\`.`),
  );
}

async function readKeyFile(file: string): Promise<string | null> {
  const found = await stat(file).catch(() => null);
  if (found === null) return null;
  if ((found.mode & 0o077) !== 0) {
    throw new Error(`${file} can be read by others. Close it with \`chmod 600 ${file}\`, then start again.`);
  }
  return readFile(file, 'utf8');
}

async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null)) !== null;
}

/** Written whole under another name, then linked: of two processes that start at once, both read the same key. */
async function makeKeyFile(dataDir: string, file: string): Promise<string> {
  await mkdir(dirname(dataDir), { recursive: true });
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const handle = await open(draft, 'wx', 0o600);
  await handle.writeFile(`${randomBytes(32).toString('base64')}\n`);
  await handle.sync();
  await handle.close();
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(draft);
  await syncFolder(dataDir);
  return readFile(file, 'utf8');
}

/** A name is on the disk only when its folder is; a key must not be lost behind what it encrypted. */
async function syncFolder(dataDir: string): Promise<void> {
  // Windows opens no folders, and keeps names by itself.
  if (process.platform === 'win32') return;
  const folder = await open(dataDir, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
