import { readFileSync } from 'node:fs';
import type { FieldSchema, ModelSchema, SchemaSnapshot } from '../mapping/target-schema.ts';

/**
 * What an Odoo with the usual modules looks like, for suggestions without a connection. `scripts/capture-schemas.ts` makes the files
 * from a running server; what is usual of a field is left out there, and put back here.
 */
export const SHIPPED_VERSIONS = [14, 19] as const;
export type ShippedVersion = (typeof SHIPPED_VERSIONS)[number];

/** A field as it stands in the file: the attributes that differ from a plain, optional, stored char field. */
export type CompactField = Partial<Omit<FieldSchema, 'name'>>;

export interface ShippedSchema {
  readonly serverVersion: string;
  readonly majorVersion: number;
  readonly installedModules: readonly string[];
  readonly hash: string;
  readonly models: Readonly<Record<string, Readonly<Record<string, CompactField>>>>;
  /** What the models are called. */
  readonly modelLabels: Readonly<Record<string, string>>;
  /** Labels in other languages, by model and field: different from the English one, without repetitions. */
  readonly labels: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

export const USUAL_FIELD: Omit<FieldSchema, 'name'> = {
  type: 'char',
  label: '',
  required: false,
  readonly: false,
  store: true,
};

export interface OfflineTarget {
  readonly snapshot: SchemaSnapshot;
  readonly labels: ShippedSchema['labels'];
}

const read = new Map<ShippedVersion, OfflineTarget>();

/** The shipped schema of a version; an administrator's rights are assumed, as nobody was asked. */
export function readShippedSchema(version: ShippedVersion): OfflineTarget {
  const known = read.get(version);
  if (known) return known;
  const text = readFileSync(new URL(`./schemas/odoo-${version}.json`, import.meta.url), 'utf8');
  // The files are ours and checked by the test of this file, so their shape is trusted.
  const schema = JSON.parse(text) as ShippedSchema;
  const target = { snapshot: toSnapshot(schema), labels: schema.labels };
  read.set(version, target);
  return target;
}

function toSnapshot({ models, ...rest }: ShippedSchema): SchemaSnapshot {
  const { serverVersion, majorVersion, installedModules, hash, modelLabels } = rest;
  const full = Object.entries(models).map(([model, fields]): [string, ModelSchema] => [
    model,
    {
      model,
      fields: Object.fromEntries(
        Object.entries(fields).map(([name, field]) => [name, { ...USUAL_FIELD, ...field, name }]),
      ),
      rights: { read: true, create: true, write: true, unlink: true },
    },
  ]);
  return {
    serverVersion,
    majorVersion,
    installedModules,
    hash,
    modelLabels,
    database: `Odoo ${majorVersion} as shipped`,
    languages: ['en_US'],
    models: Object.fromEntries(full),
  };
}
