import type { App } from '../app/app.ts';

/**
 * A worker in this process while something else goes on; then the call in flight is awaited. `lost` tells that the worker ended
 * by itself: what waits for it must end too, and the worker's error is thrown then.
 */
export async function withWorker<T>(app: App, use: (lost: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const lost = new AbortController();
  const working = work(app, stop.signal);
  working.catch(() => lost.abort());
  try {
    return await use(lost.signal);
  } finally {
    stop.abort();
    await working;
  }
}

async function work(app: App, signal: AbortSignal): Promise<void> {
  await app.work(signal);
  if (!signal.aborted) throw new Error('The worker ended by itself.');
}
