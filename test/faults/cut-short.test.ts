import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '../../src/app/app.ts';
import type { RunView } from '../../src/app/run-views.ts';
import { openApp } from '../../src/app.ts';
import { systemClock } from '../../src/load/run-graph.ts';
import { loadsOf, page, writesOf } from '../support/fault-proxy.ts';
import type { FaultWorld } from '../support/fault-world.ts';
import { ALL_CREATED, openFaultWorld, quickClock } from '../support/fault-world.ts';
import { configOf, outcomesOf, unwrap } from '../support/product.ts';
import { sandboxClient } from '../support/sandbox-client.ts';

const TEN_MINUTES = page(429, { 'retry-after': '600' });
const IN_TIME = { timeout: 120_000, interval: 50 };
/** Of the ten that Odoo asks for: a busy machine takes its time, but does not come near them. */
const FEW_MINUTES_MS = 3 * 60_000;

/** Waits of real length: a run that waited them out would not end within its test. */
describe('Odoo asks for ten minutes, and somebody does not want to wait', () => {
  let world: FaultWorld;
  let worker: AbortController;
  let working: Promise<void>;

  beforeEach(async () => {
    world = await openFaultWorld({ clock: systemClock, work: false });
    worker = new AbortController();
    working = world.app.work(worker.signal);
  });
  afterEach(async () => {
    worker.abort();
    await working;
    await world.close();
  });

  /** Two batches are loaded, the others held up. */
  async function heldUp(after = 2): Promise<string> {
    world.proxy.addFault({
      match: loadsOf(),
      after,
      times: 1000,
      action: { kind: 'answer', answer: TEN_MINUTES },
    });
    const runId = await world.start();
    await waiting(runId, /429/);
    return runId;
  }

  async function waiting(runId: string, forWhat: RegExp): Promise<void> {
    const seen = async (): Promise<string | null> =>
      unwrap(await world.app.runs.get(runId)).progress.waitingFor;
    await expect.poll(seen, IN_TIME).toMatch(forWhat);
  }

  async function openBatchCount(): Promise<number> {
    const { rows } = await world.pool.query(
      `select count(*)::int as n from run_batch where state = 'sending'`,
    );
    return rows[0].n;
  }

  /** Another process, which knows nothing of what Odoo has asked of the first one. */
  async function endedByAnother(runId: string): Promise<RunView> {
    const config = configOf({ IMPORTGRAPH_HOME: world.home, DATABASE_URL: world.databaseUrl });
    const other: App = await openApp(config, undefined, quickClock());
    const second = new AbortController();
    const otherWorks = other.work(second.signal);
    try {
      return await world.end(runId);
    } finally {
      second.abort();
      await otherWorks;
      await other.close();
    }
  }

  async function completedByAnother(runId: string): Promise<void> {
    const run = await endedByAnother(runId);
    expect([run.status, outcomesOf(run)]).toEqual(['completed', ALL_CREATED]);
    await world.check(run);
  }

  it('cancelled: the run ends in seconds, what was loaded stays recorded, the rest is cancelled', async () => {
    const runId = await heldUp();
    const asked = performance.now();
    unwrap(await world.app.runs.cancel(runId));
    const run = await world.end(runId);
    expect(performance.now() - asked).toBeLessThan(FEW_MINUTES_MS);
    expect([run.status, await openBatchCount()]).toEqual(['cancelled', 0]);
    const companies = outcomesOf(run).companies;
    expect(companies).toEqual({ created: 10, cancelled: 5 });
    await world.check(run);
  });

  it('cancelled while a batch was under way: what it loaded is recorded, though it could not be read back', async () => {
    world.proxy.addFault({ match: loadsOf(), action: { kind: 'delay', ms: 4000 } });
    const runId = await heldUp(1);
    unwrap(await world.app.runs.cancel(runId));
    const run = await world.end(runId);
    expect([run.status, await openBatchCount()]).toEqual(['cancelled', 0]);
    expect(outcomesOf(run).companies).toEqual({ created: 10, cancelled: 5 });
    await world.check(run);
  });

  it('paused: it pauses in seconds with no batch open, and completes when resumed', async () => {
    const runId = await heldUp();
    const asked = performance.now();
    unwrap(await world.app.runs.pause(runId));
    const paused = await world.end(runId);
    expect(performance.now() - asked).toBeLessThan(FEW_MINUTES_MS);
    expect([paused.status, paused.pauseReason, await openBatchCount()]).toEqual(['paused', 'requested', 0]);
    worker.abort();
    await working;
    world.proxy.clearFaults();
    unwrap(await world.app.runs.resume(runId));
    await completedByAnother(runId);
  });

  it('the worker is told to end: it hands the run on in seconds, and another one completes it', async () => {
    const runId = await heldUp();
    const asked = performance.now();
    worker.abort();
    await working;
    expect(performance.now() - asked).toBeLessThan(FEW_MINUTES_MS);
    expect(await openBatchCount()).toBe(0);
    world.proxy.clearFaults();
    await completedByAnother(runId);
  });

  it('cancelled before anything could be read: ends in seconds without a row', async () => {
    world.proxy.addFault({
      match: (call) => call.method === 'fields_get',
      times: 1000,
      action: { kind: 'answer', answer: TEN_MINUTES },
    });
    const runId = await world.start();
    await waiting(runId, /429/);
    unwrap(await world.app.runs.cancel(runId));
    const run = await world.end(runId);
    expect([run.status, outcomesOf(run)]).toEqual(['cancelled', {}]);
  });

  it('paused when the answer of an update by database ID was lost: the rows are updated when the run is resumed', async () => {
    const first = await world.run();
    expect(outcomesOf(first)).toEqual(ALL_CREATED);
    await forgetExternalIds('res.partner');
    await world.edit(2);
    let lost = false;
    world.proxy.addFault({
      match: (call) => {
        const strikes = !lost && writesOf('res.partner')(call);
        lost ||= strikes;
        return strikes;
      },
      action: { kind: 'lose_answer', how: 'reset' },
    });
    world.proxy.addFault({
      match: () => lost,
      times: 1000,
      action: { kind: 'answer', answer: TEN_MINUTES },
    });
    const runId = await world.start();
    await waiting(runId, /429/);
    unwrap(await world.app.runs.pause(runId));
    await world.end(runId);
    expect(await openBatchCount()).toBeGreaterThan(0);
    worker.abort();
    await working;
    world.proxy.clearFaults();
    unwrap(await world.app.runs.resume(runId));
    const run = await endedByAnother(runId);
    expect(outcomesOf(run).companies).toEqual({ updated: 15 });
  });

  async function forgetExternalIds(model: string): Promise<void> {
    const odoo = sandboxClient(world.sandbox);
    const ids = await odoo.call('ir.model.data', 'search', {
      domain: [
        ['model', '=', model],
        ['module', '=', 'small'],
      ],
    });
    await odoo.call('ir.model.data', 'unlink', { ids });
  }

  it('cancelled after an answer was lost: its rows are unknown, the others cancelled', async () => {
    let lost = false;
    world.proxy.addFault({
      match: (call) => {
        const strikes = !lost && loadsOf()(call);
        lost ||= strikes;
        return strikes;
      },
      action: { kind: 'lose_answer', how: 'reset' },
    });
    world.proxy.addFault({
      match: () => lost,
      times: 1000,
      action: { kind: 'answer', answer: TEN_MINUTES },
    });
    const runId = await world.start();
    await waiting(runId, /429/);
    unwrap(await world.app.runs.cancel(runId));
    const run = await world.end(runId);
    expect([run.status, outcomesOf(run).companies]).toEqual(['cancelled', { unknown: 5, cancelled: 10 }]);
    await world.check(run);
  });
});
