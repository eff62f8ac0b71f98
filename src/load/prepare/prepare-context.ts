import type { Engine } from '../../source/engine.ts';
import type { Target } from '../ports.ts';
import type { LoadedRow, ResolvedValue } from '../run-store.ts';
import type { StepRecipe } from './recipe.ts';

/** What preparation asks of the outside. */
export interface PrepareContext {
  readonly engine: Engine;
  /** Null: offline; references to records in Odoo stay unchecked unless remembered. */
  readonly target: Target | null;
  readonly memory: PrepareMemory;
  /** Recipes of the nodes that references of this step may name, by node id. */
  readonly recipes: ReadonlyMap<string, StepRecipe>;
  /** What becomes of `on_missing: create`. */
  readonly creates: CreateMissing | ForetellMissing;
}

export interface CreateMissing {
  /** Context of the calls that create. */
  readonly context: Readonly<Record<string, unknown>>;
  /** Text of a message of `load` that a repetition would cure (`isSerializationText`). */
  readonly isConflict: (text: string) => boolean;
  /** Of all runs on one Odoo, one at a time makes records of a model; null: the others took too long, and nothing was done. */
  readonly alone: <T>(model: string, make: () => Promise<T>) => Promise<T | null>;
}

/** A check creates nothing: the value is answered as `new`. */
export interface ForetellMissing {
  /** `model.field` → values for which a run would have created a record by now: it would find them from then on. */
  readonly foretold: Map<string, Set<string>>;
  /** At server depth Odoo tries to create the records, and takes them back; null: offline. */
  readonly trial: CreateMissing | null;
}

/** What a run remembers; `RunLease` fits but for `knownKeys`, which reads its key map. */
export interface PrepareMemory {
  resolvedValues(node: string, field: string): Promise<readonly ResolvedValue[]>;
  saveResolvedValues(node: string, field: string, values: readonly ResolvedValue[]): Promise<void>;
  /** Canonical key → external ID of rows that earlier runs loaded; at most 1,000 keys are asked at once. */
  knownKeys(node: string, keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** In a retry: what the run before has loaded of a node. */
  loadedBefore(node: string): AsyncIterable<readonly LoadedRow[]> | null;
}

/** How many values one question holds. */
export const CHUNK = 1000;

/** A memory without a past. */
export const NO_MEMORY: PrepareMemory = {
  resolvedValues: () => Promise.resolve([]),
  saveResolvedValues: () => Promise.resolve(),
  knownKeys: () => Promise.resolve(new Map()),
  loadedBefore: () => null,
};
