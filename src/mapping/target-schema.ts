/**
 * What the engine knows of the Odoo side: a schema snapshot, read once per run by `odoo/` and kept, so that mapping and
 * checking work offline. Source: `fields_get`, access rights and `ir.module.module` of the server.
 */
export interface SchemaSnapshot {
  readonly serverVersion: string;
  /** Major version: 14 … 19; `saas~18.3` is 18. */
  readonly majorVersion: number;
  readonly database: string;
  readonly models: Readonly<Record<string, ModelSchema>>;
  /** Technical names; null where the user may not read `ir.module.module` (14, ordinary user). */
  readonly installedModules: readonly string[] | null;
  /** Codes of the active languages, e.g. `en_US`; null where they may not be read. */
  readonly languages: readonly string[] | null;
  /** What every model of the target is called, those without fields here too; only where it was read for people to choose from. */
  readonly modelLabels?: Readonly<Record<string, string>>;
  /** SHA-256 of the canonical JSON of `models`, lower-case hex. */
  readonly hash: string;
}

export interface ModelSchema {
  readonly model: string;
  readonly fields: Readonly<Record<string, FieldSchema>>;
  readonly rights: ModelRights;
}

export interface ModelRights {
  readonly read: boolean;
  readonly create: boolean;
  readonly write: boolean;
  readonly unlink: boolean;
}

export const FIELD_TYPES = [
  'char',
  'text',
  'html',
  'integer',
  'float',
  'monetary',
  'boolean',
  'date',
  'datetime',
  'selection',
  'many2one',
  'many2many',
  'one2many',
  'many2one_reference',
  'reference',
  'binary',
  'json',
  'properties',
  'properties_definition',
] as const;
export type FieldKind = (typeof FIELD_TYPES)[number];

export interface FieldSchema {
  readonly name: string;
  readonly type: FieldKind;
  readonly label: string;
  readonly required: boolean;
  readonly readonly: boolean;
  readonly store: boolean;
  /** False: Odoo cannot search by it; absent otherwise. */
  readonly searchable?: false;
  /** Comodel of many2one, many2many, one2many. */
  readonly relation?: string;
  /** Inverse many2one of a one2many. */
  readonly relationField?: string;
  /** [key, label] pairs. */
  readonly selection?: readonly (readonly [string, string])[];
  /** Largest number of characters of a char field; absent when unlimited. */
  readonly size?: number;
  /** [precision, scale] of a float; absent when the float is stored as it is. */
  readonly digits?: readonly [number, number];
  /** The field has a default on the server (`default_get` named it), so it may be left out although required. */
  readonly hasDefault?: boolean;
  /** Non-empty when the server computes the field from others. */
  readonly depends?: readonly string[];
  readonly translate?: boolean;
  readonly companyDependent?: boolean;
  /** What Odoo's form says about it; only where it was read for people to choose from. */
  readonly help?: string;
}
