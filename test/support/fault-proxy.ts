import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** A call of an Odoo model, as it passes the proxy. */
export interface ProxiedCall {
  readonly model: string;
  readonly method: string;
  readonly body: string;
  /** Bearer key of JSON-2. */
  readonly key: string | null;
}

/** What the proxy does with a call; without a fault it passes it on. */
export type ProxyAction =
  /** The connection is reset; the server never sees the call. */
  | { readonly kind: 'reset' }
  /** Nobody answers, and the server never sees the call. */
  | { readonly kind: 'black_hole' }
  /** The server gets so many bytes of the body, then both connections are reset. */
  | { readonly kind: 'cut_request'; readonly bytes: number }
  | { readonly kind: 'delay'; readonly ms: number }
  /** The proxy answers by itself; the server never sees the call. */
  | { readonly kind: 'answer'; readonly answer: ProxyAnswer }
  /** The server has answered, so it has committed; the client never hears of it. */
  | { readonly kind: 'lose_answer'; readonly how: 'reset' | 'silence' }
  /** The server has answered; the client gets so many bytes of the body, then a reset. */
  | { readonly kind: 'cut_answer'; readonly bytes: number }
  /** The server has answered; the client is told something else. */
  | { readonly kind: 'change_answer'; readonly change: (answer: ProxyAnswer) => ProxyAnswer };

export interface ProxyAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface ProxyFault {
  readonly match: (call: ProxiedCall) => boolean;
  /** How many calls it strikes; default 1. */
  readonly times?: number;
  /** How many matching calls pass before it strikes; default 0. */
  readonly after?: number;
  readonly action: ProxyAction;
}

export interface FaultProxy {
  readonly url: string;
  /** Calls so far, in order of arrival. */
  readonly calls: readonly ProxiedCall[];
  addFault(fault: ProxyFault): void;
  clearFaults(): void;
  /** How often a fault struck. */
  readonly struck: number;
  /** Nobody listens any more, and every connection is reset; until `listen`, on the same port. */
  stopListening(): Promise<void>;
  listen(): Promise<void>;
  /** Ends the connections on which no call is under way, so that every further call needs a new one. */
  closeIdle(): void;
  close(): Promise<void>;
}

/** A proxy before one Odoo or sandbox, with faults that are scripted call by call: the first that matches strikes. */
export async function openFaultProxy(target: string): Promise<FaultProxy> {
  const calls: ProxiedCall[] = [];
  const waiting: { readonly fault: ProxyFault; passes: number; strikes: number }[] = [];
  let struck = 0;
  const take = (call: ProxiedCall): ProxyAction | null => {
    for (const entry of waiting) {
      if (entry.strikes === 0 || !entry.fault.match(call)) continue;
      if (entry.passes > 0) {
        entry.passes -= 1;
        continue;
      }
      entry.strikes -= 1;
      struck += 1;
      return entry.fault.action;
    }
    return null;
  };
  const server = createServer((request, response) => {
    handle(target, request, response, (call) => {
      calls.push(call);
      return take(call);
    }).catch(() => request.socket.resetAndDestroy());
  });
  server.keepAliveTimeout = 75_000;
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    addFault: (fault) =>
      waiting.push({ fault, passes: fault.after ?? 0, strikes: fault.times ?? 1 }) && undefined,
    clearFaults: () => {
      waiting.length = 0;
    },
    get struck() {
      return struck;
    },
    stopListening: stop,
    listen: () => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve)),
    closeIdle: () => server.closeIdleConnections(),
    close: stop,
  };
}

/** Strikes calls of `load` of one model, or of all. */
export function loadsOf(model?: string): (call: ProxiedCall) => boolean {
  return (call) => call.method === 'load' && (model === undefined || call.model === model);
}

/** Strikes calls that write, whichever of the ways they take. */
export function writesOf(model?: string): (call: ProxiedCall) => boolean {
  const methods = ['load', 'write', 'web_save_multi'];
  return (call) => methods.includes(call.method) && (model === undefined || call.model === model);
}

export function page(status: number, headers: Readonly<Record<string, string>> = {}): ProxyAnswer {
  return {
    status,
    headers: { 'content-type': 'text/html', ...headers },
    body: `<html><body><h1>${status}</h1><p>nginx</p></body></html>`,
  };
}

async function handle(
  target: string,
  request: IncomingMessage,
  response: ServerResponse,
  actionFor: (call: ProxiedCall) => ProxyAction | null,
): Promise<void> {
  const body = await textOf(request);
  const call = callOf(request, body);
  const action = call === null ? null : actionFor(call);
  const reset = (): void => void request.socket.resetAndDestroy();
  if (action?.kind === 'reset') return reset();
  if (action?.kind === 'black_hole') return;
  if (action?.kind === 'answer') return reply(response, action.answer);
  if (action?.kind === 'cut_request') {
    await forwardPart(target, request, body.slice(0, action.bytes));
    return reset();
  }
  if (action?.kind === 'delay') await wait(action.ms);
  const answer = await forward(target, request, body);
  if (action?.kind === 'lose_answer') return action.how === 'reset' ? reset() : undefined;
  if (action?.kind === 'cut_answer') {
    const headers = { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) };
    response.writeHead(answer.status, headers);
    response.write(answer.body.slice(0, action.bytes), reset);
    return;
  }
  return reply(response, action?.kind === 'change_answer' ? action.change(answer) : answer);
}

async function textOf(stream: AsyncIterable<unknown>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function callOf({ url: path = '/', headers }: IncomingMessage, body: string): ProxiedCall | null {
  const [, model, method] = /\/json\/2\/([^/?]+)\/([^/?]+)/.exec(path) ?? [];
  const key = headers.authorization?.replace(/^bearer /i, '') ?? null;
  if (model !== undefined && method !== undefined) return { model, method, body, key };
  if (!path.startsWith('/jsonrpc')) return null;
  const { params } = JSON.parse(body) as {
    params: { service: string; args: [unknown, unknown, unknown, string, string] };
  };
  return params.service === 'object' ? { model: params.args[3], method: params.args[4], body, key } : null;
}

function reply(response: ServerResponse, { status, headers, body }: ProxyAnswer): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

/** Hop-by-hop and length headers are made anew; without compression the proxy can read what passes. */
function headersToSend(request: IncomingMessage): Record<string, string> {
  const dropped = new Set(['connection', 'content-length', 'accept-encoding', 'transfer-encoding']);
  const kept = Object.entries(request.headers).filter(
    ([name, value]) => !dropped.has(name) && typeof value === 'string',
  );
  return Object.fromEntries(kept) as Record<string, string>;
}

async function forward(target: string, request: IncomingMessage, body: string): Promise<ProxyAnswer> {
  return new Promise((resolve, reject) => {
    const headers = { ...headersToSend(request), 'content-length': String(Buffer.byteLength(body)) };
    const upstream = httpRequest(
      new URL(request.url ?? '/', target),
      { method: request.method, headers, agent: false },
      (answer) => {
        const type = answer.headers['content-type'];
        const retry = answer.headers['retry-after'];
        textOf(answer).then((text) => {
          resolve({
            status: answer.statusCode ?? 502,
            headers: {
              ...(type === undefined ? {} : { 'content-type': type }),
              ...(retry === undefined ? {} : { 'retry-after': retry }),
            },
            body: text,
          });
        }, reject);
      },
    );
    upstream.on('error', reject);
    upstream.end(request.method === 'GET' ? undefined : body);
  });
}

/** A request whose body never arrives whole. */
async function forwardPart(target: string, request: IncomingMessage, part: string): Promise<void> {
  return new Promise((resolve) => {
    const headers = { ...headersToSend(request), 'content-length': String(Buffer.byteLength(part) + 1000) };
    const upstream = httpRequest(new URL(request.url ?? '/', target), {
      method: request.method,
      headers,
      agent: false,
    });
    upstream.on('error', () => resolve());
    upstream.write(part, () => {
      upstream.socket?.resetAndDestroy();
      resolve();
    });
  });
}
