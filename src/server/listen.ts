import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { type Config, isLoopback } from '../config.ts';
import { openLocalAccess } from './local-access.ts';
import { localSessionsIn } from './local-sessions.ts';
import { buildServer, type ServedApp } from './server.ts';

export interface ListenOptions {
  readonly app: ServedApp;
  readonly config: Pick<Config, 'host' | 'port' | 'home' | 'maxUploadBytes' | 'startToken'>;
  readonly log: FastifyBaseLogger;
  /** A start link that was used is opened again: show this fresh one where only the owner sees it. */
  readonly onFreshLink: (link: string) => void;
}

export interface Listening {
  /** `http://127.0.0.1:8080`, no slash at the end. */
  readonly url: string;
  /** For `Authorization: Bearer`. */
  readonly token: string;
  /** The link that lets one browser in, once. */
  startLink(): string;
  /** Stops taking requests, ends event streams, awaits the requests in flight. */
  close(): Promise<void>;
}

export type ListenResult =
  | { readonly ok: true; readonly listening: Listening }
  | { readonly ok: false; readonly message: string };

/** Starts the server in local mode: on this machine only, behind a start token. */
export async function listen(options: ListenOptions): Promise<ListenResult> {
  const { app, config, log } = options;
  if (!isLoopback(config.host)) return { ok: false, message: notLoopback(config.host) };
  const access = await openLocalAccess({
    token: config.startToken,
    apiTokens: app.access.tokens,
    sessions: localSessionsIn(join(config.home, 'local-sessions.json')),
  });
  const server = await buildServer({
    app,
    access,
    log,
    uploadDir: join(config.home, 'uploads'),
    maxUploadBytes: config.maxUploadBytes,
    onLinkReused: () => options.onFreshLink(startLink()),
  });
  const failure = await bind(server, config);
  if (failure !== null) return { ok: false, message: failure };
  const url = urlOf(server, config.host);
  const startLink = () => `${url}/start?token=${access.startCode()}`;
  return { ok: true, listening: { url, token: access.token, startLink, close: () => server.close() } };
}

function notLoopback(host: string): string {
  return (
    `In local mode Importgraph does not listen on ${host}: it serves this machine only. ` +
    'Use 127.0.0.1, localhost or ::1 for --host or HOST; from another machine, tunnel with ssh -L.'
  );
}

/** Null, or why the address cannot be had. */
export async function bind(
  server: FastifyInstance,
  { host, port }: Pick<Config, 'host' | 'port'>,
): Promise<string | null> {
  try {
    await server.listen({ host, port });
    return null;
  } catch (error) {
    await server.close();
    const reason = reasonOf(error, port);
    if (reason === null) throw error;
    return `Cannot listen on ${host}:${port}: ${reason}`;
  }
}

function reasonOf(error: unknown, port: number): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE') return 'the port is in use. Choose another with --port (0: any free one).';
  if (code === 'EACCES') return `this user may not use port ${port}. Choose one above 1023 with --port.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return 'this machine has no such address.';
  return null;
}

export function urlOf(server: FastifyInstance, host: string): string {
  const { port } = server.server.address() as AddressInfo; // an address object because we listen on a port, never on a pipe
  return httpUrl(host, port);
}

export function httpUrl(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
