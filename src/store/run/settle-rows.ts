import type { Outcome } from '../../issue.ts';
import type { BatchKind, BeforeImage, RowIssue, RowResult, SettledBatch } from '../../load/run-store.ts';
import type { Tx } from '../transaction.ts';
import { addIssues } from './add-issues.ts';
import { addToCounters, countChanges } from './counters.ts';
import { fenced, type Held, lockNode } from './fence.ts';
import { keepAfter, keepWriteDate } from './keep-after.ts';
import { keepChanges } from './keep-changes.ts';
import { addEvent } from './run-events.ts';
import { writeKeyMap } from './write-key-map.ts';

interface Change {
  readonly before: Outcome | null;
  readonly after: Outcome;
  readonly result: RowResult;
}

/**
 * Rows, issues, key map, counters, batch and event in one transaction. A row is settled once: only `unknown` may still become
 * something certain. What comes later for a settled row is dropped whole, its issues and its key map entry too. A check never writes
 * to the key map: there is no record that Odoo acknowledged to it.
 */
export async function settleRows(
  held: Held,
  node: string,
  given: readonly RowResult[],
  batch?: SettledBatch,
): Promise<void> {
  await fenced(held, async (tx) => {
    const { node_index: nodeIndex, model } = await lockNode(tx, held.runId, node);
    const place = { runId: held.runId, nodeIndex };
    const changes = await findChanges(tx, place, node, given);
    await updateRows(tx, place, changes);
    await addToCounters(tx, held.runId, nodeIndex, countChanges(changes));
    await addIssues(tx, place, issuesOf(changes));
    const kind = batch === undefined ? null : await batchKind(tx, held.runId, batch);
    const results = changes.map((change) => change.result);
    await keepChanges(tx, { ...place, batchNo: null }, changesOf(results));
    await keepAfter(tx, place, results);
    if (batch?.lastWriteDate) await keepWriteDate(tx, place, batch.lastWriteDate);
    if (held.kind !== 'check') await writeKeyMap(tx, held, { node, nodeIndex, model, kind }, results);
    if (changes.length > 0) await tellSettled(tx, held.runId, node, changes, batch?.no ?? null);
  });
}

interface Place {
  readonly runId: string;
  readonly nodeIndex: number;
}

/** The node is locked, so what is read here stays true until the commit. */
async function findChanges(
  tx: Tx,
  place: Place,
  node: string,
  results: readonly RowResult[],
): Promise<readonly Change[]> {
  const ords = results.map((result) => result.ord);
  if (new Set(ords).size !== ords.length)
    throw new Error(`Node "${node}": a row is settled twice in one call.`);
  const answer = await tx.query<{ ord: number; outcome: Outcome | null }>(
    'select ord, outcome from run_row where run_id = $1 and node_index = $2 and ord = any($3::int[])',
    [place.runId, place.nodeIndex, ords],
  );
  const present = new Map(answer.rows.map((row) => [row.ord, row.outcome]));
  const changes: Change[] = [];
  for (const result of results) {
    const before = present.get(result.ord);
    if (before === undefined) throw new Error(`Node "${node}" has no row ${result.ord}.`);
    if (before !== null && (before !== 'unknown' || result.outcome === 'unknown')) continue;
    changes.push({ before, after: result.outcome, result });
  }
  return changes;
}

/** `any` says again what the join says: with it the rows are found by the primary key even before the table was analysed. */
async function updateRows(tx: Tx, place: Place, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  await tx.query(
    `update run_row r set outcome = i.outcome, record_id = i.record_id, detail = i.detail
     from unnest($3::int[], $4::text[], $5::bigint[], $6::text[]) as i (ord, outcome, record_id, detail)
     where r.run_id = $1 and r.node_index = $2 and r.ord = i.ord and r.ord = any($3::int[])`,
    [
      place.runId,
      place.nodeIndex,
      changes.map(({ result }) => result.ord),
      changes.map(({ result }) => result.outcome),
      changes.map(({ result }) => result.recordId),
      changes.map(({ result }) => result.blockedBy ?? result.rule ?? null),
    ],
  );
}

function changesOf(results: readonly RowResult[]): readonly BeforeImage[] {
  return results.flatMap(({ ord, change }) => (change === undefined ? [] : [{ ...change, ord }]));
}

async function* issuesOf(changes: readonly Change[]): AsyncIterable<readonly RowIssue[]> {
  const issues = changes.flatMap(({ result }) =>
    (result.issues ?? []).map((issue) => ({ ord: result.ord, issue })),
  );
  if (issues.length > 0) yield issues;
}

/** What the batch did, and closes it when all its rows are accounted for. */
async function batchKind(tx: Tx, runId: string, batch: SettledBatch): Promise<BatchKind | null> {
  const answer = await tx.query<{ kind: BatchKind }>(
    `update run_batch set state = case when $3 then 'settled' else state end,
       settled_at = case when $3 then coalesce(settled_at, clock_timestamp()) end
     where run_id = $1 and no = $2 returning kind`,
    [runId, batch.no, batch.done],
  );
  return answer.rows[0]?.kind ?? null;
}

async function tellSettled(
  tx: Tx,
  runId: string,
  node: string,
  changes: readonly Change[],
  batch: number | null,
): Promise<void> {
  const counts = countChanges(changes.map(({ after }) => ({ before: null, after })));
  const newlySettled = changes.filter((change) => change.before === null).length;
  await addEvent(tx, runId, { type: 'rows_settled', node, batch, counts }, newlySettled);
}
