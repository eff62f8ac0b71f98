import { expect } from 'vitest';
import type { Oracle, OracleRecord } from './read-odoo.ts';

/** What a template left in a real Odoo, read without any code of the product. */
export interface TemplateWorld {
  readonly version: '19' | '14';
  readonly oracle: Oracle;
  /** The records that a node's rows became, by the text of one of the fields; `fields` are read besides, e.g. `'ref city'`. */
  readonly records: (
    node: string,
    model: string,
    by: string,
    fields: string,
  ) => Promise<ReadonlyMap<unknown, OracleRecord>>;
}

export function openWorld(version: '19' | '14', oracle: Oracle, namespace: string): TemplateWorld {
  return {
    version,
    oracle,
    records: async (node, model, by, fields) => {
      const ids = [...(await oracle.externalIds(namespace, node)).values()];
      const found = await oracle.searchRead(
        model,
        [['id', 'in', ids]],
        [by, ...fields.split(' ').filter(Boolean)],
      );
      expect(found, `${model} of ${node}`).toHaveLength(ids.length);
      return new Map(found.map((record) => [record[by], record]));
    },
  };
}

/** The text of a many2one as `read` gives it, or false. */
export function nameOf(value: unknown): unknown {
  return Array.isArray(value) ? value[1] : value;
}
