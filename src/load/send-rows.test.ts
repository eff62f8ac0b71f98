import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Attribution, Event } from '../../test/support/scripted-target.ts';
import { ScriptedTarget } from '../../test/support/scripted-target.ts';
import { CallLimiter } from './call-limiter.ts';
import type { Clock, TargetFault } from './ports.ts';
import type { RowToSend, SentRow } from './row-to-send.ts';
import type { StopReason } from './run-control.ts';
import { RunControl } from './run-control.ts';
import { RunPaused } from './run-paused.ts';
import type { Sender, Sending, SendPlan } from './send-rows.ts';
import { sendRows } from './send-rows.ts';

const instantClock: Clock = { now: () => 0, sleep: async () => undefined };

function rowsOf(cells: readonly string[]): readonly RowToSend[] {
  return cells.map((cell, ord) => ({
    ord,
    srcRow: ord + 2,
    key: `k${ord}`,
    externalId: `ns.node_k${ord}`,
    values: [cell],
    recordId: null,
  }));
}

const plan: SendPlan = {
  model: 'res.partner',
  columns: ['id', 'name'],
  cells: (row) => [row.externalId, row.values[0] ?? ''],
  context: {},
};

function senderOf(target: ScriptedTarget, faults: TargetFault[] = [], clock: Clock = instantClock): Sender {
  return {
    target,
    limiter: new CallLimiter(2, clock),
    clock,
    control: new RunControl(),
    random: () => 0.5,
    isConflict: (text) => text.includes('could not serialize'),
    signal: new AbortController().signal,
    onHeld: async () => undefined,
    onFault: async (fault) => {
      faults.push(fault);
    },
  };
}

function byOrd({ sent }: Sending): ReadonlyMap<number, SentRow> {
  expect(new Set(sent.map((s) => s.row.ord)).size).toBe(sent.length);
  return new Map(sent.map((s) => [s.row.ord, s]));
}

describe('sendRows', () => {
  it('one bad row in 200 fails alone, the others are written once', async () => {
    const target = new ScriptedTarget();
    const rows = rowsOf(Array.from({ length: 200 }, (_, i) => (i === 77 ? 'bad' : `name ${i}`)));
    const sent = byOrd(await sendRows(senderOf(target), plan, rows));
    expect(sent.get(77)).toMatchObject({ result: 'rejected', message: 'Missing required value' });
    expect(target.records.size).toBe(199);
    expect([...target.records.values()].every((r) => r.writes === 1)).toBe(true);
    expect(target.calls).toBe(3);
  });

  it('60 bad rows in 200 are each rejected alone', async () => {
    const target = new ScriptedTarget();
    const rows = rowsOf(Array.from({ length: 200 }, (_, i) => (i % 10 < 3 ? 'bad' : `name ${i}`)));
    const sent = [...byOrd(await sendRows(senderOf(target), plan, rows)).values()];
    expect(sent.filter((s) => s.result === 'rejected')).toHaveLength(60);
    expect(target.records.size).toBe(140);
  });

  it('a batch blamed on its first row finds the row that is really bad', async () => {
    const target = new ScriptedTarget([], 'first_row');
    const sent = byOrd(await sendRows(senderOf(target), plan, rowsOf(['a', 'b', 'c', 'bad', 'e'])));
    expect(sent.get(3)?.result).toBe('rejected');
    expect([...target.records.keys()].sort()).toEqual([
      'ns.node_k0',
      'ns.node_k1',
      'ns.node_k2',
      'ns.node_k4',
    ]);
  });

  it('an answer lost after the commit is looked up and not sent again', async () => {
    const target = new ScriptedTarget(['lost_after']);
    const sent = byOrd(await sendRows(senderOf(target), plan, rowsOf(['a', 'b'])));
    expect(sent.get(1)).toMatchObject({ result: 'written', recordId: 2 });
    expect(target.calls).toBe(1);
  });

  it('a wrong number of ids is never zipped to rows', async () => {
    const target = new ScriptedTarget(['wrong_ids']);
    const sent = byOrd(await sendRows(senderOf(target), plan, rowsOf(['a', 'b', 'c'])));
    for (const row of sent.values()) {
      expect(row).toMatchObject({ result: 'written', recordId: target.records.get(row.row.externalId)?.id });
    }
  });

  it('rows of which Odoo does not get through a call in time go in smaller calls', async () => {
    let now = 0;
    const clock: Clock = { now: () => now, sleep: async () => undefined };
    const target = new ScriptedTarget();
    const load = target.load.bind(target);
    const sizes: number[] = [];
    target.load = async (call) => {
      sizes.push(call.rows.length);
      now += Math.min(120, call.rows.length) * 1000; // a second a row, and the server ends a request after two minutes
      if (call.rows.length <= 120) return load(call);
      return { ok: false, fault: { kind: 'unknown', reason: 'connection_lost', message: 'reset' } };
    };
    const names = Array.from({ length: 500 }, (_, i) => `name ${i}`);
    const sent = byOrd(await sendRows(senderOf(target, [], clock), plan, rowsOf(names)));
    expect([...sent.values()].every(({ result }) => result === 'written')).toBe(true);
    expect(target.records.size).toBe(500);
    expect(sizes.slice(0, 5)).toEqual([500, 250, 125, 62, 15]);
    expect(Math.max(...sizes.slice(4))).toBe(15);
  });

  it('a conflict told as text repeats the whole call with fewer calls at once', async () => {
    const target = new ScriptedTarget(['conflict', 'conflict']);
    const sender = senderOf(target);
    const { sent } = await sendRows(sender, plan, rowsOf(['a', 'b']));
    expect(sent.every((s) => s.result === 'written')).toBe(true);
    expect(sender.limiter.concurrency).toBe(1);
  });

  it('a 429 is followed by fewer calls at once', async () => {
    const target = new ScriptedTarget(['ten_minutes']);
    const sender = senderOf(target);
    expect(byOrd(await sendRows(sender, plan, rowsOf(['a']))).size).toBe(1);
    expect(sender.limiter.concurrency).toBe(1);
  });

  it('a server that stays away pauses the run instead of rejecting rows', async () => {
    const target = new ScriptedTarget(Array.from({ length: 50 }, () => 'refused' as const));
    const sending = await sendRows(senderOf(target), plan, rowsOf(['a']));
    expect(sending).toMatchObject({ sent: [], isLost: true, pause: expect.any(RunPaused) });
    expect(target.records.size).toBe(0);
  });

  it('whatever happens, good rows are written with their own record and bad rows are rejected', async () => {
    const events = fc.array(
      fc.constantFrom<Event>(
        'ok',
        'conflict',
        'refused',
        'lost_before',
        'lost_after',
        'wrong_ids',
        'exception',
      ),
      { maxLength: 12 },
    );
    const attribution = fc.constantFrom<Attribution>('row', 'first_row', 'none', 'row_and_phantoms');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 30 }),
        events,
        attribution,
        async (bad, script, blame) => {
          const target = new ScriptedTarget(script, blame);
          const rows = rowsOf(bad.map((isBad, i) => (isBad ? 'bad' : `name ${i}`)));
          const sent = byOrd(await sendRows(senderOf(target), plan, rows));
          expect(sent.size).toBe(rows.length);
          for (const row of rows) {
            const record = target.records.get(row.externalId);
            if (row.values[0] === 'bad') {
              expect(sent.get(row.ord)?.result).toBe('rejected');
              expect(record).toBeUndefined();
            } else {
              expect(sent.get(row.ord)).toMatchObject({ result: 'written', recordId: record?.id });
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** Waits never pass by themselves; `onWait` is told when one has begun. */
function endlessClock(onWait: () => void): Clock {
  return {
    now: () => 0,
    sleep: (_ms, signal) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
        onWait();
      }),
  };
}

const REASONS = ['cancel', 'pause', 'soft_limit', 'shutdown', 'failure', 'trouble'] as const;

describe('a run that is to stop', () => {
  function stoppedInWait(target: ScriptedTarget, reason: StopReason): Sender {
    const sender: Sender = senderOf(
      target,
      [],
      endlessClock(() => sender.control.stop(reason)),
    );
    return sender;
  }

  it.each(REASONS)('for %s does not wait ten minutes for Odoo, and nothing was written', async (reason) => {
    const target = new ScriptedTarget(['ten_minutes']);
    const sending = await sendRows(stoppedInWait(target, reason), plan, rowsOf(['a', 'b']));
    expect(sending).toEqual({ sent: [], isLost: false, pause: null });
    expect([target.calls, target.records.size]).toEqual([1, 0]);
  });

  it.each(REASONS)('for %s leaves a call that another one holds up', async (reason) => {
    const target = new ScriptedTarget();
    const sender = stoppedInWait(target, reason);
    sender.limiter.hold(600_000);
    expect(await sendRows(sender, plan, rowsOf(['a']))).toEqual({ sent: [], isLost: false, pause: null });
    expect(target.calls).toBe(0);
  });

  it('looks the rows of a lost answer up once, and knows those it finds', async () => {
    const target = new ScriptedTarget(['lost_after']);
    const sending = await sendRows(stoppedInWait(target, 'cancel'), plan, rowsOf(['a', 'b']));
    expect(byOrd(sending).get(1)).toMatchObject({ result: 'written', recordId: 2 });
    expect([sending.isLost, target.calls]).toEqual([false, 1]);
  });

  it('says of the rows of a lost answer that are not there that they may yet come', async () => {
    const target = new ScriptedTarget(['lost_before']);
    const sending = await sendRows(stoppedInWait(target, 'cancel'), plan, rowsOf(['a', 'b']));
    expect(sending).toEqual({ sent: [], isLost: true, pause: null });
    expect(target.calls).toBe(1);
  });

  it.each([
    ['cancel', 1],
    ['pause', 1],
    ['shutdown', 3],
    ['soft_limit', 3],
  ] as const)('for %s while a batch with a bad row is under way makes %i calls', async (reason, calls) => {
    const target = new ScriptedTarget();
    const sender = senderOf(target);
    const load = target.load.bind(target);
    target.load = (call) => {
      sender.control.stop(reason);
      return load(call);
    };
    const { sent, isLost } = await sendRows(sender, plan, rowsOf(['a', 'bad', 'c']));
    expect([target.calls, sent.length, isLost]).toEqual([calls, calls === 1 ? 0 : 3, false]);
  });

  it('knows the rows whose answer came before', async () => {
    const target = new ScriptedTarget(['ok', 'ok', 'ten_minutes']);
    const sending = await sendRows(stoppedInWait(target, 'cancel'), plan, rowsOf(['a', 'bad', 'c']));
    expect([...byOrd(sending).keys()]).toEqual([0, 2]);
    expect([sending.isLost, target.records.size]).toEqual([false, 2]);
  });
});
