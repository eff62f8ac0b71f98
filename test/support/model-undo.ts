import type { RunRowView } from '../../src/app/run-views.ts';

/** What a model-based case knows of a company's city. */
export interface City {
  /** The source at our last write: while it says the same, what Odoo holds stays. */
  readonly written: string;
  readonly inOdoo: string;
}

/** What must be in Odoo, by the words of the promises alone. */
export interface Expected {
  /** External IDs whose record is known to exist. */
  readonly existing: Set<string>;
  /** External IDs of rows a run left unknown: there or not. */
  readonly maybe: Set<string>;
  /** By company. */
  readonly cities: Map<string, City>;
}

type Cities = ReadonlyMap<string, City>;
type Row = Pick<RunRowView, 'node' | 'key' | 'outcome' | 'undo' | 'undoReason'>;

interface MadeRow {
  readonly xid: string;
  readonly key: string;
  readonly outcome: 'created' | 'updated';
  /** Of a company, before the run and after it; undefined: not known, or no company. */
  readonly before: City | undefined;
  readonly after: City | undefined;
}

const KEPT_FOR_LATE: ReadonlySet<string> = new Set(['changed_since', 'referred_to']);

const nameOf = ({ node, key }: Pick<Row, 'node' | 'key'>): string => `${node} ${key}`;

/** What a run made of its rows, and what has to become of that when it is rolled back. */
export class Made {
  readonly runId: string;
  readonly #rows = new Map<string, MadeRow>();
  /** With rows of unknown outcome in Odoo, what refers to what cannot be foretold. */
  readonly #isUnsure: boolean;
  /** A write came so late that nobody can tell it from somebody's edit: a record may be kept for it, and what it refers to with it. */
  readonly #wroteLate: boolean;

  constructor(of: {
    readonly runId: string;
    readonly rows: readonly Row[];
    readonly citiesBefore: Cities;
    readonly wroteLate: boolean;
    readonly expected: Expected;
    readonly externalId: (node: string, key: string) => string;
  }) {
    this.runId = of.runId;
    this.#isUnsure = of.expected.maybe.size > 0;
    this.#wroteLate = of.wroteLate;
    for (const { node, key, outcome } of of.rows) {
      if (outcome !== 'created' && outcome !== 'updated') continue;
      const isCompany = node === 'companies';
      this.#rows.set(nameOf({ node, key }), {
        xid: of.externalId(node, key),
        key,
        outcome,
        before: isCompany ? of.citiesBefore.get(key) : undefined,
        after: isCompany ? of.expected.cities.get(key) : undefined,
      });
    }
  }

  /** Compares what a rollback, or the part of one that was cancelled, made of the rows with the promises; then believes it. */
  learnUndone(rows: readonly Row[], expected: Expected, isWhole: boolean): void {
    for (const row of rows) {
      const made = this.#rows.get(nameOf(row));
      if (!made) continue;
      const wanted = this.#wanted(made, expected);
      const isKeptForLate = this.#wroteLate && row.undo === 'kept' && KEPT_FOR_LATE.has(row.undoReason ?? '');
      if (isWhole && !wanted.includes(row.undo ?? '') && !isKeptForLate) {
        const said = row.undoReason === null ? row.undo : `${row.undo} (${row.undoReason})`;
        throw new Error(`${nameOf(row)} is ${said}, the model says ${wanted.join(' or ')}`);
      }
      believe(made, row, expected);
    }
  }

  #wanted({ outcome, after, key }: MadeRow, { cities }: Expected): readonly string[] {
    const undone = outcome === 'created' ? 'deleted' : 'restored';
    if (this.#isUnsure || (after === undefined && cities.has(key))) return [undone, 'kept'];
    // A rollback that was cancelled before it came to the company leaves none in `cities`: the next one goes on with it.
    const city = cities.get(key);
    const isEdited = after !== undefined && city !== undefined && city.inOdoo !== after.inOdoo;
    return [isEdited ? 'kept' : undone];
  }
}

function believe({ xid, key, before, after }: MadeRow, { undo }: Row, expected: Expected): void {
  const isCompany = after !== undefined;
  if (undo === 'deleted' || undo === 'to_delete') {
    expected.existing.delete(xid);
    if (isCompany) expected.cities.delete(key);
    // the call may have been under way when the rollback was cancelled
    if (undo === 'to_delete') expected.maybe.add(xid);
  }
  if (undo === 'restored' || undo === 'to_restore') {
    if (before && undo === 'restored') expected.cities.set(key, before);
    else expected.cities.delete(key);
  }
}
