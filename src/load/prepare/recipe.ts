import type { Slot } from '../../mapping/compile-slots.ts';
import type { PlanStep } from '../../plan/plan.ts';
import type { SendField } from '../prepared-step.ts';

/**
 * A step compiled for the tabular engine: what its rows become, as SQL over its sheet.
 *
 *   sheet ─ prepareValues ─▶ w<i>, k<i> ─ prepareReferences ─▶ r<i>_<j>, a<i>_<j> ─ finishStep ─▶ n<i>
 */
export interface StepRecipe {
  readonly step: PlanStep;
  readonly index: number;
  readonly namespace: string;
  readonly sheet: SheetSource;
  /** SQL condition over the sheet's columns: the row is taken. */
  readonly filter: string;
  readonly key: readonly LocatedSlot[];
  readonly givenId: LocatedSlot | null;
  /** In mapping order. */
  readonly fields: readonly RecipeField[];
}

export interface SheetSource {
  readonly name: string;
  /** Relation with `ord BIGINT` (0-based), `src_row`, `c0`, `c1`, … */
  readonly relation: string;
  /** Header → physical name. */
  readonly columns: ReadonlyMap<string, string>;
  readonly nullTokens: readonly string[];
}

/** A slot with its place in the user's data. */
export interface LocatedSlot extends Slot {
  /** Headers of the columns it reads; empty for a constant. */
  readonly headers: readonly string[];
  /** SQL of the value as read, over the slot's base relation. */
  readonly raw: string;
}

/** Only then `e<id>` is among the working rows. */
export function canFail({ stages }: LocatedSlot): boolean {
  return stages.some(({ failure }) => failure !== undefined);
}

export interface RecipeField extends SendField {
  readonly source: FieldSource;
  /** An empty value is sent as '', which clears the field in Odoo. */
  readonly clears: boolean;
  /** What an empty value is an issue for: Odoo has no default (`always`), or has one that '' would override (`cleared`). */
  readonly needed: 'always' | 'cleared' | 'never';
}

export type FieldSource = ValueSource | NodeSource | RecordSource;

export interface ValueSource {
  readonly kind: 'value';
  readonly slot: LocatedSlot;
}

export interface NodeSource {
  readonly kind: 'node';
  readonly node: string;
  /** Parts of the key, read from the row; for a list the one slot of its parts; for a junction what is matched against `from`. */
  readonly slots: readonly LocatedSlot[];
  readonly list: ListSource | null;
  readonly junction: JunctionSource | null;
  /** What is compared over there, read from the other node's sheet; null: its key. */
  readonly match: ((sheet: SheetSource) => readonly LocatedSlot[]) | null;
  readonly onMissing: 'reject' | 'empty';
}

export interface RecordSource {
  readonly kind: 'record';
  readonly by: 'external_id' | 'database_id' | 'field';
  readonly model: string;
  readonly match: string | null;
  readonly slot: LocatedSlot;
  readonly list: ListSource | null;
  /** `ask`: rejected until somebody has answered the value. */
  readonly onMissing: 'reject' | 'create' | 'empty' | 'ask';
  /** Further fields that are compared; their paths are as a search of Odoo takes them (`country_id.code`). */
  readonly within: readonly WithinField[];
  /** A node of the graph whose rows become such records: they are not found before they are loaded. */
  readonly madeBy: string | null;
  /** Where its answers are kept (`mapping/vocabulary.ts`). */
  readonly place: string;
}

export interface WithinField {
  readonly path: string;
  readonly slot: LocatedSlot;
}

/** A cell with several values. Slots of a list read its relation: the sheet with `pos` and `part` added. */
export interface ListSource {
  /** SQL of the cell, null when empty. */
  readonly cell: string;
  readonly separator: string;
}

export interface JunctionSource {
  readonly sheet: SheetSource;
  readonly from: readonly LocatedSlot[];
  readonly to: readonly LocatedSlot[];
}

/** All slots that read the row itself. */
export function rowSlots(recipe: StepRecipe): readonly LocatedSlot[] {
  const given = recipe.givenId ? [recipe.givenId] : [];
  return [...recipe.key, ...given, ...recipe.fields.flatMap(slotsOfField)];
}

/** Those of one field; none of a list, which is read apart. */
export function slotsOfField({ source }: RecipeField): readonly LocatedSlot[] {
  if (source.kind === 'value') return [source.slot];
  if (source.list) return [];
  return source.kind === 'node' ? source.slots : [source.slot, ...source.within.map(({ slot }) => slot)];
}
