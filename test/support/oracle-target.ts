import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import type { Oracle } from './read-odoo.ts';

/** An external ID as Odoo has it. */
export interface FoundExternalId {
  /** With the namespace, e.g. `shop.companies_C1`. */
  readonly externalId: string;
  readonly model: string;
  readonly recordId: number;
}

/** What the oracle asks of an Odoo, real or not; none of it goes through the product. */
export interface OracleTarget {
  externalIds(namespace: string): Promise<readonly FoundExternalId[]>;
  /** Of all records, archived ones too: id and the fields; a many2one is an ID or false. */
  records(model: string, fields: readonly string[]): Promise<readonly TargetRecord[]>;
}

export type TargetRecord = Readonly<Record<string, unknown>> & { readonly id: number };

/** `database`: default the sandbox's first. */
export function readSandbox({ state }: Sandbox, database?: string): OracleTarget {
  return {
    externalIds: async (namespace) =>
      state
        .records('ir.model.data', ['module', 'name', 'model', 'res_id'], database)
        .filter((row) => row.module === namespace)
        .map(foundExternalId),
    records: async (model, fields) => state.records(model, fields, database).map(plainRecord),
  };
}

/** The user must be an administrator, to see external IDs. */
export function readOdoo(odoo: Oracle): OracleTarget {
  return {
    externalIds: async (namespace) => {
      const fields = ['module', 'name', 'model', 'res_id'];
      return (await odoo.searchRead('ir.model.data', [['module', '=', namespace]], fields)).map(
        foundExternalId,
      );
    },
    records: async (model, fields) => (await odoo.searchRead(model, [], fields)).map(plainRecord),
  };
}

function foundExternalId(row: Readonly<Record<string, unknown>>): FoundExternalId {
  return {
    externalId: `${String(row.module)}.${String(row.name)}`,
    model: String(row.model),
    recordId: Number(row.res_id),
  };
}

function plainRecord(row: Readonly<Record<string, unknown>>): TargetRecord {
  const values = Object.entries(row).map(([name, value]) => [name, isLabelled(value) ? value[0] : value]);
  return { ...Object.fromEntries(values), id: Number(row.id) };
}

/** A many2one as `read` gives it: `[12, 'Label']`. */
function isLabelled(value: unknown): value is readonly [number, string] {
  return Array.isArray(value) && value.length === 2 && typeof value[1] === 'string';
}
