import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import type { App } from '../../src/app/app.ts';
import type { RunView, StartRun } from '../../src/app/run-views.ts';
import type { CheckDepth } from '../../src/load/run-store.ts';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/sandbox.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { newId } from '../../src/util/new-id.ts';
import { expectForeseen, foresee } from './foresight.ts';
import { checkRun } from './oracle.ts';
import type { RunCheck } from './oracle-state.ts';
import { readSandbox } from './oracle-target.ts';
import type { Product, ProductOptions } from './product.ts';
import { addConnection, addGraph, endOfRun, openProduct, unwrap } from './product.ts';
import type { Oracle } from './read-odoo.ts';
import { openOracle } from './read-odoo.ts';

/** CSV text by sheet name. */
export type Sheets = Readonly<Record<string, string>>;

/** The whole product opposite a sandbox of its own, with a connection to it: where a scenario is played. */
export interface Stage {
  readonly sandbox: Sandbox;
  readonly product: Product;
  readonly app: App;
  /** Reads and edits the sandbox's records as its administrator. */
  readonly odoo: Oracle;
  readonly connectionId: string;
  /** Before each run that is played, a check of this depth says what becomes of every row, and the run is held to it. */
  readonly checksFirst: CheckDepth | null;
  close(): Promise<void>;
}

export interface StageOptions extends ProductOptions {
  readonly sandbox?: SandboxOptions;
  /** Rows per call; default 500. */
  readonly batchSize?: number;
  readonly concurrency?: number;
  /** Default: the administrator. */
  readonly user?: 'admin' | 'clerk';
  readonly checksFirst?: CheckDepth;
}

export const ADMIN = { login: 'admin', password: 'admin', apiKey: 'sandbox-api-key', admin: true } as const;
/** An ordinary internal user, who may not read external IDs. */
export const CLERK = { login: 'clerk', password: 'clerk', apiKey: 'clerk-api-key' } as const;

export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const sandbox = await startSandbox({ users: [ADMIN, CLERK], ...options.sandbox });
  const stage = await openStageOn(sandbox, options);
  return {
    ...stage,
    close: async () => {
      await stage.close();
      await sandbox.close();
    },
  };
}

/** A product that knows nothing yet, opposite a sandbox that others have written to. */
export async function openStageOn(sandbox: Sandbox, options: StageOptions = {}): Promise<Stage> {
  const product = await openProduct({ LEASE_SECONDS: '8' }, options);
  const { app } = product;
  const [database = ''] = sandbox.databases;
  const user = options.user === 'clerk' ? CLERK : ADMIN;
  const connectionId = await addConnection(app, {
    url: sandbox.url,
    database,
    login: user.login,
    secret: user.apiKey,
    profile: { batchSize: options.batchSize ?? 500, concurrency: options.concurrency ?? 2 },
  });
  const { login, password } = ADMIN;
  const odoo = await openOracle({ url: sandbox.url, database, login, password });
  const { checksFirst = null } = options;
  return { sandbox, product, app, odoo, connectionId, checksFirst, close: () => product.close() };
}

type Place = Pick<Stage, 'app' | 'product' | 'sandbox' | 'connectionId'> &
  Partial<Pick<Stage, 'checksFirst'>>;

export async function upload(
  { app, product }: Pick<Stage, 'app' | 'product'>,
  sheets: Sheets,
): Promise<string> {
  const folder = join(product.home, newId('up'));
  await mkdir(folder, { recursive: true });
  const files = Object.keys(sheets).map((sheet) => ({
    name: `${sheet}.csv`,
    path: join(folder, `${sheet}.csv`),
  }));
  for (const [sheet, text] of Object.entries(sheets)) await writeFile(join(folder, `${sheet}.csv`), text);
  const dataset = unwrap(await app.datasets.create({ name: 'scenario', files }));
  await rm(folder, { recursive: true });
  return dataset.id;
}

/** Starts a run of these sheets, without waiting for it. */
export async function start(
  place: Place,
  graphId: string,
  sheets: Sheets,
  more: Partial<StartRun> = {},
): Promise<string> {
  const datasetId = await upload(place, sheets);
  const { connectionId } = place;
  return unwrap(await place.app.runs.start({ graphId, datasetId, connectionId, ...more })).id;
}

export interface PlayOptions extends Partial<StartRun> {
  /** More for the oracle, or false where the scenario makes Odoo say what is not so. */
  readonly check?: Partial<RunCheck> | false;
  /** Null where no check can know what becomes of the rows; default: as the stage says. */
  readonly foreseen?: CheckDepth | null;
}

/** Runs these sheets to their end, and lets the oracle look at what became of them. */
export async function play(
  place: Place,
  graphId: string,
  sheets: Sheets,
  { check = {}, foreseen = check === false ? null : (place.checksFirst ?? null), ...more }: PlayOptions = {},
): Promise<RunView> {
  const { app, connectionId } = place;
  const datasetId = await upload(place, sheets);
  const input = { graphId, datasetId, connectionId };
  const expected = foreseen === null ? null : await foresee(app, { ...input, depth: foreseen });
  const run = await endOfRun(app, unwrap(await app.runs.start({ ...input, ...more })).id);
  if (expected !== null) await expectForeseen(app, run.id, expected);
  if (check === false) return run;
  const { pool } = place.product;
  const rows = await rowsOf(place, graphId, sheets);
  await checkRun({ pool, target: readSandbox(place.sandbox), runId: run.id, rows, ...check });
  return run;
}

/** Rows of the feeding sheet per node. */
async function rowsOf({ app }: Place, graphId: string, sheets: Sheets): Promise<Record<string, number>> {
  const { spec } = unwrap(await app.graphs.get(graphId));
  const lines = (sheet: string): number => (sheets[sheet] ?? '').trimEnd().split('\n').length - 1;
  return Object.fromEntries(
    spec.nodes.flatMap((node) => (node.type === 'model' ? [[node.id, lines(node.data.sheet ?? '')]] : [])),
  );
}

/** Employees whose boss is a row of the same sheet, so that rows can refer to each other in a circle. */
export const STAFF = `
  - id: staff
    type: model
    data:
      odooModel: hr.employee
      sheet: staff
      key: [Code]
      fields:
        name: { column: Name }
        parent_id: { reference: { node: staff, columns: [Boss] } }
`;

/** A graph of these nodes; `nodes` is YAML indented as below `nodes:`. */
export async function graphOf(
  { app }: Pick<Stage, 'app'>,
  namespace: string,
  nodes: string,
): Promise<string> {
  return (await addGraph(app, `name: ${namespace}\nnamespace: ${namespace}\nnodes:\n${nodes}`)).id;
}

/** CSV of a header and rows. */
export function csv(header: string, rows: readonly string[]): string {
  return [header, ...rows].join('\n');
}

/** Outcome and key of every row of a node, in the order of the sheet. */
export async function outcomesByKey(
  { app }: Place,
  run: RunView,
  node: string,
): Promise<Record<string, string | null>> {
  const page = unwrap(await app.runs.rows(run.id, { limit: 500, node }));
  return Object.fromEntries(page.items.map((row) => [row.key, row.outcome]));
}

/** Resolves with the moment a matching call arrives in the sandbox; the call waits until `release`. */
export function holdCall(
  sandbox: Sandbox,
  match: { readonly model: string; readonly method: string; readonly after?: number },
): { readonly arrived: Promise<void>; release(): void } {
  const arrival = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  let left = match.after ?? 0;
  sandbox.addFault({
    match: (call) => {
      if (call.model !== match.model || call.method !== match.method) return false;
      if (left > 0) {
        left -= 1;
        return false;
      }
      arrival.resolve();
      return true;
    },
    action: { kind: 'hold', until: released.promise },
  });
  return { arrived: arrival.promise, release: () => released.resolve() };
}

/** The worker has heard of the request: it stops after the call under way. */
export async function heard({ product }: Pick<Stage, 'product'>, runId: string): Promise<void> {
  const expiry = async () => {
    const sql = 'select expires_at::text as at from run_lease where run_id = $1';
    return (await product.pool.query<{ at: string }>(sql, [runId])).rows[0]?.at;
  };
  const before = await expiry();
  await vi.waitFor(async () => expect(await expiry()).not.toBe(before), { timeout: 60_000, interval: 10 });
}
