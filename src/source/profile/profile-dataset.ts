import type { DatasetManifest, SheetInfo } from '../dataset.ts';
import type { Engine } from '../engine.ts';
import { sheetRelation } from '../sql-text.ts';
import type { ColumnProfile, DatasetProfile, DuplicateGroup, SheetProfile } from './dataset-profile.ts';
import { findDuplicates, mayBeName } from './find-duplicates.ts';
import { findKeys } from './find-keys.ts';
import { createValueTables, findReferences, keepValues, type ReferenceColumn } from './find-references.ts';
import { headerProblems } from './header-problems.ts';
import { profileColumn } from './profile-column.ts';

export interface ProfileRequest {
  readonly engine: Engine;
  readonly manifest: DatasetManifest;
  /** Path of a sheet's Parquet file. */
  readonly sheetPath: (sheet: SheetInfo) => string;
  /** Only this sheet; references from and to others are not looked for then. */
  readonly sheet?: string;
}

/** Names are compared in so many columns of a sheet at most. */
const NAME_COLUMNS = 4;
const FIRST_ROWS = 10;
const MOST_CHARACTERS = 200;

/**
 * Profiles the sheets of a stored dataset. Each column is grouped by its values once, and everything else looks at the different values, of
 * which most columns have few. Counts, types, formats and single keys are exact; bounded are combined keys (sampled rows rule
 * combinations out), containment of more than 10,000 values (sampled), names beyond the first 300,000, and patterns and inner spaces
 * beyond the first 100 characters of a cell.
 */
export async function profileDataset(request: ProfileRequest): Promise<DatasetProfile> {
  const { engine, manifest } = request;
  await createValueTables(engine);
  const sheets: SheetProfile[] = [];
  const columns: ReferenceColumn[] = [];
  for (const info of manifest.sheets) {
    if (request.sheet !== undefined && request.sheet !== info.name) continue;
    sheets.push(await profileSheet(request, info, columns));
  }
  return { sheets, references: await findReferences(engine, columns) };
}

/** @param columns takes what is needed to find references */
async function profileSheet(
  { engine, manifest, sheetPath }: ProfileRequest,
  info: SheetInfo,
  columns: ReferenceColumn[],
): Promise<SheetProfile> {
  const relation = sheetRelation(sheetPath(info));
  const profiles: ColumnProfile[] = [];
  const duplicates: DuplicateGroup[] = [];
  let nameColumns = 0;
  for (const [position, { header, name }] of info.columns.entries()) {
    const profile = await profileColumn(engine, {
      header,
      position,
      relation,
      column: name,
      nullTokens: info.format.nullTokens,
      rows: info.rowCount,
    });
    profiles.push(profile);
    const column = { id: columns.length, sheet: info.name, rows: info.rowCount, profile };
    columns.push(column);
    await keepValues(engine, column);
    if (!mayBeName(profile) || nameColumns === NAME_COLUMNS) continue;
    nameColumns += 1;
    duplicates.push(...(await findDuplicates(engine, profile)));
  }
  const keyColumns = profiles.map((profile, index) => ({ column: `c${index}`, profile }));
  return {
    sheet: info.name,
    rows: info.rowCount,
    columns: profiles,
    firstRows: await readFirstRows(engine, relation, info),
    keys: await findKeys(engine, { relation, rows: info.rowCount, columns: keyColumns }),
    hidden: info.hidden,
    duplicateRows: await countDuplicateRows(engine, relation, info),
    duplicates,
    headerProblems: headerProblems(manifest, info),
  };
}

async function readFirstRows(
  engine: Engine,
  relation: string,
  { columns }: SheetInfo,
): Promise<SheetProfile['firstRows']> {
  const cells = columns.map(({ name }) => `left(${name}, ${MOST_CHARACTERS}) AS ${name}`);
  if (cells.length === 0) return [];
  const rows = await engine.rows<Record<string, string | null>>(
    `SELECT ${cells.join(', ')} FROM ${relation} ORDER BY src_row LIMIT ${FIRST_ROWS}`,
  );
  return rows.map((row) => columns.map(({ name }) => row[name] ?? null));
}

/** By a hash of the cells: two of a million rows share one by accident once in many millions of sheets. */
async function countDuplicateRows(engine: Engine, relation: string, { columns }: SheetInfo): Promise<number> {
  if (columns.length === 0) return 0;
  const names = columns.map(({ name }) => name).join(', ');
  const [count] = await engine.rows<{ n: number }>(
    `SELECT count(*) - count(DISTINCT hash(${names})) AS n FROM ${relation}`,
  );
  return count?.n ?? 0;
}
