import type pg from 'pg';
import type { RunMeasures } from '../../app/run-views.ts';
import { OUTCOMES } from '../../issue.ts';
import type { RunKind, RunStatus } from '../../load/run-store.ts';
import { answeredWithin } from '../silence.ts';

/** Whoever measures asks every few seconds, and does not wait for a database that is silent. */
const MEASURE_MS = 5_000;

/** What all runs there are add up to; of rows only the kinds that write. */
export async function measureRuns(pool: pg.Pool): Promise<RunMeasures> {
  const runs = await pool.query<{ status: RunStatus; kind: RunKind; runs: number }>(
    answeredWithin(
      MEASURE_MS,
      'select status, kind, count(*)::int as runs from graph_run group by 1, 2 order by 1, 2',
    ),
  );
  const sums = OUTCOMES.map((outcome) => `coalesce(sum(n.${outcome}), 0)::float as ${outcome}`);
  const rows = await pool.query<RunMeasures['rows']>(
    answeredWithin(
      MEASURE_MS,
      `select ${sums.join(', ')} from run_node n join graph_run r on r.id = n.run_id where r.kind <> 'check'`,
    ),
  );
  const queue = await pool.query<{ waiting: number; oldest: number }>(
    answeredWithin(
      MEASURE_MS,
      `select count(*) filter (where l.waiting_for is not null)::int as waiting,
         coalesce(extract(epoch from clock_timestamp() - min(r.created_at) filter (where r.status = 'pending' and l.expires_at is null)), 0)::float as oldest
       from graph_run r join run_lease l on l.run_id = r.id where r.status in ('pending', 'running', 'rolling_back')`,
    ),
  );
  const [found] = rows.rows;
  if (found === undefined) throw new Error('An aggregate has one row.');
  return {
    runs: runs.rows,
    rows: found,
    waiting: queue.rows[0]?.waiting ?? 0,
    oldestPendingSeconds: Math.max(0, queue.rows[0]?.oldest ?? 0),
  };
}
