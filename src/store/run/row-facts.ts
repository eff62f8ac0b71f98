import type pg from 'pg';
import type { FailedCall, RowAttempt, RowFieldChange } from '../../app/run-views.ts';
import type { Outcome } from '../../issue.ts';
import type { BatchKind } from '../../load/run-store.ts';
import { changesOf } from './row-changes.ts';

/** A row of a run by its place. */
export interface RowPlace {
  readonly runId: string;
  readonly nodeIndex: number;
  readonly ord: number;
}

const MOST_CALLS = 20;

/** The batches the row was in, in order, with what became of each. */
export async function readAttempts(pool: pg.Pool, place: RowPlace): Promise<readonly RowAttempt[]> {
  const answer = await pool.query<{
    readonly no: number;
    readonly kind: BatchKind;
    readonly state: 'sending' | 'settled';
    readonly columns: readonly string[];
    readonly rows: number;
    readonly workers: number;
    readonly first_sent_at: Date;
    readonly settled_at: Date | null;
    readonly counts: Readonly<Partial<Record<Outcome, number>>> | null;
  }>(
    `select b.no, b.kind, b.state, b.columns, cardinality(b.ords) as rows, b.attempts as workers,
       b.first_sent_at, b.settled_at, e.counts
     from run_batch b left join lateral (
       select event->'counts' as counts from run_event
       where run_id = b.run_id and type = 'rows_settled' and (event->>'batch')::int = b.no order by seq desc limit 1
     ) e on true
     where b.run_id = $1 and b.node_index = $2 and $3 = any(b.ords) order by b.no`,
    [place.runId, place.nodeIndex, place.ord],
  );
  return answer.rows.map(({ no, first_sent_at: sentAt, settled_at: settledAt, ...batch }) => ({
    ...batch,
    batch: no,
    sentAt: sentAt.toISOString(),
    settledAt: settledAt?.toISOString() ?? null,
  }));
}

/** Calls of the node that failed while one of these batches was under way; which batch a call carried is not kept. */
export async function readFailedCalls(
  pool: pg.Pool,
  { runId, nodeIndex, ord }: RowPlace,
): Promise<readonly FailedCall[]> {
  const answer = await pool.query<{ at: Date; kind: string; reason: string; message: string }>(
    `select e.at, e.event->>'kind' as kind, e.event->>'reason' as reason, e.event->>'message' as message
     from run_event e join run_node n on n.run_id = e.run_id and n.node = e.event->>'node'
     where e.run_id = $1 and e.type = 'call_failed' and n.node_index = $2 and exists (
       select 1 from run_batch b where b.run_id = $1 and b.node_index = $2 and $3 = any(b.ords)
         and e.at >= b.first_sent_at and e.at <= coalesce(b.settled_at, e.at))
     order by e.seq limit ${MOST_CALLS}`,
    [runId, nodeIndex, ord],
  );
  return answer.rows.map(({ at, ...call }) => ({ ...call, at: at.toISOString() }));
}

/** What the run changed in the record, field by field. */
export async function readChanges(
  pool: pg.Pool,
  { runId, nodeIndex, ord }: RowPlace,
): Promise<readonly RowFieldChange[]> {
  type Values = Readonly<Record<string, unknown>>;
  type Wanted = Readonly<Record<string, string>> | null;
  const answer = await pool.query<{ before: Values; wanted: Wanted; after: Values | null }>(
    'select before, wanted, after from run_change where run_id = $1 and node_index = $2 and ord = $3',
    [runId, nodeIndex, ord],
  );
  return answer.rows.flatMap(({ before, wanted, after }) =>
    changesOf({ before, wanted }).map((change) => ({ ...change, held: after?.[change.field] ?? null })),
  );
}

/** A row in one line, as parent or child of another. */
export interface BriefRow {
  readonly nodeIndex: number;
  readonly ord: number;
  readonly row: number;
  readonly key: string;
  readonly outcome: Outcome | null;
  readonly rule: string | null;
  readonly recordId: number | null;
}

export async function readBriefRows(
  pool: pg.Pool,
  runId: string,
  places: readonly { readonly nodeIndex: number; readonly ord: number }[],
): Promise<readonly BriefRow[]> {
  const answer = await pool.query<BriefRow>(
    `select r.node_index as "nodeIndex", r.ord, r.src_row as row, r.key, r.outcome, r.record_id as "recordId",
       case when r.outcome = 'skipped' then r.detail end as rule
     from unnest($2::int[], $3::int[]) with ordinality as w (node_index, ord, place)
       join run_row r on r.run_id = $1 and r.node_index = w.node_index and r.ord = w.ord
     order by w.place`,
    [runId, places.map((place) => place.nodeIndex), places.map((place) => place.ord)],
  );
  return answer.rows;
}
