import type { SchemaSnapshot } from '../mapping/target-schema.ts';
import type { ModelSummary } from './connection-cases.ts';

/** Models whose label or technical name has every word of the text: the best match first, then those that were read, then by label. */
export function findModels(
  { models, modelLabels = {} }: Pick<SchemaSnapshot, 'models' | 'modelLabels'>,
  text: string | undefined,
): readonly ModelSummary[] {
  const names = new Set([...Object.keys(models), ...Object.keys(modelLabels)]);
  const wanted = plain(text ?? '').trim();
  const words = wanted.split(/\s+/).filter((word) => word !== '');
  return [...names]
    .map((model) => ({ model, label: modelLabels[model] ?? null, isRead: Object.hasOwn(models, model) }))
    .filter(({ model, label }) => {
      const said = `${plain(label ?? '')} ${model}`;
      return words.every((word) => said.includes(word));
    })
    .map((found) => ({ found, rank: rankOf(found, wanted) }))
    .sort((a, b) => a.rank - b.rank || compare(a.found, b.found))
    .map(({ found }) => found);
}

function rankOf({ model, label, isRead }: ModelSummary, wanted: string): number {
  const said = plain(label ?? model);
  const match =
    model === wanted || said === wanted ? 0 : model.startsWith(wanted) || said.startsWith(wanted) ? 1 : 2;
  return match * 2 + (isRead ? 0 : 1);
}

function compare(a: ModelSummary, b: ModelSummary): number {
  const [left, right] = [a.label ?? a.model, b.label ?? b.model];
  return left === right ? (a.model < b.model ? -1 : 1) : left < right ? -1 : 1;
}

/** Without capitals and accents. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
