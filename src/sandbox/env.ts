import type { Catalog, ModelMeta, Value, Values } from './metadata.ts';
import type { Row, Store } from './store.ts';

/** One call of one user: what every operation on records works with. */
export interface Env {
  readonly catalog: Catalog;
  readonly store: Store;
  readonly user: SandboxUser;
  readonly context: Readonly<Record<string, unknown>>;
  /** Time of the call, `YYYY-MM-DD HH:MM:SS`, UTC. */
  readonly now: string;
  /** Creates records with the rules of the model; returns them in the order of `valuesList`. */
  create(model: string, valuesList: readonly Incoming[]): readonly Row[];
  write(model: string, ids: readonly number[], values: Incoming): void;
  /** The value of a field as `read` shows it, computed where the model says so. */
  value(model: string, row: Row, field: string): Value;
  displayName(model: string, id: number): string;
}

/** Values as they come over the wire, before they are turned into what is stored. */
export type Incoming = Readonly<Record<string, unknown>>;

export interface SandboxUser {
  readonly uid: number;
  readonly login: string;
  readonly isAdmin: boolean;
}

/** What one model does beyond its metadata. */
export interface Behaviour {
  /** Field that names a record; default `name`. */
  readonly recName?: string;
  /** Fields `name_search` compares; default the record name. */
  readonly searchNames?: readonly string[];
  /** Odoo's `_inherits`: this model's records each stand on one of another model. */
  readonly inherits?: { readonly model: string; readonly field: string };
  /** Field that points to the parent of the same model, and the message when that makes a circle. */
  readonly hierarchy?: { readonly field: string; readonly message: string };
  /** Fills in what Odoo computes before the record is inserted; may change `values`. */
  readonly complete?: (env: Env, values: Values, given: Incoming) => void;
  /** After the insertion of one record. */
  readonly created?: (env: Env, row: Row, given: Incoming) => void;
  /** Before the update of one record; may change `changes`. */
  readonly changing?: (env: Env, before: Row, changes: Values) => void;
  readonly written?: (env: Env, before: Row, after: Row) => void;
  readonly computed?: Readonly<Record<string, (env: Env, row: Row) => Value>>;
  readonly displayName?: (env: Env, row: Row) => string;
  /** Refuses what Odoo's SQL CHECK or Python constraints refuse. */
  readonly check?: (env: Env, row: Row, meta: ModelMeta) => void;
  /** Before the removal; refuses what Odoo's `ondelete` methods refuse. */
  readonly removing?: (env: Env, rows: readonly Row[]) => void;
  /** Before the removal: records of another model that go with these. */
  readonly takesAlong?: (
    env: Env,
    rows: readonly Row[],
  ) => { readonly model: string; readonly ids: readonly number[] };
}
