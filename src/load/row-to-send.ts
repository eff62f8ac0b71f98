import type { Issue } from '../issue.ts';
import type { ById } from './run-store.ts';

/** A prepared row on its way to Odoo. */
export interface RowToSend {
  readonly ord: number;
  /** Row number as the user's spreadsheet shows it. */
  readonly srcRow: number;
  readonly key: string;
  readonly externalId: string;
  /** Final texts by position of the field in the mapping; null: not sent. */
  readonly values: readonly (string | null)[];
  /** Where the row is known to exist already. */
  readonly recordId: number | null;
  /** Set where Odoo does not know the record by its external ID: it is written by database ID. */
  readonly byId?: ById | null;
  /** Its external ID is not to be relied on, for another reason: it is written by database ID too. */
  readonly byDatabaseId?: boolean;
  /** The record was there before, and this run takes it over. */
  readonly isAdopted?: boolean;
  /** Only what closes a circle of rows is sent: the rest of the row was written before (`deferred-fields.ts`). */
  readonly isSecondWrite?: boolean;
  /** Cells that name their records by database ID, by position of the field: see `database-ids.ts`. */
  readonly cellsById?: ReadonlyMap<number, string>;
  /** What comparing it with its record brought to light, to be kept with its outcome. */
  readonly found?: RowFindings;
}

export function isByDatabaseId(row: RowToSend): boolean {
  return Boolean(row.byId) || row.byDatabaseId === true;
}

export interface RowFindings {
  /** Conflicts, and who won. */
  readonly issues: readonly Issue[];
  /** Of fields in which source and record agree: see `KeyMapEntry`. */
  readonly heldHashes: Readonly<Record<string, string>>;
}

/** What became of a row that was sent. */
export type SentRow =
  | {
      readonly row: RowToSend;
      readonly result: 'written';
      readonly recordId: number;
      readonly warnings: readonly string[];
      /** Its answer was lost: the record was looked up afterwards. */
      readonly wasFound?: boolean;
    }
  | {
      readonly row: RowToSend;
      readonly result: 'rejected';
      readonly reason: RejectReason;
      readonly message: string;
      readonly field: string | null;
    };

export type RejectReason = 'odoo_rejected' | 'odoo_access_denied';
