import type { z } from 'zod';
import type { DatasetView } from '../../app/dataset-cases.ts';
import type { ReadOptions, SheetInfo } from '../../source/dataset.ts';
import type { Dataset, ReadOverrides, Sheet } from '../schemas/dataset.ts';
import { presentIssues } from './issue.ts';

export function presentDataset(view: DatasetView): z.output<typeof Dataset> {
  return {
    id: view.id,
    name: view.name,
    hash: view.hash,
    version: view.version,
    parent_id: view.parentId,
    created_at: view.createdAt,
    files: view.manifest.files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })),
    sheets: view.manifest.sheets.map(presentSheet),
    issues: presentIssues(view.manifest.issues),
    corrected: (view.manifest.corrected ?? []).map(({ sheet, rows, cells }) => ({ sheet, rows, cells })),
  };
}

export function presentSheet(sheet: SheetInfo): z.output<typeof Sheet> {
  const { kind, delimiter, quote, encoding, headerRow, nullTokens } = sheet.format;
  return {
    name: sheet.name,
    file: sheet.file,
    columns: sheet.columns.map((c) => ({ header: c.header, empty_cells: c.emptyCells })),
    row_count: sheet.rowCount,
    hidden: sheet.hidden,
    format: { kind, delimiter, quote, encoding, header_row: headerRow, null_tokens: [...nullTokens] },
  };
}

export function toReadOptions(options: z.output<typeof ReadOverrides>): Record<string, ReadOptions> {
  return Object.fromEntries(
    Object.entries(options).map(([name, { header_row, null_tokens, ...rest }]) => [
      name,
      {
        ...rest,
        ...(header_row === undefined ? {} : { headerRow: header_row }),
        ...(null_tokens === undefined ? {} : { nullTokens: null_tokens }),
      },
    ]),
  );
}
