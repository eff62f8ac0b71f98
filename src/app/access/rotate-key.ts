import type pg from 'pg';
import type { Config } from '../../config.ts';
import { AuditLog } from '../../store/access/audit-log.ts';
import { type Database, openDatabase } from '../../store/database.ts';
import { type ForeignSecret, resealSecrets } from '../../store/reseal-secrets.ts';
import { isAnyAppOpen } from '../../store/run/event-feed.ts';
import type { SecretKey } from '../../store/secret-box.ts';
import {
  anyKey,
  dropNextKey,
  makeNextKey,
  openSecretKey,
  putNextKey,
  readFolderKey,
} from '../../store/secret-key.ts';
import { done, refuse } from '../refuse.ts';
import type { Result } from '../result.ts';
import type { Actor } from './access.ts';

export interface KeyRotation {
  readonly config: Pick<Config, 'home' | 'secretKey' | 'databaseUrl' | 'databaseSilenceMs'>;
  /** The key that the secrets have now, with the name of where it stands; null: the key file of the data folder. */
  readonly oldKey: { readonly text: string; readonly source: string } | null;
  readonly actor: Actor;
}

export interface KeyRotated {
  readonly oldKeyId: string;
  readonly keyId: string;
  /** Encrypted anew now. */
  readonly resealed: number;
  /** Had the new key already. */
  readonly already: number;
}

interface Keys {
  readonly from: SecretKey;
  readonly to: SecretKey;
  /** The new key is not yet where processes look for it. */
  readonly isNextFile: boolean;
}

/**
 * Encrypts the stored secrets with another key. With a key from outside (old or new) the new one is what is configured; else the
 * key file is replaced by a fresh one:
 *
 *   secret.key.next made ─▶ all secrets in one transaction ─▶ secret.key.next becomes secret.key
 *
 * Killed anywhere, the same call goes on; until it has, nothing else opens this data folder.
 */
export async function rotateKey(rotation: KeyRotation): Promise<Result<KeyRotated>> {
  const { home, databaseUrl, databaseSilenceMs } = rotation.config;
  const old = await oldKeyOf(rotation);
  if (!old.ok) return old;
  const database = await openDatabase({
    dataDir: home,
    silenceMs: databaseSilenceMs,
    ...(databaseUrl === null ? {} : { databaseUrl }),
  });
  try {
    return await rotateIn(database, rotation, old.value);
  } finally {
    await database.close();
  }
}

async function oldKeyOf({ config, oldKey }: KeyRotation): Promise<Result<SecretKey>> {
  const found = oldKey === null ? await readFolderKey(config.home) : anyKey(oldKey.text, oldKey.source);
  return found === null
    ? refuse(
        'not_found',
        `There is no key file in ${config.home}. Put the key that the secrets have now into IMPORTGRAPH_OLD_SECRET_KEY.`,
      )
    : done(found);
}

async function rotateIn(
  { pool }: Database,
  rotation: KeyRotation,
  from: SecretKey,
): Promise<Result<KeyRotated>> {
  if (await isAnyAppOpen(pool)) return refuse('conflict', STILL_OPEN);
  const keys = await keysOf(rotation, from);
  if (keys.from.id === keys.to.id)
    return refuse('conflict', 'The old key and the new one are the same. Nothing was changed.');
  const result = await resealSecrets(pool, keys);
  const { home } = rotation.config;
  if (result.kind === 'foreign') {
    if (keys.isNextFile && result.already === 0) await dropNextKey(home);
    return refuse('conflict', wordsOfForeign(result.foreign, from));
  }
  if (keys.isNextFile) await putNextKey(home);
  await note(pool, rotation.actor);
  const { resealed, already } = result;
  return done({ oldKeyId: from.id, keyId: keys.to.id, resealed, already });
}

async function keysOf({ config, oldKey }: KeyRotation, from: SecretKey): Promise<Keys> {
  const { home, secretKey } = config;
  if (oldKey === null && secretKey === null) return { from, to: await makeNextKey(home), isNextFile: true };
  const to = await openSecretKey({ dataDir: home, ...(secretKey === null ? {} : { given: secretKey }) });
  return { from, to, isNextFile: false };
}

function note(pool: pg.Pool, actor: Actor): Promise<void> {
  return new AuditLog(pool).record(actor, { action: 'rotateSecretKey' });
}

const STILL_OPEN =
  'A process that has the old key is still at work on this database. Stop every `serve` and `work` first, then try again. ' +
  'Nothing was changed.';
const SHOWN = 5;

function wordsOfForeign(foreign: readonly ForeignSecret[], from: SecretKey): string {
  const shown = foreign
    .slice(0, SHOWN)
    .map(({ connection, keyId }) => `"${connection}" (key ${keyId ?? 'unknown'})`);
  const more = foreign.length > SHOWN ? ` and ${foreign.length - SHOWN} more` : '';
  return (
    `The secrets of these connections are not encrypted with the old key (${from.id}): ${shown.join(', ')}${more}. ` +
    'Give the key they have as the old one; where it is lost, enter the secret again with `importgraph connect`, or delete ' +
    'the connection. Nothing was changed.'
  );
}
