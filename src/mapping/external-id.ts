import { createHash } from 'node:crypto';
import { trimText } from '../source/blanks.ts';

/**
 * External IDs are the idempotency key: `<namespace>.<node>_<canonical key>`. The key is escaped without loss and holds no `_`, so
 * the last `_` ends the node id and no two (node, key) give the same ID. Each function stands here twice, for JavaScript and for the
 * tabular engine; a property test holds them together.
 *
 *   canonical key = escaped parts joined by `~~`; each in the composed form of Unicode (NFC), for `é` and `e` with an accent look alike
 *   escaped part  = trimmed; `A–Z a–z 0–9 -` stay, any other byte of its UTF-8 becomes `~HH`
 *   longer than 100 characters: the first 40, `~h`, 40 hex digits of the SHA-256 of the whole key
 */
const LONGEST_KEY = 100;
const KEPT_CHARACTERS = 40;
const PART_SEPARATOR = '~~';

/** One part of a key, escaped; '' for a blank one. */
export function escapeKeyPart(part: string): string {
  let escaped = '';
  for (const byte of new TextEncoder().encode(part.trim())) {
    const character = String.fromCharCode(byte);
    escaped += /[A-Za-z0-9-]/.test(character) ? character : `~${hexByte(byte)}`;
  }
  return escaped;
}

function hexByte(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}

/** The canonical key; '' when a part is blank, for such a row has no key. */
export function canonicalKey(parts: readonly string[]): string {
  const escaped = parts.map((part) => escapeKeyPart(part.normalize('NFC')));
  return escaped.includes('') ? '' : escaped.join(PART_SEPARATOR);
}

/** The external ID of a row: no space, no comma, at most 100 characters of key. */
export function externalId(namespace: string, node: string, key: string): string {
  return `${namespace}.${node}_${shortenKey(key)}`;
}

function shortenKey(key: string): string {
  if (key.length <= LONGEST_KEY) return key;
  // the cut leaves no tilde at the end: `~~h…` could be a second part that begins with h
  const head = key.slice(0, KEPT_CHARACTERS).replace(/~+[0-9A-F]?$/, '');
  return `${head}~h${createHash('sha256').update(key, 'utf8').digest('hex').slice(0, 40)}`;
}

/** A canonical key as a user knows it: `ALFKI`, parts joined by ` / `. */
export function readableKey(key: string): string {
  return key.split(PART_SEPARATOR).map(unescapePart).join(' / ');
}

function unescapePart(part: string): string {
  const bytes: number[] = [];
  for (let at = 0; at < part.length; at += 1) {
    if (part[at] === '~') {
      bytes.push(Number.parseInt(part.slice(at + 1, at + 3), 16));
      at += 2;
    } else {
      bytes.push(part.charCodeAt(at));
    }
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}

/** SQL twin of `escapeKeyPart` behind NFC. Most parts are of characters that stay. */
function keyPartSql(part: string): string {
  const escaped = `replace(replace(replace(replace(url_encode(nfc_normalize(${trimText(part)})), '~', '%7E'), '.', '%2E'), '_', '%5F'), '%', '~')`;
  return `CASE WHEN regexp_full_match(${part}, '[A-Za-z0-9-]+') THEN ${part} ELSE ${escaped} END`;
}

/** SQL twin of `canonicalKey` over texts that may be null; never null. */
export function canonicalKeySql(parts: readonly string[]): string {
  const escaped = parts.map((part) => `nullif(${keyPartSql(part)}, '')`);
  return `coalesce(${escaped.join(` || '${PART_SEPARATOR}' || `)}, '')`;
}

/** SQL twin of `externalId`. Namespace and node hold letters, digits, `_` and `-` only (`GraphSpec`). */
export function externalIdSql(namespace: string, node: string, key: string): string {
  const head = `regexp_replace(${key}[1:${KEPT_CHARACTERS}], '~+[0-9A-F]?$', '')`;
  const short = `${head} || '~h' || sha256(${key})[1:40]`;
  return `'${namespace}.${node}_' || CASE WHEN length(${key}) <= ${LONGEST_KEY} THEN ${key} ELSE ${short} END`;
}
