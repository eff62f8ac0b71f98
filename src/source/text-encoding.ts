import { isAscii, isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { analyse } from 'chardet';
import iconv from 'iconv-lite';

/** How the bytes of a text file become characters, or the line that says they cannot. */
export type EncodingVerdict =
  | { readonly ok: true; readonly encoding: string }
  | { readonly ok: false; readonly reason: 'unknown_encoding' | 'binary' }
  | { readonly ok: false; readonly reason: 'broken_utf8'; readonly line: number };

const HEAD_BYTES = 64 * 1024;
const CHUNK_BYTES = 1024 * 1024;
const BOMS: readonly (readonly [string, readonly number[]])[] = [
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * UTF-8 is proved over the whole file, not guessed: bytes of another encoding hardly ever pass as UTF-8. Only a file that is
 * not UTF-8 is guessed, from the lines that are not.
 */
export async function detectEncoding(path: string, wanted?: string): Promise<EncodingVerdict> {
  const head = await readHead(path);
  const known = wanted === undefined ? detectWide(head) : normalise(wanted);
  if (known === null && wanted !== undefined) return { ok: false, reason: 'unknown_encoding' };
  if (known !== null && known !== 'utf-8') return { ok: true, encoding: known };
  if (looksBinary(head)) return { ok: false, reason: 'binary' };
  const broken = await findBrokenUtf8(path);
  if (broken === null) return { ok: true, encoding: 'utf-8' };
  // valid UTF-8 characters before the first bad byte: a damaged UTF-8 file, not one in another encoding
  if (known === 'utf-8' || broken.sawUtf8) return { ok: false, reason: 'broken_utf8', line: broken.line };
  return { ok: true, encoding: guessNarrow(broken.sample) };
}

/** The file as UTF-8 without its byte order mark, in chunks of about a megabyte. */
export async function* readAsUtf8(path: string, encoding: string): AsyncIterable<Buffer> {
  const bytes = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  if (encoding !== 'utf-8') {
    // a mark is stripped by the decoder
    const decoder = iconv.getDecoder(encoding);
    for await (const chunk of bytes) yield Buffer.from(decoder.write(chunk as Buffer));
    const rest = decoder.end();
    if (rest) yield Buffer.from(rest);
    return;
  }
  let isFirst = true;
  for await (const chunk of bytes) {
    const buffer = chunk as Buffer;
    yield isFirst && startsWith(buffer, BOMS[2]?.[1] ?? []) ? buffer.subarray(3) : buffer;
    isFirst = false;
  }
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function startsWith(bytes: Buffer, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

function normalise(name: string): string | null {
  const lower = name.trim().toLowerCase();
  if (lower === 'utf8') return 'utf-8';
  return iconv.encodingExists(lower) ? lower : null;
}

/** By byte order mark, or by the zero bytes that Western text has in UTF-16; null when neither tells. */
function detectWide(head: Buffer): string | null {
  const marked = BOMS.find(([, mark]) => startsWith(head, mark));
  if (marked !== undefined) return marked[0];
  const zeros = [0, 0];
  for (const [index, byte] of head.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const many = head.length / 4;
  if (odd > many && even < odd / 10) return 'utf-16le';
  if (even > many && odd < even / 10) return 'utf-16be';
  return null;
}

/** A few stray control bytes are a damaged text (the scan names their row); more than one in fifty is no text. */
function looksBinary(head: Buffer): boolean {
  const controls = head.filter((byte) => byte < 0x09 || (byte > 0x0d && byte < 0x20)).length;
  return controls > Math.max(8, head.length / 50);
}

interface BrokenUtf8 {
  readonly line: number;
  readonly sawUtf8: boolean;
  readonly sample: Buffer;
}

async function findBrokenUtf8(path: string): Promise<BrokenUtf8 | null> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  let sawUtf8 = false;
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
    const bytes = Buffer.concat([rest, chunk as Buffer]);
    // whole lines where there are any, so that no character is cut
    const end = bytes.lastIndexOf(0x0a) + 1 || wholeCharacters(bytes);
    const whole = bytes.subarray(0, end);
    if (!isUtf8(whole)) return locate(whole, line, sawUtf8);
    sawUtf8 ||= !isAscii(whole);
    line += countLines(whole);
    rest = bytes.subarray(end);
  }
  return isUtf8(rest) ? null : locate(rest, line, sawUtf8);
}

/** Length without a character that is cut at the end: at most three bytes less. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return bytes.length - back;
    if (byte < 0x80) break;
  }
  return bytes.length;
}

function locate(bytes: Buffer, firstLine: number, sawBefore: boolean): BrokenUtf8 {
  let line = firstLine;
  let sawUtf8 = sawBefore;
  let start = 0;
  while (start < bytes.length) {
    const end = bytes.indexOf(0x0a, start) + 1 || bytes.length;
    const text = bytes.subarray(start, end);
    if (!isUtf8(text)) break;
    sawUtf8 ||= !isAscii(text);
    line += 1;
    start = end;
  }
  return { line, sawUtf8, sample: Buffer.from(bytes.subarray(start, start + HEAD_BYTES)) };
}

function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1)) lines += 1;
  return lines;
}

const WESTERN = 'windows-1252';
/** How much surer than Western another guess must be: short Western texts look a little like many encodings. */
const WESTERN_MARGIN = 10;

/** ISO-8859-1 is read as Windows-1252, its superset, as browsers do. */
function guessNarrow(sample: Buffer): string {
  const guesses = analyse(sample)
    .map(({ name, confidence }) => ({ name: name.toLowerCase(), confidence }))
    .filter(({ name }) => !/^(utf|ascii|iso-2022)/.test(name) && iconv.encodingExists(name));
  const best = guesses[0];
  if (best === undefined || best.name === 'iso-8859-1') return WESTERN;
  const western = guesses.find(({ name }) => name === 'iso-8859-1' || name === WESTERN);
  if (western !== undefined && best.confidence - western.confidence < WESTERN_MARGIN) return WESTERN;
  return best.name;
}
