import type { SheetProfile } from '../../source/profile/dataset-profile.ts';
import { BY_LANGUAGE_MODEL, raised } from './advice.ts';
import { explainFound, type FoundValues } from './found-values.ts';
import type { SlotPlan, SuggestTarget } from './slots.ts';
import type { ScoredColumn } from './suggest-columns.ts';
import { LEAST_CONFIDENCE } from './suggest-columns.ts';
import type { ModelCandidate } from './suggestion.ts';
import { behindPrefix, sheetWords, wordsOf } from './words.ts';

export interface ScoredModel {
  readonly plan: SlotPlan;
  readonly columns: readonly ScoredColumn[];
  /** Why it was the model of the sheet before; null where it was not. */
  readonly accepted: string | null;
  /** Its records in Odoo that the sheet names. */
  readonly rows: FoundValues | null;
  /** A language model takes the sheet for it. */
  readonly isAdvised: boolean;
}

const LEAST_MODEL = 0.15;
const ACCEPTED = 0.97;
const IN_A_ROLE = 0.6;

/** The models a sheet may be, best first: by its name, its headers, and what its key is called. */
export function rankModels(
  sheet: SheetProfile,
  models: readonly ScoredModel[],
  target: SuggestTarget,
): readonly ModelCandidate[] {
  const best = models.map((model) => bestScores(model));
  const weights = sheet.columns.map((_, column) => {
    const good = best.filter((scores) => (scores[column]?.score ?? 0) >= 0.75).length;
    return 1 / Math.sqrt(Math.max(1, good));
  });
  const most = sheet.columns.reduce(
    (sum, _, column) =>
      sum + (weights[column] ?? 0) * Math.max(0, ...best.map((of) => of[column]?.score ?? 0)),
    0,
  );
  return models
    .map((model, i) => judge(sheet, model, { best: best[i] ?? [], weights, most }, target))
    .filter(({ confidence }) => confidence >= LEAST_MODEL)
    .sort((a, b) => b.confidence - a.confidence || (a.model < b.model ? -1 : 1));
}

interface ColumnBest {
  readonly score: number;
  readonly field: string;
  readonly isMain: boolean;
}

function bestScores({ plan, columns }: ScoredModel): readonly ColumnBest[] {
  return columns.map(({ scores }) => {
    let best: ColumnBest = { score: 0, field: '', isMain: true };
    scores.forEach(({ score }, i) => {
      const slot = plan.slots[i];
      if (!slot || score < LEAST_CONFIDENCE) return;
      const isMain = slot.role === 'main';
      const counted = isMain ? score : score * IN_A_ROLE;
      if (counted > best.score) best = { score: counted, field: slot.field.name, isMain };
    });
    return best;
  });
}

interface Evidence {
  readonly best: readonly ColumnBest[];
  readonly weights: readonly number[];
  readonly most: number;
}

function judge(
  sheet: SheetProfile,
  { plan, accepted, rows, isAdvised }: ScoredModel,
  { best, weights, most }: Evidence,
  target: SuggestTarget,
): ModelCandidate {
  if (accepted !== null) return { model: plan.model, confidence: ACCEPTED, reason: accepted };
  const named = likeName(sheetWords(sheet.sheet), plan);
  const found = best.reduce((sum, { score }, i) => sum + score * (weights[i] ?? 0), 0);
  const fields = new Set(best.filter(({ isMain }) => isMain).map(({ field }) => field));
  const fit = (most === 0 ? 0 : found / most) * (0.55 + 0.45 * requiredShare(plan, fields, target));
  const keyed = likeName(keyWords(sheet), plan);
  const usual = plan.entry.usual ?? 0.3;
  const known = rows === null ? 0 : rows.found / rows.of;
  const doubt =
    (1 - 0.62 * named.score) * (1 - 0.75 * fit * fit) * (1 - 0.3 * keyed.score) * (1 - 0.4 * known);
  const own = (1 - doubt) * (0.9 + 0.1 * usual);
  const confidence = !isAdvised ? own : own < LEAST_MODEL ? LEAST_MODEL : raised(own);
  const matched = best.filter(({ score }) => score > 0).length;
  const reasons = [
    ...(named.score >= 0.4 ? [`the sheet is called like "${named.phrase}"`] : []),
    ...(keyed.score >= 0.5 ? [`its rows are named by a "${keyed.phrase}"`] : []),
    `${matched} of its ${sheet.columns.length} headers are fields of it`,
    ...(rows === null ? [] : [`${explainFound(rows)} ("${rows.column}")`]),
    ...(isAdvised ? [BY_LANGUAGE_MODEL] : []),
  ];
  return { model: plan.model, confidence: Math.round(confidence * 100) / 100, reason: reasons.join(', ') };
}

/** Share of what Odoo cannot do without that has a column. */
function requiredShare(plan: SlotPlan, fields: ReadonlySet<string>, target: SuggestTarget): number {
  const needed = Object.values(target.snapshot.models[plan.model]?.fields ?? {})
    .filter((field) => field.required && !field.hasDefault && !field.depends?.length)
    .filter(({ name }) => name in plan.entry.fields)
    .map(({ name }) => name);
  if (needed.length === 0) return 1;
  return needed.filter((name) => fields.has(name)).length / needed.length;
}

/** What the key is the key of: `customer` for a key `CustomerID`. */
export function keyWords(sheet: SheetProfile): readonly string[] {
  const key = sheet.keys.find(({ columns }) => columns.length === 1)?.columns[0];
  const words = wordsOf(key ?? '');
  const last = words.at(-1) ?? '';
  if (!['id', 'number', 'code', 'key', 'ref'].includes(last)) return [];
  return words.slice(0, -1);
}

function likeName(
  words: readonly string[],
  plan: SlotPlan,
): { readonly score: number; readonly phrase: string } {
  let best = { score: 0, phrase: '' };
  if (words.length === 0) return best;
  for (const phrase of plan.called) {
    const score = nameLikeness(words, phrase);
    if (score > best.score) best = { score, phrase: phrase.join(' ') };
  }
  return best;
}

function nameLikeness(words: readonly string[], phrase: readonly string[]): number {
  if (words.join('') === phrase.join('')) return 1;
  if (!phrase.every((word) => words.includes(word))) return 0;
  const isAtEnd = behindPrefix(words.toReversed(), phrase.toReversed()) !== null;
  return (phrase.length / words.length) * (isAtEnd ? 0.95 : 0.75);
}
