import type pg from 'pg';
import type { Page } from '../../app/result.ts';
import type { RunRowView } from '../../app/run-views.ts';
import type { Issue, Outcome } from '../../issue.ts';
import type { KeptReason, UndoState } from '../../load/rollback/undo-words.ts';
import { FORETOLD_RECORD } from '../../load/run-store.ts';
import { escapeLike } from '../escape-like.ts';
import { ISSUE_COLUMNS, type IssueRecord, issueOf } from './issue-record.ts';
import { changesOfRows } from './row-changes.ts';

export interface RowQuery {
  readonly limit: number;
  readonly cursor?: string;
  readonly node?: string;
  readonly outcome?: Outcome;
  /** Code of an issue. */
  readonly issue?: string;
  /** Part of the row's key, whatever its case. */
  readonly text?: string;
  readonly changes?: boolean;
  readonly undo?: UndoState;
  readonly undoReason?: KeptReason;
}

interface RowRecord {
  readonly node: string;
  readonly node_index: number;
  readonly ord: number;
  readonly src_row: number;
  readonly key: string;
  readonly outcome: Outcome | null;
  readonly record_id: number | null;
  readonly detail: string | null;
  readonly undo: UndoState | null;
  readonly undo_reason: KeptReason | null;
  readonly undo_detail: string | null;
}

/** In execution order of the nodes, then as in the sheet. The cursor is `<node index>.<row number>` of the last row. */
export async function listRows(pool: pg.Pool, runId: string, query: RowQuery): Promise<Page<RunRowView>> {
  const [afterNode = -1, afterOrd = -1] = (query.cursor ?? '').split('.').filter(Boolean).map(Number);
  const answer = await pool.query<RowRecord>(
    `select n.node, r.node_index, r.ord, r.src_row, r.key, r.outcome, r.detail, r.undo, r.undo_reason, r.undo_detail, nullif(r.record_id, ${FORETOLD_RECORD}) as record_id
     from run_node n join run_row r on r.run_id = n.run_id and r.node_index = n.node_index
     where n.run_id = $1 and (r.node_index, r.ord) > ($2, $3)
       and ($4::text is null or n.node = $4)
       and ($5::text is null or r.outcome = $5)
       and ($6::text is null or r.key ilike $6)
       and ($7::text is null or exists (select 1 from run_issue i
         where i.run_id = r.run_id and i.node_index = r.node_index and i.ord = r.ord and i.code = $7))
       and ($9::text is null or r.undo = $9) and ($10::text is null or r.undo_reason = $10)
     order by r.node_index, r.ord limit $8`,
    [
      runId,
      afterNode,
      afterOrd,
      query.node ?? null,
      query.outcome ?? null,
      query.text === undefined ? null : `%${escapeLike(escapeKeyText(query.text))}%`,
      query.issue ?? null,
      query.limit + 1,
      query.undo ?? null,
      query.undoReason ?? null,
    ],
  );
  const records = answer.rows.slice(0, query.limit);
  const issues = await issuesOfRows(pool, runId, records);
  const changes = query.changes ? await changesOfRows(pool, runId, records) : null;
  const last = records.at(-1);
  const hasMore = answer.rows.length > query.limit && last !== undefined;
  return {
    items: records.map((record) => {
      const place = placeOf(record);
      const view = rowView(record, issues.get(place) ?? []);
      return changes === null ? view : { ...view, changes: changes.get(place) ?? [] };
    }),
    nextCursor: hasMore ? `${last.node_index}.${last.ord}` : null,
  };
}

function placeOf(row: { readonly node_index: number; readonly ord: number }): string {
  return `${row.node_index}.${row.ord}`;
}

/** One row by its place in its node; null where there is none. */
export async function getRow(
  pool: pg.Pool,
  runId: string,
  { node, ord }: { readonly node: string; readonly ord: number },
): Promise<{ readonly nodeIndex: number; readonly view: RunRowView } | null> {
  const answer = await pool.query<RowRecord>(
    `select n.node, r.* from run_node n join run_row r on r.run_id = n.run_id and r.node_index = n.node_index
     where n.run_id = $1 and n.node = $2 and r.ord = $3`,
    [runId, node, ord],
  );
  const [record] = answer.rows;
  if (record === undefined) return null;
  const issues = await issuesOfRows(pool, runId, [record]);
  return {
    nodeIndex: record.node_index,
    view: rowView(record, issues.get(`${record.node_index}.${ord}`) ?? []),
  };
}

function rowView(record: RowRecord, issues: readonly Issue[]): RunRowView {
  return {
    node: record.node,
    row: record.src_row,
    ord: record.ord,
    key: record.key,
    outcome: record.outcome,
    rule: record.outcome === 'skipped' ? record.detail : null,
    recordId: record.record_id,
    blockedBy: record.outcome === 'blocked' ? record.detail : null,
    undo: record.undo,
    undoReason: record.undo_reason,
    undoDetail: record.undo_detail,
    issues,
  };
}

async function issuesOfRows(
  pool: pg.Pool,
  runId: string,
  rows: readonly RowRecord[],
): Promise<ReadonlyMap<string, readonly Issue[]>> {
  const answer = await pool.query<IssueRecord>(
    `select n.node, ${ISSUE_COLUMNS}
     from unnest($2::int[], $3::int[]) as w (node_index, ord)
       join run_issue i on i.run_id = $1 and i.node_index = w.node_index and i.ord = w.ord
       join run_node n on n.run_id = $1 and n.node_index = i.node_index
     order by i.id`,
    [runId, rows.map((row) => row.node_index), rows.map((row) => row.ord)],
  );
  const byRow = Map.groupBy(answer.rows, placeOf);
  return new Map([...byRow].map(([row, records]) => [row, records.map(issueOf)]));
}

/** Keys are stored escaped (`~HH` for each byte outside `[A-Za-z0-9-]`), so what is looked for is escaped likewise. */
function escapeKeyText(text: string): string {
  const hex = (byte: number) => `~${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  return text.replace(/[^A-Za-z0-9-]+/g, (part) => [...Buffer.from(part, 'utf8')].map(hex).join(''));
}
