/** What the key map says of a record, as far as a run changes it. */
export interface EntryState {
  readonly externalId: string;
  readonly recordId: number;
  readonly fieldHashes: Hashes;
  readonly heldHashes: Hashes;
  readonly createdRun: string | null;
  readonly writtenRun: string | null;
  /** How it is found, and whether a run has dealt with its row as gone. */
  readonly standing: Standing;
}

export interface Standing {
  readonly byId: string | null;
  readonly createDate: string | null;
  readonly vanishedRun: string | null;
  readonly isArchived: boolean;
}

type Hashes = Readonly<Record<string, string | null>>;

export interface Reverting {
  /** Before the run that is undone changed it; null: there was no entry. */
  readonly before: EntryState | null;
  readonly present: EntryState;
  /** Before the next run changed it; null: none has since. */
  readonly next: EntryState | null;
  readonly runId: string;
  /** Fields that have their old values back. */
  readonly fields: readonly string[];
  /** All of the row is undone. */
  readonly isWhole: boolean;
}

/** What becomes of the entry, and of what the next run remembers as before itself; null: there is none. */
export interface Reverted {
  readonly present: EntryState | null;
  readonly next: EntryState | null;
}

/** The entry as it would be had the run not written these fields; what a later run has written stays. */
export function revertEntry(reverting: Reverting): Reverted {
  const { before, present, next, isWhole, runId } = reverting;
  if (next === null && isWhole) return { present: before, next: null };
  const old = before ?? { ...present, fieldHashes: {}, heldHashes: {}, writtenRun: null };
  // what the undone run left: what the next one found, or what is there
  const left = next ?? present;
  const revert = (state: EntryState): EntryState => ({
    ...state,
    fieldHashes: revertHashes(state.fieldHashes, left.fieldHashes, old.fieldHashes, reverting.fields),
    heldHashes: revertHashes(state.heldHashes, left.heldHashes, old.heldHashes, reverting.fields),
    standing: isWhole && state.standing.vanishedRun === runId ? old.standing : state.standing,
    writtenRun: isWhole && state.writtenRun === runId ? old.writtenRun : state.writtenRun,
  });
  return { present: revert(present), next: next && revert(next) };
}

/** A field that is still as the run left it goes back; one without a hash before is forgotten. */
function revertHashes(state: Hashes, left: Hashes, old: Hashes, fields: readonly string[]): Hashes {
  const changed: Record<string, string | null> = { ...state };
  for (const field of fields) {
    if (state[field] !== left[field]) continue;
    const hash = old[field];
    if (hash === undefined) delete changed[field];
    else changed[field] = hash;
  }
  return changed;
}
