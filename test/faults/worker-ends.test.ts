import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { type CrashCase, type CrashStage, openCrashStage } from '../support/crash-stage.ts';
import { ALL_CREATED } from '../support/fault-world.ts';
import { checkRun } from '../support/oracle.ts';
import { outcomesOf, unwrap } from '../support/product.ts';
import { sandboxClient } from '../support/sandbox-client.ts';

/** What else may happen to the processes of workers: told to end, cancelled, raced, with clocks that are wrong. */
let stage: CrashStage;
let one: CrashCase;

beforeAll(async () => {
  stage = await openCrashStage();
});
afterAll(() => stage?.close());
beforeEach(async () => {
  one = await stage.openCase();
});
afterEach(() => one?.close());

/** Holds the batch that begins with this row until it is released. */
function hold(firstCell: string): { readonly arrived: Promise<unknown>; release(): void } {
  const arrived = Promise.withResolvers<null>();
  const released = Promise.withResolvers<null>();
  one.sandbox.addFault({
    match: (call) => {
      const isIt = call.method === 'load' && call.firstCell === firstCell;
      if (isIt) arrived.resolve(null);
      return isIt;
    },
    action: { kind: 'hold', until: released.promise },
  });
  return { arrived: arrived.promise, release: () => released.resolve(null) };
}

const loads = (): number => one.sandbox.state.calls.filter((call) => call.method === 'load').length;

async function lease(): Promise<{ readonly epoch: number; readonly expires: string | null }> {
  const { rows } = await one.pool.query<{ epoch: number; expires: string | null }>(
    'select epoch, expires_at::text as expires from run_lease where run_id = $1',
    [one.runId],
  );
  const [row] = rows;
  if (!row) throw new Error('the run has no lease');
  return row;
}

/** Until the holder has renewed its lease so often; what was asked for is heard with it. */
async function renewed(times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    const before = (await lease()).expires;
    await vi.waitFor(async () => expect((await lease()).expires).not.toBe(before), {
      timeout: 60_000,
      interval: 20,
    });
  }
}

async function eventTypes(): Promise<readonly string[]> {
  return unwrap(await one.app.runs.events(one.runId, 0, 1000)).map(({ event }) => event.type);
}

async function expectAllCreated(): Promise<void> {
  const run = await one.ended();
  expect([run.status, outcomesOf(run)]).toEqual(['completed', ALL_CREATED]);
  await checkRun(one.check);
}

it('SIGTERM in mid-run: the batch in flight is finished and recorded, the run handed on and completed by another worker', async () => {
  const held = hold('small.companies_C1');
  const worker = one.startWorker();
  await held.arrived;
  const ended = worker.stop('SIGTERM');
  held.release();
  expect(await ended, worker.output()).toBe(0);
  const { rows } = await one.pool.query(
    `select (select count(*)::int from run_row where outcome = 'created') as created,
       (select count(*)::int from run_batch where state <> 'settled') as open`,
  );
  expect(rows).toEqual([{ created: one.sandbox.state.count('res.partner') - partnersBefore(), open: 0 }]);
  expect((await lease()).expires).toBeNull();
  expect(await eventTypes()).toContain('run_handed_on');
  await one.finish();
  await expectAllCreated();
  expect(loads()).toBe(9);
});

it.each(['before it hears of it', 'after it has heard of it'])(
  'cancelled in mid-batch, its worker killed %s, others started: it stays cancelled, and what Odoo did is recorded',
  async (when) => {
    const held = hold('small.companies_C1');
    const worker = one.startWorker();
    await held.arrived;
    unwrap(await one.app.runs.cancel(one.runId));
    if (when === 'after it has heard of it') await renewed(2);
    expect(await worker.stop(), worker.output()).toBe('SIGKILL');
    held.release();
    // the held call is done before one that comes after it is answered
    await sandboxClient(one.sandbox).call('res.partner', 'search_count', { domain: [] });
    await one.passTime();
    const calls = loads();
    const run = await one.finish();
    expect(run.status).toBe('cancelled');
    const made = one.sandbox.state.count('res.partner') - partnersBefore();
    expect(made).toBeGreaterThanOrEqual(5);
    const { created, cancelled } = outcomesOf(run).companies ?? {};
    expect([created, (created ?? 0) + (cancelled ?? 0)]).toEqual([made, 15]);
    await checkRun(one.check);

    const next = one.startWorker();
    await vi.waitFor(() => expect(next.output()).toContain('Waiting for runs'), 60_000);
    expect(await next.stop('SIGTERM'), next.output()).toBe(0);
    expect(unwrap(await one.app.runs.get(one.runId)).status).toBe('cancelled');
    expect(loads()).toBe(calls);
    await checkRun(one.check);
  },
);

it('three workers race for one run: one has it at a time, each batch is sent once', async () => {
  const workers = [one.startWorker(), one.startWorker(), one.startWorker()];
  await one.ended();
  await expectAllCreated();
  expect(loads()).toBe(9);
  // whoever had it gave it up before the next one took it, if there was a next one
  const turns = (await eventTypes()).filter((type) =>
    /^run_(started|resumed|handed_on|finished)$/.test(type),
  );
  expect(turns.join(' ')).toMatch(/^run_started( run_handed_on run_resumed)* run_finished$/);
  for (const worker of workers) expect(await worker.stop('SIGTERM'), worker.output()).toBe(0);
});

const SHIFTED = fileURLToPath(new URL('../support/shifted-clock.ts', import.meta.url));
const MINUTE_MS = 60_000;

function startShifted(minutes: number): ReturnType<CrashCase['startWorker']> {
  return one.startWorker({
    NODE_OPTIONS: `--import=${SHIFTED}`,
    CLOCK_SHIFT_MS: String(minutes * MINUTE_MS),
    LEASE_SECONDS: '2',
  });
}

it.each([
  [5, -5],
  [-5, 5],
])(
  'the clock of a worker %i min wrong, that of the next %i: no lease is taken early, all times are right',
  async (first, second) => {
    const began = Date.now();
    const held = hold('small.companies_C1');
    const worker = startShifted(first);
    await held.arrived;
    const other = startShifted(second);
    await vi.waitFor(() => expect(other.output()).toContain('Waiting for runs'), 60_000);
    // several times as long as the lease would last unrenewed
    await renewed(12);
    expect((await lease()).epoch).toBe(1);
    expect(await worker.stop(), worker.output()).toBe('SIGKILL');
    held.release();
    await one.passTime();
    await expectAllCreated();
    expect(await other.stop('SIGTERM'), other.output()).toBe(0);
    await expectTimesWithin(began);
  },
);

/** Nothing the workers wrote is dated by their own clocks. */
async function expectTimesWithin(began: number): Promise<void> {
  const { rows } = await one.pool.query<{ what: string; first: Date; last: Date }>(
    `select 'events' as what, min(at) as first, max(at) as last from run_event where type <> 'run_queued'
     union all select 'run', started_at, completed_at from graph_run
     union all select 'key map', min(updated_at), max(updated_at) from key_map
     union all select 'batches', min(first_sent_at), max(settled_at) from run_batch`,
  );
  const slackMs = 1000;
  for (const { what, first, last } of rows) {
    expect(first.getTime(), what).toBeGreaterThanOrEqual(began - slackMs);
    expect(last.getTime(), what).toBeLessThanOrEqual(Date.now() + slackMs);
  }
}

function partnersBefore(): number {
  return one.check.countsBefore?.['res.partner'] ?? 0;
}
