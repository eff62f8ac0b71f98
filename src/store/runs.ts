import type pg from 'pg';
import type { Page } from '../app/result.ts';
import type {
  BatchView,
  IssueGroup,
  RunMeasures,
  RunRowView,
  RunThroughput,
  RunView,
  VanishedView,
} from '../app/run-views.ts';
import type { StoredEvent } from '../event.ts';
import type { RunLease } from '../load/run-store.ts';
import { acquireLease } from './run/acquire-lease.ts';
import { type CreateRunResult, createRun, type NewRun, type SendRun } from './run/create-run.ts';
import { listVanished, type VanishedQuery } from './run/list-vanished.ts';
import { measureRuns } from './run/measure-runs.ts';
import { type RejectedRow, readRejectedRows } from './run/rejected-rows.ts';
import { keysOfRows, type RunOfDataset, runsOfLine } from './run/row-keys.ts';
import { eventsAfter } from './run/run-events.ts';
import { groupIssues } from './run/run-issues.ts';
import { type RequestResult, requestCancel, requestPause, requestResume } from './run/run-requests.ts';
import { listRows, type RowQuery } from './run/run-rows.ts';
import { type BatchQuery, listBatches, readThroughput } from './run/run-timeline.ts';
import { getRun, listRuns, type RunQuery } from './run/run-views.ts';
import { type RollbackRequest, requestRollback } from './undo/request-rollback.ts';
import { readUndoSource, type UndoSource } from './undo/undo-source.ts';

/** What users ask of runs, and the lease for workers. */
export class Runs {
  readonly #pool: pg.Pool;
  readonly #send: SendRun;

  /** `send`: puts a run into the queue within a transaction, `RunQueue.send`. */
  constructor(pool: pg.Pool, send: SendRun) {
    this.#pool = pool;
    this.#send = send;
  }

  create(input: NewRun): Promise<CreateRunResult> {
    return createRun(this.#pool, this.#send, input);
  }

  /** Null: the run is over, paused, or another worker holds it. */
  acquireLease(runId: string, worker: string, ttlMs?: number): Promise<RunLease | null> {
    return acquireLease(this.#pool, runId, worker, ttlMs);
  }

  get(runId: string): Promise<RunView | null> {
    return getRun(this.#pool, runId);
  }

  list(query: RunQuery): Promise<Page<RunView>> {
    return listRuns(this.#pool, query);
  }

  rows(runId: string, query: RowQuery): Promise<Page<RunRowView>> {
    return listRows(this.#pool, runId, query);
  }

  vanished(runId: string, query: VanishedQuery): Promise<Page<VanishedView>> {
    return listVanished(this.#pool, runId, query);
  }

  issues(runId: string): Promise<readonly IssueGroup[]> {
    return groupIssues(this.#pool, runId);
  }

  batches(runId: string, query: BatchQuery): Promise<Page<BatchView>> {
    return listBatches(this.#pool, runId, query);
  }

  measure(): Promise<RunMeasures> {
    return measureRuns(this.#pool);
  }

  throughput(runId: string): Promise<RunThroughput | null> {
    return readThroughput(this.#pool, runId);
  }

  /** In the order of the sheet, page by page. */
  rejectedRows(
    runId: string,
    of: { readonly node: string; readonly outcome: 'rejected' | 'blocked' },
  ): AsyncIterable<readonly RejectedRow[]> {
    return readRejectedRows(this.#pool, runId, of);
  }

  /** The newest runs that read any version of a line of datasets. */
  ofLine(lineId: string): Promise<readonly RunOfDataset[]> {
    return runsOfLine(this.#pool, lineId);
  }

  keysOfRows(
    runId: string,
    of: { readonly nodes: readonly string[]; readonly ords: readonly number[] },
  ): Promise<readonly { readonly ord: number; readonly key: string }[]> {
    return keysOfRows(this.#pool, runId, of);
  }

  events(runId: string, after: number, limit: number): Promise<readonly StoredEvent[]> {
    return eventsAfter(this.#pool, runId, after, limit);
  }

  rollback(runId: string, how: { readonly archive: boolean }): Promise<RollbackRequest> {
    return requestRollback(this.#pool, this.#send, runId, how);
  }

  /** What undoing a run needs to know of it; null: there is no such run. */
  async undoReader(runId: string): Promise<UndoSource | null> {
    return readUndoSource(this.#pool, runId);
  }

  pause(runId: string): Promise<RequestResult> {
    return requestPause(this.#pool, runId);
  }

  cancel(runId: string): Promise<RequestResult> {
    return requestCancel(this.#pool, runId);
  }

  resume(runId: string): Promise<RequestResult> {
    return requestResume(this.#pool, this.#send, runId);
  }
}
