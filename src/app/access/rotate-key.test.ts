import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { configOf, unwrap } from '../../../test/support/product.ts';
import { TEST_KEY } from '../../../test/support/stored-run.ts';
import { openApp } from '../../app.ts';
import { Connections } from '../../store/connections.ts';
import type { SecretKey } from '../../store/secret-box.ts';
import { anyKey, openSecretKey } from '../../store/secret-key.ts';
import type { Actor } from './access.ts';
import { rotateKey } from './rotate-key.ts';

const SHELL: Actor = {
  kind: 'system',
  userId: null,
  name: 'command line',
  credentialId: null,
  address: null,
};
const SECRETS = ['canary-one', 'canary-two', 'canary-three'];
const newKeyText = () => randomBytes(32).toString('base64');
const keyOf = (text: string) => anyKey(text, 'test');

let database: TestDatabase;
let home: string;

beforeEach(async () => {
  database = await freshDatabase();
  home = await mkdtemp(join(tmpdir(), 'ig-rotate-'));
  onTestFinished(async () => {
    await database.drop();
    await rm(home, { recursive: true, force: true });
  });
});

async function seal(key: SecretKey): Promise<readonly string[]> {
  const connections = new Connections(database.pool, key);
  const ids: string[] = [];
  for (const secret of SECRETS) {
    const name = `of ${secret}`;
    const made = await connections.create({ name, url: 'https://odoo.example', database: 'x', secret });
    if (made.kind !== 'saved') throw new Error(made.kind);
    ids.push(made.connection.id);
  }
  return ids;
}

interface Stored {
  readonly id: string;
  readonly secret: string;
  readonly secret_key_id: string;
}

/** What the table holds. */
async function stored(): Promise<readonly Stored[]> {
  const found = await database.pool.query<Stored>(
    'select id, secret, secret_key_id from connection order by id',
  );
  return found.rows;
}

async function keyIds(): Promise<readonly string[]> {
  return [...new Set((await stored()).map((row) => row.secret_key_id))];
}

/** With what these keys open. */
async function openedBy(key: SecretKey, ids: readonly string[]): Promise<readonly string[]> {
  const connections = new Connections(database.pool, key);
  const results = await Promise.all(ids.map((id) => connections.secretOf(id)));
  return results.map((result) => (result.kind === 'secret' ? result.secret : result.kind));
}

function rotate(env: Readonly<Record<string, string>> = {}, old: string | null = null) {
  const config = configOf({ DATABASE_URL: database.url, IMPORTGRAPH_HOME: home, ...env });
  const oldKey = old === null ? null : { text: old, source: 'IMPORTGRAPH_OLD_SECRET_KEY' };
  return rotateKey({ config, oldKey, actor: SHELL });
}

/** The command in a process of its own that kills itself at the place; how it ended. */
async function rotateAndDie(place: string, env: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const child = spawn(process.execPath, ['src/cli/main.ts', 'rotate-key'], {
    cwd: new URL('../../..', import.meta.url),
    env: {
      PATH: process.env.PATH ?? '',
      IMPORTGRAPH_HOME: home,
      DATABASE_URL: database.url,
      FAILPOINT: `${place}:1:kill`,
      ...env,
    },
    stdio: 'ignore',
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return signal ?? code;
}

test('the key file is replaced by a fresh one, and every stored secret has the new key', async () => {
  const old = await openSecretKey({ dataDir: home });
  const ids = await seal(old);
  const before = await stored();
  const done = unwrap(await rotate());
  expect(done).toEqual({ oldKeyId: old.id, keyId: expect.any(String), resealed: 3, already: 0 });
  const after = await stored();
  expect(after.map((row) => row.secret_key_id)).toEqual([done.keyId, done.keyId, done.keyId]);
  const ciphers = [...before, ...after].map((row) => row.secret);
  expect(new Set(ciphers).size).toBe(6);
  const fresh = await openSecretKey({ dataDir: home });
  expect(fresh.id).toBe(done.keyId);
  expect(await openedBy(fresh, ids)).toEqual(SECRETS);
  expect(await openedBy(old, ids)).toEqual(['key_changed', 'key_changed', 'key_changed']);
  expect(await readdir(home)).toEqual(['secret.key']);
  const audit = await database.pool.query('select action, name from audit_entry');
  expect(audit.rows).toEqual([{ action: 'rotateSecretKey', name: 'command line' }]);
});

test.each(['db:before commit', 'db:after commit'])(
  'killed %s: nothing opens the folder until it is called again, which ends it',
  { timeout: 60_000 },
  async (place) => {
    const old = await openSecretKey({ dataDir: home });
    const ids = await seal(old);
    expect(await rotateAndDie(place)).toBe('SIGKILL');
    const next = keyOf(await readFile(join(home, 'secret.key.next'), 'utf8'));
    expect(await keyIds()).toEqual([place === 'db:before commit' ? old.id : next.id]);
    await expect(openSecretKey({ dataDir: home })).rejects.toThrow('importgraph rotate-key');
    const done = unwrap(await rotate());
    expect(done).toMatchObject({ keyId: next.id, resealed: place === 'db:before commit' ? 3 : 0 });
    expect(await openedBy(await openSecretKey({ dataDir: home }), ids)).toEqual(SECRETS);
    expect(await readdir(home)).toEqual(['secret.key']);
  },
);

test('with keys from outside the secrets move to the one that is set, and a second call finds nothing to do', async () => {
  const [old, next] = [newKeyText(), newKeyText()];
  const ids = await seal(keyOf(old));
  const env = { IMPORTGRAPH_SECRET_KEY: next };
  expect(unwrap(await rotate(env, old))).toMatchObject({ resealed: 3, already: 0 });
  const moved = await stored();
  expect(unwrap(await rotate(env, old))).toMatchObject({ resealed: 0, already: 3 });
  expect(await stored()).toEqual(moved);
  expect(await openedBy(keyOf(next), ids)).toEqual(SECRETS);
  expect(await readdir(home)).toEqual([]);
});

test('from the key file to a key from outside', async () => {
  const ids = await seal(await openSecretKey({ dataDir: home }));
  const next = newKeyText();
  unwrap(await rotate({ IMPORTGRAPH_SECRET_KEY: next }));
  expect(await openedBy(keyOf(next), ids)).toEqual(SECRETS);
});

test('a wrong old key changes nothing and says what has which key', async () => {
  const right = keyOf(newKeyText());
  await seal(right);
  const before = await stored();
  const wrong = newKeyText();
  const refused = await rotate({ IMPORTGRAPH_SECRET_KEY: newKeyText() }, wrong);
  expect(refused).toMatchObject({ ok: false, error: { code: 'conflict' } });
  const message = refused.ok ? '' : refused.error.message;
  for (const part of [keyOf(wrong).id, `"of canary-one" (key ${right.id})`, 'Nothing was changed'])
    expect(message).toContain(part);
  expect(await stored()).toEqual(before);
});

test('one secret of another key leaves all as they are, and the key file too', async () => {
  const own = await openSecretKey({ dataDir: home });
  const [id = ''] = await seal(own);
  await database.pool.query(`update connection set secret_key_id = 'lost' where id = $1`, [id]);
  const before = await stored();
  expect(await rotate()).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining('(key lost)') },
  });
  expect(await stored()).toEqual(before);
  expect(await readdir(home)).toEqual(['secret.key']);
  expect((await openSecretKey({ dataDir: home })).id).toBe(own.id);
});

test('a key that can be guessed is replaced, but never taken as the new one', async () => {
  const weak = TEST_KEY.bytes.toString('base64');
  const ids = await seal(TEST_KEY);
  await writeFile(join(home, 'secret.key'), weak, { mode: 0o600 });
  await expect(rotate({ IMPORTGRAPH_SECRET_KEY: weak }, newKeyText())).rejects.toThrow('openssl rand');
  expect(await keyIds()).toEqual([TEST_KEY.id]);
  unwrap(await rotate());
  expect(await openedBy(await openSecretKey({ dataDir: home }), ids)).toEqual(SECRETS);
});

test('the old key as the new one, none at all, and something that is no key are refused', async () => {
  const old = newKeyText();
  expect(await rotate({ IMPORTGRAPH_SECRET_KEY: old }, old)).toMatchObject({
    error: { message: expect.stringContaining('the same') },
  });
  expect(await rotate()).toMatchObject({
    error: { message: expect.stringContaining('IMPORTGRAPH_OLD_SECRET_KEY') },
  });
  await expect(rotate({}, 'hunter2')).rejects.toThrow('IMPORTGRAPH_OLD_SECRET_KEY must hold');
});

test('while a process has the old key at work nothing is changed', async () => {
  const app = await openApp(configOf({ DATABASE_URL: database.url, IMPORTGRAPH_HOME: home }));
  try {
    const made = unwrap(
      await app.connections.create({ name: 'a', url: 'https://odoo.example', database: 'x', secret: 's' }),
    );
    const before = await stored();
    expect(await rotate()).toMatchObject({ error: { message: expect.stringContaining('Stop every') } });
    expect([(await stored())[0]?.id, await stored()]).toEqual([made.id, before]);
  } finally {
    await app.close();
  }
  expect(unwrap(await rotate()).resealed).toBe(1);
});
