import type { StoredEvent } from '../event.ts';
import type { Outcome } from '../issue.ts';
import type { KeptReason, UndoState } from '../load/rollback/undo-words.ts';
import type { RunKind, RunStatus } from '../load/run-store.ts';
import type { VanishedState } from '../load/vanished/vanished-words.ts';
import type { RunReport } from '../report/run-report.ts';
import type { Page, PageQuery, Result } from './result.ts';
import type {
  BatchView,
  IssueGroup,
  RejectFile,
  RejectQuery,
  RelatedRow,
  RetryRun,
  RollbackPreview,
  RollbackRun,
  RowId,
  RunMeasures,
  RunRowDetail,
  RunRowView,
  RunThroughput,
  RunView,
  StartCheck,
  StartedRun,
  StartRun,
  VanishedView,
} from './run-views.ts';

export interface RunCases {
  start(input: StartRun): Promise<Result<StartedRun>>;
  /** Starts a check: a run that writes nothing to Odoo and finds out what each row would become. */
  check(input: StartCheck): Promise<Result<StartedRun>>;
  /** Starts a run of the rows that another run did not load. */
  retry(input: RetryRun): Promise<Result<StartedRun>>;
  list(
    query: PageQuery & {
      readonly graphId?: string;
      readonly status?: RunStatus;
      readonly kind?: RunKind;
      readonly connectionId?: string;
      readonly datasetId?: string;
      /** Made at or after, and before; ISO 8601. */
      readonly from?: string;
      readonly to?: string;
    },
  ): Promise<Page<RunView>>;
  get(id: string): Promise<Result<RunView>>;
  rows(
    id: string,
    query: PageQuery & {
      readonly node?: string;
      readonly outcome?: Outcome;
      readonly issue?: string;
      readonly text?: string;
      readonly undo?: UndoState;
      readonly undoReason?: KeptReason;
      /** With the changes of each row. */
      readonly changes?: boolean;
    },
  ): Promise<Result<Page<RunRowView>>>;
  row(id: string, row: RowId): Promise<Result<RunRowDetail>>;
  /** Rows of the run that refer to this one. */
  children(id: string, row: RowId, page: PageQuery): Promise<Result<Page<RelatedRow>>>;
  vanished(
    id: string,
    query: PageQuery & { readonly node?: string; readonly state?: VanishedState },
  ): Promise<Result<Page<VanishedView>>>;
  issues(id: string): Promise<Result<readonly IssueGroup[]>>;
  /** The calls to Odoo, in the order they were made. */
  batches(
    id: string,
    query: PageQuery & {
      readonly node?: string;
      readonly state?: BatchView['state'];
      readonly newestFirst?: boolean;
    },
  ): Promise<Result<Page<BatchView>>>;
  /** For a chart; null: the run has not begun. */
  throughput(id: string): Promise<Result<RunThroughput | null>>;
  /** Rejects where the database does not answer in time. */
  measure(): Promise<RunMeasures>;
  /** As the run stands now; deleted graphs, datasets and connections are told of too. */
  report(id: string): Promise<Result<RunReport>>;
  /** Refuses with `not_found` where there is nothing to correct. */
  rejects(id: string, query: RejectQuery): Promise<Result<RejectFile>>;
  events(id: string, after: number, limit: number): Promise<Result<readonly StoredEvent[]>>;
  /** Resolves when there may be an event after `after`, at the latest after `timeoutMs`. */
  waitForEvent(id: string, after: number, timeoutMs: number, signal?: AbortSignal): Promise<void>;
  cancel(id: string): Promise<Result<RunView>>;
  pause(id: string): Promise<Result<RunView>>;
  resume(id: string): Promise<Result<RunView>>;
  rollback(id: string, how: RollbackRun): Promise<Result<RunView>>;
  /** Asks Odoo; writes nothing. */
  previewRollback(id: string): Promise<Result<RollbackPreview>>;
}
