import type { ArchivedRow, UndoNode, WokenRow } from '../../load/rollback/undo-store.ts';
import { cleanOrNull } from '../clean-text.ts';
import type { Held } from '../run/fence.ts';
import type { Tx } from '../transaction.ts';
import { revertKeys } from './revert-keys.ts';

/** Rows that the run archived, or was about to when it ended; a later run may have taken them up again. */
export async function readArchived(
  { pool, runId, connectionId, namespace }: Held,
  { node }: UndoNode,
  limit: number,
): Promise<readonly ArchivedRow[]> {
  const answer = await pool.query<ArchivedRow>(
    `select v.key, v.record_id as "recordId",
       coalesce(k.vanished_run = $1 or (k.vanished_run is null and v.state = 'sending'), false) as "isOurs"
     from run_vanished v left join key_map k
       on k.connection_id = $2 and k.namespace = $3 and k.node = v.node and k.key = v.key and k.record_id = v.record_id
     where v.run_id = $1 and v.node = $4 and v.action = 'archive' and v.state in ('archived', 'sending') order by v.key limit $5`,
    [runId, connectionId, namespace, node, limit],
  );
  return answer.rows;
}

/** The key map remembers of woken records what it did before the run. */
export async function settleWoken(
  tx: Tx,
  held: Held,
  place: { readonly node: string; readonly nodeIndex: number },
  rows: readonly WokenRow[],
): Promise<void> {
  await tx.query(
    `update run_vanished v set state = i.state, detail = i.detail
     from unnest($3::text[], $4::text[], $5::text[]) as i (key, state, detail)
     where v.run_id = $1 and v.node = $2 and v.key = i.key`,
    [
      held.runId,
      place.node,
      rows.map(({ key }) => key),
      rows.map(({ state }) => state),
      rows.map(({ detail }) => cleanOrNull(detail)),
    ],
  );
  const woken = rows.filter(({ state }) => state === 'woken');
  await revertKeys(
    tx,
    held,
    place,
    woken.map(({ key }) => ({ key, fields: ['active'], isWhole: true })),
  );
}
