import type { Issue } from '../issue.ts';
import type { ModelRights, ModelSchema, SchemaSnapshot } from '../mapping/target-schema.ts';
import { graphError, graphWarning } from './graph-issue.ts';
import type { GraphSpec, ModelNode } from './graph-spec.ts';
import { moduleOf } from './model-modules.ts';
import { WELL_KNOWN_MODULES } from './namespace.ts';
import { didYouMean } from './nearest-name.ts';
import { neededFields } from './required-fields.ts';

/**
 * Models that hold code, rights, passwords or the model definitions themselves: an import into them can take over the server,
 * so the graph must name them in `metadata.allow_models`.
 */
const RISKY =
  /^(ir\.(?!attachment$|sequence$)|res\.(users|groups)(\.|$)|base\.automation|auth[._]|fetchmail\.|mail\.template|payment\.(provider|acquirer))/;

export function isRiskyModel(model: string): boolean {
  return RISKY.test(model);
}

/** Refuses risky models that the graph does not allow by name. */
export function checkForbidden(spec: GraphSpec, models: ReadonlyMap<string, ModelNode>): readonly Issue[] {
  const allowed = new Set(spec.metadata?.allow_models ?? []);
  return [...models.values()].flatMap((node) => {
    const model = node.data.odooModel;
    if (!isRiskyModel(model) || allowed.has(model)) return [];
    return [
      graphError(
        'model_forbidden',
        { node: node.id },
        `model "${model}" holds code, rights or secrets of the server and is not loaded by default. If you mean it, add it to metadata.allow_models: ["${model}"].`,
      ),
    ];
  });
}

/** No external ID may begin with the name of an installed module: its upgrade would delete the records. */
export function checkNamespace(namespace: string, snapshot: SchemaSnapshot | undefined): readonly Issue[] {
  const installed = snapshot?.installedModules?.includes(namespace) ?? false;
  if (!installed && !WELL_KNOWN_MODULES.has(namespace)) return [];
  return [
    graphError(
      'namespace_invalid',
      {},
      `The namespace "${namespace}" is the name of an Odoo module, and Odoo deletes records under it when that module is upgraded. Set namespace to another word, e.g. "${namespace}_import".`,
    ),
  ];
}

/** The model exists, the user may write it, and everything Odoo needs for a new record is mapped. */
export function checkModel(spec: GraphSpec, node: ModelNode, snapshot: SchemaSnapshot): readonly Issue[] {
  const schema = snapshot.models[node.data.odooModel];
  if (!schema) return [unknownModel(node, snapshot)];
  return [...checkRights(node, schema.rights), ...checkNeeded(spec, node, schema)];
}

function unknownModel(node: ModelNode, snapshot: SchemaSnapshot): Issue {
  const model = node.data.odooModel;
  const module = moduleOf(model);
  if (module !== null && snapshot.installedModules && !snapshot.installedModules.includes(module)) {
    return graphError(
      'module_missing',
      { node: node.id },
      `database "${snapshot.database}" has no model "${model}"; it comes with the module "${module}", which is not installed. Install it in Odoo (Apps).`,
    );
  }
  const brings =
    module === null ? ', and that its module is installed.' : `; the module "${module}" brings such models.`;
  const hint = didYouMean(model, Object.keys(snapshot.models)) || ` Check the name${brings}`;
  return graphError(
    'model_unknown',
    { node: node.id },
    `database "${snapshot.database}" has no model "${model}".${hint}`,
  );
}

export function neededRights({
  write_policy: policy,
  adopt,
}: ModelNode['data']): readonly (keyof ModelRights)[] {
  if (policy === 'create_only') return adopt ? ['read', 'create'] : ['create'];
  return policy === 'update_only' ? ['read', 'write'] : ['read', 'create', 'write'];
}

function checkRights(node: ModelNode, rights: ModelRights): readonly Issue[] {
  const policy = node.data.write_policy ?? 'upsert';
  const needed = neededRights(node.data);
  const missing = needed.filter((right) => !rights[right]);
  if (missing.length === 0) return [];
  const relax =
    policy === 'upsert' && missing.length === 1 && missing[0] === 'write'
      ? ', or set write_policy: create_only'
      : '';
  return [
    graphError(
      'right_missing',
      { node: node.id },
      `the connection's user may not ${missing.join(' or ')} records of "${node.data.odooModel}" (write_policy ${policy} needs it). Give the user that right in Odoo${relax}.`,
    ),
  ];
}

function checkNeeded(spec: GraphSpec, node: ModelNode, schema: ModelSchema): readonly Issue[] {
  if (Object.keys(node.data.fields).length === 0) {
    return [
      graphWarning(
        'field_unmapped',
        { node: node.id },
        'no field is mapped, so records would get nothing but their external ID. Map at least one field.',
      ),
    ];
  }
  if (node.data.write_policy === 'update_only') return [];
  return neededFields(schema, node.data, spec)
    .filter((field) => !Object.hasOwn(node.data.fields, field.name))
    .map((field) =>
      graphError(
        'field_unmapped',
        { node: node.id, field: field.name },
        `Odoo requires "${field.label}" to create a record of "${schema.model}" and has no default for it. Map it, or put default_${field.name} into the node's context. If this Odoo fills it by itself, add "${schema.model}.${field.name}" to metadata.filled_by_odoo.`,
      ),
    );
}
