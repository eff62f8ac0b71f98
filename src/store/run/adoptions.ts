import type { AdoptionStore, Claim, NewClaim, TakenClaim } from '../../load/adopt/adoption-store.ts';
import type { ClaimState } from '../../load/adopt/claim-words.ts';
import type { RunKind } from '../../load/run-store.ts';
import { cleanText } from '../clean-text.ts';
import { storedKey } from '../stored-key.ts';
import { fenced, type Held, lockNode } from './fence.ts';

/** Which records the rows of a run take over. */
export function adoptionStore(held: Held, kind: RunKind): AdoptionStore {
  return {
    newestAtStart: () => readNewest(held),
    noteNewest: (newest) => noteNewest(held, newest),
    claim: (node, claims) => addClaims(held, node, claims),
    decide: (node) => decideClaims(held, node),
    claims: (node, ords) => readClaims(held, node, ords),
    note: (node, ords, state) => noteClaims(held, node, ords, state),
    recordsWithout: (externalIds) => recordsWithout(held, kind, externalIds),
  };
}

async function readNewest({ pool, runId }: Held): Promise<Readonly<Record<string, number>> | null> {
  const answer = await pool.query<{ newest_ids: Readonly<Record<string, number>> | null }>(
    'select newest_ids from graph_run where id = $1',
    [runId],
  );
  return answer.rows[0]?.newest_ids ?? null;
}

async function noteNewest(held: Held, newest: Readonly<Record<string, number>>): Promise<void> {
  await fenced(
    held,
    (tx) =>
      tx.query('update graph_run set newest_ids = coalesce(newest_ids, $2::json) where id = $1', [
        held.runId,
        JSON.stringify(newest),
      ]),
    'update',
  );
}

async function addClaims(held: Held, node: string, claims: readonly NewClaim[]): Promise<void> {
  if (claims.length === 0) return;
  await fenced(held, async (tx) => {
    const { node_index: nodeIndex } = await lockNode(tx, held.runId, node);
    await tx.query(
      `insert into run_adoption (run_id, node_index, ord, key, external_id, model, record_id, label, is_archived, create_date,
         rule, state)
       select $1, $2, i.* from unnest($3::int[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::text[], $9::boolean[],
         $10::text[], $11::int[], $12::text[]) as i
       on conflict (run_id, node_index, ord) do nothing`,
      [
        held.runId,
        nodeIndex,
        claims.map((claim) => claim.ord),
        claims.map((claim) => storedKey(claim.key)),
        claims.map((claim) => cleanText(claim.externalId)),
        claims.map((claim) => claim.model),
        claims.map((claim) => claim.recordId),
        claims.map((claim) => cleanText(claim.label)),
        claims.map((claim) => claim.isArchived),
        claims.map((claim) => claim.createDate),
        claims.map((claim) => claim.rule),
        claims.map((claim) => claim.state),
      ],
    );
  });
}

interface ClaimRecord {
  readonly ord: number;
  readonly record_id: number;
  readonly label: string;
  readonly is_archived: boolean;
  readonly create_date: string | null;
  readonly rule: number;
  readonly state: ClaimState;
}

function claimOf(record: ClaimRecord): Claim {
  return {
    ord: record.ord,
    recordId: record.record_id,
    label: record.label,
    isArchived: record.is_archived,
    createDate: record.create_date,
    rule: record.rule,
    state: record.state,
  };
}

/**
 * Of two nodes that claim at the same time each writes its claims before it decides, so at least one sees the other: a record never
 * goes to both.
 */
async function decideClaims(held: Held, node: string): Promise<readonly TakenClaim[]> {
  return fenced(held, async (tx) => {
    const { node_index: nodeIndex } = await lockNode(tx, held.runId, node);
    const place = [held.runId, nodeIndex, node, held.connectionId, held.namespace];
    const decided = await tx.query<{ state: ClaimState }>(
      `update run_adoption a set state = case when exists (${RIVALS}) or exists (${HOLDERS}) then 'taken' else 'adopted' end
       where a.run_id = $1 and a.node_index = $2 and a.state = 'found' returning a.state`,
      place,
    );
    const adopted = decided.rows.filter(({ state }) => state === 'adopted').length;
    await tx.query('update run_node set adopted = adopted + $3 where run_id = $1 and node_index = $2', [
      held.runId,
      nodeIndex,
      adopted,
    ]);
    const answer = await tx.query<ClaimRecord & Rival>(
      `select a.*, r.src_row, coalesce(rival.node, holder.node) as rival_node, coalesce(rival.key, holder.key) as rival_key,
         coalesce(rival.src_row, present.src_row) as rival_row
       from run_adoption a
       join run_row r on r.run_id = a.run_id and r.node_index = a.node_index and r.ord = a.ord
       left join lateral (${RIVALS} order by o.node_index, o.ord limit 1) rival on true
       left join lateral (${HOLDERS} order by k.node, k.key limit 1) holder on true
       left join run_node n on n.run_id = a.run_id and n.node = holder.node
       left join run_row present on present.run_id = n.run_id and present.node_index = n.node_index
         and present.key = holder.key and present.detail is distinct from 'filter' and present.detail is distinct from 'distinct'
       where a.run_id = $1 and a.node_index = $2 and a.state = 'taken' and r.outcome is null
       order by a.ord`,
      place,
    );
    return answer.rows.map((record) => ({
      ...claimOf(record),
      srcRow: record.src_row,
      rival: { node: record.rival_node, key: record.rival_key, srcRow: record.rival_row },
    }));
  });
}

interface Rival {
  readonly src_row: number;
  readonly rival_node: string;
  readonly rival_key: string;
  readonly rival_row: number | null;
}

/** Other rows of the run that claim the record of `a`, or have it. */
const RIVALS = `select n.node, other.key, other.src_row from run_adoption o
  join run_node n on n.run_id = o.run_id and n.node_index = o.node_index
  join run_row other on other.run_id = o.run_id and other.node_index = o.node_index and other.ord = o.ord
  where o.run_id = a.run_id and o.model = a.model and o.record_id = a.record_id
    and (o.node_index, o.ord) <> (a.node_index, a.ord)`;

/** Other keys of the namespace that have the record of `a` from earlier runs. */
const HOLDERS = `select k.node, k.key from key_map k
  where k.connection_id = $4 and k.namespace = $5 and k.model = a.model and k.record_id = a.record_id
    and (k.node <> $3 or k.key <> a.key)`;

async function readClaims(
  { pool, runId }: Held,
  node: string,
  ords: readonly number[],
): Promise<ReadonlyMap<number, Claim>> {
  if (ords.length === 0) return new Map();
  const answer = await pool.query<ClaimRecord>(
    `select a.* from run_adoption a join run_node n on n.run_id = a.run_id and n.node_index = a.node_index
     where a.run_id = $1 and n.node = $2 and a.ord = any($3::int[]) and a.state <> 'taken'`,
    [runId, node, ords],
  );
  return new Map(answer.rows.map((record) => [record.ord, claimOf(record)]));
}

async function noteClaims(
  held: Held,
  node: string,
  ords: readonly number[],
  state: 'marked' | 'by_id',
): Promise<void> {
  if (ords.length === 0) return;
  await fenced(held, async (tx) => {
    const { node_index: nodeIndex } = await lockNode(tx, held.runId, node);
    await tx.query(
      `update run_adoption set state = $4
       where run_id = $1 and node_index = $2 and ord = any($3::int[]) and state in ('adopted', 'marked', 'by_id')`,
      [held.runId, nodeIndex, ords, state],
    );
  });
}

/** A check has written no external ID, so for it every adopted record is one of these. */
async function recordsWithout(
  { pool, runId, connectionId, namespace }: Held,
  kind: RunKind,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (externalIds.length === 0) return new Map();
  const answer = await pool.query<{ external_id: string; record_id: number }>(
    `select external_id, record_id from key_map
     where connection_id = $1 and namespace = $2 and external_id = any($3::text[]) and by_id is not null
     union all
     select external_id, record_id from run_adoption
     where run_id = $4 and external_id = any($3::text[]) and state = any($5::text[])`,
    [connectionId, namespace, externalIds, runId, kind === 'check' ? ['adopted', 'by_id'] : ['by_id']],
  );
  return new Map(answer.rows.map((row) => [row.external_id, row.record_id]));
}
