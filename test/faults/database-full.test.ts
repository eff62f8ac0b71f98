import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunView } from '../../src/app/run-views.ts';
import { openDatabase } from '../../src/store/database.ts';
import { type EmbeddedServer, openEmbeddedServer } from '../../src/store/embedded/embedded-server.ts';
import { administer, type TestDatabase } from '../support/database.ts';
import { loadsOf } from '../support/fault-proxy.ts';
import { ALL_CREATED, type FaultWorld, openFaultWorld } from '../support/fault-world.ts';
import { outcomesOf, unwrap } from '../support/product.ts';
import { canMountDisks, openSmallDisk, type SmallDisk } from '../support/small-disk.ts';

const ROWS = { companies: 150, contacts: 150, leads: 150 };
const CREATED = {
  companies: { created: 150 },
  contacts: { created: 150 },
  leads: { created: 150 },
};
const PATIENT = { timeout: 120_000, interval: 50 };

/**
 * The tables of our database on a disk of their own; the server's own files are elsewhere, so that it lives. The server is of this
 * test alone: one full disk fails the checkpoints of all databases, without which none can be created or dropped.
 */
describe.runIf(canMountDisks())('the disk of our database is full', () => {
  let dataDir: string;
  let server: EmbeddedServer;
  let disk: SmallDisk;
  let world: FaultWorld;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'ig-full-'));
    server = await openEmbeddedServer(dataDir);
    const socketFolder = decodeURIComponent(new URL(server.adminUrl).hostname);
    const { uid } = await stat(socketFolder);
    disk = openSmallDisk({ mebibytes: 40, owner: uid });
    const database = await databaseOn(disk);
    world = await openFaultWorld({ rows: ROWS, batchSize: 5, database, env: { LEASE_SECONDS: '2' } });
  });
  afterEach(async () => {
    disk.free();
    await world.close();
    await server.close();
    disk.close();
    await rm(dataDir, { recursive: true });
  });

  async function databaseOn({ path }: SmallDisk): Promise<TestDatabase> {
    await administer(server.adminUrl, `create tablespace small_disk location '${path}'`);
    await administer(server.adminUrl, 'create database on_small_disk tablespace small_disk');
    const database = await openDatabase({ databaseUrl: server.urlOf('on_small_disk'), dataDir });
    return { ...database, drop: () => database.close() };
  }

  /** The pause can be written only while a page of the tables has room left; where it cannot, the run stands still. */
  it.each([1, 10, 40])(
    'from load %i on: paused or standing still, nothing lost, completed when there is space',
    async (load) => {
      const full = Promise.withResolvers<void>();
      world.proxy.addFault({
        match: loadsOf(),
        after: load - 1,
        action: {
          kind: 'change_answer',
          change: (answer) => {
            disk.fill();
            full.resolve();
            return answer;
          },
        },
      });
      const runId = await world.start();
      await full.promise;
      await vi.waitFor(async () => expect(await goesOn(runId)).toBe(false), PATIENT);
      disk.free();
      const run = await completed(runId);
      expect([run.status, outcomesOf(run)]).toEqual(['completed', CREATED]);
      await world.check(run);
    },
  );

  async function goesOn(runId: string): Promise<boolean> {
    const { status } = unwrap(await world.app.runs.get(runId));
    const { rows } = await world.pool.query<{ held: boolean }>(
      'select expires_at > clock_timestamp() and epoch < 3 as held from run_lease',
    );
    return status === 'running' && rows[0]?.held === true;
  }

  /** A worker that found the disk full may write the pause just when there is space again. */
  async function completed(runId: string): Promise<RunView> {
    const run = await world.end(runId);
    if (run.status !== 'paused') return run;
    await pausedByFullDisk(world, run);
    unwrap(await world.app.runs.resume(runId));
    return completed(runId);
  }
});

/** Without a disk of its own: events are refused as PostgreSQL does when a table cannot grow. */
describe('no event can be written', () => {
  let world: FaultWorld;

  beforeEach(async () => {
    world = await openFaultWorld({ env: { LEASE_SECONDS: '1' } });
    await world.pool.query(`create function refuse() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file "base/5/6": No space left on device' using errcode = '53100'; end $$`);
  });
  afterEach(() => world.close());

  it('but that of the pause: paused, nothing lost, completed when resumed with space', async () => {
    const runId = await refusedFromLoad(3, `new.type <> 'run_paused'`);
    const paused = await world.end(runId);
    await pausedByFullDisk(world, paused);
    await world.pool.query('drop trigger refuse on run_event');
    unwrap(await world.app.runs.resume(runId));
    await completes(runId);
  });

  it('not even that of the pause: it stands still, and goes on by itself when there is space', async () => {
    const runId = await refusedFromLoad(3, 'true');
    await vi.waitFor(async () => expect(await epochOf(world)).toBeGreaterThanOrEqual(3), PATIENT);
    expect(unwrap(await world.app.runs.get(runId)).status).toBe('running');
    // A turn may be between the event that was refused and that of its pause: with space for both it would be paused.
    await world.pool.query(
      `begin; drop trigger refuse on run_event; ${refusing(`new.type = 'run_paused'`)}; commit`,
    );
    await completes(runId);
  });

  async function refusedFromLoad(load: number, when: string): Promise<string> {
    let loads = 0;
    const refused = Promise.withResolvers<unknown>();
    const refuseEvents = (): void => refused.resolve(world.pool.query(refusing(when)));
    world.sandbox.addFault({
      match: ({ method }) => method === 'load' && ++loads === load && refuseEvents() === undefined,
      action: { kind: 'hold', until: refused.promise },
    });
    const runId = await world.start();
    await refused.promise;
    return runId;
  }

  async function completes(runId: string): Promise<void> {
    const run = await world.end(runId);
    expect([run.status, outcomesOf(run)]).toEqual(['completed', ALL_CREATED]);
    await world.check(run);
  }
});

function refusing(when: string): string {
  return `create trigger refuse before insert on run_event for each row when (${when}) execute function refuse()`;
}

async function pausedByFullDisk(world: FaultWorld, run: RunView): Promise<void> {
  expect([run.status, run.pauseReason]).toEqual(['paused', 'database_full']);
  expect(run.errorMessage).toMatch(/disk of Importgraph's own database is full\. Free some space/);
  await world.check(run);
}

async function epochOf({ pool }: FaultWorld): Promise<number> {
  const { rows } = await pool.query<{ epoch: number }>('select epoch from run_lease');
  return rows[0]?.epoch ?? 0;
}
