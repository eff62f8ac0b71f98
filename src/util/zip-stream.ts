import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, crc32, createDeflateRaw } from 'node:zlib';

export interface ZipEntry {
  /** Path inside the archive, with `/`. */
  readonly name: string;
  readonly content: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;
}

export interface ZipOptions {
  /** Not compressed: the bytes depend on the content alone, and on no version of a compressor. */
  readonly stored?: boolean;
}

/**
 * A zip archive, entry after entry as its content comes: neither a file nor the archive is ever held in memory. Every entry bears
 * the date 1980-01-01, so that the same content gives the same bytes.
 *
 * Sizes stand behind the content (data descriptors), and content that is not compressed is wrapped in deflate's own blocks: a
 * plain stored entry of unknown size has no end that a reader could find. No ZIP64: an entry or an archive of 4 GiB is refused.
 */
export async function* zipStream(
  entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>,
  { stored = false }: ZipOptions = {},
): AsyncGenerator<Uint8Array> {
  const directory: Buffer[] = [];
  let offset = 0;
  const placed = (bytes: Uint8Array): Uint8Array => {
    offset += bytes.length;
    if (offset > LARGEST) throw new RangeError('The archive is larger than 4 GiB.');
    return bytes;
  };
  for await (const entry of entries) {
    const name = Buffer.from(entry.name);
    const at = offset;
    yield placed(Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common(name, NOTHING), name]));
    const tally = { crc: 0, size: 0, packed: 0 };
    const content = counted(entry.content, tally);
    for await (const part of stored ? wrapStored(content) : deflate(content)) {
      tally.packed += part.length;
      yield placed(part);
    }
    if (tally.size > LARGEST) throw new RangeError(`The file ${entry.name} is larger than 4 GiB.`);
    yield placed(descriptor(tally));
    directory.push(directoryRecord(name, tally, at));
  }
  const central = Buffer.concat(directory);
  yield Buffer.concat([central, endRecord(directory.length, central.length, offset)]);
}

const LARGEST = 0xffff_ffff;

interface Tally {
  crc: number;
  /** Bytes as they came, and as they were written. */
  size: number;
  packed: number;
}
const NOTHING: Tally = { crc: 0, size: 0, packed: 0 };

async function* counted(content: ZipEntry['content'], tally: Tally): AsyncIterable<Uint8Array> {
  for await (const part of content) {
    const bytes = typeof part === 'string' ? Buffer.from(part) : part;
    tally.crc = crc32(bytes, tally.crc);
    tally.size += bytes.length;
    if (bytes.length > 0) yield bytes;
  }
}

/** Whoever stops reading closes the content too. */
async function* deflate(content: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const packer = createDeflateRaw({ level: constants.Z_BEST_SPEED });
  const fed = pipeline(Readable.from(content), packer);
  fed.catch(() => undefined); // told to the reader below
  try {
    yield* packer as AsyncIterable<Buffer>;
  } finally {
    packer.destroy();
  }
  await fed;
}

/** Most bytes of one block that is not compressed (RFC 1951, 3.2.4). */
const BLOCK = 0xffff;

/** Blocks of a fixed size, whatever parts the content comes in. */
async function* wrapStored(content: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let rest: Uint8Array = Buffer.alloc(0);
  for await (const part of content) {
    rest = Buffer.concat([rest, part]);
    while (rest.length > BLOCK) {
      yield block(rest.subarray(0, BLOCK), false);
      rest = rest.subarray(BLOCK);
    }
  }
  yield block(rest, true);
}

function block(bytes: Uint8Array, isLast: boolean): Uint8Array {
  const head = Buffer.alloc(5);
  head.writeUInt8(isLast ? 1 : 0, 0);
  head.writeUInt16LE(bytes.length, 1);
  head.writeUInt16LE(~bytes.length & BLOCK, 3);
  return Buffer.concat([head, bytes]);
}

/** Version 2.0; sizes in a descriptor, names in UTF-8; deflated; midnight of 1980-01-01. */
function common(name: Buffer, { crc, size, packed }: Tally): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(0x0808, 2);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt16LE(0, 6);
  fields.writeUInt16LE(0x0021, 8);
  fields.writeUInt32LE(crc, 10);
  fields.writeUInt32LE(packed, 14);
  fields.writeUInt32LE(size, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

function descriptor({ crc, size, packed }: Tally): Buffer {
  const fields = Buffer.alloc(16);
  fields.write('PK\x07\x08', 'latin1');
  fields.writeUInt32LE(crc, 4);
  fields.writeUInt32LE(packed, 8);
  fields.writeUInt32LE(size, 12);
  return fields;
}

function directoryRecord(name: Buffer, tally: Tally, at: number): Buffer {
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(at, 10);
  return Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common(name, tally), tail, name]);
}

function endRecord(entries: number, size: number, at: number): Buffer {
  if (entries > 0xffff) throw new RangeError('The archive has more than 65,535 files.');
  const fields = Buffer.alloc(22);
  fields.write('PK\x05\x06', 'latin1');
  fields.writeUInt16LE(entries, 8);
  fields.writeUInt16LE(entries, 10);
  fields.writeUInt32LE(size, 12);
  fields.writeUInt32LE(at, 16);
  return fields;
}
