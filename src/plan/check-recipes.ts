import type { Issue } from '../issue.ts';
import { checkPattern, checkTransform } from '../mapping/check-transform.ts';
import type { FieldMapping, KeyPart, RowFilter } from '../mapping/field-mapping.ts';
import type { Transform } from '../mapping/transform.ts';
import { graphError, type Place } from './graph-issue.ts';
import type { ModelNode } from './graph-spec.ts';
import { referenceParts } from './valid-graph.ts';

/** Arguments of transforms and filters that have the right shape and still cannot work. */
export function checkRecipes(models: ReadonlyMap<string, ModelNode>): readonly Issue[] {
  return [...models.values()].flatMap((node) => [
    ...checkFilter({ node: node.id }, node.data.filter ?? []),
    ...node.data.key.flatMap((part) => checkPart({ node: node.id }, part)),
    ...Object.entries(node.data.fields).flatMap(([field, mapping]) =>
      checkMapping({ node: node.id, field }, mapping),
    ),
  ]);
}

function checkMapping(place: Place, mapping: FieldMapping): readonly Issue[] {
  if ('column' in mapping || 'formula' in mapping) return checkTransforms(place, mapping.transforms);
  if (!('reference' in mapping)) return [];
  const { reference } = mapping;
  if (!('node' in reference)) return checkTransforms(place, reference.transforms);
  return referenceParts(reference).flatMap((part) => checkPart(place, part));
}

function checkPart(place: Place, part: KeyPart): readonly Issue[] {
  return typeof part === 'string' ? [] : checkTransforms(place, part.transforms);
}

function checkTransforms(place: Place, transforms: readonly Transform[] | undefined): readonly Issue[] {
  return (transforms ?? []).flatMap((step) => {
    const problem = checkTransform(step);
    return problem === null ? [] : [graphError('transform_invalid', place, problem)];
  });
}

function checkFilter(place: Place, filter: RowFilter): readonly Issue[] {
  return filter.flatMap((rule, i) => {
    const problem = ruleProblem(rule);
    if (problem === null) return [];
    return [
      graphError(
        'filter_invalid',
        { ...place, column: rule.column },
        `filter ${i + 1} (${rule.op}) ${problem}`,
      ),
    ];
  });
}

function ruleProblem(rule: RowFilter[number]): string | null {
  const needed = argumentOf(rule.op);
  const given = (['value', 'values'] as const).filter((key) => rule[key] !== undefined);
  if (needed === null && given.length > 0)
    return `takes neither value nor values. Remove ${given.join(' and ')}.`;
  if (needed !== null && (given.length !== 1 || given[0] !== needed)) {
    return `takes ${needed} and nothing else; it has ${given.join(' and ') || 'none'}.`;
  }
  const pattern = rule.op === 'matches' ? checkPattern(rule.value ?? '') : null;
  return pattern === null ? null : `cannot work. ${pattern}`;
}

function argumentOf(op: RowFilter[number]['op']): 'value' | 'values' | null {
  if (op === 'empty' || op === 'not_empty') return null;
  return op === 'in' || op === 'not_in' ? 'values' : 'value';
}
