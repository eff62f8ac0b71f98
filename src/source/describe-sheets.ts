import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { hashCells, hashDataset } from './content-hash.ts';
import type { DatasetFile, DatasetManifest, SheetInfo } from './dataset.ts';
import type { Engine } from './engine.ts';
import { namedTokens, nullTokenQuery } from './null-tokens.ts';
import type { SheetDraft } from './sheet-draft.ts';
import { sheetRelation } from './sql-text.ts';

/** What a manifest says of sheets just written: counts and the hash of their content. */
export async function describeSheets(
  engine: Engine,
  drafts: readonly SheetDraft[],
): Promise<Pick<DatasetManifest, 'hash' | 'sheets'>> {
  const described: Described[] = [];
  for (const draft of drafts) described.push(await describeSheet(engine, draft));
  return {
    hash: hashDataset(described.map(({ info, cells }) => ({ ...info, headers: headersOf(info), cells }))),
    sheets: described.map(({ info }) => info),
  };
}

interface Described {
  readonly info: SheetInfo;
  readonly cells: string;
}

async function describeSheet(engine: Engine, draft: SheetDraft): Promise<Described> {
  const names = draft.headers.map((_, index) => `c${index}`);
  const relation = sheetRelation(draft.path);
  const counts = names.map((name) => `count(*) - count(nullif(trim(${name}), '')) AS ${name}`);
  const [row] = await engine.rows<Record<string, number>>(
    `SELECT ${['count(*) AS n', ...counts].join(', ')} FROM ${relation}`,
  );
  const rowCount = row?.n ?? 0;
  const found =
    draft.tokensGiven || names.length === 0
      ? []
      : await engine.rows<{ t: string }>(nullTokenQuery(relation, names));
  const nullTokens = draft.tokensGiven ? draft.format.nullTokens : namedTokens(found.map(({ t }) => t));
  const info: SheetInfo = {
    name: draft.name,
    file: draft.file,
    columns: draft.headers.map((header, index) => ({
      header,
      name: `c${index}`,
      emptyCells: row?.[`c${index}`] ?? 0,
    })),
    rowCount,
    hidden: draft.hidden,
    storedAs: basename(draft.path),
    format: { ...draft.format, nullTokens },
  };
  return { info, cells: await hashCells(engine, draft.path, names.length, rowCount) };
}

export function headersOf({ columns }: SheetInfo): readonly string[] {
  return columns.map(({ header }) => header);
}

export async function describeFile({ name, path }: { name: string; path: string }): Promise<DatasetFile> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return { name, bytes: (await stat(path)).size, sha256: hash.digest('hex') };
}
