import type pg from 'pg';
import type { Page } from '../../app/result.ts';
import type { BatchView, RunThroughput } from '../../app/run-views.ts';
import type { Outcome } from '../../issue.ts';
import type { BatchKind } from '../../load/run-store.ts';

export interface BatchQuery {
  readonly limit: number;
  readonly cursor?: string;
  readonly node?: string;
  readonly state?: BatchView['state'];
  /** Default: the first one first. */
  readonly newestFirst?: boolean;
}

interface BatchRecord {
  readonly no: number;
  readonly node: string;
  readonly kind: BatchKind;
  readonly state: BatchView['state'];
  readonly rows: number;
  readonly workers: number;
  readonly generation: number | null;
  readonly sent_at: Date;
  readonly settled_at: Date | null;
  readonly counts: Readonly<Partial<Record<Outcome, number>>> | null;
}

/** The calls of a run as they were made; the cursor is the number of the last one. */
export async function listBatches(pool: pg.Pool, runId: string, query: BatchQuery): Promise<Page<BatchView>> {
  const [after, order] = query.newestFirst ? ['<', 'desc'] : ['>', 'asc'];
  // one pass over the events of the run, and not one for each batch
  const answer = await pool.query<BatchRecord>(
    `with page as (
       select b.no, n.node, b.node_index, b.kind, b.state, cardinality(b.ords) as rows, b.ords[1] as first,
         b.attempts as workers, b.first_sent_at as sent_at, b.settled_at
       from run_batch b join run_node n on n.run_id = b.run_id and n.node_index = b.node_index
       where b.run_id = $1 and ($2::int is null or b.no ${after} $2) and ($3::text is null or n.node = $3)
         and ($4::text is null or b.state = $4)
       order by b.no ${order} limit $5
     ), told as (
       select distinct on (no) (event->>'batch')::int as no, event->'counts' as counts from run_event
       where run_id = $1 and type = 'rows_settled' and (event->>'batch')::int in (select no from page)
       order by no, seq desc
     )
     select page.*, r.generation, told.counts
     from page left join told on told.no = page.no
       left join run_row r on r.run_id = $1 and r.node_index = page.node_index and r.ord = page.first
     order by page.no ${order}`,
    [runId, cursorOf(query.cursor), query.node ?? null, query.state ?? null, query.limit + 1],
  );
  const shown = answer.rows.slice(0, query.limit);
  const hasMore = answer.rows.length > query.limit;
  return { items: shown.map(batchView), nextCursor: hasMore ? String(shown.at(-1)?.no ?? '') : null };
}

function cursorOf(cursor: string | undefined): number | null {
  const no = Number(cursor);
  return cursor !== undefined && Number.isInteger(no) && no >= 0 && no < 2 ** 31 ? no : null;
}

function batchView(record: BatchRecord): BatchView {
  const { no, node, kind, state, rows, workers, generation, counts } = record;
  return {
    batch: no,
    node,
    kind,
    state,
    generation,
    rows,
    workers,
    sentAt: record.sent_at.toISOString(),
    settledAt: record.settled_at?.toISOString() ?? null,
    counts,
  };
}

export const MOST_POINTS = 120;
const SLOTS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400];

/**
 * Rows settled per time slot, from the start of the run to its end or its last event: what preparation settles counts for nothing, as
 * it takes no call. Null: the run has not begun.
 */
export async function readThroughput(pool: pg.Pool, runId: string): Promise<RunThroughput | null> {
  const span = await pool.query<{ started: Date | null; seconds: number }>(
    `select r.started_at as started, ceil(extract(epoch from greatest(
       coalesce(r.completed_at, (select max(at) from run_event where run_id = r.id)), r.started_at) - r.started_at))::float as seconds
     from graph_run r where r.id = $1`,
    [runId],
  );
  const [found] = span.rows;
  if (!found?.started) return null;
  const slot = slotOf(found.seconds);
  const answer = await pool.query<{ at: number; rows: number }>(
    `select floor(extract(epoch from at - $2::timestamptz) / $3::int)::int as at, sum(rows)::int as rows
     from run_event where run_id = $1 and type = 'rows_settled' and rows > 0 and at >= $2
     group by 1 order by 1`,
    [runId, found.started, slot],
  );
  const rowsAt = new Map(answer.rows.map(({ at, rows }) => [at, rows]));
  const slots = Math.min(MOST_POINTS, Math.max(1, Math.ceil(found.seconds / slot)));
  const start = found.started.getTime();
  return {
    slotSeconds: slot,
    points: Array.from({ length: slots }, (_, at) => ({
      at: new Date(start + at * slot * 1000).toISOString(),
      // what was settled in the very second of the end belongs to the last slot
      rows: (rowsAt.get(at) ?? 0) + (at === slots - 1 ? sumFrom(rowsAt, slots) : 0),
    })),
  };
}

function sumFrom(rowsAt: ReadonlyMap<number, number>, first: number): number {
  return [...rowsAt].reduce((sum, [at, rows]) => (at >= first ? sum + rows : sum), 0);
}

/** Exported for its test. */
export function slotOf(seconds: number): number {
  const enough = seconds / MOST_POINTS;
  const day = 86_400;
  return SLOTS.find((slot) => slot >= enough) ?? Math.ceil(enough / day) * day;
}
