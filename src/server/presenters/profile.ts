import type { z } from 'zod';
import type { CleaningProposal } from '../../mapping/cleaning/cleaning.ts';
import type {
  ColumnProfile as Column,
  DatasetProfile as Profile,
  SheetProfile as Sheet,
} from '../../source/profile/dataset-profile.ts';
import type { CleaningAnswer, DatasetProfile, SheetProfile } from '../schemas/profile.ts';

export function presentProfile({ sheets, references }: Profile): z.output<typeof DatasetProfile> {
  return {
    sheets: sheets.map(presentSheetProfile),
    references: references.map(({ from, to, containment }) => ({
      from,
      to,
      containment: rounded(containment),
    })),
  };
}

export function presentSheetProfile(sheet: Sheet): z.output<typeof SheetProfile> {
  return {
    sheet: sheet.sheet,
    rows: sheet.rows,
    hidden: sheet.hidden,
    columns: sheet.columns.map(presentColumn),
    keys: sheet.keys.map(({ columns, uniqueShare }) => ({
      columns: [...columns],
      unique_share: rounded(uniqueShare),
    })),
    duplicate_rows: sheet.duplicateRows,
    duplicates: sheet.duplicates.map(({ column, row, values }) => ({ column, row, values: [...values] })),
    header_problems: sheet.headerProblems.map(({ headerRow, ...rest }) => ({
      ...rest,
      header_row: headerRow,
    })),
  };
}

function presentColumn(column: Column): z.output<typeof SheetProfile>['columns'][number] {
  const { name, type, filled, nulls, distinct, min, max } = column;
  return {
    name,
    type,
    type_share: rounded(column.typeShare),
    filled,
    nulls,
    distinct,
    min,
    max,
    min_length: column.minLength,
    max_length: column.maxLength,
    formats: column.formats.map((format) => ({ ...format, share: rounded(format.share) })),
    patterns: column.patterns.map((pattern) => ({ ...pattern, share: rounded(pattern.share) })),
    samples: [...column.samples],
    values: [...column.values],
    outliers: [...column.outliers],
    flaws: column.flaws.map((flaw) => ({ ...flaw, samples: [...flaw.samples] })),
    date_order: column.dateOrder,
  };
}

export function presentCleaning(proposals: readonly CleaningProposal[]): z.output<typeof CleaningAnswer> {
  return {
    items: proposals.map(({ sheet, column, nullTokens, transforms, valueMap, matches, steps, examples }) => ({
      sheet,
      column,
      null_tokens: [...nullTokens],
      transforms: [...transforms],
      value_map: { ...valueMap },
      matches,
      steps: steps.map(({ kind, reason, share }) => ({ kind, reason, share: rounded(share) })),
      examples: [...examples],
    })),
  };
}

/** A share with six digits: what is behind them is noise of the arithmetic. */
function rounded(share: number): number {
  return Math.round(share * 1e6) / 1e6;
}
