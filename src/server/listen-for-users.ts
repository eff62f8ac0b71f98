import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import { type Config, isLoopback } from '../config.ts';
import { openServerAccess } from './access/server-access.ts';
import { bind, httpUrl, urlOf } from './listen.ts';
import { buildServer, type ServedApp } from './server.ts';

export interface ListenForUsersOptions {
  readonly app: ServedApp;
  readonly config: Pick<
    Config,
    | 'host'
    | 'port'
    | 'home'
    | 'maxUploadBytes'
    | 'startToken'
    | 'publicUrls'
    | 'trustedProxies'
    | 'requestsPerMinute'
    | 'issuer'
  >;
  readonly log: FastifyBaseLogger;
  /** By the log's level. */
  readonly showsWarnings: boolean;
}

export interface ListeningForUsers {
  /** Where browsers find it, no slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

export type ListenForUsersResult =
  | { readonly ok: true; readonly listening: ListeningForUsers }
  | { readonly ok: false; readonly message: string };

/** Starts the server in server mode. Without an administrator the log, and only the log, has the link that makes one. */
export async function listenForUsers(options: ListenForUsersOptions): Promise<ListenForUsersResult> {
  const { app, config, log } = options;
  const given = config.publicUrls ?? [];
  if (given.length === 0 && !isNamed(config)) return { ok: false, message: NO_URL };
  const hasAdmin = await app.access.users.hasAdmin();
  if (!hasAdmin && !options.showsWarnings) return { ok: false, message: NO_ADMIN };
  const [first = httpUrl(config.host, config.port), ...others] = given;
  const access = openServerAccess(app.access, [first, ...others], config.issuer);
  const server = await buildServer({
    app,
    access,
    log,
    uploadDir: join(config.home, 'uploads'),
    maxUploadBytes: config.maxUploadBytes,
    trustedProxies: config.trustedProxies ?? [],
    requestsPerMinute: config.requestsPerMinute,
  });
  const failure = await bind(server, config);
  if (failure !== null) return { ok: false, message: failure };
  const url = given[0] ?? urlOf(server, config.host);
  if (!hasAdmin)
    log.warn(`There is no administrator yet. Make one at ${url}/sign-in#setup=${access.setupToken}`);
  warnOf(url, options);
  return { ok: true, listening: { url, close: () => server.close() } };
}

/** Browsers can find it by what it listens on. */
function isNamed({ host, port }: Pick<Config, 'host' | 'port'>): boolean {
  return isLoopback(host) || (port !== 0 && !EVERY_ADDRESS.has(host));
}

const EVERY_ADDRESS: ReadonlySet<string> = new Set(['0.0.0.0', '::']);
const NO_URL =
  'Set PUBLIC_URL to the address that browsers use, such as https://import.example.com: ' +
  'HOST and PORT name none, and requests for another name are refused.';
const NO_ADMIN =
  'Server mode needs an administrator, and at this LOG_LEVEL the link that makes one would not be shown. ' +
  'Make one with: importgraph user add EMAIL --role admin';

function warnOf(url: string, { config, log }: ListenForUsersOptions): void {
  if (config.startToken !== undefined)
    log.warn('IMPORTGRAPH_TOKEN is for local mode and lets nobody in here. Make an API token instead.');
  if (url.startsWith('http:') && !isLoopback(new URL(url).hostname))
    log.warn(`Passwords go to ${url} in clear. Put a proxy with https in front and set PUBLIC_URL.`);
}
