import type pg from 'pg';
import type { Page } from '../../app/result.ts';
import type { VanishedView } from '../../app/run-views.ts';
import type { VanishedState } from '../../load/vanished/vanished-words.ts';

export interface VanishedQuery {
  readonly limit: number;
  readonly cursor?: string;
  readonly node?: string;
  readonly state?: VanishedState;
}

/** By node and key. The cursor is the last row's node and key. */
export async function listVanished(
  pool: pg.Pool,
  runId: string,
  query: VanishedQuery,
): Promise<Page<VanishedView>> {
  const [afterNode = '', afterKey = ''] = (query.cursor ?? '').split(' ');
  const answer = await pool.query<VanishedView>(
    `select node, key, model, record_id as "recordId", external_id as "externalId", action, state, reason, detail,
       renamed_to as "renamedTo"
     from run_vanished
     where run_id = $1 and (node, key) > ($2, $3) and ($4::text is null or node = $4) and ($5::text is null or state = $5)
     order by node, key limit $6`,
    [runId, afterNode, afterKey, query.node ?? null, query.state ?? null, query.limit + 1],
  );
  const items = answer.rows.slice(0, query.limit);
  const last = items.at(-1);
  const hasMore = answer.rows.length > query.limit && last !== undefined;
  return { items, nextCursor: hasMore ? `${last.node} ${last.key}` : null };
}
