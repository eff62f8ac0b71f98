import type { SSEReplyInterface } from '@fastify/sse';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { App } from '../../app/app.ts';
import type { RunCases } from '../../app/run-cases.ts';
import { isOver } from '../../load/run-store.ts';
import type { Access } from '../access/access.ts';
import { untilShutOut } from '../access/until-shut-out.ts';
import { presentEvent } from '../presenters/run.ts';
import { unwrap } from '../problem.ts';
import { IdParams, problems } from '../schemas/common.ts';
import { EventQuery } from '../schemas/run.ts';

const EVENTS_PER_READ = 500;

export interface EventRoutesOptions {
  readonly app: Pick<App, 'runs'>;
  readonly access: Access;
  /** Longest wait for an event before the run's state is looked at again, and whether its reader may still see it. */
  readonly waitMs: number;
  /** Ends every open stream: the server is closing. */
  readonly closing: AbortSignal;
}

/**
 * The stream of a run's events. It ends when the run is over, its reader is shut out or the server closes; a client that comes again with the last id
 * of a run that is over gets 204, on which an EventSource stops.
 */
export function runEventRoutes({ app, access, waitMs, closing }: EventRoutesOptions): FastifyPluginAsyncZod {
  return async (server) => {
    server.get('/runs/:id/events', {
      // `manual`: an unknown run must get a problem, not a stream.
      sse: 'manual',
      schema: {
        operationId: 'streamRunEvents',
        summary: 'Events of a run as they happen (server-sent events)',
        tags: ['runs'],
        params: IdParams,
        querystring: EventQuery,
        response: {
          200: { description: 'Events', content: { 'text/event-stream': { schema: z.string() } } },
          204: z.undefined().describe('The run is over and every event was seen'),
          ...problems,
        },
      },
      handler: async (request, reply) => {
        const { id } = request.params;
        const after = lastSeen(reply.sse.lastEventId) ?? request.query.after ?? 0;
        const run = unwrap(await app.runs.get(id));
        const known = unwrap(await app.runs.events(id, after, 1));
        if (isOver(run.status) && known.length === 0) return reply.code(204).send();
        reply.sse.sendHeaders();
        reply.raw.flushHeaders(); // else they wait for the first event, and the client for them
        const shutOut = untilShutOut(request, access, waitMs);
        const signal = AbortSignal.any([untilGone(reply.sse), closing, shutOut.signal]);
        await follow({ runs: app.runs, id, sse: reply.sse, waitMs, signal }, after).finally(shutOut.stop);
      },
    });
  };
}

interface Stream {
  readonly runs: RunCases;
  readonly id: string;
  readonly sse: SSEReplyInterface;
  readonly waitMs: number;
  readonly signal: AbortSignal;
}

async function follow(stream: Stream, from: number): Promise<void> {
  const { runs, id, waitMs, signal } = stream;
  let after = from;
  while (!signal.aborted) {
    // The state is read before the events: a run seen as over has written its last event already.
    const over = isOver(unwrap(await runs.get(id)).status);
    const last = await sendEvents(stream, after);
    if (last !== after) after = last;
    else if (over || signal.aborted) return;
    else await runs.waitForEvent(id, after, waitMs, signal);
  }
}

/** Sends what there is after a number; the number of the last one sent. */
async function sendEvents({ runs, id, sse, signal }: Stream, after: number): Promise<number> {
  let last = after;
  for (const stored of unwrap(await runs.events(id, after, EVENTS_PER_READ))) {
    if (signal.aborted) break;
    const sent = sse.send({ id: String(stored.seq), event: stored.event.type, data: presentEvent(stored) });
    // A client that leaves while the socket is full would keep `send` waiting for ever.
    await Promise.race([sent, aborted(signal)]);
    last = stored.seq;
  }
  return last;
}

function untilGone(sse: SSEReplyInterface): AbortSignal {
  const gone = new AbortController();
  sse.onClose(() => gone.abort());
  return gone.signal;
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

function lastSeen(id: string | null): number | undefined {
  return id !== null && /^\d{1,15}$/.test(id) ? Number(id) : undefined;
}
