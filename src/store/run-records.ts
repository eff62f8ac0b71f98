import type pg from 'pg';
import type { FailedCall, RowAttempt, RowFieldChange, RowId, RunRowView } from '../app/run-views.ts';
import type { KeyMapEntry, ResolvedValue } from '../load/run-store.ts';
import { readKeyMap } from './run/key-map-entries.ts';
import { type ReportPlace, readReportRows, type StoredReportRow } from './run/report-rows.ts';
import { type ReportSource, readReportSource } from './run/report-source.ts';
import { readResolvedValues } from './run/resolved-values.ts';
import {
  type BriefRow,
  type RowPlace,
  readAttempts,
  readBriefRows,
  readChanges,
  readFailedCalls,
} from './run/row-facts.ts';
import { getRow } from './run/run-rows.ts';

/** What was kept of a run down to its rows; for looking back, nothing is written. */
export class RunRecords {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Null: there is no such run. */
  source(runId: string): Promise<ReportSource | null> {
    return readReportSource(this.#pool, runId);
  }

  reportRows(
    place: ReportPlace,
    node: { readonly node: string; readonly index: number; readonly rows: number },
  ): AsyncIterable<readonly StoredReportRow[]> {
    return readReportRows(this.#pool, place, node);
  }

  /** Null: there is no such row. */
  row(runId: string, row: RowId): Promise<{ readonly nodeIndex: number; readonly view: RunRowView } | null> {
    return getRow(this.#pool, runId, row);
  }

  async rowFacts(place: RowPlace): Promise<{
    readonly attempts: readonly RowAttempt[];
    readonly failedCalls: readonly FailedCall[];
    readonly changes: readonly RowFieldChange[];
  }> {
    const [attempts, failedCalls, changes] = await Promise.all([
      readAttempts(this.#pool, place),
      readFailedCalls(this.#pool, place),
      readChanges(this.#pool, place),
    ]);
    return { attempts, failedCalls, changes };
  }

  /** In the order asked for. */
  briefRows(
    runId: string,
    places: readonly { readonly nodeIndex: number; readonly ord: number }[],
  ): Promise<readonly BriefRow[]> {
    return readBriefRows(this.#pool, runId, places);
  }

  keyMap(
    place: { readonly connectionId: string; readonly namespace: string; readonly node: string },
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, KeyMapEntry>> {
    return readKeyMap(this.#pool, place, keys);
  }

  resolvedValues(runId: string, node: string, field: string): Promise<readonly ResolvedValue[]> {
    return readResolvedValues(this.#pool, runId, node, field);
  }
}
