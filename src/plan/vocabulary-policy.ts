import type { RecordReference } from '../mapping/field-mapping.ts';
import type { ModelPolicies, Vocabulary, VocabularyPolicy } from '../mapping/vocabulary.ts';
import { isRiskyModel } from './check-models.ts';
import type { GraphSpec } from './graph-spec.ts';
import { nodeThatLoads } from './loaded-by.ts';

/** Words people make up as they go. Anything that is not here is looked up only; a category of products, say, has accounts behind it. */
const CREATED: ReadonlySet<string> = new Set([
  'crm.tag',
  'crm.lead.tag',
  'res.partner.category',
  'product.tag',
  'project.tags',
]);

export interface PolicySources {
  /** The graph's own policies and ids. */
  readonly spec: GraphSpec | undefined;
  readonly vocabulary: Vocabulary;
}

/** The field's own `on_missing`, else the policy of the model: the graph's, the connection's, ours. */
export function whenMissing(
  model: string,
  reference: RecordReference,
  of: PolicySources,
): 'reject' | 'create' | 'empty' | 'ask' {
  if (reference.on_missing !== undefined) return reference.on_missing;
  const policy = policyOf(model, of);
  if (policy === 'create_if_missing') return mayCreate(model, reference, of.spec) ? 'create' : 'reject';
  return policy === 'ask' ? 'ask' : 'reject';
}

function policyOf(model: string, { spec, vocabulary }: PolicySources): VocabularyPolicy {
  const own = (policies: ModelPolicies | undefined) =>
    policies && Object.hasOwn(policies, model) ? policies[model] : undefined;
  return (
    own(spec?.metadata?.vocabulary) ??
    own(vocabulary.policies) ??
    (CREATED.has(model) ? 'create_if_missing' : 'lookup_only')
  );
}

/**
 * A policy makes a record from its name alone; what a validation would refuse of `on_missing: create` it leaves undone: models that hold
 * rights or code, external IDs that a node of the graph gives, and records that one loads.
 */
function mayCreate(
  model: string,
  { by, match, within }: RecordReference,
  spec: GraphSpec | undefined,
): boolean {
  const isAllowed = !isRiskyModel(model) || spec?.metadata?.allow_models?.includes(model) === true;
  const isNode = spec?.nodes.some(({ id }) => id === model.replaceAll('.', '_')) === true;
  const isLoaded = nodeThatLoads(spec, model) !== undefined;
  return by === 'field' && match === 'name' && within === undefined && isAllowed && !isNode && !isLoaded;
}
