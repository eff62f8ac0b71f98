import type { Engine } from '../../source/engine.ts';
import type { RejectedRow } from '../../store/run/rejected-rows.ts';
import type { Runs } from '../../store/runs.ts';

export interface CollectRejects {
  readonly engine: Engine;
  readonly runs: Runs;
  readonly runId: string;
  /** The sheet each node reads, in execution order. */
  readonly sheetOf: ReadonlyMap<string, string>;
  readonly withBlocked: boolean;
}

/** Table of the engine for `annotatedRows`: why each row was not loaded, at every node. */
export const NOTES = 'notes';

/** Makes the table `notes`; answers with the number of rows by sheet. Page by page, so that no number of rejects sits in memory. */
export async function collectNotes(of: CollectRejects): Promise<ReadonlyMap<string, number>> {
  const { engine } = of;
  await engine.run(`CREATE TABLE rejects(sheet VARCHAR, place INTEGER, node VARCHAR, src_row BIGINT, key VARCHAR, reason VARCHAR,
    by_node VARCHAR, by_key VARCHAR)`);
  for (const [place, [node, sheet]] of [...of.sheetOf].entries()) {
    for (const outcome of of.withBlocked ? (['rejected', 'blocked'] as const) : (['rejected'] as const)) {
      for await (const rows of of.runs.rejectedRows(of.runId, { node, outcome })) {
        await engine.append(
          'rejects',
          rows.map((row) => [sheet, place, node, row.srcRow, row.key, reasonOf(row), ...blockerOf(row)]),
        );
      }
    }
  }
  await engine.run(`CREATE TABLE ${NOTES} AS ${NOTES_SQL}`);
  const counts = await engine.rows<{ sheet: string; n: number }>(
    `SELECT sheet, count(DISTINCT src_row) AS n FROM ${NOTES} GROUP BY sheet`,
  );
  return new Map(counts.map(({ sheet, n }) => [sheet, Number(n)]));
}

function reasonOf({ messages, blockedBy }: RejectedRow): string {
  if (messages.length > 0) return messages.join(' ');
  return blockedBy === null ? 'Rejected; no reason was kept.' : '';
}

/** Node and key of `node:key`; a key holds no colon. */
function blockerOf({ blockedBy }: RejectedRow): readonly (string | null)[] {
  if (blockedBy === null) return [null, null];
  const at = blockedBy.lastIndexOf(':');
  return [blockedBy.slice(0, at), blockedBy.slice(at + 1)];
}

/** A blocked row names the row it waits for, where that is among the rejects, and why that one was not loaded. */
const NOTES_SQL = `
  SELECT r.sheet, r.place, r.src_row, r.key, CASE WHEN r.by_node IS NULL THEN r.reason
    ELSE trim('Waits for ' || CASE
      WHEN b.src_row IS NULL THEN 'the row of "' || r.by_node || '" with the key ' || r.by_key || ', which was not loaded.'
      WHEN b.by_node IS NULL THEN 'row ' || b.src_row || ' of "' || b.sheet || '" (' || r.by_node || ' ' || r.by_key || '), which was rejected: ' || b.reason
      ELSE 'row ' || b.src_row || ' of "' || b.sheet || '" (' || r.by_node || ' ' || r.by_key || '), which waits for another row itself.'
      END || ' ' || r.reason) END AS note
  FROM rejects r LEFT JOIN (
    SELECT node, key, min(src_row) AS src_row, arg_min(sheet, src_row) AS sheet, arg_min(reason, src_row) AS reason,
      CASE WHEN bool_or(by_node IS NULL) THEN NULL ELSE min(by_node) END AS by_node
    FROM rejects WHERE key <> '' GROUP BY node, key) b ON b.node = r.by_node AND b.key = r.by_key`;
