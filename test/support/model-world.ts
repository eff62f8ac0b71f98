import { vi } from 'vitest';
import type { Result } from '../../src/app/result.ts';
import type { StartedRun } from '../../src/app/run-views.ts';
import type { RunEnd } from '../../src/load/run-store.ts';
import type { SandboxCall } from '../../src/sandbox/faults.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import type { CellCorrection } from '../../src/source/version/corrections.ts';
import { newId } from '../../src/util/new-id.ts';
import type { Interrupt } from './model-actions.ts';
import { FAULTS } from './model-actions.ts';
import type { Source } from './model-source.ts';
import { MODEL_GRAPH, sheetsOf } from './model-source.ts';
import type { Product } from './product.ts';
import { addConnection, addGraph, unwrap } from './product.ts';
import type { Oracle } from './read-odoo.ts';
import { openOracle } from './read-odoo.ts';
import { upload } from './stage.ts';
import { letLeaseExpire } from './stored-run.ts';
import type { TestWorker } from './worker-turns.ts';
import { openTestWorker } from './worker-turns.ts';

/** The real thing a model is compared with: one graph, one sandbox, workers that come and go. */
export interface World {
  readonly product: Product;
  readonly sandbox: Sandbox;
  /** Its calls are never struck by faults. */
  readonly odoo: Oracle;
  readonly namespace: string;
  /** What came about, for the report: `turn`, `kill_after`, …, by number. */
  readonly seen: Map<string, number>;
  start(source: Source): Promise<StartSeen>;
  retry(runId: string): Promise<StartSeen>;
  /** Whether the rollback was let in. */
  rollBack(runId: string): Promise<boolean>;
  /** The newest version, and whether the correction made it. */
  correct(
    datasetId: string,
    cell: CellCorrection,
  ): Promise<{ readonly datasetId: string; readonly isNew: boolean }>;
  turn(runId: string, interrupt: { readonly how: Interrupt; readonly at: number } | null): Promise<TurnSeen>;
  fault(kind: keyof typeof FAULTS, after: number, times: number): void;
  close(): Promise<void>;
}

export type StartSeen = { readonly runId: string; readonly datasetId: string } | { readonly refused: string };

export interface TurnSeen {
  /** How the turn of the last worker ended that had the run; null: it was killed. */
  readonly end: RunEnd | null;
  /** Whether the interruption came; the turn may have ended before that call. */
  readonly struck: boolean;
  /** A write of a worker that was taken for dead was done after the next one had gone on: it moves the dates of its records. */
  readonly wroteLate: boolean;
}

const LATE_WRITES: ReadonlySet<string> = new Set(['load', 'write', 'web_save_multi']);

const USERS = {
  admin: { login: 'admin', password: 'admin', apiKey: 'key-admin', admin: true },
  clerk: { login: 'clerk', password: 'clerk', apiKey: 'key-clerk' },
} as const;
const AUDITOR = { login: 'auditor', password: 'auditor', admin: true } as const;

export async function openWorld(product: Product, user: keyof typeof USERS): Promise<World> {
  const sandbox = await startSandbox({ users: [USERS.admin, USERS.clerk, AUDITOR] });
  const { login, apiKey: secret } = USERS[user];
  const connectionId = await addConnection(product.app, {
    name: newId('model'),
    url: sandbox.url,
    database: 'sandbox',
    login,
    secret,
  });
  const namespace = `m${newId('x').slice(-12).toLowerCase()}`;
  const graphId = (await addGraph(product.app, MODEL_GRAPH(namespace))).id;
  const place = { app: product.app, product, connectionId };
  const odoo = await openOracle({ url: sandbox.url, database: 'sandbox', ...AUDITOR });
  const seen = new Map<string, number>();
  const count = (what: string): void => void seen.set(what, (seen.get(what) ?? 0) + 1);
  const isOurs = (call: SandboxCall): boolean => call.login === login;
  return {
    product,
    sandbox,
    odoo,
    namespace,
    seen,
    start: async (source) => {
      const datasetId = await upload(place, sheetsOf(source));
      return seenOf(await product.app.runs.start({ graphId, datasetId, connectionId }), datasetId);
    },
    retry: async (runId) => {
      const { datasetId } = unwrap(await product.app.runs.get(runId));
      const retried = seenOf(await product.app.runs.retry({ runId }), datasetId);
      count('refused' in retried ? 'retry_refused' : 'retry');
      return retried;
    },
    rollBack: async (runId) => {
      const { ok } = await product.app.runs.rollback(runId, {});
      count(ok ? 'rollback' : 'rollback_refused');
      return ok;
    },
    correct: async (datasetId, cell) => {
      const cells = { kind: 'cells' as const, sheet: 'companies', cells: [cell], replace: [] };
      const { isNew, dataset } = unwrap(await product.app.datasets.correct(datasetId, cells));
      if (isNew) count('edit_cell');
      return { datasetId: dataset.id, isNew };
    },
    turn: async (runId, interrupt) => {
      const turn = await takeTurn({ product, sandbox, isOurs }, runId, interrupt);
      count('turn');
      if (turn.struck && interrupt) count(interrupt.how);
      return turn;
    },
    fault: (kind, after, times) => {
      const fault: { action: (typeof FAULTS)[typeof kind]['action']; method?: string } = FAULTS[kind];
      const match = (call: SandboxCall): boolean =>
        isOurs(call) && (fault.method ?? call.method) === call.method;
      count('fault');
      sandbox.addFault({ match, after, times, action: fault.action });
    },
    close: () => sandbox.close(),
  };
}

const seenOf = (started: Result<StartedRun>, datasetId: string): StartSeen =>
  started.ok ? { runId: started.value.id, datasetId } : { refused: started.error.code };

interface Place {
  readonly product: Product;
  readonly sandbox: Sandbox;
  readonly isOurs: (call: SandboxCall) => boolean;
}

async function takeTurn(
  place: Place,
  runId: string,
  interrupt: { readonly how: Interrupt; readonly at: number } | null,
): Promise<TurnSeen> {
  const { databaseUrl, home, pool } = place.product;
  // A worker that stands still does not beat either.
  const heartbeatMs = interrupt?.how === 'zombie' ? 3_600_000 : 20;
  const worker = await openTestWorker({ databaseUrl, home, heartbeatMs });
  const struck = interrupt === null ? null : strike(place, worker, runId, interrupt);
  const end = await worker.turn(runId);
  struck?.disarm();
  const after = struck?.happened() ? await struck.after : null;
  await worker.close();
  if (struck?.happened() && isKill(interrupt)) await letLeaseExpire(pool, runId);
  const isLate = interrupt?.how === 'zombie' && LATE_WRITES.has(struck?.method() ?? '');
  return { end: after?.end ?? end, struck: struck?.happened() ?? false, wroteLate: isLate };
}

function isKill(interrupt: { readonly how: Interrupt } | null): boolean {
  return interrupt?.how === 'kill_before' || interrupt?.how === 'kill_after';
}

interface Strike {
  happened(): boolean;
  /** Of the call that it struck. */
  method(): string | null;
  disarm(): void;
  /** What the second worker made of the run, for a zombie. */
  readonly after: Promise<{ readonly end: RunEnd | null } | null>;
}

/** Lets something happen while the n-th call of the turn is under way; the call is done when it has happened. */
function strike(
  place: Place,
  worker: TestWorker,
  runId: string,
  { how, at }: { readonly how: Interrupt; readonly at: number },
): Strike {
  const after = Promise.withResolvers<{ readonly end: RunEnd | null } | null>();
  let left = at;
  let state: 'armed' | 'happened' | 'off' = 'armed';
  let method: string | null = null;
  place.sandbox.addFault({
    match: (call) => {
      if (state !== 'armed' || !place.isOurs(call)) return false;
      if (left-- > 0) return false;
      state = 'happened';
      method = call.method;
      if (isKill({ how })) worker.kill();
      act(place, worker, runId, how).then(after.resolve, after.reject);
      return true;
    },
    action: how === 'kill_before' ? { kind: 'reset_before' } : { kind: 'hold', until: after.promise },
  });
  return {
    happened: () => state === 'happened',
    method: () => method,
    disarm: () => {
      if (state === 'armed') state = 'off';
    },
    after: after.promise,
  };
}

async function act(
  { product }: Place,
  worker: TestWorker,
  runId: string,
  how: Interrupt,
): Promise<{ readonly end: RunEnd | null } | null> {
  const { app, pool, databaseUrl, home } = product;
  if (how === 'shutdown') worker.shutDown();
  if (how === 'pause') unwrap(await app.runs.pause(runId));
  if (how === 'cancel') unwrap(await app.runs.cancel(runId));
  if (how === 'pause' || how === 'cancel')
    await vi.waitUntil(() => worker.isStopping(), { timeout: 60_000, interval: 5 });
  if (how !== 'zombie') return null;
  // Its lease runs out while it waits for Odoo: another worker takes the run to its end, then the late call is done.
  await letLeaseExpire(pool, runId);
  const second = await openTestWorker({ databaseUrl, home });
  const end = await second.turn(runId);
  await second.close();
  return { end };
}
