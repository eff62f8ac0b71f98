/** What the sandbox knows of Odoo's models, as `scripts/capture-metadata.ts` writes it down; `catalog.ts` reads it. */

/** A stored value. References are numbers, many2many is a list of numbers, anything empty is `false`, as Odoo answers it. */
export type Value = string | number | boolean | readonly number[];
export type Values = { [field: string]: Value };

/** As captured: what is usual is left out (`scripts/capture-metadata.ts`, USUAL). */
export interface CapturedField {
  readonly type: string;
  readonly string: string;
  readonly relation?: string;
  readonly relation_field?: string;
  readonly selection?: readonly (readonly [string, string])[];
  /** Total and decimal digits; false: kept as it is given. */
  readonly digits?: readonly [number, number] | false;
  readonly currency_field?: string;
  readonly size?: number;
  /** Path of the field this one shows, e.g. `product_tmpl_id.name`. */
  readonly related?: string;
  /** Fields this one is computed from. */
  readonly depends?: readonly string[];
  readonly required?: boolean;
  readonly readonly?: boolean;
  readonly store?: boolean;
  readonly searchable?: boolean;
  readonly sortable?: boolean;
  readonly exportable?: boolean;
  readonly groupable?: boolean;
  readonly company_dependent?: boolean;
  readonly translate?: boolean;
  /** Of a stored many2one: what the database does when the other record goes. */
  readonly ondelete?: 'set null' | 'restrict' | 'cascade';
}

export interface CapturedModel {
  readonly model: string;
  readonly label: string;
  readonly order: string;
  readonly ordinaryUserMay: readonly Operation[];
  readonly constraints: readonly {
    readonly name: string;
    readonly definition: string;
    readonly message: string;
  }[];
  readonly defaults: Readonly<Record<string, Value>>;
  readonly fields: Readonly<Record<string, CapturedField>>;
  readonly records?: {
    readonly fields: readonly string[];
    /** Each row: database ID, external ID, then the values of `fields`. */
    readonly rows: readonly (readonly [number, string | null, ...Value[]])[];
  };
}

export type Operation = 'read' | 'create' | 'write' | 'unlink';

export interface FieldMeta extends CapturedField {
  readonly name: string;
  /** The captured entry is `store: false` only for computed fields, the sandbox still keeps what is written to them. */
  readonly isStored: boolean;
  readonly isRequired: boolean;
}

export interface ModelMeta extends Omit<CapturedModel, 'fields'> {
  readonly fields: ReadonlyMap<string, FieldMeta>;
  readonly requiredFields: readonly FieldMeta[];
  readonly references: readonly FieldMeta[];
  readonly uniques: readonly Unique[];
  readonly hasActive: boolean;
}

export interface Unique {
  readonly name: string;
  readonly fields: readonly string[];
  readonly message: string;
}

export interface Catalog {
  readonly models: ReadonlyMap<string, ModelMeta>;
  readonly modules: { readonly installed: readonly string[]; readonly uninstalled: readonly string[] };
}
