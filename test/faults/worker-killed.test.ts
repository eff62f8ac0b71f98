import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { SandboxCall } from '../../src/sandbox/faults.ts';
import { type CrashCase, type CrashStage, openCrashStage } from '../support/crash-stage.ts';
import { checkRun } from '../support/oracle.ts';
import { outcomesOf, unwrap } from '../support/product.ts';
import { sandboxClient } from '../support/sandbox-client.ts';

const ALL_CREATED = { companies: { created: 15 }, contacts: { created: 15 }, leads: { created: 15 } };

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

/** The batch of the first lead: two calls are under way at once, and either may arrive first. */
const isLoadOfLeads = ({ method, firstCell }: SandboxCall): boolean =>
  method === 'load' && firstCell === 'small.leads_L1';

/** Holds the next `load` of the first leads, or its answer, until it is released; `arrived` when the sandbox has it. */
function holdLeads(what: 'call' | 'answer' = 'call'): {
  readonly arrived: Promise<unknown>;
  release(): void;
} {
  const arrived = Promise.withResolvers<null>();
  const released = Promise.withResolvers<null>();
  one.sandbox.addFault({
    match: (call) => {
      if (isLoadOfLeads(call)) arrived.resolve(null);
      return isLoadOfLeads(call);
    },
    action: { kind: 'hold', until: released.promise, what },
  });
  return { arrived: arrived.promise, release: () => released.resolve(null) };
}

async function expectAllCreated(): Promise<void> {
  const run = await one.ended();
  expect([run.status, outcomesOf(run)]).toEqual(['completed', ALL_CREATED]);
  await checkRun(one.check);
}

it('a worker killed in mid-request: the call that Odoo commits before the next worker looks is taken as done', async () => {
  const held = holdLeads();
  const worker = one.startWorker();
  await held.arrived;
  expect(await worker.stop()).toBe('SIGKILL');
  held.release();
  await one.passTime();
  await one.finish();
  await expectAllCreated();
});

it('a worker killed in mid-request: the call that Odoo commits after the run is over changes nothing', async () => {
  const held = holdLeads();
  const worker = one.startWorker();
  await held.arrived;
  expect(await worker.stop()).toBe('SIGKILL');
  await one.passTime();
  await one.finish();
  await expectAllCreated();
  const before = one.sandbox.state.records('crm.lead', ['name', 'partner_id', 'expected_revenue']);
  held.release();
  // the held call is done before one that comes after it is answered
  await sandboxClient(one.sandbox).call('crm.lead', 'search_count', { domain: [] });
  expect(one.sandbox.state.records('crm.lead', ['name', 'partner_id', 'expected_revenue'])).toEqual(before);
  await expectAllCreated();
});

it('a worker killed in mid-request, then cancelled: rows that Odoo may still commit are unknown, those it has are created', async () => {
  const held = holdLeads();
  const worker = one.startWorker();
  await held.arrived;
  unwrap(await one.app.runs.cancel(one.runId));
  expect(await worker.stop()).toBe('SIGKILL');
  await one.passTime();
  const run = await one.finish();
  expect(run.status).toBe('cancelled');
  expect(await leadsOf('L1')).toEqual(['unknown']);
  held.release();
  // the held call is done before one that comes after it is answered
  await sandboxClient(one.sandbox).call('crm.lead', 'search_count', { domain: [] });
  await checkRun(one.check);
});

it('a worker killed when Odoo had committed, then cancelled: the rows are created', async () => {
  const held = holdLeads('answer');
  const worker = one.startWorker();
  await held.arrived;
  unwrap(await one.app.runs.cancel(one.runId));
  expect(await worker.stop()).toBe('SIGKILL');
  await vi.waitFor(async () => expect(await isLeadThere()).toBe(true), { timeout: 60_000 });
  await one.passTime();
  const run = await one.finish();
  expect(run.status).toBe('cancelled');
  expect(await leadsOf('L1')).toEqual(['created']);
  held.release();
  await checkRun(one.check);
});

async function leadsOf(key: string): Promise<readonly unknown[]> {
  const { rows } = await one.pool.query(
    `select r.outcome from run_row r join run_node n on n.run_id = r.run_id and n.node_index = r.node_index
     where n.node = 'leads' and r.key = $1`,
    [key],
  );
  return rows.map((row) => row.outcome);
}

async function isLeadThere(): Promise<boolean> {
  const ids = await sandboxClient(one.sandbox).call('crm.lead', 'search_count', { domain: [] });
  return Number(ids) > 0;
}

it('a worker killed twice at the same point: the third one finishes', async () => {
  for (let i = 0; i < 2; i++) {
    const worker = one.startWorker({ FAILPOINT: 'db:after commit:13:kill' });
    expect(await worker.ended, worker.output()).toBe('SIGKILL');
    await one.passTime();
  }
  await one.finish();
  await expectAllCreated();
});

it('five workers die on one batch: the run pauses with the cause, and goes on when it is resumed', async () => {
  // each dies when its `load` of leads has arrived, as of a batch that needs more memory than there is
  for (let i = 0; i < 5; i++) {
    const held = holdLeads();
    const worker = one.startWorker();
    await held.arrived;
    expect(await worker.stop(), worker.output()).toBe('SIGKILL');
    await one.passTime();
  }
  const paused = await one.finish();
  expect([paused.status, paused.pauseReason]).toEqual(['paused', 'batch_crashed']);
  expect(paused.errorMessage).toMatch(
    /^Batch \d+ of node leads was under way each time when 5 workers died\./,
  );
  unwrap(await one.app.runs.resume(one.runId));
  await expectAllCreated();
});

/**
 * Makes the commit that settles a batch of leads wait inside the server, by a deferred trigger that wants a lock which the test
 * holds: the worker has sent COMMIT and the server is in the middle of it.
 */
async function holdCommit(): Promise<{ readonly server: () => Promise<number>; release(): Promise<void> }> {
  await one.pool.query(`
    create function wait_for_test() returns trigger language plpgsql as $$
    begin perform pg_advisory_xact_lock(77); return null; end $$;
    create constraint trigger wait_for_test after update of state on run_batch deferrable initially deferred
      for each row when (new.node_index = 2 and new.state = 'settled') execute function wait_for_test()`);
  const holder = await one.pool.connect();
  await holder.query('select pg_advisory_lock(77)');
  return {
    server: () =>
      vi.waitFor(async () => {
        const { rows } = await one.pool.query<{ pid: number }>(
          `select pid from pg_stat_activity where datname = current_database() and wait_event = 'advisory'
             and query = 'commit'`,
        );
        if (!rows[0]) throw new Error('no commit waits');
        return rows[0].pid;
      }, 60_000),
    release: async () => {
      await holder.query('select pg_advisory_unlock(77)');
      holder.release();
      await one.pool.query('drop function wait_for_test cascade');
    },
  };
}

it('a worker killed inside our commit, which then goes through: the batch is settled once', async () => {
  const held = await holdCommit();
  const worker = one.startWorker();
  await held.server();
  expect(await worker.stop()).toBe('SIGKILL');
  await held.release();
  await one.passTime();
  await one.finish();
  await expectAllCreated();
});

it('a worker killed inside our commit, which is rolled back: the batch is looked up in Odoo', async () => {
  const held = await holdCommit();
  const worker = one.startWorker();
  const server = await held.server();
  expect(await worker.stop()).toBe('SIGKILL');
  await one.pool.query('select pg_terminate_backend($1)', [server]);
  await held.release();
  await one.passTime();
  await one.finish();
  await expectAllCreated();
  expect(one.sandbox.state.callCounts()['crm.lead.load']).toBe(3);
});

it('a worker killed after Odoo has committed, before the answer: nothing is sent twice', async () => {
  const held = holdLeads('answer');
  const worker = one.startWorker();
  await held.arrived;
  expect(one.sandbox.state.count('crm.lead')).toBeGreaterThanOrEqual(5);
  expect(await worker.stop()).toBe('SIGKILL');
  await one.passTime();
  await one.finish();
  await expectAllCreated();
  expect(one.sandbox.state.callCounts()['crm.lead.load']).toBe(3);
});

/** Until the system says that the process is stopped (`T` behind its name). */
async function isStopped(pid: number): Promise<void> {
  await vi.waitFor(async () => {
    expect(await readFile(`/proc/${pid}/stat`, 'utf8')).toMatch(/\) T /);
  }, 60_000);
}

it('a worker stopped past its lease and then continued changes nothing of what the next one does', async () => {
  const stopped = one.startWorker({ FAILPOINT: 'odoo:after answer:30:pause', LEASE_SECONDS: '1' });
  await isStopped(stopped.pid);
  await one.passTime();
  await one.finish();
  await expectAllCreated();
  process.kill(stopped.pid, 'SIGCONT');
  expect(await stopped.stop('SIGTERM'), stopped.output()).toBe(0);
  await expectAllCreated();
});
