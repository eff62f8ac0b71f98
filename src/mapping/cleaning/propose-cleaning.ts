import type { ColumnProfile, DatasetProfile } from '../../source/profile/dataset-profile.ts';
import type { ColumnCleaning, StepDraft } from './cleaning.ts';
import { proposeNames } from './propose-names.ts';
import { proposeTexts } from './propose-texts.ts';
import { proposeValues } from './propose-values.ts';

const MOST_SAMPLES = 8;

/** Cleaning for every column that needs any, from its profile alone. */
export function proposeCleaning({ sheets }: DatasetProfile): readonly ColumnCleaning[] {
  return sheets.flatMap(({ sheet, rows, columns }) =>
    columns.flatMap((column) => {
      const drafts = draftsOf(column, rows);
      return drafts.length === 0 ? [] : [joined(sheet, column.name, drafts)];
    }),
  );
}

/** In the order in which they are to be applied: a date is read when its spaces are gone. */
function draftsOf(column: ColumnProfile, rows: number): readonly StepDraft[] {
  return [...proposeTexts(column, rows), ...proposeValues(column), ...proposeNames(column)];
}

function joined(sheet: string, column: string, drafts: readonly StepDraft[]): ColumnCleaning {
  return {
    sheet,
    column,
    nullTokens: drafts.flatMap(({ nullTokens = [] }) => nullTokens),
    transforms: drafts.flatMap(({ transforms = [] }) => transforms),
    valueMap: Object.fromEntries(drafts.flatMap(({ valueMap = {} }) => Object.entries(valueMap))),
    matches: drafts.find(({ matches }) => matches)?.matches ?? null,
    steps: drafts.map(({ kind, reason, share }) => ({ kind, reason, share })),
    samples: [...new Set(drafts.flatMap(({ samples }) => samples))].slice(0, MOST_SAMPLES),
  };
}
