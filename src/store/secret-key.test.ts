import { randomBytes } from 'node:crypto';
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

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

test.each([
  ['zeros', base64(new Uint8Array(32)), 'its bytes repeat'],
  [
    'a block twice',
    base64(Buffer.from('00112233445566778899aabbccddeeff'.repeat(2), 'hex')),
    'its bytes repeat',
  ],
  ['counted up', base64(Uint8Array.from({ length: 32 }, (_, n) => n)), 'a sequence'],
  ['counted in steps', base64(Uint8Array.from({ length: 32 }, (_, n) => n * 7)), 'a sequence'],
  ['a text', base64(Buffer.from('my very secret key for the team!')), 'a text in base64'],
  ['hex digits', base64(Buffer.from('f3a9c07e1b5d2846f3a9c07e1b5d2847')), 'a text in base64'],
  ['typed as base64', 'this-is-the-key-of-our-import-server-2026-no1', 'a text'],
  ['a word', 'ChangeMeqT5vXw8Rz1LkP0mN7bJc3HdYgFs6AeUoIi9', 'the word "ChangeMe"'],
])('a key that can be guessed is refused with the reason: %s', async (_, text, reason) => {
  const given = text.slice(0, 43);
  await expect(openSecretKey({ given, dataDir: '/nowhere' })).rejects.toThrow(reason);
  await expect(openSecretKey({ given, dataDir: '/nowhere' })).rejects.toThrow('openssl rand -base64 32');
});

test('what is no base64 is no key, whatever could be read from it', async () => {
  const text = base64(randomBytes(32));
  for (const given of [`${text} and more`, text.replace(/^./, '$'), `${text}${text}`, 'a b c d'])
    await expect(openSecretKey({ given, dataDir: '/nowhere' })).rejects.toThrow('32 random bytes');
});

test('no random key is taken for one that can be guessed', async () => {
  const given = Array.from({ length: 2000 }, () => base64(randomBytes(32)));
  const opened = await Promise.all(given.map((text) => openSecretKey({ given: text, dataDir: '/nowhere' })));
  expect(new Set(opened.map((key) => key.id)).size).toBe(2000);
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
