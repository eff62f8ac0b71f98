const KEY_BYTES = 32;
/** Of 32 random bytes fewer differ once in more than 10^15 keys; the same holds for the differences between neighbours. */
const LEAST_DISTINCT = 20;
const LEAST_STEPS = 16;
/** What people type where a key is due; so many letters in a row come about by chance once in ten million keys. */
const WORDS = /changeme|change_me|change-me|password|passphrase|secret|example|importgraph|insecure|default/i;

/** The bytes of a key as text, base64 or base64url; null where it is something else, or shorter or longer. */
export function bytesOfKey(text: string): Buffer | null {
  const trimmed = text.trim();
  // `Buffer.from` passes over what is no base64: any sentence would be a key.
  if (!/^[\w+/-]{43}=?$/.test(trimmed)) return null;
  const bytes = Buffer.from(trimmed, 'base64');
  return bytes.length === KEY_BYTES ? bytes : null;
}

/** Why nobody drew this key at random, null where somebody may have. */
export function weaknessOf(text: string, bytes: Buffer): string | null {
  if (bytes.every((byte) => byte >= 0x20 && byte < 0x7f)) return 'it is a text in base64';
  if (new Set(bytes).size < LEAST_DISTINCT) return 'its bytes repeat';
  const steps = new Set(bytes.subarray(1).map((byte, index) => byte - (bytes[index] ?? 0)));
  if (steps.size < LEAST_STEPS) return 'its bytes are a sequence';
  if (!/[a-z]/.test(text) || !/[A-Z]/.test(text)) return 'it is a text, not random bytes in base64';
  const word = WORDS.exec(text)?.[0];
  return word === undefined ? null : `it has the word "${word}" in it`;
}
