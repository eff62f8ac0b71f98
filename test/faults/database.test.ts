import { afterEach, describe, expect, it } from 'vitest';
import { loadsOf } from '../support/fault-proxy.ts';
import type { FaultWorld } from '../support/fault-world.ts';
import { ALL_CREATED, openFaultWorld } from '../support/fault-world.ts';
import { outcomesOf, unwrap } from '../support/product.ts';
import type { TcpProxy } from '../support/tcp-proxy.ts';
import { openDatabaseProxy } from '../support/tcp-proxy.ts';

const COMMIT = 'Q\0\0\0\x0bcommit\0';

describe('our own database', () => {
  let world: FaultWorld;
  let database: TcpProxy;

  afterEach(async () => {
    database.watch(null);
    database.accept();
    await world.close();
    await database.close();
  });

  async function open(): Promise<void> {
    world = await openFaultWorld({
      env: { LEASE_SECONDS: '2', DATABASE_SILENCE_SECONDS: '5' },
      throughDatabase: async (address) => {
        const { proxy, url } = await openDatabaseProxy(address);
        database = proxy;
        return url;
      },
    });
  }

  /** While Odoo works on the n-th load. */
  function during(load: number, act: () => void): void {
    world.proxy.addFault({
      match: loadsOf(),
      after: load - 1,
      action: {
        kind: 'change_answer',
        change: (answer) => {
          act();
          return answer;
        },
      },
    });
  }

  it('every connection reset while Odoo works on a batch: the run goes on', async () => {
    await open();
    for (const load of [1, 3, 3]) during(load, () => database.cutAll());
    await completed(await world.start(), ALL_CREATED);
  });

  it('away for a while in the middle of a batch: taken up again when it is back', async () => {
    await open();
    const back = Promise.withResolvers<void>();
    during(2, () => {
      database.refuse();
      database.cutAll();
      setTimeout(back.resolve, 1500);
    });
    const runId = await world.start();
    await back.promise;
    database.accept();
    await completed(runId, ALL_CREATED);
  });

  it('every connection half open while Odoo works on a batch: the one worker there is gives them up and completes the run', async () => {
    await open();
    during(3, () => database.silenceAll());
    await completed(await world.start(), ALL_CREATED);
  }, 240_000);

  it('half open in the middle of a transaction: given up, nothing is lost or doubled', async () => {
    await open();
    let commits = 0;
    database.watch((bytes) => {
      if (bytes.includes(COMMIT) && ++commits === 20) database.silenceAll();
      return 'pass';
    });
    await completed(await world.start(), ALL_CREATED);
    expect(commits).toBeGreaterThan(20);
  }, 240_000);

  it('half open where the server listens for events: it hears them again in half a minute', async () => {
    await open();
    const run = await world.run();
    const before = unwrap(await world.app.runs.events(run.id, 0, 1000)).length;
    const [first] = await listeners();
    database.silenceAll();
    const anew = async (): Promise<boolean> => (await listeners()).some((pid) => pid !== first);
    await expect.poll(anew, { timeout: 60_000, interval: 500 }).toBe(true);
    const heard = world.app.runs.waitForEvent(run.id, before, 60_000).then(() => performance.now());
    const asked = performance.now();
    await world.pool.query(`select pg_notify('run_event', $1)`, [run.id]);
    expect((await heard) - asked).toBeLessThan(30_000);
  });

  /** The server's processes behind the connections that listen. */
  async function listeners(): Promise<readonly number[]> {
    const { rows } = await world.pool.query<{ pid: number }>(
      `select pid from pg_stat_activity where application_name = 'importgraph events' and datname = current_database()`,
    );
    return rows.map(({ pid }) => pid);
  }

  /** Asked past the proxy, because the product's own questions may fail meanwhile. */
  async function completed(runId: string, outcomes: object): Promise<void> {
    const status = async (): Promise<string> => {
      const { rows } = await world.pool.query('select status from graph_run where id = $1', [runId]);
      return rows[0].status;
    };
    await expect.poll(status, { timeout: 180_000, interval: 100 }).not.toMatch(/pending|running/);
    const run = unwrap(await world.app.runs.get(runId));
    expect([run.status, outcomesOf(run)]).toEqual(['completed', outcomes]);
    await world.check(run);
  }

  it.each(['cut_before', 'cut_after'] as const)(
    'a commit at which the connection breaks (%s): nothing is lost or doubled, at each of them',
    async (verdict) => {
      await open();
      let edition = 1;
      let commits = 0;
      for (let at = 3; ; at += 7) {
        commits = 0;
        // One field of each row differs from the run before, so that every run writes all rows.
        await world.edit(edition);
        database.watch((bytes) => {
          if (!bytes.includes(COMMIT)) return 'pass';
          commits += 1;
          return commits === at ? verdict : 'pass';
        });
        await completed(await startedRun(), edition === 1 ? ALL_CREATED : ALL_UPDATED);
        edition += 1;
        if (commits < at) break;
      }
      expect(edition).toBeGreaterThan(4);
    },
  );

  /** The commit that breaks may be the one that makes the run: then it may be there although the start failed. */
  async function startedRun(): Promise<string> {
    try {
      return await world.start();
    } catch (error) {
      expect(String(error)).toMatch(/connect|terminated|reset/i);
      const { rows } = await world.pool.query(
        `select id from graph_run where status in ('pending', 'running')`,
      );
      return rows[0]?.id ?? (await world.start());
    }
  }
});

const ALL_UPDATED = { companies: { updated: 15 }, contacts: { updated: 15 }, leads: { updated: 15 } };
