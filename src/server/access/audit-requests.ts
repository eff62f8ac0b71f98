import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AccessCases } from '../../app/access/access.ts';
import { isSafe } from '../guard.ts';
import { neededFor } from './policy.ts';

/**
 * Writes down who did what, before the answer goes out: every request that changes something and succeeded. A POST that only reads
 * (it needs no more than a viewer) is no change. Signing in is written down by itself, it can fail.
 */
export function auditRequests(server: FastifyInstance, audit: () => AccessCases['audit']): void {
  const made = new WeakMap<FastifyRequest, string>();
  server.addHook('preSerialization', async (request, _reply, payload) => {
    const id = idOf(payload);
    if (id !== null) made.set(request, id);
    return payload;
  });
  server.addHook('onSend', async (request, reply, payload) => {
    const { caller } = request;
    if (caller === null || reply.statusCode >= 400 || !isChange(request)) return payload;
    const objectId = objectOf(request);
    const resultId = made.get(request) ?? null;
    const entry = {
      action: request.routeOptions.schema?.operationId ?? `${request.method} ${request.routeOptions.url}`,
      objectId: objectId ?? resultId,
      resultId: objectId === null || resultId === objectId ? null : resultId,
    };
    // What was asked for is done: that it could not be written down must not make it look undone.
    await audit()
      .record({ ...caller, address: request.ip }, entry)
      .catch((error: unknown) => request.log.error({ err: error, entry }, 'audit log not written'));
    return payload;
  });
}

/** What is one's own needs a viewer only, and is a change nevertheless. */
function isChange(request: FastifyRequest): boolean {
  if (isSafe(request.method)) return false;
  const need = neededFor(request.method, request.routeOptions.url);
  return need !== 'viewer' || request.method !== 'POST';
}

function objectOf({ params }: FastifyRequest): string | null {
  return typeof params === 'object' && params !== null && 'id' in params && typeof params.id === 'string'
    ? params.id
    : null;
}

function idOf(payload: unknown): string | null {
  return typeof payload === 'object' && payload !== null && 'id' in payload && typeof payload.id === 'string'
    ? payload.id
    : null;
}
