import { OUTCOMES } from '../../src/issue.ts';
import type { CheckedState, RunCheck, Violation } from './oracle-state.ts';
import { isOver } from './oracle-state.ts';

/** Our own tables: one outcome per row, counters that add up, nothing left open when the run is over. */
export async function checkBooks(check: RunCheck, state: CheckedState): Promise<readonly Violation[]> {
  const open = isOver(state.run) ? await checkClosed(check, state) : [];
  return [...(await checkCounters(check, state)), ...(await checkEvents(check)), ...open];
}

type NodeCounters = Readonly<Record<string, number | null>> & { readonly node: string };

async function checkCounters({ pool, runId, rows: wanted }: RunCheck, { run, rows }: CheckedState) {
  const { rows: nodes } = await pool.query<NodeCounters>('select * from run_node where run_id = $1', [runId]);
  const violations: Violation[] = [];
  for (const node of nodes) {
    const own = rows.filter((row) => row.node === node.node);
    for (const outcome of OUTCOMES) {
      const real = own.filter((row) => row.outcome === outcome).length;
      if (real === node[outcome]) continue;
      const text = `${node.node}: ${real} rows are ${outcome}, its counter says ${node[outcome]}`;
      violations.push({ kind: 'books', text });
    }
    const isPrepared = node.rows_total !== null;
    const read = wanted[node.node];
    // a run that ended before this node was prepared has read none of its rows, and says so
    if (!isPrepared && !run.status.startsWith('completed')) continue;
    if (read !== own.length || node.rows_total !== own.length) {
      const text = `${node.node}: ${read} rows in the source, ${own.length} stored, ${node.rows_total} said`;
      const count = Math.max(1, Math.abs((read ?? 0) - own.length));
      violations.push({ kind: 'lost', text, count });
    }
    const gap = own.find((row, i) => row.ord !== i);
    if (gap) violations.push({ kind: 'lost', text: `${node.node}: row ${gap.ord} follows a gap` });
  }
  const missing = Object.keys(wanted).filter((node) => !nodes.some((row) => row.node === node));
  if (run.status.startsWith('completed'))
    for (const node of missing) violations.push({ kind: 'lost', text: `${node} has no counters` });
  return violations;
}

/** Event numbers are the place in the stream a client continues from: no gap, or it would miss one. */
async function checkEvents({ pool, runId }: RunCheck): Promise<readonly Violation[]> {
  const { rows } = await pool.query<{ n: number; last: number | null }>(
    'select count(*)::int as n, max(seq) as last from run_event where run_id = $1',
    [runId],
  );
  const { n = 0, last = 0 } = rows[0] ?? {};
  return n === (last ?? 0) ? [] : [{ kind: 'books', text: `${n} events, the last has number ${last}` }];
}

async function checkClosed({ pool, runId }: RunCheck, { run, rows }: CheckedState) {
  const violations: Violation[] = [];
  const open = rows.filter((row) => row.outcome === null);
  for (const row of open) violations.push({ kind: 'lost', text: `${row.node} ${row.key} has no outcome` });
  if (run.status.startsWith('completed')) {
    for (const row of rows.filter((one) => one.outcome === 'unknown'))
      violations.push({ kind: 'lost', text: `${row.node} ${row.key} is left unknown` });
  }
  const { rows: batches } = await pool.query<{ no: number }>(
    `select no from run_batch where run_id = $1 and state = 'sending'`,
    [runId],
  );
  const excused = run.status === 'cancelled' && rows.some((row) => row.outcome === 'unknown');
  for (const { no } of excused ? [] : batches)
    violations.push({ kind: 'books', text: `batch ${no} is left in sending` });
  const { rows: leases } = await pool.query(
    'select 1 from run_lease where run_id = $1 and expires_at is not null',
    [runId],
  );
  if (leases.length > 0) violations.push({ kind: 'books', text: 'the lease is left open' });
  return violations;
}
