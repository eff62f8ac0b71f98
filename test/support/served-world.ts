import { listen } from '../../src/server/listen.ts';
import { createLog } from '../../src/server/log.ts';
import type { FaultWorld } from './fault-world.ts';

/** The HTTP server in front of a fault world. */
export interface ServedWorld {
  readonly url: string;
  readonly token: string;
  /** A request below `/api/v1`, with the token. */
  call(method: string, path: string, more?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

export async function serveWorld({ app, home }: Pick<FaultWorld, 'app' | 'home'>): Promise<ServedWorld> {
  const result = await listen({
    app,
    config: { host: '127.0.0.1', port: 0, home, maxUploadBytes: 256 * 1024 * 1024 },
    log: createLog('silent'),
    onFreshLink: () => undefined,
  });
  if (!result.ok) throw new Error(result.message);
  const { listening } = result;
  const { url, token } = listening;
  return {
    url,
    token,
    call: (method, path, more = {}) => {
      const headers = new Headers(more.headers);
      headers.set('authorization', `Bearer ${token}`);
      return fetch(`${url}/api/v1${path}`, { ...more, method, headers });
    },
    close: () => listening.close(),
  };
}

export function jsonBody(value: unknown, headers: Readonly<Record<string, string>> = {}): RequestInit {
  return { body: JSON.stringify(value), headers: { 'content-type': 'application/json', ...headers } };
}
