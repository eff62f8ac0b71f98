import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openSecret, sealSecret, secretKey } from './secret-box.ts';
import { openSecretKey } from './secret-key.ts';

async function emptyFolder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'importgraph-key-'));
  onTestFinished(() => rm(path, { recursive: true }));
  return path;
}

test('processes that start at once make one key file, closed to others', async () => {
  const dataDir = join(await emptyFolder(), 'home');
  const keys = await Promise.all(Array.from({ length: 8 }, () => openSecretKey({ dataDir })));
  expect(new Set(keys.map((key) => key.id)).size).toBe(1);
  expect(await readdir(dataDir)).toEqual(['secret.key']);
  expect((await stat(join(dataDir, 'secret.key'))).mode & 0o777).toBe(0o600);
});

test('a key file that others can read is refused with the remedy', async () => {
  const dataDir = await emptyFolder();
  await openSecretKey({ dataDir });
  await chmod(join(dataDir, 'secret.key'), 0o644);
  await expect(openSecretKey({ dataDir })).rejects.toThrow('chmod 600');
});

test('a key from outside is used as it is, and a weak one refused', async () => {
  const dataDir = await emptyFolder();
  const made = await openSecretKey({ dataDir });
  const text = await readFile(join(dataDir, 'secret.key'), 'utf8');
  expect((await openSecretKey({ given: text, dataDir })).id).toBe(made.id);
  for (const given of [
    '',
    'secret',
    Buffer.alloc(31, 7).toString('base64'),
    Buffer.alloc(32).toString('base64'),
  ]) {
    await expect(openSecretKey({ given, dataDir })).rejects.toThrow('32 random bytes');
  }
});

test('a changed byte, another field or another row does not open', () => {
  const key = secretKey(Buffer.from('0123456789abcdef0123456789ABCDEF'));
  const place = { rowId: 'con_1', field: 'secret' };
  const sealed = sealSecret(key, place, 'pässword');
  expect(openSecret(key, place, sealed)).toBe('pässword');
  expect(sealSecret(key, place, 'pässword')).not.toBe(sealed);
  expect(openSecret(key, { ...place, rowId: 'con_2' }, sealed)).toBeNull();
  expect(openSecret(key, { ...place, field: 'other' }, sealed)).toBeNull();
  const bytes = Buffer.from(sealed, 'base64');
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  expect(openSecret(key, place, bytes.toString('base64'))).toBeNull();
  expect(openSecret(key, place, '')).toBeNull();
});
