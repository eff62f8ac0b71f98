import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from './database.ts';
import { exceptionBody, httpStatus } from './exception-body.ts';
import type { BoundCall } from './execute.ts';
import { execute } from './execute.ts';
import type { FaultAction, Faults, SandboxCall } from './faults.ts';
import { readJsonRpc, VERSION } from './json-rpc.ts';
import { bindJson2 } from './json2.ts';
import { OdooError } from './odoo-error.ts';
import { textOf } from './value.ts';

export interface Serving {
  readonly databases: ReadonlyMap<string, Database>;
  readonly faults: Faults;
  readonly calls: SandboxCall[];
  readonly latencyMs: number;
  readonly signal: AbortSignal;
}

/** `DEFAULT_MAX_CONTENT_LENGTH` of Odoo 19. */
const MAX_BODY_BYTES = 128 * 1024 * 1024;
const JSON_TYPE = 'application/json; charset=utf-8';
const HTML_TYPE = 'text/html; charset=utf-8';

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown by a fault that takes the connection away. */
class ConnectionReset extends Error {}

export async function handleRequest(
  serving: Serving,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const body = await readBody(request);
    send(response, body ? await route(serving, request, body) : tooLarge());
  } catch (error) {
    if (error instanceof ConnectionReset || serving.signal.aborted || request.destroyed) {
      request.socket.resetAndDestroy();
    } else send(response, json(500, exceptionBody(error)));
  }
}

/** Null when the body is longer than Odoo takes. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return size <= MAX_BODY_BYTES ? Buffer.concat(chunks) : null;
}

async function route(serving: Serving, request: IncomingMessage, body: Buffer): Promise<Reply> {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  const isGet = request.method === 'GET' || request.method === 'HEAD';
  if (path === '/web/health' && isGet) return json(200, { status: 'pass' });
  if ((path === '/web/version' || path === '/json/version') && isGet) {
    return json(200, { version_info: VERSION.server_version_info, version: VERSION.server_version });
  }
  if (path === '/web/webclient/version_info' && !isGet) return rpcReply(parseJson(body), { result: VERSION });
  if (path === '/jsonrpc') return isGet ? html(400, 'Invalid JSON data') : jsonRpc(serving, body);
  if (path === '/json/2' || path.startsWith('/json/2/')) return json2(serving, request, path, body);
  return isGet && path === '/' ? aboutPage(serving) : notFound();
}

async function json2(serving: Serving, request: IncomingMessage, path: string, body: Buffer): Promise<Reply> {
  const database = selectDatabase(serving, request);
  if (!database) return notFound();
  const [model, method, ...more] = path.slice('/json/2/'.length).split('/').map(decodeURIComponent);
  try {
    if (!model || !method || more.length > 0 || request.method !== 'POST') {
      throw new OdooError('werkzeug.exceptions.NotFound', 'Did you mean POST /json/2/<model>/<method>?');
    }
    const type = request.headers['content-type']?.split(';')[0]?.trim();
    if (body.length > 0 && type !== 'application/json') return wrongType();
    const authorization = request.headers.authorization;
    const call = bindJson2({ database, model, method, authorization, body });
    return await perform(serving, call, 'json2', (result) => json(200, result ?? null));
  } catch (error) {
    if (error instanceof ConnectionReset) throw error;
    const status = httpStatus(error);
    const reply = json(status, exceptionBody(error));
    return status === 401 ? { ...reply, headers: { 'WWW-Authenticate': 'Bearer' } } : reply;
  }
}

/** By header, else the only one there is. */
function selectDatabase(serving: Serving, request: IncomingMessage): Database | undefined {
  const name = request.headers['x-odoo-database'];
  if (typeof name === 'string') return serving.databases.get(name);
  return serving.databases.size === 1 ? serving.databases.values().next().value : undefined;
}

async function jsonRpc(serving: Serving, body: Buffer): Promise<Reply> {
  const envelope = parseJson(body);
  if (!envelope) return html(400, 'Invalid JSON data');
  try {
    const meaning = readJsonRpc(serving.databases, envelope.params);
    if (meaning.kind === 'answer') return rpcReply(envelope, { result: meaning.result });
    return await perform(serving, meaning.call, 'jsonrpc', (result) => {
      const isOne = meaning.isSingleCreate && Array.isArray(result);
      // A method that returns None has no `result` at all.
      return rpcReply(envelope, result === null ? {} : { result: isOne ? (result[0] as unknown) : result });
    });
  } catch (error) {
    if (error instanceof ConnectionReset) throw error;
    return rpcReply(envelope, {
      error: { code: 0, message: 'Odoo Server Error', data: exceptionBody(error) },
    });
  }
}

function parseJson(body: Buffer): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function rpcReply(envelope: Record<string, unknown> | null, answer: object): Reply {
  return json(200, { jsonrpc: '2.0', id: envelope?.id ?? null, ...answer });
}

async function perform(
  serving: Serving,
  call: BoundCall,
  transport: SandboxCall['transport'],
  answer: (result: unknown) => Reply,
): Promise<Reply> {
  const record = describeCall(serving, call, transport);
  serving.calls.push(record);
  const fault = serving.faults.take(record);
  const delayMs = serving.latencyMs + (fault?.kind === 'delay' ? fault.ms : 0);
  if (delayMs > 0) await wait(delayMs, undefined, { signal: serving.signal });
  const held = fault?.kind === 'hold' ? Promise.race([fault.until, aborted(serving.signal)]) : null;
  if (fault?.kind === 'hold' && fault.what !== 'answer') await held;
  if (fault?.kind === 'reset_before') throw new ConnectionReset();
  if (fault?.kind === 'status') return faultReply(fault);
  if (fault?.kind === 'serialization') return answer(serializationFailure(record.size));
  const result = execute(call);
  await held;
  if (fault?.kind === 'reset_after_commit') throw new ConnectionReset();
  return answer(result);
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

function describeCall(serving: Serving, call: BoundCall, transport: SandboxCall['transport']): SandboxCall {
  const { database, model, method, user, args, ids } = call;
  const list = args.data ?? args.vals_list;
  const columns = method === 'load' ? (args.fields as string[]) : undefined;
  const cell: unknown = method === 'load' ? (args.data as unknown[][])[0]?.[0] : undefined;
  return {
    index: serving.calls.length,
    database: database.name,
    model,
    method,
    login: user.login,
    size: Array.isArray(list) ? list.length : list ? 1 : ids.length,
    transport,
    ...(columns ? { columns, firstCell: textOf(cell ?? '') } : {}),
  };
}

function serializationFailure(rows: number): unknown {
  return {
    ids: false,
    messages: [
      {
        rows: { from: 0, to: Math.max(0, rows - 1) },
        record: 0,
        type: 'error',
        message: 'could not serialize access due to concurrent update\n',
      },
    ],
    nextrow: 0,
  };
}

function faultReply({ status, headers, body }: Extract<FaultAction, { kind: 'status' }>): Reply {
  const reply = typeof body === 'object' ? json(status, body) : html(status, body ?? `<h1>${status}</h1>`);
  return headers ? { ...reply, headers } : reply;
}

function json(status: number, value: unknown): Reply {
  return { status, type: JSON_TYPE, body: JSON.stringify(value) };
}

function html(status: number, body: string): Reply {
  return { status, type: HTML_TYPE, body };
}

function tooLarge(): Reply {
  return html(413, '<!doctype html>\n<title>413 Request Entity Too Large</title>\n');
}

function notFound(): Reply {
  return html(
    404,
    '<!DOCTYPE html>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n<p>No database is selected and the requested URL was not found in the server-wide controllers.</p>\n<!-- Alternatively, use the X-Odoo-Database header. -->\n',
  );
}

function wrongType(): Reply {
  return html(
    415,
    '<!doctype html>\n<title>415 Unsupported Media Type</title>\n<h1>Unsupported Media Type</h1>\n<p>Please verify the Content-Type request header and try again.</p>\n',
  );
}

/** A person who opens the address sees what it is and what was loaded. */
function aboutPage({ databases }: Serving): Reply {
  const lists = [...databases.values()].map(({ name, store }) => {
    const rows = ABOUT_MODELS.map((m) => `<tr><td>${m}</td><td>${store.count(m)}</td></tr>`).join('');
    return `<h2>${name.replaceAll(/[<&]/g, '')}</h2><table>${rows}</table>`;
  });
  return html(
    200,
    `<!doctype html><title>Importgraph sandbox</title><h1>Importgraph sandbox</h1><p>A stand-in for Odoo 19, kept in memory.</p>${lists.join('')}`,
  );
}

const ABOUT_MODELS = [
  'product.category',
  'product.product',
  'res.partner',
  'hr.employee',
  'sale.order',
  'sale.order.line',
  'crm.lead',
];

function send(response: ServerResponse, { status, type, body, headers }: Reply): void {
  const text = Buffer.from(body, 'utf8');
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': text.length, ...headers });
  response.end(text);
}
