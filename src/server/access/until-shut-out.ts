import type { FastifyRequest } from 'fastify';
import { mayStill } from '../guard.ts';
import type { Access } from './access.ts';

/**
 * For an answer that goes on and on: aborted soon after its reader may not have it any more, whatever the answer waits for. That the
 * question could not be asked shuts nobody out.
 */
export function untilShutOut(
  request: FastifyRequest,
  access: Access,
  everyMs: number,
): { readonly signal: AbortSignal; readonly stop: () => void } {
  const shutOut = new AbortController();
  let isAsking = false;
  const ask = async (): Promise<void> => {
    if (isAsking) return;
    isAsking = true;
    const may = await mayStill(request, access).catch(() => true);
    isAsking = false;
    if (!may) shutOut.abort();
  };
  const timer = setInterval(() => void ask(), everyMs);
  return { signal: shutOut.signal, stop: () => clearInterval(timer) };
}
