import type { ColumnProfile, DatasetProfile, SheetProfile } from '../../source/profile/dataset-profile.ts';
import type { ColumnCleaning, StepDraft } from './cleaning.ts';
import { proposeNames } from './propose-names.ts';
import { hasNationalNumbers, proposePhones } from './propose-phones.ts';
import { proposeStates } from './propose-states.ts';
import { proposeTexts } from './propose-texts.ts';
import { proposeValues } from './propose-values.ts';

const MOST_SAMPLES = 8;

/** What the profile cannot tell. */
export interface CleaningHints {
  /** Code of the country that telephone numbers are from where no column says so. */
  readonly country?: string | undefined;
}

/** Cleaning for every column that needs any, from its profile alone. */
export function proposeCleaning(
  { sheets }: DatasetProfile,
  hints: CleaningHints = {},
): readonly ColumnCleaning[] {
  return sheets.flatMap((sheet) =>
    sheet.columns.flatMap((column) => {
      const drafts = draftsOf(column, sheet, hints);
      return drafts.length === 0 ? [] : [joined(sheet.sheet, column.name, drafts)];
    }),
  );
}

/** Whether a country makes a difference to what is proposed. */
export function asksForCountry({ sheets }: DatasetProfile): boolean {
  return sheets.some(({ columns }) => columns.some(hasNationalNumbers));
}

/** In the order in which they are to be applied: a date is read when its spaces are gone. */
function draftsOf(
  column: ColumnProfile,
  sheet: SheetProfile,
  { country }: CleaningHints,
): readonly StepDraft[] {
  const states = proposeStates(column, sheet);
  return [
    ...proposeTexts(column, sheet.rows),
    ...proposeValues(column),
    ...proposePhones(column, sheet, country),
    ...(states.length > 0 ? states : proposeNames(column)),
  ];
}

function joined(sheet: string, column: string, drafts: readonly StepDraft[]): ColumnCleaning {
  // rows whose other cells count are shown alone
  const paired = drafts.find(({ beside }) => beside !== undefined);
  return {
    sheet,
    column,
    nullTokens: drafts.flatMap(({ nullTokens = [] }) => nullTokens),
    transforms: drafts.flatMap(({ transforms = [] }) => transforms),
    valueMap: Object.fromEntries(drafts.flatMap(({ valueMap = {} }) => Object.entries(valueMap))),
    matches: drafts.find(({ matches }) => matches)?.matches ?? null,
    steps: drafts.map(({ kind, reason, share }) => ({ kind, reason, share })),
    samples: paired?.samples ?? [...new Set(drafts.flatMap(({ samples }) => samples))].slice(0, MOST_SAMPLES),
    beside: paired?.beside ?? null,
  };
}
