import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadsOf } from '../support/fault-proxy.ts';
import { ALL_CREATED, type FaultWorld, openFaultWorld } from '../support/fault-world.ts';
import { outcomesOf, unwrap } from '../support/product.ts';
import { type ServedWorld, serveWorld } from '../support/served-world.ts';
import { openTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';

interface Seen {
  readonly id: number;
  readonly type: string;
}

describe('the stream of events cut in mid-run', () => {
  let world: FaultWorld;
  let served: ServedWorld;
  let network: TcpProxy;

  beforeEach(async () => {
    world = await openFaultWorld({ concurrency: 1 });
    served = await serveWorld(world);
    network = await openTcpProxy({ host: '127.0.0.1', port: Number(new URL(served.url).port) });
  });
  afterEach(async () => {
    await network.close();
    await served.close();
    await world.close();
  });

  /** What a client sees from one connection, until that ends. */
  async function* read(runId: string, lastEventId: number | null): AsyncGenerator<Seen> {
    const answer = await fetch(`http://127.0.0.1:${network.port}/api/v1/runs/${runId}/events`, {
      headers: {
        authorization: `Bearer ${served.token}`,
        host: new URL(served.url).host,
        ...(lastEventId === null ? {} : { 'last-event-id': String(lastEventId) }),
      },
    });
    expect(answer.status).toBe(200);
    let text = '';
    for await (const chunk of answer.body ?? []) {
      text += new TextDecoder().decode(chunk as Uint8Array);
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const id = Number(/^id: (\d+)$/m.exec(block)?.[1]);
        const type = /^event: (\w+)$/m.exec(block)?.[1];
        if (type !== undefined) yield { id, type };
      }
    }
  }

  /** The events until the stream ends, or until it is cut when it has shown so many. */
  async function watch(runId: string, after: number | null, cutAfter: number): Promise<readonly Seen[]> {
    const seen: Seen[] = [];
    for await (const event of read(runId, after)) {
      seen.push(event);
      if (seen.length < cutAfter) continue;
      network.cutAll();
      break;
    }
    return seen;
  }

  async function progressOf(runId: string): Promise<unknown> {
    const answer = await served.call('GET', `/runs/${runId}`);
    return answer.json();
  }

  it('comes again with Last-Event-ID after the run is over: everything missed is there, in order, once', async () => {
    const runId = await world.start();
    const before = await watch(runId, null, 3);
    const last = before.at(-1)?.id ?? 0;
    const run = await world.end(runId);
    expect([run.status, outcomesOf(run)]).toEqual(['completed', ALL_CREATED]);
    // the totals never needed the stream
    expect(await progressOf(runId)).toMatchObject({
      status: 'completed',
      progress: { rows_done: 45, rows_total: 45, percentage: 100 },
    });
    const after = await watch(runId, last, Number.POSITIVE_INFINITY);
    await expectWhole(runId, [...before, ...after]);
    await world.check(run);
  });

  it('cut again and again while the run works: each time it goes on behind the last event seen', async () => {
    const runId = await world.start();
    const all: Seen[] = [];
    for (;;) {
      const part = await watch(runId, all.at(-1)?.id ?? null, 2);
      all.push(...part);
      if (all.at(-1)?.type === 'run_finished') break;
      expect(part.length).toBeGreaterThan(0);
    }
    await expectWhole(runId, all);
    const run = await world.end(runId);
    expect(outcomesOf(run)).toEqual(ALL_CREATED);
    await world.check(run);
  });

  it('nobody watches: the run goes on all the same', async () => {
    const held = Promise.withResolvers<void>();
    world.sandbox.addFault({
      match: { method: 'load' },
      after: 4,
      action: { kind: 'hold', until: held.promise },
    });
    const runId = await world.start();
    await watch(runId, null, 1);
    held.resolve();
    const run = await world.end(runId);
    expect(outcomesOf(run)).toEqual(ALL_CREATED);
    expect(world.proxy.calls.filter(loadsOf())).toHaveLength(9);
    await world.check(run);
  });

  /** Compared with what the database has, not with the stream itself. */
  async function expectWhole(runId: string, seen: readonly Seen[]): Promise<void> {
    const stored = unwrap(await world.app.runs.events(runId, 0, 1000));
    expect(seen).toEqual(stored.map(({ seq, event }) => ({ id: seq, type: event.type })));
    expect(seen.at(-1)?.type).toBe('run_finished');
  }
});
