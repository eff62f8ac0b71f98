import { posix } from 'node:path';
import { UnreadableFile } from '../unreadable-file.ts';
import type { ZipArchive } from '../zip-archive.ts';
import { prefixed, readXml } from './xml-reader.ts';

export interface WorkbookParts {
  readonly sheets: readonly WorkbookSheet[];
  readonly sharedStrings: string | null;
  readonly styles: string | null;
  /** Serial 0 is 1904-01-01 (files from old Macs) instead of 1899-12-31. */
  readonly uses1904: boolean;
}

export interface WorkbookSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly part: string;
}

interface Relation {
  readonly id: string;
  /** Last step of the type's address: the same in transitional and strict files. */
  readonly type: string;
  readonly target: string;
}

export const PACKAGE_RELATIONS = '_rels/.rels';

/** Where the parts of a workbook lie; chart sheets and macros are not among them. */
export async function findParts(archive: ZipArchive): Promise<WorkbookParts> {
  const root = await readRelations(archive, PACKAGE_RELATIONS, '');
  const workbook = root.find(({ type }) => type === 'officeDocument')?.target;
  if (workbook === undefined || !archive.has(workbook)) {
    throw new UnreadableFile('is no Excel workbook inside. Save it as XLSX.');
  }
  const folder = posix.dirname(workbook);
  const relations = await readRelations(archive, `${folder}/_rels/${posix.basename(workbook)}.rels`, folder);
  const { uses1904, sheets } = await readWorkbook(archive, workbook);
  const partOf = (type: string): string | null =>
    relations.find((found) => found.type === type)?.target ?? null;
  return {
    uses1904,
    sharedStrings: partOf('sharedStrings'),
    styles: partOf('styles'),
    sheets: sheets.flatMap(({ name, hidden, relation }) => {
      const found = relations.find(({ id }) => id === relation);
      return found?.type === 'worksheet' ? [{ name, hidden, part: found.target }] : [];
    }),
  };
}

async function readRelations(archive: ZipArchive, part: string, folder: string): Promise<Relation[]> {
  const relations: Relation[] = [];
  await readXml(archive.read(part), {
    open(name, { Id = '', Type = '', Target = '', TargetMode }) {
      if (name !== 'Relationship' || TargetMode === 'External') return;
      const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target);
      relations.push({ id: Id, type: posix.basename(Type), target });
    },
  });
  return relations;
}

interface ListedSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly relation: string;
}

async function readWorkbook(
  archive: ZipArchive,
  part: string,
): Promise<{ uses1904: boolean; sheets: readonly ListedSheet[] }> {
  const sheets: ListedSheet[] = [];
  let uses1904 = false;
  await readXml(archive.read(part), {
    open(name, attributes) {
      if (name === 'workbookPr') uses1904 = /^(1|true|on)$/.test(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      sheets.push({
        name: attributes.name ?? `Sheet ${sheets.length + 1}`,
        hidden: /hidden/i.test(attributes.state ?? ''),
        relation: prefixed(attributes, 'id') ?? '',
      });
    },
  });
  return { uses1904, sheets };
}
