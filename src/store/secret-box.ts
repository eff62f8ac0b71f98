import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** 32 bytes, and a short public name of them, kept beside every ciphertext. */
export interface SecretKey {
  readonly id: string;
  readonly bytes: Buffer;
}

export function secretKey(bytes: Buffer): SecretKey {
  if (bytes.length !== 32) throw new Error(`A secret key has 32 bytes, this one ${bytes.length}.`);
  return { id: createHash('sha256').update('key id').update(bytes).digest('hex').slice(0, 12), bytes };
}

/** Where a secret stands; authenticated with it, so a ciphertext copied to another row or field does not open. */
export interface SecretPlace {
  readonly rowId: string;
  readonly field: string;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM: base64 of IV, tag, ciphertext. */
export function sealSecret(key: SecretKey, place: SecretPlace, secret: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, iv).setAAD(placeBytes(place));
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
}

/** Null when it was sealed with another key, for another place, or was changed. */
export function openSecret(key: SecretKey, place: SecretPlace, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, bytes.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(placeBytes(place)).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const opened = [decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()];
    return Buffer.concat(opened).toString('utf8');
  } catch {
    return null;
  }
}

function placeBytes({ rowId, field }: SecretPlace): Buffer {
  return Buffer.from(JSON.stringify([rowId, field]), 'utf8');
}
