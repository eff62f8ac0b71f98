import { open } from 'node:fs/promises';
import { readArchive } from './archive-reader.ts';
import { readCsv } from './csv-reader.ts';
import type { ReadFileRequest } from './read-request.ts';
import type { SheetDraft } from './sheet-draft.ts';
import { UnreadableFile } from './unreadable-file.ts';

const ZIP = [0x50, 0x4b];
const REFUSED = [
  {
    magic: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
    what: 'an old Excel file (.xls) or a workbook protected by a password',
  },
  { magic: [0x25, 0x50, 0x44, 0x46, 0x2d], what: 'a PDF' },
  { magic: [0x1f, 0x8b], what: 'a gzip archive' },
  { magic: [0x50, 0x41, 0x52, 0x31], what: 'a Parquet file' },
  { magic: [0x89, 0x50, 0x4e, 0x47], what: 'a picture' },
] as const;

/** Reads a file by what it holds, not by what it is called. What is wrong with it is among the issues afterwards. */
export async function readSourceFile(request: ReadFileRequest): Promise<readonly SheetDraft[]> {
  try {
    return await readByContent(request, true);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    request.issues.error(error.code, `"${request.file.name}" ${error.message}`);
    return [];
  }
}

async function readByContent(
  request: ReadFileRequest,
  mayBeArchive: boolean,
): Promise<readonly SheetDraft[]> {
  const head = await readStart(request.file.path);
  const startsWith = (magic: readonly number[]): boolean =>
    magic.every((byte, index) => head[index] === byte);
  const refused = REFUSED.find(({ magic }) => startsWith(magic));
  if (refused !== undefined) {
    throw new UnreadableFile(
      `is ${refused.what}. Save it as XLSX or CSV without a password and upload that.`,
    );
  }
  if (startsWith(ZIP) && (head[2] ?? 0) < 0x10) {
    if (!mayBeArchive) throw new UnreadableFile('holds an archive inside an archive. Unpack it first.');
    return await readArchive(request, (inner) => readByContent(inner, false));
  }
  const draft = await readCsv(request);
  return draft === null ? [] : [draft];
}

async function readStart(path: string): Promise<Buffer> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(16), 0, 16, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
