import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { buildConnector, type Dispatcher, Pool } from 'undici';
import { failpoint } from '../util/failpoint.ts';
import { AddressRefused, guardedLookup, isAddressAllowed, isLiteralRefused } from './address.ts';

/** Limits of every call; the defaults fit Odoo's own (body 128 MiB, `limit_time_real` 120 s). */
export interface HttpLimits {
  readonly connectTimeoutMs: number;
  /** Whole call: longer than the server's own limit, so that the server gives up first and says so. */
  readonly callTimeoutMs: number;
  readonly maxRequestBytes: number;
  readonly maxAnswerBytes: number;
  /** Sockets at most; one call at a time on each. */
  readonly connections: number;
}

export const DEFAULT_LIMITS: HttpLimits = {
  connectTimeoutMs: 10_000,
  callTimeoutMs: 150_000,
  maxRequestBytes: 100 * 1024 * 1024,
  maxAnswerBytes: 256 * 1024 * 1024,
  connections: 8,
};

export interface HttpSettings {
  readonly origin: string;
  readonly allowPrivate: boolean;
  readonly limits?: Partial<HttpLimits>;
  /** PEM of further certificate authorities; for tests and private authorities. */
  readonly certificateAuthority?: string;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface CallOptions {
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface HttpAnswer {
  readonly kind: 'answer';
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
}

/** No complete answer. `wasSent`: the request may have reached the server, so what became of it is not known. */
export interface HttpTrouble {
  readonly kind: 'trouble';
  readonly cause:
    | 'refused'
    | 'not_resolved'
    | 'address_refused'
    | 'tls'
    | 'unreachable'
    | 'lost'
    | 'timed_out'
    | 'stopped'
    | 'answer_too_large'
    | 'request_too_large';
  readonly wasSent: boolean;
  /** Code of the system or of the HTTP library, such as ECONNRESET. */
  readonly code: string;
}

export interface Http {
  send(request: HttpRequest, options?: CallOptions): Promise<HttpAnswer | HttpTrouble>;
  close(): Promise<void>;
}

/** Keep-alive connections to one Odoo; redirects are not followed, answers are counted while they are read. */
export function openHttp(settings: HttpSettings): Http {
  const limits = { ...DEFAULT_LIMITS, ...settings.limits };
  const pool = new Pool(settings.origin, {
    connections: limits.connections,
    pipelining: 1,
    // Odoo behind a proxy keeps an idle socket for at least 60 s, its own server for 2 s and says so in a hint. A socket that dies
    // while we write to it leaves an unknown outcome, so ours are dropped long before.
    keepAliveTimeout: 2_000,
    keepAliveMaxTimeout: 30_000,
    headersTimeout: limits.callTimeoutMs,
    bodyTimeout: limits.callTimeoutMs,
    connect: guardedConnector(settings, limits.connectTimeoutMs),
  });
  return {
    send: (request, options = {}) => send(pool, limits, request, options),
    close: () => pool.destroy(),
  };
}

function guardedConnector(settings: HttpSettings, timeout: number): buildConnector.connector {
  const { allowPrivate, certificateAuthority } = settings;
  const connect = buildConnector({
    timeout,
    lookup: guardedLookup(allowPrivate),
    ...(certificateAuthority === undefined ? {} : { ca: certificateAuthority }),
  });
  return (options, callback) => {
    if (isLiteralRefused(options.hostname, allowPrivate)) {
      callback(new AddressRefused('the address is refused'), null);
      return;
    }
    connect(options, (...[error, socket]) => {
      if (error) return callback(error, null);
      const reached = socket.remoteAddress;
      if (reached === undefined || !isAddressAllowed(reached, allowPrivate)) {
        socket.destroy();
        return callback(new AddressRefused('the address reached is refused'), null);
      }
      callback(null, socket);
    });
  };
}

async function send(
  pool: Pool,
  limits: HttpLimits,
  request: HttpRequest,
  options: CallOptions,
): Promise<HttpAnswer | HttpTrouble> {
  if (request.body !== undefined && Buffer.byteLength(request.body) > limits.maxRequestBytes) {
    return { kind: 'trouble', cause: 'request_too_large', wasSent: false, code: '' };
  }
  if (options.signal?.aborted) return { kind: 'trouble', cause: 'stopped', wasSent: false, code: '' };
  if (process.env.FAILPOINT) await failpoint('odoo:before request');
  let wasSent = false;
  const deadline = AbortSignal.timeout(options.timeoutMs ?? limits.callTimeoutMs);
  const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline;
  try {
    const dispatcher = pool.compose(
      noticeSending(() => {
        wasSent = true;
      }),
    );
    const answer = await dispatcher.request({
      method: request.method,
      path: request.path,
      headers: { 'accept-encoding': 'gzip', 'user-agent': 'importgraph', ...request.headers },
      body: request.body ?? null,
      signal,
    });
    const text = await readText(answer.body, answer.headers['content-encoding'], limits.maxAnswerBytes);
    if (process.env.FAILPOINT) await failpoint('odoo:after answer');
    return { kind: 'answer', status: answer.statusCode, headers: plainHeaders(answer.headers), text };
  } catch (error) {
    const cause = deadline.aborted ? 'timed_out' : options.signal?.aborted ? 'stopped' : causeOf(error);
    return { kind: 'trouble', cause, wasSent, code: codeOf(error) };
  }
}

/** Tells the moment a request is given to a connected socket: before it, nothing can have happened on the server. */
function noticeSending(notice: () => void): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) =>
    dispatch(options, {
      onRequestStart: (...args) => {
        notice();
        handler.onRequestStart?.(...args);
      },
      onRequestUpgrade: (...args) => handler.onRequestUpgrade?.(...args),
      onResponseStart: (...args) => handler.onResponseStart?.(...args),
      onResponseData: (...args) => handler.onResponseData?.(...args),
      onResponseEnd: (...args) => handler.onResponseEnd?.(...args),
      onResponseError: (...args) => handler.onResponseError?.(...args),
    });
}

class AnswerTooLarge extends Error {
  readonly code = 'ERR_ANSWER_TOO_LARGE';
}

/** The cap holds for the inflated text: a small answer may be a large one in disguise. */
async function readText(
  body: Dispatcher.ResponseData['body'],
  encoding: string | string[] | undefined,
  maxBytes: number,
): Promise<string> {
  if (encoding !== 'gzip' && encoding !== 'x-gzip') return readCapped(body, maxBytes);
  const gunzip = createGunzip();
  const [, text] = await Promise.all([pipeline(body, gunzip), readCapped(gunzip, maxBytes)]);
  return text;
}

async function readCapped(body: AsyncIterable<Buffer>, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) throw new AnswerTooLarge('answer too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function plainHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): HttpAnswer['headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join('\n') : value,
    ]),
  );
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}

const CAUSES: Readonly<Record<string, HttpTrouble['cause']>> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'not_resolved',
  EAI_AGAIN: 'not_resolved',
  EAI_FAIL: 'not_resolved',
  ENODATA: 'not_resolved',
  ERR_ADDRESS_REFUSED: 'address_refused',
  ERR_ANSWER_TOO_LARGE: 'answer_too_large',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'answer_too_large',
  UND_ERR_CONNECT_TIMEOUT: 'unreachable',
  ETIMEDOUT: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  UND_ERR_HEADERS_TIMEOUT: 'timed_out',
  UND_ERR_BODY_TIMEOUT: 'timed_out',
};

const TLS_CODE =
  /^(ERR_TLS|ERR_SSL|EPROTO|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(GET|VERIFY|DECRYPT)|HOSTNAME_MISMATCH|INVALID_CA)/;

function causeOf(error: unknown): HttpTrouble['cause'] {
  const code = codeOf(error);
  const known = CAUSES[code];
  if (known) return known;
  return TLS_CODE.test(code) ? 'tls' : 'lost';
}
