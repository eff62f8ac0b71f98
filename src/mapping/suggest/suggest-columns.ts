import type { ColumnProfile, SheetProfile } from '../../source/profile/dataset-profile.ts';
import { scoreAdvised } from './advice.ts';
import { assignSlots } from './assign-slots.ts';
import type { FoundValues } from './found-values.ts';
import type { WordWeights } from './phrase-index.ts';
import type { Recalled } from './recall.ts';
import { readHeader, type SlotScore, scoreSlot } from './score-column.ts';
import { scoreFound } from './score-found.ts';
import type { NameMode, Slot, SlotPlan } from './slots.ts';
import type { ColumnSuggestion, FieldCandidate } from './suggestion.ts';

/** Below it a column is left out rather than guessed. */
export const LEAST_CONFIDENCE = 0.5;
const LEAST_ALTERNATIVE = 0.25;
const ALTERNATIVES = 4;

export interface ScoredColumn {
  readonly column: ColumnProfile;
  /** In the order of the plan's slots. */
  readonly scores: readonly SlotScore[];
}

export interface SheetContext {
  readonly weights: WordWeights;
  readonly sheetWords: readonly string[];
  /** Columns that hold keys of another sheet's rows. */
  readonly referring: ReadonlySet<string>;
  /** The column that names the rows and is called like the sheet. */
  readonly ownKey: string | null;
  /** What is known from before, if this is the model it was. */
  readonly recalled: Recalled | null;
  /** What Odoo's records say of values of this sheet. */
  readonly found: readonly FoundValues[];
  /** By header, if a language model takes the sheet for this model. */
  readonly advised: ReadonlyMap<string, string>;
}

/** Not more: the data may have become another. */
const ACCEPTED = 0.97;

export function scoreColumns(
  sheet: SheetProfile,
  plan: SlotPlan,
  { weights, sheetWords, referring, ownKey, recalled, found, advised }: SheetContext,
): readonly ScoredColumn[] {
  return sheet.columns.map((column) => {
    const header = readHeader(column.name, plan, sheetWords);
    const refers = referring.has(column.name);
    const known = recalled?.columns.get(column.name);
    const here = found.filter((of) => of.column === column.name);
    const advice = advised.get(column.name);
    const isFree = header.behind.size === 0 && !refers;
    const place = { weights, refers, isOwnKey: column.name === ownKey };
    const scores = plan.slots.map((slot): SlotScore => {
      if (known?.slot === slot) return { score: ACCEPTED, reason: known.reason, accepted: known.mapping };
      const own = scoreSlot(column, header, slot, place);
      const inOdoo = here.length === 0 ? own : scoreFound(own, column, { plan, slot, found: here, isFree });
      return advice === undefined ? inOdoo : scoreAdvised(inOdoo, column, slot, advice);
    });
    return { column, scores };
  });
}

/** One slot per column, one column per slot, with the best sum; a name is either in one column or in two. */
export function suggestColumns(plan: SlotPlan, scored: readonly ScoredColumn[]): readonly ColumnSuggestion[] {
  const [whole, parts] = (['whole', 'parts'] as const).map((mode) => assign(plan, scored, mode));
  const isPerson = parts?.taken.some((slot) => slot !== null && isMainPart(plan.slots[slot])) ?? false;
  const best = isPerson && whole && parts && parts.total > whole.total ? parts : whole;
  const taken = best?.taken ?? [];
  return scored.map(({ column, scores }, i) => {
    const slot = taken[i] ?? null;
    return {
      column: column.name,
      field: slot === null ? null : candidate(plan.slots[slot], scores[slot]),
      alternatives: alternatives(plan, scores, slot),
    };
  });
}

function isMainPart(slot: Slot | undefined): boolean {
  return slot?.role === 'main' && slot.part !== undefined;
}

function assign(plan: SlotPlan, scored: readonly ScoredColumn[], mode: NameMode) {
  const gains = scored.map(({ scores }) =>
    scores.map((score, i) => {
      const slot = plan.slots[i];
      return slot && isOpen(slot, mode) && score.score >= LEAST_CONFIDENCE ? gain(slot, score) : 0;
    }),
  );
  const taken = assignSlots(gains);
  const total = taken.reduce<number>(
    (sum, slot, i) => sum + (slot === null ? 0 : (gains[i]?.[slot] ?? 0)),
    0,
  );
  return { taken, total };
}

/** Where the main record's name stands in two columns, it does not stand in one, and the rows are persons: they have no contacts. */
function isOpen(slot: Slot, mode: NameMode): boolean {
  if (slot.role === 'contact') return mode === 'whole';
  if (slot.role === 'company' || slot.field.name === 'company_name') return mode === 'parts';
  if (slot.role !== 'main' || slot.field.name !== 'name') return true;
  return mode === 'parts' ? slot.part !== undefined : slot.part === undefined;
}

/** More than any two pairs together that were never accepted. */
const ACCEPTED_GAIN = 3;

/** Sure pairs count more than the sum of weak ones; the main record and known fields come first. */
function gain(slot: Slot, { score, accepted }: SlotScore): number {
  if (accepted !== undefined) return ACCEPTED_GAIN;
  const name = slot.field.name === 'name' ? 0.01 : 0;
  return score * score + name - (slot.role === 'main' ? 0 : 0.02) - (slot.isKnown ? 0 : 0.02);
}

function alternatives(
  plan: SlotPlan,
  scores: readonly SlotScore[],
  taken: number | null,
): readonly FieldCandidate[] {
  const ranked = scores
    .map((score, i) => ({ score, i }))
    .filter(({ score, i }) => i !== taken && score.score >= LEAST_ALTERNATIVE)
    .sort((a, b) => b.score.score - a.score.score || a.i - b.i);
  const shown = ranked.filter(({ score: { isAdvised } }, at) => at < ALTERNATIVES || isAdvised);
  return shown.flatMap(({ score, i }) => candidate(plan.slots[i], score) ?? []);
}

function candidate(slot: Slot | undefined, score: SlotScore | undefined): FieldCandidate | null {
  if (!slot || !score) return null;
  return {
    role: slot.role,
    model: slot.model,
    field: slot.field.name,
    ...(slot.part ? { part: slot.part } : {}),
    confidence: Math.min(0.99, Math.round(score.score * 100) / 100),
    reason: score.reason,
    ...(score.accepted ? { accepted: score.accepted } : {}),
    ...(score.found ? { found: score.found } : {}),
  };
}
