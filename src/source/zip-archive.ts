import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import type { ReadLimits } from './read-limits.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** A small part may pack better than the limit without being a bomb (an empty style table does). */
const RATIO_FREE_BYTES = 16 * 1024 * 1024;
const DAMAGED =
  'is damaged or was cut off on its way. Upload it again, or open and save it in a spreadsheet first.';

/** A zip file whose parts are inflated as streams, with all limits counted on the bytes that really come out. */
export class ZipArchive {
  readonly #zip: ZipFile;
  readonly #limits: ReadLimits;
  readonly #entries: ReadonlyMap<string, Entry>;
  #inflated = 0;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>, limits: ReadLimits) {
    this.#zip = zip;
    this.#entries = entries;
    this.#limits = limits;
  }

  static async open(path: string, limits: ReadLimits): Promise<ZipArchive> {
    const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch((error: Error) => {
      throw new UnreadableFile(`${DAMAGED} (${error.message})`);
    });
    try {
      return new ZipArchive(zip, await listEntries(zip, limits), limits);
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  get names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  /** A part's name as it is written in the archive. */
  properName(name: string): string {
    return this.#entries.get(name.toLowerCase())?.fileName ?? name;
  }

  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  /** Inflated bytes of a part; nothing when there is no such part. Names are compared without regard to case. */
  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(name.toLowerCase());
    if (entry === undefined) return;
    if (entry.isEncrypted()) throw new UnreadableFile('is protected by a password. Save it without one.');
    this.#check(entry, entry.uncompressedSize, entry.uncompressedSize);
    let bytes = 0;
    let checksum = 0;
    try {
      for await (const chunk of await this.#zip.openReadStreamPromise(entry)) {
        const part = chunk as Buffer;
        bytes += part.length;
        this.#inflated += part.length;
        this.#check(entry, bytes, this.#inflated);
        checksum = crc32(part, checksum);
        yield part;
      }
    } catch (error) {
      throw asUnreadable(error);
    }
    if (checksum !== entry.crc32) throw new UnreadableFile(`${DAMAGED} (checksum of ${entry.fileName})`);
  }

  close(): void {
    this.#zip.close();
  }

  #check(entry: Entry, bytes: number, total: number): void {
    const { maxBytes, maxRatio } = this.#limits;
    if (total > maxBytes) {
      const megabytes = Math.round(maxBytes / 1024 / 1024);
      throw new UnreadableFile(`holds more than ${megabytes} MiB once unpacked. Split it.`, 'file_too_large');
    }
    if (bytes > RATIO_FREE_BYTES && bytes > entry.compressedSize * maxRatio) {
      throw new UnreadableFile(
        `unpacks to more than ${maxRatio} times its size, as archives made to harm do. Save the sheets as CSV.`,
        'file_too_large',
      );
    }
  }
}

async function listEntries(zip: ZipFile, limits: ReadLimits): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>();
  if (zip.entryCount > limits.maxEntries) {
    throw new UnreadableFile(
      `holds ${zip.entryCount} parts, more than ${limits.maxEntries}.`,
      'file_too_large',
    );
  }
  try {
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry);
  } catch (error) {
    throw asUnreadable(error);
  }
  return entries;
}

/** What the zip and inflate libraries throw is always about the file; a failure of the disk carries a system code. */
function asUnreadable(error: unknown): unknown {
  if (error instanceof UnreadableFile || !(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/^(ENOSPC|EIO|EMFILE|EACCES)$/.test(code)) return error;
  return new UnreadableFile(`${DAMAGED} (${error.message})`);
}
