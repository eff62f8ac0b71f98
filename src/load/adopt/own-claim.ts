import type { RowToSend } from '../row-to-send.ts';
import type { NewClaim } from './adoption-store.ts';

/** The claim of a row to the record that is its own already. */
export function ownClaim(row: RowToSend, model: string): Omit<NewClaim, 'state'> {
  return {
    ord: row.ord,
    key: row.key,
    externalId: row.externalId,
    model,
    recordId: row.recordId ?? 0,
    label: '',
    isArchived: false,
    createDate: row.byId?.createDate ?? null,
    rule: -1,
  };
}
