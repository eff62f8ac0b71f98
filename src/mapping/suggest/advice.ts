import { z } from 'zod';
import type { ColumnProfile, DatasetProfile, SheetProfile } from '../../source/profile/dataset-profile.ts';
import { MODELS } from './catalogue/catalogue.ts';
import type { SlotScore } from './score-column.ts';
import { planSlots, type Slot, type SlotPlan, type SuggestTarget } from './slots.ts';
import type { DatasetSuggestion, FieldCandidate, SheetSuggestion } from './suggestion.ts';
import { fitValues } from './value-fit.ts';

/**
 * What a language model may say of a dataset. It chooses among models and fields that are proposed to it; anything else is passed over,
 * and what it chooses only moves up what other evidence speaks for as well.
 */
export const Advice = z.object({
  sheets: z
    .array(
      z.object({
        sheet: z.string().max(500),
        model: z.string().max(200).nullish(),
        /** Header → field, or role and field: `line.product_id`. */
        columns: z.record(z.string().max(500), z.string().max(200).nullable()).nullish(),
      }),
    )
    .max(1_000),
});
export type Advice = z.output<typeof Advice>;
export type SheetAdvice = Advice['sheets'][number];

export const BY_LANGUAGE_MODEL = 'suggested by the language model';

/** The more it may add to other evidence, and up to where. */
const ADDED = 0.25;
const AT_MOST = 0.8;
/** Below it there is no other evidence: an alternative, and no more. */
const LEAST_OWN = 0.25;
const ALTERNATIVE = 0.3;
const CANNOT_FIT = 0.3;

export function scoreAdvised(own: SlotScore, column: ColumnProfile, slot: Slot, advised: string): SlotScore {
  if (advised !== placeOf(slot) || fitValues(column, slot.field).factor < CANNOT_FIT) return own;
  if (own.score < LEAST_OWN) return { score: ALTERNATIVE, reason: BY_LANGUAGE_MODEL, isAdvised: true };
  return { ...own, score: raised(own.score), reason: `${own.reason}, and ${BY_LANGUAGE_MODEL}` };
}

export function raised(confidence: number): number {
  return Math.max(confidence, Math.min(AT_MOST, confidence + ADDED));
}

function placeOf({ role, field, part }: Pick<Slot, 'role' | 'field' | 'part'>): string {
  return place(role, field.name, part);
}

function place(role: string, field: string, part: 'first' | 'last' | undefined): string {
  const name = part === undefined ? field : `${field}#${part}`;
  return role === 'main' ? name : `${role}.${name}`;
}

export interface AdviceQuestion {
  readonly text: string;
  /** Sheets that the text had no room for. */
  readonly leftOut: readonly string[];
}

const MODELS_PER_SHEET = 3;
const SAMPLES = 5;
const LONGEST_SAMPLE = 80;

/** The question as JSON: headers and what is known of the columns; cells only if `sendsValues`. At most `most` characters. */
export function adviceQuestion(
  { profile, suggestion, target }: Asked,
  { sendsValues, most }: { readonly sendsValues: boolean; readonly most: number },
): AdviceQuestion | null {
  const shown = profile.sheets.flatMap((sheet) => {
    const of = suggestion.sheets.find((one) => one.sheet === sheet.sheet);
    // what stands where headers should may be cells
    return of && (sendsValues || hasHeaders(sheet)) ? [{ sheet, of }] : [];
  });
  for (let count = shown.length; count > 0; count -= 1) {
    const text = JSON.stringify(questionOf(shown.slice(0, count), target, sendsValues));
    if (text.length <= most) return { text, leftOut: shown.slice(count).map(({ sheet }) => sheet.sheet) };
  }
  return null;
}

export interface Asked {
  readonly profile: DatasetProfile;
  readonly suggestion: DatasetSuggestion;
  readonly target: SuggestTarget;
}

function hasHeaders({ headerProblems }: SheetProfile): boolean {
  return !headerProblems.some(({ problem }) => problem === 'none' || problem === 'looks_like_data');
}

interface Shown {
  readonly sheet: SheetProfile;
  readonly of: SheetSuggestion;
}

function questionOf(shown: readonly Shown[], target: SuggestTarget, sendsValues: boolean) {
  const models = Object.keys(MODELS).filter((model) => model in target.snapshot.models);
  const near = new Set(
    shown.flatMap(({ of }) => of.models.slice(0, MODELS_PER_SHEET).map(({ model }) => model)),
  );
  return {
    models,
    fields: Object.fromEntries(
      [...near].flatMap((model) => {
        const entry = MODELS[model];
        return entry ? [[model, fieldsOf(planSlots(model, entry, target))] as const] : [];
      }),
    ),
    sheets: shown.map(({ sheet, of }) => ({
      sheet: sheet.sheet,
      rows: sheet.rows,
      candidates: of.models.slice(0, MODELS_PER_SHEET).map(({ model }) => model),
      columns: sheet.columns.map((column) => ({
        header: column.name,
        type: column.type,
        filled: column.filled,
        distinct: column.distinct,
        candidates: candidatesOf(of, column.name),
        ...(sendsValues ? { samples: samplesOf(column) } : {}),
      })),
    })),
  };
}

function fieldsOf({ slots }: SlotPlan): Readonly<Record<string, string>> {
  const known = slots.filter(({ isKnown }) => isKnown);
  return Object.fromEntries(known.map((slot) => [placeOf(slot), slot.field.label]));
}

function candidatesOf({ columns }: SheetSuggestion, header: string): readonly string[] {
  const found = columns.find(({ column }) => column === header);
  const fields: readonly FieldCandidate[] = found
    ? [...(found.field ? [found.field] : []), ...found.alternatives]
    : [];
  return fields.map(({ role, field, part }) => place(role, field, part));
}

function samplesOf({ samples }: ColumnProfile): readonly string[] {
  return samples.slice(0, SAMPLES).map((sample) => sample.slice(0, LONGEST_SAMPLE));
}
