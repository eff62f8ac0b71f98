import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { HttpProblem } from '../problem.ts';
import type { Need } from './policy.ts';

/** Called once it is known who asks; throws when that was too often. */
export type LimitRequests = (request: FastifyRequest, reply: FastifyReply, need: Need) => Promise<void>;

/**
 * Of one user in browsers, of the tokens of one user, of one address (IPv6: network) that is not let in: so a script that runs wild
 * shuts its owner out of nothing but the script, and a stranger nobody who is signed in. Counts are of this process.
 */
export function limitRequests(server: FastifyInstance, perMinute: number): LimitRequests {
  const settings = { max: perMinute, timeWindow: '1 minute' } as const;
  const ofCallers = server.createRateLimit({ ...settings, keyGenerator: keyOfCaller });
  const ofAddresses = server.createRateLimit(settings);
  return async (request, reply, need) => {
    if (!isCounted(request, need)) return;
    const use = await (request.caller === null ? ofAddresses : ofCallers)(request);
    if (use.isAllowed || !use.isExceeded) return;
    reply.header('retry-after', use.ttlInSeconds);
    throw new HttpProblem(
      429,
      'rate_limited',
      `More than ${perMinute} requests in a minute. Try again in ${use.ttlInSeconds} seconds, and more slowly.`,
    );
  };
}

function keyOfCaller({ caller, ip }: FastifyRequest): string {
  return caller === null ? ip : `${caller.kind} ${caller.userId}`;
}

/** Calls of the API, and whatever is refused. A stream of events is one request however long, and comes again by itself. */
function isCounted({ caller, routeOptions }: FastifyRequest, need: Need): boolean {
  const route = routeOptions.url ?? '/api/';
  if (caller === null && need !== 'public') return true;
  return route.startsWith('/api/') && !(caller !== null && route.endsWith('/events'));
}
