import type pg from 'pg';
import type { IssueGroup } from '../../app/run-views.ts';
import type { IssueCode } from '../../issue.ts';
import { ISSUE_COLUMNS, type IssueRecord, issueOf } from './issue-record.ts';

const SAMPLES = 5;

interface GroupRecord {
  readonly node: string;
  readonly node_index: number;
  readonly severity: 'error' | 'warning';
  readonly code: IssueCode;
  readonly field: string | null;
  readonly column: string | null;
  readonly count: number;
  /** The first issues of the group, in the order of the sheet. */
  readonly sample_ids: readonly number[];
}

/** By cause: node, severity, code, field and column. The largest groups of a node first. */
export async function groupIssues(pool: pg.Pool, runId: string): Promise<readonly IssueGroup[]> {
  const groups = await pool.query<GroupRecord>(
    `with numbered as (
       select i.*, row_number() over (partition by node_index, severity, code, field, "column" order by ord, id) as place
       from run_issue i where run_id = $1
     )
     select n.node, i.node_index, i.severity, i.code, i.field, i."column", count(*)::int as count,
       (array_agg(i.id::float order by i.place) filter (where i.place <= $2)) as sample_ids
     from numbered i join run_node n on n.run_id = $1 and n.node_index = i.node_index
     group by n.node, i.node_index, i.severity, i.code, i.field, i."column"
     order by i.node_index, count(*) desc, i.code, i.field, i."column"`,
    [runId, SAMPLES],
  );
  const samples = await pool.query<IssueRecord & { readonly id: number }>(
    `select i.id, n.node, ${ISSUE_COLUMNS}
     from run_issue i join run_node n on n.run_id = i.run_id and n.node_index = i.node_index
     where i.id = any($1::bigint[])`,
    [groups.rows.flatMap((group) => group.sample_ids)],
  );
  const byId = new Map(samples.rows.map((record) => [record.id, issueOf(record)]));
  return groups.rows.map((group) => ({
    node: group.node,
    code: group.code,
    severity: group.severity,
    field: group.field,
    column: group.column,
    count: group.count,
    samples: group.sample_ids.flatMap((id) => byId.get(id) ?? []),
  }));
}
