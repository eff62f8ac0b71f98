import type { GraphSpec } from './spec.ts';

export type ReadGraph =
  | { readonly ok: true; readonly spec: GraphSpec }
  | { readonly ok: false; readonly message: string };

export async function writeYaml(spec: GraphSpec): Promise<string> {
  const { stringify } = await import('yaml');
  return stringify(spec, { version: '1.2', schema: 'core', lineWidth: 0, aliasDuplicateObjects: false });
}

/** Only its outer shape is looked at: the server says what else is wrong when it is saved. */
export async function readYaml(text: string): Promise<ReadGraph> {
  const { parseDocument } = await import('yaml');
  const document = parseDocument(text, { version: '1.2', schema: 'core', stringKeys: true });
  const [error] = document.errors;
  if (error) return { ok: false, message: error.message };
  const value: unknown = document.toJS({ maxAliasCount: 100 });
  return isGraph(value)
    ? { ok: true, spec: value }
    : { ok: false, message: 'A graph is a mapping with a `name` and a list of `nodes`.' };
}

function isGraph(value: unknown): value is GraphSpec {
  if (typeof value !== 'object' || value === null) return false;
  const { name, nodes, edges } = value as Readonly<Record<string, unknown>>;
  const isNode = (node: unknown) => {
    const { id, type, data } = (node ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof id !== 'string' || typeof data !== 'object' || data === null) return false;
    if (type === 'sheet') return true;
    const { fields, key, odooModel } = data as Readonly<Record<string, unknown>>;
    const isMapped = typeof fields === 'object' && fields !== null && Array.isArray(key);
    return type === 'model' && isMapped && typeof odooModel === 'string';
  };
  const areEdges = edges === undefined || Array.isArray(edges);
  return typeof name === 'string' && Array.isArray(nodes) && nodes.every(isNode) && areEdges;
}
