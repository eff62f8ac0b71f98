import type { Issue } from '../issue.ts';
import type { SchemaSnapshot } from '../mapping/target-schema.ts';
import { graphError } from './graph-issue.ts';
import { type ModelNode, vanishedAction } from './graph-spec.ts';

/** What a node asks to be done with the records of vanished rows can be done in this Odoo. */
export function checkVanished(node: ModelNode, snapshot: SchemaSnapshot): readonly Issue[] {
  const schema = snapshot.models[node.data.odooModel];
  const action = vanishedAction(node.data.on_vanished);
  if (!schema || action === 'report') return [];
  const place = { node: node.id };
  if (action === 'delete') return schema.rights.unlink ? [] : [rightMissing(place, schema.model, action)];
  const active = Object.hasOwn(schema.fields, 'active') ? schema.fields.active : undefined;
  if (active?.type !== 'boolean') {
    const text = `on_vanished: archive needs a field "active", which model "${schema.model}" does not have. Set on_vanished: report or delete.`;
    return [graphError('on_vanished_invalid', place, text)];
  }
  return schema.rights.write ? [] : [rightMissing(place, schema.model, action)];
}

function rightMissing(place: { readonly node: string }, model: string, action: 'archive' | 'delete'): Issue {
  const does = action === 'archive' ? 'writes to' : 'deletes';
  const text = `on_vanished: ${action} ${does} records of "${model}", which the connection's user may not. Give the user that right in Odoo, or set on_vanished: report.`;
  return graphError('right_missing', place, text);
}
