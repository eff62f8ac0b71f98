import type { CheckDepth, RunKind, RunState, RunStatus } from '../../load/run-store.ts';
import type { Vocabulary } from '../../mapping/vocabulary.ts';

/** A row of `graph_run`. */
export interface RunRecord {
  readonly id: string;
  readonly kind: RunKind;
  readonly check_depth: CheckDepth | null;
  readonly of_run: string | null;
  readonly graph_id: string;
  readonly graph_version: number;
  readonly dataset_id: string;
  readonly dataset_hash: string;
  readonly connection_id: string;
  readonly namespace: string;
  readonly failure_mode: 'continue' | 'stop' | null;
  readonly status: RunStatus;
  readonly pause_reason: string | null;
  readonly error_message: string | null;
  readonly snapshot_hash: string | null;
  readonly seen_snapshot_hash: string | null;
  /** Null for runs of before there was one. */
  readonly vocabulary: Vocabulary | null;
  readonly task_id: string | null;
  readonly epoch: number;
  readonly request_hash: string | null;
  readonly created_at: Date;
  readonly started_at: Date | null;
  readonly completed_at: Date | null;
  /** Null unless a rollback is under way or paused. */
  readonly status_before: RunStatus | null;
  readonly rolled_back_at: Date | null;
}

export function runState(record: RunRecord): RunState {
  return {
    id: record.id,
    kind: record.kind,
    checkDepth: record.check_depth,
    ofRun: record.of_run,
    status: record.status,
    graphId: record.graph_id,
    graphVersion: record.graph_version,
    datasetId: record.dataset_id,
    connectionId: record.connection_id,
    failureMode: record.failure_mode,
    snapshotHash: record.snapshot_hash,
    seenSnapshotHash: record.seen_snapshot_hash,
    vocabulary: record.vocabulary ?? { answers: {}, policies: {} },
    startedAt: record.started_at,
  };
}
