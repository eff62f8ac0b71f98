import { describe, expect, it } from 'vitest';
import { RunStopped } from '../load/run-control.ts';
import { RunPaused } from '../load/run-paused.ts';
import type { Requested, RunEnd, RunLease } from '../load/run-store.ts';
import { LeaseLost } from '../load/run-store.ts';
import type { Turn, TurnWork } from './take-turn.ts';
import { takeTurn } from './take-turn.ts';

/** A lease whose heartbeat and end are scripted; what a turn must not touch is not there. */
function scriptedLease(script: { requested?: Requested; lostAt?: 'heartbeat' | 'finish' } = {}) {
  const ends: RunEnd[] = [];
  const lease = {
    runId: 'run_1',
    epoch: 3,
    heartbeat: async () => {
      if (script.lostAt === 'heartbeat') throw new LeaseLost('run_1');
      return script.requested ?? null;
    },
    finish: async (end: RunEnd) => {
      if (script.lostAt === 'finish') throw new LeaseLost('run_1');
      ends.push(end);
    },
  } as unknown as RunLease; // a turn only beats and ends; the rest is its work's
  return { lease, ends };
}

const LIMITS = { softMs: 60_000, hardMs: 120_000, heartbeatMs: 60_000, leaseMs: 60_000 };

function turnOf(lease: RunLease, act: TurnWork['act'], more: Partial<TurnWork> = {}): TurnWork {
  return {
    lease,
    limits: LIMITS,
    log: { info: () => undefined, error: () => undefined },
    shutdown: new AbortController().signal,
    databaseTrouble: () => null,
    act,
    ...more,
  };
}

const stopped = async ({ control }: Turn): Promise<RunEnd> =>
  control.stopping === 'cancel' ? { status: 'cancelled' } : { status: 'completed' };

const untilOver = ({ signal }: Turn): Promise<RunEnd> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));

describe('a turn', () => {
  it('that was cancelled before it began takes no batch', async () => {
    const { lease, ends } = scriptedLease({ requested: 'cancel' });
    await takeTurn(turnOf(lease, stopped));
    expect(ends).toEqual([{ status: 'cancelled' }]);
  });

  it('that lost its lease writes nothing more', async () => {
    const { lease, ends } = scriptedLease({ lostAt: 'heartbeat' });
    let acted = false;
    const end = await takeTurn(
      turnOf(lease, async () => {
        acted = true;
        return { status: 'completed' };
      }),
    );
    expect({ end, acted, ends }).toEqual({ end: null, acted: false, ends: [] });
  });

  it('pauses with the reason its work gives', async () => {
    const { lease, ends } = scriptedLease();
    await takeTurn(turnOf(lease, () => Promise.reject(new RunPaused('credentials', 'The key was revoked.'))));
    expect(ends).toEqual([{ status: 'paused', reason: 'credentials', message: 'The key was revoked.' }]);
  });

  it('that was cancelled is cancelled, although it would have paused', async () => {
    const { lease, ends } = scriptedLease({ requested: 'cancel' });
    await takeTurn(turnOf(lease, () => Promise.reject(new RunPaused('odoo_unavailable', 'Odoo is away.'))));
    expect(ends).toEqual([{ status: 'cancelled' }]);
  });

  it.each([
    ['pause', { status: 'paused', reason: 'requested', message: 'Paused by a user.' }],
    ['cancel', { status: 'cancelled' }],
  ] as const)('whose wait is cut short by %s ends as it was asked to', async (requested, end) => {
    const { lease, ends } = scriptedLease({ requested });
    await takeTurn(turnOf(lease, () => Promise.reject(new RunStopped())));
    expect(ends).toEqual([end]);
  });

  it('hands the run on at the hard limit, whatever is under way', async () => {
    const { lease, ends } = scriptedLease();
    await takeTurn(turnOf(lease, untilOver, { limits: { ...LIMITS, softMs: 1, hardMs: 2 } }));
    expect(ends).toEqual([{ status: 'handed_on' }]);
  });

  it.each([
    ['never answered', () => new Promise<never>(() => undefined)],
    ['refused', () => Promise.reject(new Error('ECONNREFUSED'))],
  ])('whose heartbeats are %s ends when its lease is over, and writes nothing more', async (_, heartbeat) => {
    const { lease, ends } = scriptedLease();
    let beats = 0;
    const heart = (): Promise<Requested> => (beats++ === 0 ? Promise.resolve(null) : heartbeat());
    const limits = { ...LIMITS, heartbeatMs: 5, leaseMs: 50 };
    const began = performance.now();
    const end = await takeTurn(turnOf(Object.assign(lease, { heartbeat: heart }), untilOver, { limits }));
    expect(performance.now() - began).toBeGreaterThan(50);
    expect({ end, ends }).toEqual({ end: null, ends: [] });
  });

  it('whose heartbeat comes late, but comes, goes on', async () => {
    const { lease, ends } = scriptedLease();
    const standStill = async (): Promise<RunEnd> => {
      const until = performance.now() + 60;
      while (performance.now() < until); // as a machine does that sleeps: no timer runs
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { status: 'completed' };
    };
    const limits = { ...LIMITS, heartbeatMs: 5, leaseMs: 40 };
    await takeTurn(turnOf(lease, standStill, { limits }));
    expect(ends).toEqual([{ status: 'completed' }]);
  });

  it('that hangs on a question never answered is left behind at the hard limit', async () => {
    const { lease, ends } = scriptedLease();
    const hangs = () => new Promise<never>(() => undefined);
    await takeTurn(turnOf(lease, hangs, { limits: { ...LIMITS, softMs: 1, hardMs: 2 } }));
    expect(ends).toEqual([{ status: 'handed_on' }]);
  });

  it('stops for the soft limit and for a shutdown', async () => {
    const reasons: unknown[] = [];
    const soft = scriptedLease();
    const seen = async ({ control }: Turn): Promise<RunEnd> => {
      while (control.stopping === null) await new Promise((resolve) => setImmediate(resolve));
      reasons.push(control.stopping);
      return { status: 'handed_on' };
    };
    await takeTurn(turnOf(soft.lease, seen, { limits: { ...LIMITS, softMs: 1 } }));
    await takeTurn(turnOf(scriptedLease().lease, seen, { shutdown: AbortSignal.abort() }));
    expect(reasons).toEqual(['soft_limit', 'shutdown']);
  });

  it('hands the run on when our database is away, pauses when it is full, fails on a bug of ours', async () => {
    const ended: unknown[] = [];
    for (const trouble of ['away', 'full', null] as const) {
      const { lease, ends } = scriptedLease();
      await takeTurn(
        turnOf(lease, () => Promise.reject(new Error('boom')), { databaseTrouble: () => trouble }),
      );
      ended.push(ends[0]);
    }
    expect(ended).toEqual([
      { status: 'handed_on' },
      expect.objectContaining({ status: 'paused', reason: 'database_full' }),
      expect.objectContaining({ status: 'failed', message: expect.stringContaining('boom') }),
    ]);
  });
});
