import { hash, verify } from '@node-rs/argon2';
import { newSecret } from '../../util/secret-digest.ts';
import { Turnstile } from '../../util/turnstile.ts';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from './access-words.ts';

/** Argon2id with OWASP's least: 19 MiB, two passes. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** So that many sign-ins at once cost time and not memory. */
const atOnce = new Turnstile(2);

export function hashPassword(password: string): Promise<string> {
  return atOnce.pass(() => hash(password, COST));
}

let nobodys: Promise<string> | undefined;

/** With no hash, for a user who is not there, it takes as long and is never right. */
export async function isPassword(password: string, ofUser: string | null): Promise<boolean> {
  nobodys ??= hashPassword(newSecret());
  const known = ofUser ?? (await nobodys);
  if (password.length > MAX_PASSWORD_LENGTH) return false;
  const isRight = await atOnce.pass(() => verify(known, password));
  return isRight && ofUser !== null;
}

/** Null, or what is wrong with it. */
export function flawOfPassword(password: string): string | null {
  if (password.length < MIN_PASSWORD_LENGTH) {
    return `A password needs ${MIN_PASSWORD_LENGTH} characters or more. Three or four words do well.`;
  }
  if (password.length > MAX_PASSWORD_LENGTH)
    return `A password has at most ${MAX_PASSWORD_LENGTH} characters.`;
  if (new Set(password).size < 4) return 'This password repeats too few characters. Choose another one.';
  return null;
}
