import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 192 bits in 32 characters that fit into a URL and a cookie. */
export function newSecret(): string {
  return randomBytes(24).toString('base64url');
}

/** Under which a random secret is kept; passwords need a slow hash instead. */
export function secretDigest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** In constant time; over digests, so that lengths do not matter. */
export function secretsEqual(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(secretDigest(a)), Buffer.from(secretDigest(b)));
}
