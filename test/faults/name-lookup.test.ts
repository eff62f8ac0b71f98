import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadsOf } from '../support/fault-proxy.ts';
import { ALL_CREATED, type FaultWorld, openFaultWorld } from '../support/fault-world.ts';
import { outcomesOf, unwrap } from '../support/product.ts';

const NAME = 'odoo.example.test';

/** The system's resolver, but for one name: where it leads, or the code of its failure. */
let answer: 'here' | 'EAI_AGAIN' | 'ENOTFOUND' = 'here';
let asked = 0;
const systemLookup = dns.lookup;

function scriptedLookup(...args: Parameters<typeof dns.lookup>): void {
  const [name, options, callback] = args as unknown as [
    string,
    dns.LookupOptions,
    (error: NodeJS.ErrnoException | null, found: dns.LookupAddress[]) => void,
  ];
  if (name !== NAME) {
    systemLookup(...args);
    return;
  }
  asked += 1;
  const code = answer;
  if (code === 'here') {
    systemLookup('127.0.0.1', { ...options, all: true }, callback);
    return;
  }
  const error = Object.assign(new Error(`getaddrinfo ${code} ${name}`), { code, syscall: 'getaddrinfo' });
  process.nextTick(callback, error, []);
}

describe('the name of Odoo', () => {
  let world: FaultWorld;

  beforeAll(() => {
    dns.lookup = scriptedLookup as typeof dns.lookup;
    syncBuiltinESMExports();
  });
  afterAll(() => {
    dns.lookup = systemLookup;
    syncBuiltinESMExports();
  });
  beforeEach(() => {
    answer = 'here';
    asked = 0;
  });
  afterEach(() => world.close());

  async function open(onWait?: (wait: number) => Promise<void>): Promise<void> {
    world = await openFaultWorld({ concurrency: 1, ...(onWait ? { onWait } : {}) });
    const url = world.proxy.url.replace('127.0.0.1', NAME);
    unwrap(await world.app.connections.update(world.connectionId, { url, secret: 'admin-api-key' }));
  }

  /** Odoo ends every connection with that answer, so that the next call has to look its name up again. */
  function failAfterLoad(load: number, code: 'EAI_AGAIN' | 'ENOTFOUND'): void {
    let loads = 0;
    world.proxy.addFault({
      match: (call) => {
        if (!loadsOf()(call) || ++loads !== load) return false;
        world.proxy.closeIdle();
        return true;
      },
      action: {
        kind: 'change_answer',
        change: (given) => {
          answer = code;
          return { ...given, headers: { ...given.headers, connection: 'close' } };
        },
      },
    });
  }

  it('cannot be looked up for a while in mid-run: nothing was sent, so the call is repeated as it is', async () => {
    await open(async (wait) => {
      if (wait === 4) answer = 'here';
    });
    failAfterLoad(2, 'EAI_AGAIN');
    const run = await world.run();
    expect([run.status, outcomesOf(run)]).toEqual(['completed', ALL_CREATED]);
    expect(world.clock.waits).toHaveLength(4);
    expect(asked).toBeGreaterThanOrEqual(6);
    expect(world.proxy.calls.filter(loadsOf())).toHaveLength(9);
    await world.check(run);
  });

  it('cannot be looked up for long: paused as Odoo unavailable, completed when resumed', async () => {
    await open();
    failAfterLoad(4, 'EAI_AGAIN');
    const paused = await world.run();
    expect([paused.status, paused.pauseReason]).toEqual(['paused', 'odoo_unavailable']);
    await world.check(paused);
    answer = 'here';
    await resumed(paused.id);
  });

  it('does not exist any more: paused at once for the address, completed when resumed', async () => {
    await open();
    failAfterLoad(2, 'ENOTFOUND');
    const paused = await world.run();
    expect([paused.status, paused.pauseReason]).toEqual(['paused', 'credentials']);
    expect(paused.errorMessage).toMatch(/name of the Odoo server does not exist\. Check the address/);
    expect(world.clock.waits).toEqual([]);
    await world.check(paused);
    answer = 'here';
    await resumed(paused.id);
  });

  async function resumed(runId: string): Promise<void> {
    unwrap(await world.app.runs.resume(runId));
    const run = await world.end(runId);
    expect([run.status, outcomesOf(run)]).toEqual(['completed', ALL_CREATED]);
    expect(world.proxy.calls.filter(loadsOf())).toHaveLength(9);
    await world.check(run);
  }
});
