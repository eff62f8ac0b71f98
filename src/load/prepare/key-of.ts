import { canonicalKeySql, externalIdSql } from '../../mapping/external-id.ts';
import type { LocatedSlot, StepRecipe } from './recipe.ts';

/**
 * Canonical key of some slots; '' when a part is empty. For a reference null where there is none: all parts are empty, or one has an
 * issue of its own already.
 */
export function keyOf(slots: readonly LocatedSlot[], isReference = false): string {
  const key = canonicalKeySql(slots.map(({ id }) => `v${id}`));
  if (!isReference) return key;
  const failed = slots.map(({ id }) => `e${id} IS NOT NULL`).join(' OR ');
  return `CASE WHEN ${failed} OR coalesce(${slots.map(({ id }) => `v${id}`).join(', ')}) IS NULL THEN NULL ELSE ${key} END`;
}

/** External ID of a row that the sheet gives none. */
export function generatedId({ namespace, step }: StepRecipe, key: string): string {
  return externalIdSql(namespace, step.node, key);
}
