import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadsOf } from '../support/fault-proxy.ts';
import { ALL_CREATED, type FaultWorld, openFaultWorld } from '../support/fault-world.ts';
import { outcomesOf, unwrap } from '../support/product.ts';

const TAKEN_UP_MS = 120_000;

describe('the embedded database', () => {
  let world: FaultWorld;

  beforeEach(async () => {
    world = await openFaultWorld({ embedded: true, env: { LEASE_SECONDS: '2' } });
  });
  afterEach(() => world.close());

  async function serverPid(): Promise<number> {
    const { rows } = await world.pool.query<{ pid: number }>(
      `select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int as pid`,
    );
    return rows[0]?.pid ?? 0;
  }

  /** What `pg_ctl stop -m immediate` sends: every session is ended without a word, nothing is written any more. */
  function shutDownAtLoad(load: number, pid: number): void {
    world.proxy.addFault({
      match: loadsOf(),
      after: load - 1,
      action: {
        kind: 'change_answer',
        change: (answer) => {
          process.kill(pid, 'SIGQUIT');
          return answer;
        },
      },
    });
  }

  it('shut down immediately in mid-batch and started again: the run is taken up, nothing is lost or doubled', async () => {
    const first = await serverPid();
    shutDownAtLoad(2, first);
    const runId = await world.start();
    await vi.waitFor(async () => expect(await serverPid()).not.toBe(first), TAKEN_UP_MS);
    await vi.waitFor(async () => expect(unwrap(await world.app.runs.get(runId)).status).toBe('completed'), {
      timeout: TAKEN_UP_MS,
      interval: 200,
    });
    const run = unwrap(await world.app.runs.get(runId));
    expect(outcomesOf(run)).toEqual(ALL_CREATED);
    await world.check(run);
  });
});
