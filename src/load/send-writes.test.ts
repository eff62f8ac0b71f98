import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Event } from '../../test/support/scripted-target.ts';
import { ScriptedTarget } from '../../test/support/scripted-target.ts';
import { CallLimiter } from './call-limiter.ts';
import type { Clock, WriteValues } from './ports.ts';
import type { RowToSend } from './row-to-send.ts';
import { RunControl } from './run-control.ts';
import { RunPaused } from './run-paused.ts';
import type { Sender } from './send-rows.ts';
import type { WritePlan, WriteSending } from './send-writes.ts';
import { sendWrites } from './send-writes.ts';

const instantClock: Clock = { now: () => 0, sleep: async () => undefined };

function senderOf(target: ScriptedTarget): Sender {
  return {
    target,
    limiter: new CallLimiter(2, instantClock),
    clock: instantClock,
    control: new RunControl(),
    random: () => 0.5,
    isConflict: () => false,
    signal: new AbortController().signal,
    onFault: async () => undefined,
    onHeld: async () => undefined,
  };
}

/** Rows of the records 100, 101, …, each with its name. */
function rowsOf(names: readonly string[]): { readonly rows: readonly RowToSend[]; readonly plan: WritePlan } {
  const rows = names.map((name, ord) => ({
    ord,
    srcRow: ord + 2,
    key: `k${ord}`,
    externalId: `ns.node_k${ord}`,
    values: [name],
    recordId: 100 + ord,
  }));
  const values = new Map<number, WriteValues>(names.map((name, ord) => [ord, { name }]));
  return { rows, plan: { model: 'res.partner', context: {}, how: 'each', values, beside: new Map() } };
}

function send(target: ScriptedTarget, names: readonly string[]): Promise<WriteSending> {
  const { rows, plan } = rowsOf(names);
  return sendWrites(senderOf(target), plan, rows);
}

const names = (count: number, bad: readonly number[]): readonly string[] =>
  Array.from({ length: count }, (_, i) => (bad.includes(i) ? 'bad' : `name ${i}`));

describe('sendWrites', () => {
  it('one call writes all rows, each its own values', async () => {
    const target = new ScriptedTarget();
    const { sent, unwritten } = await send(target, names(3, []));
    expect([sent.length, unwritten.length, target.writes.length]).toEqual([3, 0, 1]);
    expect(target.given).toEqual(new Map([0, 1, 2].map((i) => [100 + i, { name: `name ${i}` }])));
  });

  it('the same values go to all records at once', async () => {
    const target = new ScriptedTarget();
    const { rows, plan } = rowsOf(['A', 'A']);
    await sendWrites(senderOf(target), { ...plan, how: 'same' }, rows);
    expect(target.given).toEqual(new Map([100, 101].map((id) => [id, { name: 'A' }])));
  });

  it('of 500 rows the bad one is left to load, and the others are written', async () => {
    const target = new ScriptedTarget();
    const { sent, unwritten } = await send(target, names(500, [321]));
    expect(unwritten.map((row) => row.ord)).toEqual([321]);
    expect(sent).toHaveLength(499);
    expect(target.given.size).toBe(499);
  });

  it('a batch that is bad throughout is left to load after a few calls', async () => {
    const target = new ScriptedTarget();
    const { sent, unwritten } = await send(
      target,
      Array.from({ length: 500 }, () => 'bad'),
    );
    expect([sent.length, unwritten.length]).toEqual([0, 500]);
    expect(target.writes.length).toBeLessThan(25);
  });

  it('what the user may not do is not taken apart', async () => {
    const target = new ScriptedTarget(['denied']);
    const { unwritten } = await send(target, names(8, []));
    expect([unwritten.length, target.writes.length]).toEqual([8, 1]);
  });

  it('a record that is gone is rejected, for load would create it again in part', async () => {
    const target = new ScriptedTarget();
    target.lost.add(102);
    const { sent, unwritten } = await send(target, names(4, []));
    expect(unwritten).toEqual([]);
    expect(sent.filter((row) => row.result === 'rejected').map((row) => row.row.ord)).toEqual([2]);
    expect(new Set(target.given.keys())).toEqual(new Set([100, 101, 103]));
  });

  it('a server that stays away pauses the run', async () => {
    const target = new ScriptedTarget(Array.from({ length: 50 }, () => 'refused' as const));
    const sending = await send(target, names(2, []));
    expect(sending).toMatchObject({ sent: [], unwritten: [], isLost: true, pause: expect.any(RunPaused) });
  });

  it.each([
    ['lost_before', true],
    ['refused', false],
  ] as const)(
    'a run that stops after a call that was %s sends nothing more, and knows whether to look',
    async (event, isLost) => {
      const target = new ScriptedTarget([event]);
      const { rows, plan } = rowsOf(['A', 'B']);
      const sender = senderOf(target);
      const onFault: Sender['onFault'] = async () => sender.control.stop('cancel');
      const sending = await sendWrites({ ...sender, onFault }, plan, rows);
      expect(sending).toEqual({ sent: [], unwritten: [], isLost, pause: null });
      expect(target.writes).toHaveLength(1);
    },
  );

  it('whatever happens, every row is written, rejected or left once, and good rows are never left by themselves', async () => {
    const events = fc.array(
      fc.constantFrom<Event>('ok', 'conflict', 'refused', 'lost_before', 'lost_after', 'exception'),
      { maxLength: 12 },
    );
    const kinds = fc.array(fc.constantFrom('good', 'bad', 'gone'), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(kinds, events, async (rows, script) => {
        const target = new ScriptedTarget(script);
        for (const [i, kind] of rows.entries()) if (kind === 'gone') target.lost.add(100 + i);
        const { sent, unwritten } = await send(
          target,
          rows.map((kind, i) => (kind === 'bad' ? 'bad' : `name ${i}`)),
        );
        const ends = [...sent.map(({ row }) => row.ord), ...unwritten.map(({ ord }) => ord)];
        expect(ends.sort((a, b) => a - b)).toEqual(rows.map((_, i) => i));
        for (const { row, result } of sent) {
          expect(result).toBe(rows[row.ord] === 'gone' ? 'rejected' : 'written');
          if (result === 'written')
            expect(target.given.get(100 + row.ord)).toEqual({ name: `name ${row.ord}` });
        }
        for (const { ord } of unwritten)
          expect(rows[ord] === 'good' && target.writes.length < 20).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
