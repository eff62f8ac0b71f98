import type { RunKind } from '../../load/run-store.ts';
import type {
  GoneRow,
  Suggestion,
  VanishedResult,
  VanishedRow,
  VanishedStore,
  VanishPolicy,
} from '../../load/vanished/vanished-store.ts';
import { cleanOrNull } from '../clean-text.ts';
import { joinByHash } from '../join-by-hash.ts';
import { storedKey, storedKeySql } from '../stored-key.ts';
import type { Tx } from '../transaction.ts';
import { addIssues } from './add-issues.ts';
import { fenced, type Held, lockNode } from './fence.ts';
import { keepWriteDate } from './keep-after.ts';
import { addEvent } from './run-events.ts';
import { keepKeysBefore } from './write-key-map.ts';

/** Rows that earlier runs loaded and this run's dataset has no more. */
export function vanishedStore(held: Held, kind: RunKind): VanishedStore {
  return {
    find: (policies) => findVanished(held, kind, policies),
    gone: (node) => goneRows(held, node),
    suggest: (node, suggestions) => noteSuggestions(held, node, suggestions),
    open: (node, limit, after) => openRows(held, node, limit, after),
    begin: (node, keys) => beginRows(held, node, keys),
    settle: (node, results, lastWriteDate) => settleVanished(held, node, results, lastWriteDate),
  };
}

/**
 * One statement over all nodes, a hash anti-join. A row that the filter leaves out counts as vanished: the node takes it no more. Rows
 * that an earlier run has archived are done with, and count neither here nor among those that the node knows; nor do those that are
 * new with this run.
 */
async function findVanished(held: Held, kind: RunKind, policies: readonly VanishPolicy[]): Promise<boolean> {
  return fenced(
    held,
    async (tx) => {
      const done = await tx.query(
        'update graph_run set vanished_found = true where id = $1 and not vanished_found',
        [held.runId],
      );
      if (done.rowCount === 0) return false;
      await joinByHash(tx);
      await tx.query(FIND, [
        held.runId,
        held.connectionId,
        held.namespace,
        kind === 'check' ? 'foretold' : 'pending',
        policies.map((policy) => policy.node),
        policies.map((policy) => policy.action),
        policies.map((policy) => policy.evenMoreThanHalf),
      ]);
      await tellFound(tx, held.runId);
      return true;
    },
    'update',
  );
}

const FIND = `
  with policy as (
    select * from unnest($5::text[], $6::text[], $7::boolean[]) as p (node, action, even_more)
  ), present as (
    select n.node, ${storedKeySql('r.key')} as key,
      bool_or(r.outcome is distinct from 'skipped' or r.detail is distinct from 'filter') as is_taken
    from run_row r join run_node n on n.run_id = r.run_id and n.node_index = r.node_index
    where r.run_id = $1 and r.key <> '' group by 1, 2
  ), keyless as (
    select distinct n.node from run_row r join run_node n on n.run_id = r.run_id and n.node_index = r.node_index
    where r.run_id = $1 and r.key = '' and r.detail is distinct from 'filter'
  ), known as (
    select k.*, p.action, p.even_more, present.key is null or not present.is_taken as is_gone,
      case when p.node is null then 'node_gone' when present.key is not null then 'filtered' end as why
    from key_map k left join policy p on p.node = k.node
    left join present on present.node = k.node and present.key = k.key
    where k.connection_id = $2 and k.namespace = $3 and k.vanished_run is null and k.created_run is distinct from $1
      and not exists (select 1 from run_adoption a join run_node n on n.run_id = a.run_id and n.node_index = a.node_index
        where a.run_id = $1 and n.node = k.node and a.key = k.key and a.state in ('adopted', 'marked', 'by_id') and a.rule >= 0)
  ), most as (
    select node from known group by node having count(*) filter (where is_gone) * 2 > count(*)
  )
  insert into run_vanished (run_id, node, key, external_id, model, record_id, action, state, reason)
  select $1, k.node, k.key, k.external_id, k.model, k.record_id, coalesce(k.action, 'report'),
    case when coalesce(k.action, 'report') = 'report' then 'reported'
      when keyless.node is not null or (most.node is not null and not k.even_more) then 'withheld' else $4 end,
    case when coalesce(k.action, 'report') <> 'report' and keyless.node is not null then 'rows_without_key'
      when coalesce(k.action, 'report') <> 'report' and most.node is not null and not k.even_more then 'more_than_half'
      else k.why end
  from known k left join keyless on keyless.node = k.node left join most on most.node = k.node
  where k.is_gone`;

/** Counted with the node, so that a page need not count a million rows each second; and told. */
async function tellFound(tx: Tx, runId: string): Promise<void> {
  const counts = await tx.query<{ node: string; rows: number; withheld: number }>(
    `select node, count(*)::int as rows, count(*) filter (where state = 'withheld')::int as withheld
     from run_vanished where run_id = $1 group by node order by node`,
    [runId],
  );
  for (const { node, rows, withheld } of counts.rows) {
    await tx.query('update run_node set vanished = $3 where run_id = $1 and node = $2', [runId, node, rows]);
    await addEvent(tx, runId, { type: 'rows_vanished', node, rows, withheld });
  }
}

const CHUNK_ROWS = 5000;

async function* goneRows(
  { pool, runId, connectionId, namespace }: Held,
  node: string,
): AsyncIterable<readonly GoneRow[]> {
  for (let after = ''; ; ) {
    const answer = await pool.query<GoneRow>(
      `select v.key, k.field_hashes as "fieldHashes" from run_vanished v
       join key_map k on k.connection_id = $2 and k.namespace = $3 and k.node = v.node and k.key = v.key
       where v.run_id = $1 and v.node = $4 and v.key > $5 and v.reason is distinct from 'filtered' and v.renamed_to is null
       order by v.key limit ${CHUNK_ROWS}`,
      [runId, connectionId, namespace, node, after],
    );
    if (answer.rows.length === 0) return;
    yield answer.rows;
    after = answer.rows.at(-1)?.key ?? after;
  }
}

/** Once for each row that is gone, however often it is said. */
async function noteSuggestions(held: Held, node: string, suggestions: readonly Suggestion[]): Promise<void> {
  await fenced(held, async (tx) => {
    const { node_index: nodeIndex } = await lockNode(tx, held.runId, node);
    const noted = await tx.query<{ key: string }>(
      `update run_vanished v set renamed_to = i.renamed_to,
         state = case when v.state in ('pending', 'foretold') then 'withheld' else v.state end,
         reason = case when v.state in ('pending', 'foretold') then 'maybe_renamed' else v.reason end
       from unnest($3::text[], $4::text[]) as i (key, renamed_to)
       where v.run_id = $1 and v.node = $2 and v.key = i.key and v.renamed_to is null returning v.key`,
      [
        held.runId,
        node,
        suggestions.map(({ key }) => key),
        suggestions.map(({ renamedTo }) => storedKey(renamedTo)),
      ],
    );
    const keys = new Set(noted.rows.map(({ key }) => key));
    const issues = suggestions.filter(({ key }) => keys.has(key)).map(({ ord, issue }) => ({ ord, issue }));
    await addIssues(tx, { runId: held.runId, nodeIndex }, once(issues));
  });
}

async function* once<T>(items: readonly T[]): AsyncIterable<readonly T[]> {
  if (items.length > 0) yield items;
}

async function openRows(
  { pool, runId }: Held,
  node: string,
  limit: number,
  after = '',
): Promise<readonly VanishedRow[]> {
  const answer = await pool.query<VanishedRow>(
    `select key, external_id as "externalId", state from run_vanished
     where run_id = $1 and node = $2 and state in ('pending', 'sending') and key > $4 order by key limit $3`,
    [runId, node, limit, after],
  );
  return answer.rows;
}

async function beginRows(held: Held, node: string, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await fenced(held, (tx) =>
    tx.query(
      `update run_vanished set state = 'sending' where run_id = $1 and node = $2 and key = any($3::text[]) and state = 'pending'`,
      [held.runId, node, keys],
    ),
  );
}

/**
 * An archived row keeps its entry, so that it is found when it comes back; what was remembered of `active` is forgotten, so that it is
 * compared then. A deleted one is forgotten.
 */
async function settleVanished(
  held: Held,
  node: string,
  results: readonly VanishedResult[],
  lastWriteDate: string | null,
): Promise<void> {
  if (results.length === 0) return;
  await fenced(held, async (tx) => {
    const { node_index: nodeIndex } = await lockNode(tx, held.runId, node);
    const changed = await tx.query<{ key: string; state: VanishedResult['state'] }>(
      `update run_vanished v set state = i.state, detail = i.detail
       from unnest($3::text[], $4::text[], $5::text[]) as i (key, state, detail)
       where v.run_id = $1 and v.node = $2 and v.key = i.key and v.state in ('pending', 'sending') returning v.key, v.state`,
      [
        held.runId,
        node,
        results.map(({ key }) => key),
        results.map(({ state }) => state),
        results.map(({ detail }) => cleanOrNull(detail)),
      ],
    );
    const keysOf = (...states: readonly string[]) =>
      changed.rows.filter(({ state }) => states.includes(state)).map(({ key }) => key);
    const place = [held.connectionId, held.namespace, node];
    await keepKeysBefore(tx, held, { node, nodeIndex }, keysOf('archived', 'already'));
    await tx.query(
      `update key_map set vanished_run = $4, is_archived = is_archived or key = any($6::text[]),
         written_run = case when key = any($6::text[]) then $4 else written_run end,
         field_hashes = field_hashes - 'active', held_hashes = held_hashes - 'active'
       where connection_id = $1 and namespace = $2 and node = $3 and key = any($5::text[])`,
      [...place, held.runId, keysOf('archived', 'already'), keysOf('archived')],
    );
    await tx.query(
      `delete from key_map where connection_id = $1 and namespace = $2 and node = $3 and key = any($4::text[])`,
      [...place, keysOf('deleted', 'gone')],
    );
    if (lastWriteDate !== null) await keepWriteDate(tx, { runId: held.runId, nodeIndex }, lastWriteDate);
    await addEvent(tx, held.runId, { type: 'vanished_settled', node, rows: changed.rows.length });
  });
}
