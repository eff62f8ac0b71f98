import { UnreadableFile } from '../unreadable-file.ts';
import type { ZipArchive } from '../zip-archive.ts';
import { unescapeText } from './cell-text.ts';
import { readXml } from './xml-reader.ts';

const MAX_BYTES = 1024 * 1024 * 1024;

/**
 * The workbook's table of texts, kept as UTF-8 bytes outside of the JavaScript heap: a million texts of 20 letters take 24 MB
 * here and 60 MB as strings. Short ones that come again and again are kept decoded.
 */
export class SharedStrings {
  #bytes = Buffer.allocUnsafe(64 * 1024);
  #ends = new Uint32Array(1024);
  #count = 0;
  readonly #decoded = new Map<number, string>();

  add(text: string): void {
    const start = this.#endOf(this.#count - 1);
    const needed = start + Buffer.byteLength(text);
    if (needed > MAX_BYTES) {
      throw new UnreadableFile('holds more than 1 GiB of texts. Save the sheets as CSV.', 'file_too_large');
    }
    if (needed > this.#bytes.length) this.#bytes = grow(this.#bytes, needed * 2);
    if (this.#count === this.#ends.length) {
      const larger = new Uint32Array(this.#ends.length * 2);
      larger.set(this.#ends);
      this.#ends = larger;
    }
    this.#bytes.write(text, start);
    this.#ends[this.#count] = needed;
    this.#count += 1;
  }

  /** Undefined for an index that the table does not have. */
  get(index: number): string | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= this.#count) return undefined;
    const known = this.#decoded.get(index);
    if (known !== undefined) return known;
    const text = this.#bytes.toString('utf8', this.#endOf(index - 1), this.#endOf(index));
    if (index < 10_000 && text.length < 100) this.#decoded.set(index, text);
    return text;
  }

  #endOf(index: number): number {
    return index < 0 ? 0 : (this.#ends[index] ?? 0);
  }
}

function grow(bytes: Buffer, length: number): Buffer<ArrayBuffer> {
  const larger = Buffer.allocUnsafe(length);
  bytes.copy(larger);
  return larger;
}

/** Rich text is the sum of its runs; phonetic guides (`rPh`) are no part of it. */
export async function readSharedStrings(archive: ZipArchive, part: string | null): Promise<SharedStrings> {
  const strings = new SharedStrings();
  if (part === null) return strings;
  let text = '';
  let isText = false;
  let isPhonetic = false;
  await readXml(archive.read(part), {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 't') isText = !isPhonetic;
      else if (name === 'rPh') isPhonetic = true;
    },
    text(part) {
      if (isText) text += part;
    },
    close(name) {
      if (name === 't') isText = false;
      else if (name === 'rPh') isPhonetic = false;
      else if (name === 'si') strings.add(unescapeText(text));
    },
  });
  return strings;
}
