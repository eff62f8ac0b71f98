import type { SchemaSnapshot } from '../mapping/target-schema.ts';

/** How `load` reaches the outside; `odoo/` implements Target, `store/` implements RunStore, `app.ts` joins them. */

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: TargetFault };

/**
 * What can go wrong with a call, classified once (`odoo/fault.ts`), by what it means for the rows of the call:
 * - `certain`: nothing was written, and the same call would fail again (validation, access, not found).
 * - `transient`: nothing was written, the same call may succeed later (429, 503, serialization, connection refused).
 * - `unknown`: it may have been written: look up before sending again (time-out, reset, 502/504, an answer that is not Odoo's).
 * - `needs_you`: nothing was written, and nothing will work until somebody acts (credentials, certificate).
 */
export interface TargetFault {
  readonly kind: 'certain' | 'transient' | 'unknown' | 'needs_you';
  readonly reason: FaultReason;
  /** Our words, safe to show: no traceback, no secret, at most 2,000 characters. */
  readonly message: string;
  /** From `Retry-After`, seconds or date. */
  readonly retryAfterMs?: number;
  readonly httpStatus?: number;
}
export const FAULT_REASONS = [
  'connection_refused',
  'name_not_resolved',
  'address_refused',
  'tls',
  'connection_lost',
  'timed_out',
  'gateway',
  'not_odoo',
  'answer_malformed',
  'answer_too_large',
  'request_too_large',
  'rate_limited',
  'unavailable',
  'serialization',
  'credentials',
  'access_denied',
  'model_unknown',
  'method_unknown',
  'record_missing',
  'rejected',
  'database_unknown',
  'server_error',
] as const;
export type FaultReason = (typeof FAULT_REASONS)[number];

export interface LoadCall {
  readonly model: string;
  /** Paths as `load` takes them: `id`, `name`, `partner_id/id`, `country_id/.id`. */
  readonly columns: readonly string[];
  /** Strings only: a JSON `true` in a boolean column loses the whole call (Odoo 19). */
  readonly rows: readonly (readonly string[])[];
  readonly context: Readonly<Record<string, unknown>>;
}

export interface LoadAnswer {
  /** One per extracted record in order; null when the call was rolled back. */
  readonly ids: readonly number[] | null;
  readonly messages: readonly LoadMessage[];
  readonly nextrow: number;
}

export interface LoadMessage {
  readonly type: 'error' | 'warning';
  readonly message: string;
  /** Indexes into the rows sent; absent where the server names none. */
  readonly rows?: { readonly from: number; readonly to: number };
  readonly record?: number;
  /** Technical field name where the server names it. */
  readonly field?: string;
}

export interface FoundRecord {
  readonly value: string;
  readonly id: number;
  readonly label: string;
}

/** A condition of a search: the field holds one of these values, each as `read` gives it (a many2one by its database ID). */
export interface FieldValues {
  readonly field: string;
  readonly values: readonly (string | number)[];
}

export interface Candidate {
  readonly record: ReadRecord;
  readonly label: string;
  readonly isArchived: boolean;
  /** As Odoo says it, UTC; null for a model that keeps no dates. */
  readonly createDate: string | null;
}

export interface ExternalIdOf {
  readonly externalId: string;
  readonly recordId: number;
}

export interface InboundFields {
  /** Whose fields were asked: of every model, of those the user may read, of the `known` ones only. */
  readonly scope: 'all' | 'readable' | 'known';
  readonly fields: readonly InboundField[];
}

/** A stored field that refers to records of `to`. */
export interface InboundField {
  readonly model: string;
  readonly field: string;
  readonly kind: 'many2one' | 'many2many' | 'many2one_reference' | 'reference';
  /** The model it refers to; null where each record says which. */
  readonly to: string | null;
  /** Of a many2one_reference: the field with the name of the model. */
  readonly modelField: string | null;
  /** Of a many2many: the field of `to` that shows the same links from its side; null where there is none. */
  readonly mirror: string | null;
  readonly required: boolean;
  /** What becomes of the referring record when the other one goes; null: not known to this user, or left to Odoo's code. */
  readonly onDelete: 'cascade' | 'restrict' | 'set null' | null;
}

/** One reference from one record to another. */
export interface Referrer {
  readonly id: number;
  readonly field: string;
  readonly to: number;
  readonly audit: RecordAudit;
}

/** Who made a record and who wrote to it last, and when (UTC, to the second, as Odoo gives it). */
export interface RecordAudit {
  readonly createdAt: string;
  readonly createdBy: number;
  readonly writtenAt: string;
  readonly writtenBy: number;
}

export interface ReferrerPage {
  readonly referrers: readonly Referrer[];
  /** The last database ID of the part; null where it is the end. */
  readonly next: number | null;
}

export type LookUpDepth = 'unread' | 'quick' | 'sure';

export interface Target {
  /** Odoo's `load`, one server transaction. */
  load(call: LoadCall, signal?: AbortSignal): Promise<Answer<LoadAnswer>>;
  /**
   * What `load` would answer, with nothing written: Odoo converts, writes and checks the rows, and takes all of it back. Every row needs
   * its external ID in a column `id`. Where Odoo has nothing against them, `ids` counts the rows from 1 and names no record.
   */
  tryLoad(call: LoadCall, signal?: AbortSignal): Promise<Answer<LoadAnswer>>;
  /**
   * Which of these external IDs exist as records of `model`: external ID → database ID. Works by the user's rights
   * (`ir.model.data`, else the records this user created plus `hints`, asked with `get_external_id`).
   * `hints` are database IDs the key map remembers.
   *
   * `quick` may miss records that somebody else created, where the user may not read `ir.model.data`; `sure` (the default) asks for
   * each of those by itself, about 10 ms a piece: for the rows of a lost answer, not for a million new rows. `unread` is as quick, and
   * may name records that are gone: for who reads them next.
   */
  findByExternalId(
    model: string,
    externalIds: readonly string[],
    hints: readonly number[],
    depth?: LookUpDepth,
  ): Promise<Answer<ReadonlyMap<string, number>>>;
  /**
   * Which of these external IDs name records of another model than this one: external ID → that model. None where the user may not
   * read external IDs.
   */
  findForeignExternalIds(
    model: string,
    externalIds: readonly string[],
  ): Promise<Answer<ReadonlyMap<string, string>>>;
  /** The largest database ID of the model, 0 where there is none: what `load` answers with beyond it was created by that call. */
  newestId(model: string): Promise<Answer<number>>;
  /** `read` with raw many2one ids; records that are gone are missing from the answer. */
  read(
    model: string,
    ids: readonly number[],
    fields: readonly string[],
    context: Readonly<Record<string, unknown>>,
  ): Promise<Answer<readonly ReadRecord[]>>;
  /** Records whose `field` equals one of `values` exactly (case and accents as they are), archived ones included, in id order. */
  findByField(
    model: string,
    field: string,
    values: readonly string[],
  ): Promise<Answer<readonly FoundRecord[]>>;
  /**
   * Records that meet all conditions, archived ones included, in id order, with `fields` as `read` gives them. The first condition may
   * hold any number of values, the others a few hundred. Odoo may compare more loosely (a search method of its own, a user's
   * language): who asks compares again.
   */
  findByValues(
    model: string,
    conditions: readonly FieldValues[],
    fields: readonly string[],
  ): Promise<Answer<readonly Candidate[]>>;
  /**
   * At most `most` records, archived ones included, in id order, with `fields` as `read` gives them: of all there are, or of those that
   * hold one of some hundred values. One call that only reads.
   */
  peek(
    model: string,
    of: { readonly fields: readonly string[]; readonly most: number; readonly where?: FieldValues },
    signal?: AbortSignal,
  ): Promise<Answer<readonly ReadRecord[]>>;
  /**
   * One `write` of the same values to all these records, in one server transaction, with the quiet context of `load`. A record that is
   * gone fails the call (`record_missing`). Archived records are written like others.
   */
  write(
    model: string,
    ids: readonly number[],
    values: WriteValues,
    context: Readonly<Record<string, unknown>>,
    signal?: AbortSignal,
  ): Promise<Answer<null>>;
  /** Each record its own values, all or nothing, in one server transaction; null where the server has no such call (before 19). */
  readonly writeEach:
    | ((
        model: string,
        writes: readonly RecordWrite[],
        context: Readonly<Record<string, unknown>>,
        signal?: AbortSignal,
      ) => Promise<Answer<null>>)
    | null;
  /** Which of these database IDs exist. */
  findById(model: string, ids: readonly number[]): Promise<Answer<readonly number[]>>;
  /**
   * Gives records of `model` an external ID, all in one server transaction. False: the user may not (17+ without "Access Rights"),
   * nothing was written. One that exists already, for whatever record, is a `certain` fault, and nothing was written.
   */
  createExternalIds(model: string, of: readonly ExternalIdOf[]): Promise<Answer<boolean>>;
  /** Takes these external IDs away, the records stay; what is not there is passed over. False: the user may not (14 too). */
  deleteExternalIds(model: string, of: readonly ExternalIdOf[]): Promise<Answer<boolean>>;
  /**
   * `unlink`: all of these or none, in one server transaction. A record that is gone fails the call (`record_missing`). Odoo empties or
   * follows references to them without a word, so who asks looks at `findReferrers` first.
   */
  unlink(
    model: string,
    ids: readonly number[],
    context: Readonly<Record<string, unknown>>,
    signal?: AbortSignal,
  ): Promise<Answer<null>>;
  /** Stored fields through which records may refer to records of `models`; of `known` models where the user may not ask for others. */
  inboundFields(models: readonly string[], known: readonly string[]): Promise<Answer<InboundFields>>;
  /**
   * What refers to any of `ids` of `model` through these fields, all of one referring model; archived records included. In the order of
   * the referring records: a part of them, beyond the database ID `after`.
   */
  findReferrers(
    model: string,
    ids: readonly number[],
    through: readonly InboundField[],
    after: number,
  ): Promise<Answer<ReferrerPage>>;
  /** Fields and rights of these models, installed modules, languages. An unknown model is left out of the answer. */
  snapshot(models: readonly string[]): Promise<Answer<SchemaSnapshot>>;
}

/** Odoo's values as `read` gives them: many2one as its id or false, x2many as id lists, dates as text. */
export type ReadValue = string | number | boolean | null | readonly (number | string)[];
export type ReadRecord = { readonly id: number } & Readonly<Record<string, ReadValue>>;

/** A value for `write`, in Odoo's terms: false for empty, many2one as its database ID, x2many as commands. */
export type WriteValue = string | number | boolean | readonly (readonly unknown[])[];
export type WriteValues = Readonly<Record<string, WriteValue>>;

export interface RecordWrite {
  readonly id: number;
  readonly values: WriteValues;
}
