import { afterEach, describe, expect, it } from 'vitest';
import { loadsOf, type ProxyAction } from '../support/fault-proxy.ts';
import { ALL_CREATED, type FaultWorld, faultsOf, openFaultWorld } from '../support/fault-world.ts';
import { outcomesOf, unwrap } from '../support/product.ts';

/** A worker that takes up a run must not need a human because Odoo is being restarted at that very moment. */
describe('Odoo away when a worker takes the run', () => {
  let world: FaultWorld;
  afterEach(() => world.close());

  it('connection refused for a moment: waited for, and the run completes by itself', async () => {
    world = await openFaultWorld({
      onWait: async (wait) => {
        if (wait === 3) await world.proxy.listen();
      },
    });
    await world.proxy.stopListening();
    const run = await world.run();
    expect([run.status, outcomesOf(run)]).toEqual(['completed', ALL_CREATED]);
    expect(world.clock.waits).toHaveLength(3);
    await world.check(run);
  });

  it('503 while it says who it is and what its fields are: asked again', async () => {
    world = await openFaultWorld();
    const busy = { status: 503, body: '<h1>Service Unavailable</h1>' };
    for (const method of ['context_get', 'fields_get']) {
      world.proxy.addFault({
        match: (call) => call.method === method,
        times: 2,
        action: { kind: 'answer', answer: busy },
      });
    }
    const run = await world.run();
    expect(world.proxy.struck).toBe(4);
    expect([run.status, outcomesOf(run)]).toEqual(['completed', ALL_CREATED]);
    await world.check(run);
  });

  it('it never comes: paused with the connection named, and completed when resumed', async () => {
    world = await openFaultWorld();
    await world.proxy.stopListening();
    const paused = await world.run();
    expect(paused).toMatchObject({
      status: 'paused',
      pauseReason: 'odoo_unavailable',
      errorMessage: expect.stringMatching(/^Connection test: .*cannot be reached/),
    });
    await world.proxy.listen();
    unwrap(await world.app.runs.resume(paused.id));
    const run = await world.end(paused.id);
    expect(outcomesOf(run)).toEqual(ALL_CREATED);
    await world.check(run);
  });
});

describe('Odoo away in the middle of a run', () => {
  let world: FaultWorld;
  afterEach(() => world.close());

  /** Restarted when the n-th load arrives, with this load under way; it listens again at the n-th wait after that. */
  async function openRestarted(load: number, action: ProxyAction, backAtWait: number): Promise<void> {
    world = await openFaultWorld({
      concurrency: 1,
      onWait: async (wait) => {
        if (wait === backAtWait) await world.proxy.listen();
      },
    });
    let loads = 0;
    world.proxy.addFault({
      match: (call) => {
        if (!loadsOf()(call) || ++loads !== load) return false;
        void world.proxy.stopListening();
        return true;
      },
      action,
    });
  }

  it.each([
    { what: 'which it had committed', action: { kind: 'lose_answer', how: 'reset' }, loads: 9 },
    { what: 'which it then rolled back', action: { kind: 'reset' }, loads: 10 },
  ] as const)(
    'restarted in mid-batch, $what: looked up when it is back, each row created once',
    async ({ action, loads }) => {
      await openRestarted(2, action, 5);
      const run = await world.run();
      expect([run.status, outcomesOf(run)]).toEqual(['completed', ALL_CREATED]);
      const faults = await faultsOf(world.app, run.id);
      expect(faults[0]).toBe('unknown: connection_lost');
      expect(new Set(faults.slice(1))).toEqual(new Set(['transient: connection_refused']));
      expect(world.proxy.calls.filter(loadsOf())).toHaveLength(loads);
      await world.check(run);
    },
  );

  it('connection refused between two batches: nothing was sent, so the call is repeated as it is', async () => {
    await openRestarted(
      2,
      {
        kind: 'change_answer',
        change: (answer) => ({ ...answer, headers: { ...answer.headers, connection: 'close' } }),
      },
      3,
    );
    const run = await world.run();
    expect([run.status, outcomesOf(run)]).toEqual(['completed', ALL_CREATED]);
    await world.check(run);
  });

  it('a maintenance page with 200 on every call: nothing is believed, paused, completed when resumed', async () => {
    world = await openFaultWorld({ concurrency: 1 });
    let loads = 0;
    world.proxy.addFault({
      match: (call) => {
        if (loadsOf()(call)) loads += 1;
        return loads > 3;
      },
      times: Number.POSITIVE_INFINITY,
      action: {
        kind: 'answer',
        answer: {
          status: 200,
          headers: { 'content-type': 'text/html' },
          body: '<html><body><h1>Back in five minutes</h1></body></html>',
        },
      },
    });
    const paused = await world.run();
    expect([paused.status, paused.pauseReason]).toEqual(['paused', 'odoo_unavailable']);
    await world.check(paused);
    unwrap(await world.app.runs.resume(paused.id));
    const still = await world.end(paused.id);
    expect([still.status, still.pauseReason]).toEqual(['paused', 'odoo_unavailable']);
    world.proxy.clearFaults();
    unwrap(await world.app.runs.resume(paused.id));
    const run = await world.end(paused.id);
    expect([run.status, outcomesOf(run)]).toEqual(['completed', ALL_CREATED]);
    await world.check(run);
  });
});
