import type pg from 'pg';

/** A row that was not loaded, with all its issues as sentences. */
export interface RejectedRow {
  readonly ord: number;
  readonly srcRow: number;
  readonly key: string;
  /** `node:key` of the row that a blocked one waits for. */
  readonly blockedBy: string | null;
  readonly messages: readonly string[];
}

const PAGE_ROWS = 2000;

/** In the order of the sheet; each page is read when it is asked for, by the index on outcomes. */
export async function* readRejectedRows(
  pool: pg.Pool,
  runId: string,
  of: { readonly node: string; readonly outcome: 'rejected' | 'blocked' },
): AsyncGenerator<readonly RejectedRow[]> {
  for (let after = -1; ; ) {
    const { rows } = await pool.query<RejectedRow>(
      `select r.ord, r.src_row as "srcRow", r.key, case when r.outcome = 'blocked' then r.detail end as "blockedBy",
         array(select i.message from run_issue i
           where i.run_id = r.run_id and i.node_index = r.node_index and i.ord = r.ord
           order by i.severity, i.id) as messages
       from run_row r
       where r.run_id = $1 and r.outcome = $3 and r.ord > $4
         and r.node_index = (select node_index from run_node where run_id = $1 and node = $2)
       order by r.ord limit $5`,
      [runId, of.node, of.outcome, after, PAGE_ROWS],
    );
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE_ROWS) return;
    after = rows.at(-1)?.ord ?? after;
  }
}
