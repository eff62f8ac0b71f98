import type pg from 'pg';
import type { Issue, Outcome } from '../../issue.ts';
import type { ReportRow } from '../../report/run-report.ts';
import { storedKey } from '../stored-key.ts';
import { ISSUE_COLUMNS, type IssueRecord, issueOf } from './issue-record.ts';
import { changesOfRows } from './row-changes.ts';

export type StoredReportRow = Omit<ReportRow, 'model' | 'sheet' | 'link'>;

/** Whose rows, and where their external IDs are remembered. */
export interface ReportPlace {
  readonly runId: string;
  readonly connectionId: string;
  readonly namespace: string;
}

const CHUNK_ROWS = 2000;

interface RowRecord {
  readonly ord: number;
  readonly src_row: number;
  readonly key: string;
  readonly outcome: Outcome | null;
  readonly record_id: number | null;
  readonly detail: string | null;
}

/** Rows of a node in sheet order; ranges of the primary key, each read when it is asked for, no transaction open in between. */
export async function* readReportRows(
  pool: pg.Pool,
  place: ReportPlace,
  node: { readonly node: string; readonly index: number; readonly rows: number },
): AsyncGenerator<readonly StoredReportRow[]> {
  for (let from = 0; from < node.rows; from += CHUNK_ROWS) {
    const range = [place.runId, node.index, from, from + CHUNK_ROWS];
    const { rows } = await pool.query<RowRecord>(
      `select ord, src_row, key, outcome, record_id, detail from run_row
       where run_id = $1 and node_index = $2 and ord >= $3 and ord < $4 order by ord`,
      range,
    );
    const [issues, changes, externalIds] = await Promise.all([
      issuesOfRange(pool, node.node, range),
      changesOfRows(pool, place.runId, placesOf(rows, node.index)),
      externalIdsOf(pool, { ...place, node: node.node }, rows),
    ]);
    yield rows.map((row) => ({
      node: node.node,
      row: row.src_row,
      ord: row.ord,
      key: row.key,
      outcome: row.outcome,
      rule: row.outcome === 'skipped' ? row.detail : null,
      externalId: row.record_id === null ? null : (externalIds.get(row.key) ?? null),
      recordId: row.record_id,
      blockedBy: row.outcome === 'blocked' ? row.detail : null,
      changes: changes.get(`${node.index}.${row.ord}`) ?? [],
      issues: issues.get(row.ord) ?? [],
    }));
  }
}

/** A row that no record is known of was not changed. */
function placesOf(rows: readonly RowRecord[], nodeIndex: number) {
  return rows.flatMap(({ ord, record_id: recordId }) =>
    recordId === null ? [] : [{ node_index: nodeIndex, ord }],
  );
}

async function issuesOfRange(
  pool: pg.Pool,
  node: string,
  range: readonly (string | number)[],
): Promise<ReadonlyMap<number, readonly Issue[]>> {
  const { rows } = await pool.query<Omit<IssueRecord, 'node'>>(
    `select ${ISSUE_COLUMNS} from run_issue i
     where i.run_id = $1 and i.node_index = $2 and i.ord >= $3 and i.ord < $4 order by i.id`,
    [...range],
  );
  const byRow = Map.groupBy(rows, (record) => record.ord);
  return new Map([...byRow].map(([ord, records]) => [ord, records.map((r) => issueOf({ ...r, node }))]));
}

/** By key as the row has it. */
async function externalIdsOf(
  pool: pg.Pool,
  place: ReportPlace & { readonly node: string },
  rows: readonly RowRecord[],
): Promise<ReadonlyMap<string, string>> {
  const keys = new Map(
    rows.flatMap((row) => (row.record_id === null ? [] : [[storedKey(row.key), row.key]])),
  );
  if (keys.size === 0) return new Map();
  const answer = await pool.query<{ key: string; external_id: string }>(
    `select key, external_id from key_map
     where connection_id = $1 and namespace = $2 and node = $3 and key = any($4)`,
    [place.connectionId, place.namespace, place.node, [...keys.keys()]],
  );
  return new Map(answer.rows.map((row) => [keys.get(row.key) ?? row.key, row.external_id]));
}
