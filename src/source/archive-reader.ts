import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ReadFileRequest } from './read-request.ts';
import type { SheetDraft } from './sheet-draft.ts';
import { UnreadableFile } from './unreadable-file.ts';
import { PACKAGE_RELATIONS } from './xlsx/workbook-parts.ts';
import { readXlsx } from './xlsx/xlsx-reader.ts';
import { ZipArchive } from './zip-archive.ts';

/** A zip file: a workbook, or an archive of files that are read like single ones (but no archives inside archives). */
export async function readArchive(
  request: ReadFileRequest,
  readInner: (inner: ReadFileRequest) => Promise<readonly SheetDraft[]>,
): Promise<readonly SheetDraft[]> {
  const archive = await ZipArchive.open(request.file.path, request.limits);
  try {
    if (archive.has(PACKAGE_RELATIONS)) return await readXlsx(request, archive);
    if (archive.has('mimetype')) throw new UnreadableFile('is an OpenDocument file. Save it as XLSX or CSV.');
    return await readMembers(request, archive, readInner);
  } finally {
    archive.close();
  }
}

async function readMembers(
  request: ReadFileRequest,
  archive: ZipArchive,
  readInner: (inner: ReadFileRequest) => Promise<readonly SheetDraft[]>,
): Promise<readonly SheetDraft[]> {
  const drafts: SheetDraft[] = [];
  const members = archive.names.filter((name) => !name.endsWith('/') && !/(^|\/)(\.|__macosx\/)/i.test(name));
  if (members.length === 0) throw new UnreadableFile('holds no files.');
  // never under the member's own name
  const path = join(request.workFolder, 'member');
  for (const member of members) {
    await pipeline(archive.read(member), createWriteStream(path));
    const name = posix.basename(archive.properName(member));
    drafts.push(...(await readInner({ ...request, file: { name, path } })));
    await rm(path);
  }
  return drafts;
}
