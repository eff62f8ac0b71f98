import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type SecretKey, secretKey } from './secret-box.ts';

/**
 * The key that encrypts connections' secrets: `given` (base64 of 32 bytes, from IMPORTGRAPH_SECRET_KEY), else the file
 * `secret.key` of the data folder, made on the first start. Whoever loses it must enter the secrets again.
 */
export async function openSecretKey(options: {
  readonly given?: string;
  readonly dataDir: string;
}): Promise<SecretKey> {
  if (options.given !== undefined) return parseKey(options.given, 'IMPORTGRAPH_SECRET_KEY');
  const file = join(options.dataDir, 'secret.key');
  const text = (await readKeyFile(file)) ?? (await makeKeyFile(options.dataDir, file));
  return parseKey(text, file);
}

function parseKey(text: string, source: string): SecretKey {
  const bytes = Buffer.from(text.trim(), 'base64');
  const isWeak = bytes.length !== 32 || new Set(bytes).size < 8;
  if (!isWeak) return secretKey(bytes);
  throw new Error(
    `${source} must hold 32 random bytes in base64, as \`openssl rand -base64 32\` prints them.`,
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
  return readFile(file, 'utf8');
}
