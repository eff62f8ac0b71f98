import type { FieldKind, FieldSchema, ModelSchema } from '../mapping/target-schema.ts';
import type { ReadRecord } from './ports.ts';
import { computedFrom } from './prepare/computed-from.ts';
import type { BatchKind } from './run-store.ts';

/**
 * What Odoo computes for each new record although it comes out the same for all of them: the sales team and the stage of a lead, each a search
 * of its own. Sent along, the value costs nothing: 2 fields of crm.lead take a third to a half of the time of `load` (19).
 *
 *   first batch, sent plainly ─▶ read back ─▶ the same for all its rows? ─▶ proposed (`suggest`) or sent along from now on (`auto`)
 *   every tenth batch, sent plainly ─▶ read back ─▶ another value? ─▶ the field is sent no more
 *
 * Only fields that Odoo computes from nothing that the mapping sends: what depends on the row is never the same by right.
 * A row that is refused with them is tried without them, before its refusal is believed.
 */
export type PinMode = 'off' | 'suggest' | 'auto';

export interface PinnedDefault {
  readonly field: string;
  /** Column of `load`: `stage_id/.id`. */
  readonly path: string;
  /** The cell for it. */
  readonly text: string;
  readonly value: PinValue;
}
export type PinValue = string | number | true;

/** Fewer new rows than this prove nothing. */
const LEAST_PROOF = 20;
/** A first batch that is sent before the others, so that they profit from what it shows. */
export const PROBE_ROWS = 100;
const CONTROL_EVERY = 10;

const PINNED_TYPES: ReadonlySet<FieldKind> = new Set([
  'many2one',
  'selection',
  'boolean',
  'integer',
  'float',
  'char',
]);

/** Fields that may be pinned: stored, editable, and computed from nothing that the mapping sends. */
export function pinnableFields(
  schema: ModelSchema | undefined,
  mapped: readonly string[],
): readonly FieldSchema[] {
  const fields = schema?.fields ?? {};
  const sent = new Set(mapped);
  return Object.values(fields).filter((field) => {
    if (!PINNED_TYPES.has(field.type) || sent.has(field.name)) return false;
    if (field.companyDependent || field.translate) return false;
    const from = computedFrom(fields, field);
    return from.size > 0 && [...from].every((name) => !sent.has(name));
  });
}

/** What is known of the defaults of one step in this turn of a worker. */
export class PinnedDefaults {
  readonly mode: PinMode;
  readonly #candidates: readonly FieldSchema[];
  #pins: readonly PinnedDefault[] = [];
  #isProbed = false;
  #batches = 0;

  constructor(mode: PinMode, candidates: readonly FieldSchema[]) {
    this.mode = mode;
    this.#candidates = mode === 'off' ? [] : candidates;
  }

  /** So many new rows are worth a batch that goes ahead of the others. */
  wantsProbe(rows: number): boolean {
    return this.mode === 'auto' && !this.#isProbed && this.#candidates.length > 0 && rows > 2 * PROBE_ROWS;
  }

  /** What is sent beside the mapping, and what is read back beside it. To be asked once for each batch. */
  ofBatch({ kind, rows }: Batch): BatchDefaults {
    if (kind !== 'create' || this.#candidates.length === 0) return PLAIN;
    if (!this.#isProbed) {
      return rows.length < LEAST_PROOF
        ? PLAIN
        : { pins: [], proves: 'probe', reads: this.#candidates.map(({ name }) => name) };
    }
    if (this.#pins.length === 0) return PLAIN;
    this.#batches += 1;
    return this.#batches % CONTROL_EVERY === 0
      ? { pins: [], proves: 'control', reads: this.#pins.map(({ field }) => field) }
      : { pins: this.#pins, proves: null, reads: [] };
  }

  /** The first batch is back: which fields came out the same for all of its rows. Null where another batch was first. */
  probed(records: readonly ReadRecord[]): readonly PinnedDefault[] | null {
    if (this.#isProbed || records.length < LEAST_PROOF) return null;
    this.#isProbed = true;
    const found = this.#candidates.flatMap((field) => pinOf(field, records));
    if (this.mode === 'auto') this.#pins = found;
    return found;
  }

  /** A batch that was sent plainly is back: the pins that it proves wrong, which are taken back. */
  controlled(records: readonly ReadRecord[]): readonly PinnedDefault[] {
    return this.#takeBack((pin) => records.some((record) => record[pin.field] !== pin.value));
  }

  /** Odoo refused rows with pins that it took without them. */
  refused(pins: readonly PinnedDefault[]): readonly PinnedDefault[] {
    const fields = new Set(pins.map(({ field }) => field));
    return this.#takeBack(({ field }) => fields.has(field));
  }

  #takeBack(isWrong: (pin: PinnedDefault) => boolean): readonly PinnedDefault[] {
    const wrong = this.#pins.filter(isWrong);
    this.#pins = this.#pins.filter((pin) => !wrong.includes(pin));
    return wrong;
  }
}

interface Batch {
  readonly kind: BatchKind;
  readonly rows: readonly unknown[];
}

export interface BatchDefaults {
  readonly pins: readonly PinnedDefault[];
  /** What its rows, sent plainly, are to show; null where they show nothing. */
  readonly proves: 'probe' | 'control' | null;
  /** Fields to be read back beside those that were sent. */
  readonly reads: readonly string[];
}

const PLAIN: BatchDefaults = { pins: [], proves: null, reads: [] };

function pinOf(field: FieldSchema, records: readonly ReadRecord[]): readonly PinnedDefault[] {
  const value = records[0]?.[field.name];
  if (!isWorthPinning(value) || records.some((record) => record[field.name] !== value)) return [];
  const { name } = field;
  const path = field.type === 'many2one' ? `${name}/.id` : name;
  return [{ field: name, path, text: value === true ? '1' : String(value), value }];
}

/** An empty value is no less computed, but `load` has no cell that says "nothing" for every type. */
function isWorthPinning(value: unknown): value is PinValue {
  return (
    value === true ||
    (typeof value === 'string' && value !== '') ||
    (typeof value === 'number' && value !== 0)
  );
}
