import { chunks } from '../util/chunks.ts';

const NAMES_PER_CALL = 1_000;

/** The module ends at the first dot (odoo/addons/base/models/ir_model.py `_xmlid_lookup`). */
export function splitExternalId(xid: string): readonly [module: string, name: string] {
  const dot = xid.indexOf('.');
  return [xid.slice(0, dot), xid.slice(dot + 1)];
}

export interface ModuleNames {
  readonly module: string;
  readonly names: readonly string[];
}

/** Names by module, in parts that fit one search of ir.model.data. */
export function groupByModule(externalIds: readonly string[]): readonly ModuleNames[] {
  const groups = new Map<string, string[]>();
  for (const xid of externalIds) {
    const [module, name] = splitExternalId(xid);
    const names = groups.get(module);
    if (names) names.push(name);
    else groups.set(module, [name]);
  }
  return [...groups].flatMap(([module, names]) =>
    chunks(names, NAMES_PER_CALL).map((part) => ({ module, names: part })),
  );
}
