import type { DatasetProfile, SheetProfile } from '../../source/profile/dataset-profile.ts';
import type { AcceptedSheet } from './accepted.ts';
import type { Advice, SheetAdvice } from './advice.ts';
import { MODELS } from './catalogue/catalogue.ts';
import { findJunctions } from './find-junctions.ts';
import type { FoundValues } from './found-values.ts';
import type { ModuleGroup } from './module-groups.ts';
import { weighWords } from './phrase-index.ts';
import { recallSheet } from './recall.ts';
import { foundRows } from './score-found.ts';
import { planSlots, type SlotPlan, type SuggestTarget } from './slots.ts';
import { scoreColumns, suggestColumns } from './suggest-columns.ts';
import { keyWords, rankModels, type ScoredModel } from './suggest-models.ts';
import type { DatasetSuggestion, SheetSuggestion } from './suggestion.ts';
import { sheetWords } from './words.ts';

export interface SuggestOptions {
  /** Only models of these groups; default: all. */
  readonly groups?: readonly ModuleGroup[];
  /** What was loaded before, the newest first. */
  readonly accepted?: readonly AcceptedSheet[];
  /** What Odoo's records say of the values. */
  readonly found?: readonly FoundValues[];
  /** What a language model says. */
  readonly advice?: Advice;
}

const MODELS_SHOWN = 6;

/** Models for the sheets and fields for the columns of a dataset, for a target; nothing outside of the arguments is asked. */
export function suggestDataset(
  profile: DatasetProfile,
  target: SuggestTarget,
  options: SuggestOptions = {},
): DatasetSuggestion {
  const plans = plansFor(target, options);
  const weights = weighWords(plans.flatMap(({ slots }) => slots.map(({ names }) => names)));
  const planOf = planFinder(plans, target, options);
  const score = (sheet: SheetProfile): readonly ScoredModel[] => {
    const known = recallSheet(sheet, options.accepted ?? [], planOf, target);
    const found = (options.found ?? []).filter((of) => of.sheet === sheet.sheet);
    const advice = options.advice?.sheets.find((of) => of.sheet === sheet.sheet);
    const others = plans.filter(({ model }) => model !== known?.plan.model);
    return [...(known ? [known.plan] : []), ...others].map((plan) => {
      const recalled = plan === known?.plan ? known : null;
      const isAdvised = advice?.model === plan.model;
      const columns = scoreColumns(sheet, plan, {
        weights,
        sheetWords: sheetWords(sheet.sheet),
        referring: referringColumns(sheet, profile),
        ownKey: ownKey(sheet),
        recalled,
        found,
        advised: new Map(isAdvised ? entriesOf(advice) : []),
      });
      const rows = foundRows(sheet.columns, plan.model, found);
      return { plan, columns, accepted: recalled?.reason ?? null, rows, isAdvised };
    });
  };
  const scored = profile.sheets.map((sheet) => ({ sheet, models: score(sheet) }));
  const ranked = scored.map(({ sheet, models }) => ({
    sheet,
    models,
    ranking: rankModels(sheet, models, target),
  }));
  const junctions = findJunctions(
    profile,
    new Map(ranked.map(({ sheet, ranking }) => [sheet.sheet, ranking])),
    target,
  );
  const sheets = ranked.map(({ sheet, models, ranking }): SheetSuggestion => {
    const isKnown = models.some(({ accepted }) => accepted !== null);
    const order = (isKnown ? undefined : junctions.models.get(sheet.sheet)) ?? ranking;
    const chosen = models.find(({ plan }) => plan.model === order[0]?.model);
    return {
      sheet: sheet.sheet,
      models: order.filter(
        ({ model }, at) =>
          at < MODELS_SHOWN || models.some(({ plan, isAdvised }) => isAdvised && plan.model === model),
      ),
      columns: chosen
        ? suggestColumns(chosen.plan, chosen.columns)
        : sheet.columns.map(({ name }) => ({ column: name, field: null, alternatives: [] })),
      junction: (isKnown ? undefined : junctions.junctions.get(sheet.sheet)) ?? null,
    };
  });
  return { sheets };
}

function entriesOf(advice: SheetAdvice | undefined): readonly (readonly [string, string])[] {
  return Object.entries(advice?.columns ?? {}).flatMap(([header, field]) =>
    field === null ? [] : [[header, field] as const],
  );
}

/** Columns that hold keys of another sheet's rows; the sheet's own key is the other end. */
function referringColumns(sheet: SheetProfile, { references, sheets }: DatasetProfile): ReadonlySet<string> {
  const isKey = (name: string, column: string) =>
    sheets.some(
      (one) =>
        one.sheet === name && one.keys.some(({ columns }) => columns.length === 1 && columns[0] === column),
    );
  const found = references.filter(({ from, to }) => {
    const type = sheet.columns.find(({ name }) => name === from.column)?.type;
    const isCode = type === 'integer' || type === 'code' || type === 'identifier';
    return from.sheet === sheet.sheet && to.sheet !== from.sheet && isCode && isKey(to.sheet, to.column);
  });
  const [own] = sheet.keys;
  return new Set(
    found
      .map(({ from }) => from.column)
      .filter((column) => own?.columns[0] !== column || own.columns.length > 1),
  );
}

/** `Territory ID` in a sheet of territories. */
function ownKey(sheet: SheetProfile): string | null {
  const words = keyWords(sheet).join(' ');
  if (words === '' || words !== sheetWords(sheet.sheet).join(' ')) return null;
  return sheet.keys.find(({ columns }) => columns.length === 1)?.columns[0] ?? null;
}

function plansFor(target: SuggestTarget, { groups }: SuggestOptions): readonly SlotPlan[] {
  return Object.entries(MODELS)
    .filter(([model, { group }]) => model in target.snapshot.models && (groups?.includes(group) ?? true))
    .map(([model, entry]) => planSlots(model, entry, target));
}

/** Also of models that the catalogue does not know: they were loaded before, so the user does. */
function planFinder(
  plans: readonly SlotPlan[],
  target: SuggestTarget,
  { groups }: SuggestOptions,
): (model: string) => SlotPlan | null {
  const known = new Map(plans.map((plan) => [plan.model, plan]));
  return (model) => {
    const plan = known.get(model);
    if (plan || groups || model in MODELS || !(model in target.snapshot.models)) return plan ?? null;
    return planSlots(model, { group: 'foundation', nodeId: 'rows', names: '', fields: {} }, target);
  };
}
