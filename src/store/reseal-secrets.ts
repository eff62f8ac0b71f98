import type pg from 'pg';
import { secretPlaceOf } from './connections.ts';
import { openSecret, type SecretKey, sealSecret } from './secret-box.ts';
import { inTransaction } from './transaction.ts';

export type ResealResult =
  | { readonly kind: 'resealed'; readonly resealed: number; readonly already: number }
  /** Nothing was changed: these open with neither key. `already`: how many have the new one. */
  | { readonly kind: 'foreign'; readonly foreign: readonly ForeignSecret[]; readonly already: number };

export interface ForeignSecret {
  readonly connection: string;
  /** Of the key that it was encrypted with. */
  readonly keyId: string | null;
}

interface SecretRow {
  readonly id: string;
  readonly name: string;
  readonly secret: string;
  readonly secret_key_id: string | null;
}

/** Encrypts every stored secret with the new key: all of them, or in any failure none. What has the new key stays as it is. */
export function resealSecrets(
  pool: pg.Pool,
  keys: { readonly from: SecretKey; readonly to: SecretKey },
): Promise<ResealResult> {
  return inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<SecretRow>(
      'select id, name, secret, secret_key_id from connection where secret is not null order by id for update',
    );
    const foreign: ForeignSecret[] = [];
    const opened: { readonly id: string; readonly secret: string }[] = [];
    let already = 0;
    for (const row of rows) {
      const key = [keys.from, keys.to].find(({ id }) => id === row.secret_key_id);
      const secret = key === undefined ? null : openSecret(key, secretPlaceOf(row.id), row.secret);
      if (secret === null) foreign.push({ connection: row.name, keyId: row.secret_key_id });
      else if (key === keys.to) already += 1;
      else opened.push({ id: row.id, secret });
    }
    if (foreign.length > 0) return { kind: 'foreign', foreign, already };
    for (const { id, secret } of opened) {
      await tx.query('update connection set secret = $2, secret_key_id = $3 where id = $1', [
        id,
        sealSecret(keys.to, secretPlaceOf(id), secret),
        keys.to.id,
      ]);
    }
    return { kind: 'resealed', resealed: opened.length, already };
  });
}
