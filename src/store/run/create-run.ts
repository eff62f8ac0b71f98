import type pg from 'pg';
import type { CheckDepth, RunKind } from '../../load/run-store.ts';
import { newId } from '../../util/new-id.ts';
import { inTransaction, type Tx } from '../transaction.ts';
import { vocabularySql } from '../vocabularies.ts';
import { addEvent } from './run-events.ts';
import type { RunRecord } from './run-state.ts';

export interface NewRun {
  /** Default `run`. */
  readonly kind?: RunKind;
  /** For a check, and only there. */
  readonly checkDepth?: CheckDepth;
  /** For a retry, and only there: the run it is of. */
  readonly ofRun?: string;
  readonly graphId: string;
  readonly graphVersion: number;
  readonly datasetId: string;
  readonly connectionId: string;
  /** First part of every external ID of the run, as the plan has it. */
  readonly namespace: string;
  /** Null: for a retry that of the run before. */
  readonly failureMode: 'continue' | 'stop' | null;
  /** `hash`: of everything the caller asked for; the same key with another hash is refused. */
  readonly idempotency?: { readonly key: string; readonly hash: string };
}

export interface CreatedRun {
  readonly id: string;
  readonly status: RunRecord['status'];
  readonly taskId: string;
}

export type CreateRunResult =
  | { readonly kind: 'created' | 'existing'; readonly run: CreatedRun }
  /** Another run of this graph is under way, or paused, on this connection. */
  | { readonly kind: 'active_run'; readonly runId: string }
  /** Another graph writes under this namespace on this connection: its rows and ours would be the same records. */
  | { readonly kind: 'namespace_taken'; readonly graphId: string; readonly graphName: string }
  /** The idempotency key came before with another request. */
  | { readonly kind: 'key_reused'; readonly runId: string }
  /** The run that is to be retried was retried before. */
  | { readonly kind: 'retried'; readonly ofRun: string; readonly runId: string }
  | { readonly kind: 'missing'; readonly what: 'graph' | 'dataset' | 'connection' };

export type SendRun = (tx: Tx, runId: string) => Promise<string | null>;

/** Run, lease row, first event and queue entry are committed together, or nothing is. */
export async function createRun(pool: pg.Pool, send: SendRun, input: NewRun): Promise<CreateRunResult> {
  return inTransaction(pool, async (tx) => {
    const earlier = await findByKey(tx, input);
    if (earlier !== null) return earlier;
    const missing = await findMissing(tx, input);
    if (missing !== null) return { kind: 'missing', what: missing };
    const retried = await findRetry(tx, input);
    if (retried !== null) return retried;
    const taken = await findNamespaceOwner(tx, input);
    if (taken !== null) return taken;
    const id = newId('run');
    if (!(await insertRun(tx, id, input))) return { kind: 'active_run', runId: await activeRun(tx, input) };
    await tx.query('insert into run_lease (run_id) values ($1)', [id]);
    const taskId = await send(tx, id);
    if (taskId === null) throw new Error(`Run ${id} was not taken by the queue.`);
    await tx.query('update graph_run set task_id = $2 where id = $1', [id, taskId]);
    await addEvent(tx, id, { type: 'run_queued' });
    return { kind: 'created', run: { id, status: 'pending', taskId } };
  });
}

/** The lock makes requests with one key wait for each other, so that exactly one of them finds nothing. */
async function findByKey(tx: Tx, { idempotency }: NewRun): Promise<CreateRunResult | null> {
  if (idempotency === undefined) return null;
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('idempotency:' || $1, 0))`, [
    idempotency.key,
  ]);
  const answer = await tx.query<RunRecord>('select * from graph_run where idempotency_key = $1', [
    idempotency.key,
  ]);
  const run = answer.rows[0];
  if (run === undefined) return null;
  if (run.request_hash !== idempotency.hash) return { kind: 'key_reused', runId: run.id };
  return { kind: 'existing', run: { id: run.id, status: run.status, taskId: run.task_id ?? '' } };
}

/** What the run would pin, locked so that it cannot be deleted before the run is there. */
async function findMissing(tx: Tx, input: NewRun): Promise<'graph' | 'dataset' | 'connection' | null> {
  const things = [
    ['graph', input.graphId],
    ['dataset', input.datasetId],
    ['connection', input.connectionId],
  ] as const;
  for (const [what, id] of things) {
    const found = await tx.query(`select 1 from ${what} where id = $1 and deleted_at is null for share`, [
      id,
    ]);
    if (found.rowCount === 0) return what;
  }
  return null;
}

/**
 * Retries of one run follow each other, each of the one before: two of the same run would not know what the other has loaded. The
 * run is over, so locking it holds up no worker. A retry that was rolled back has loaded nothing.
 */
async function findRetry(tx: Tx, { ofRun }: NewRun): Promise<CreateRunResult | null> {
  if (ofRun === undefined) return null;
  await tx.query('select 1 from graph_run where id = $1 for update', [ofRun]);
  const answer = await tx.query<{ id: string }>(
    `select id from graph_run where of_run = $1 and status <> 'rolled_back' limit 1`,
    [ofRun],
  );
  const retry = answer.rows[0];
  return retry === undefined ? null : { kind: 'retried', ofRun, runId: retry.id };
}

/**
 * The lock makes the first runs of two graphs wait for each other. A deleted graph has given its namespace up; a check never takes
 * one, but is refused where the run would be.
 */
async function findNamespaceOwner(tx: Tx, input: NewRun): Promise<CreateRunResult | null> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('namespace:' || $1 || ':' || $2, 0))`, [
    input.connectionId,
    input.namespace,
  ]);
  const answer = await tx.query<{ id: string; name: string }>(
    `select g.id, g.name from graph_run r join graph g on g.id = r.graph_id and g.deleted_at is null
     where r.connection_id = $1 and r.namespace = $2 and r.graph_id <> $3 and r.kind <> 'check' limit 1`,
    [input.connectionId, input.namespace, input.graphId],
  );
  const owner = answer.rows[0];
  return owner === undefined ? null : { kind: 'namespace_taken', graphId: owner.id, graphName: owner.name };
}

/** False when the unique index `graph_run_active` refuses it. */
async function insertRun(tx: Tx, id: string, input: NewRun): Promise<boolean> {
  const answer = await tx.query(
    `insert into graph_run (id, graph_id, graph_version, dataset_id, dataset_hash, connection_id, namespace, failure_mode,
       status, idempotency_key, request_hash, kind, check_depth, of_run, vocabulary)
     select $1, $2, $3, d.id, d.hash, $5, $6, coalesce($7, (select failure_mode from graph_run where id = $12)), 'pending', $8, $9, $10, $11, $12, ${vocabularySql('$5')} from dataset d where d.id = $4
     on conflict (graph_id, connection_id)
       where status in ('pending', 'running', 'paused', 'rolling_back') and kind <> 'check' do nothing`,
    [
      id,
      input.graphId,
      input.graphVersion,
      input.datasetId,
      input.connectionId,
      input.namespace,
      input.failureMode,
      input.idempotency?.key ?? null,
      input.idempotency?.hash ?? null,
      input.kind ?? 'run',
      input.checkDepth ?? null,
      input.ofRun ?? null,
    ],
  );
  return answer.rowCount === 1;
}

async function activeRun(tx: Tx, input: NewRun): Promise<string> {
  const answer = await tx.query<{ id: string }>(
    `select id from graph_run where graph_id = $1 and connection_id = $2
       and status in ('pending', 'running', 'paused', 'rolling_back') and kind <> 'check'`,
    [input.graphId, input.connectionId],
  );
  return answer.rows[0]?.id ?? '';
}
