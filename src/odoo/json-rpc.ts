import { z } from 'zod';
import type { Answer } from '../load/ports.ts';
import { faultOfException, faultOfPage, faultOfTrouble, malformedAnswer } from './fault.ts';
import type { CallOptions, Http, HttpAnswer } from './http.ts';
import { parseJson } from './parse-json.ts';
import type { CallParams, Transport } from './transport.ts';

/** The envelope of JSON-RPC 2.0 as Odoo fills it; 14 leaves `result` out where the method returns nothing. */
const Envelope = z.object({
  id: z.union([z.number(), z.string(), z.null()]).optional(),
  result: z.unknown().optional(),
  error: z
    .object({
      code: z.number().optional(),
      message: z.string().optional(),
      data: z.object({ name: z.string(), message: z.string() }).optional(),
    })
    .optional(),
});

export interface JsonRpc {
  /** Calls a method of a service: `common`, `object`, `db`. */
  service(
    service: string,
    method: string,
    args: readonly unknown[],
    options?: CallOptions,
  ): Promise<Answer<unknown>>;
  /** Calls a JSON route of the web client, such as `/web/database/list`. */
  route(
    path: string,
    params: Readonly<Record<string, unknown>>,
    options?: CallOptions,
  ): Promise<Answer<unknown>>;
}

/**
 * JSON-RPC: `POST /jsonrpc`; errors come with HTTP 200.
 *
 * On 14 and 15 a server with several databases and no database in the session answers every exception with a bare 500 page
 * (odoo/http.py 14.0 `_dispatch_nodb` does not catch), which would make each of them an unknown outcome. A session that names the
 * database (`/web/login?db=…` sets it, nobody is logged in) brings Odoo's own error bodies back; `openDatabaseSession` gets it.
 */
export function openJsonRpc(http: Http, basePath: string, cookie: () => string | null = () => null): JsonRpc {
  let lastId = 0;
  const post = async (
    path: string,
    params: Readonly<Record<string, unknown>>,
    options?: CallOptions,
  ): Promise<Answer<unknown>> => {
    lastId += 1;
    const id = lastId;
    const session = cookie();
    const answer = await http.send(
      {
        method: 'POST',
        path: `${basePath}${path}`,
        headers: { 'content-type': 'application/json', ...(session === null ? {} : { cookie: session }) },
        body: JSON.stringify({ jsonrpc: '2.0', method: 'call', id, params }),
      },
      options,
    );
    return answer.kind === 'trouble' ? { ok: false, fault: faultOfTrouble(answer) } : readAnswer(answer, id);
  };
  return {
    service: (service, method, args, options) => post('/jsonrpc', { service, method, args }, options),
    route: (path, params, options) => post(path, params, options),
  };
}

function readAnswer(answer: HttpAnswer, id: number): Answer<unknown> {
  const json = parseJson(answer);
  const envelope = json.ok ? Envelope.safeParse(json.value) : undefined;
  if (!envelope?.success) {
    const isJson = answer.status === 200 && /json/i.test(answer.headers['content-type'] ?? '');
    return {
      ok: false,
      fault: isJson ? malformedAnswer('not JSON-RPC', 200) : faultOfPage(answer, Date.now()),
    };
  }
  const { error, result, id: answeredId } = envelope.data;
  if (error) {
    const exception = error.data ?? { name: '', message: error.message ?? 'no reason given' };
    return { ok: false, fault: faultOfException(exception, answer.status, answer.headers, Date.now()) };
  }
  if (answer.status !== 200) return { ok: false, fault: faultOfPage(answer, Date.now()) };
  if (answeredId !== id) return { ok: false, fault: malformedAnswer('the answer to another call', 200) };
  return { ok: true, value: result ?? null };
}

/** The session cookie that names the database to servers up to 15; null where the server gives none. */
export async function openDatabaseSession(
  http: Http,
  basePath: string,
  database: string,
  options?: CallOptions,
): Promise<string | null> {
  const path = `${basePath}/web/login?db=${encodeURIComponent(database)}`;
  const answer = await http.send({ method: 'GET', path }, options);
  if (answer.kind === 'trouble') return null;
  return /(?:^|\n)(session_id=[^;\s]+)/.exec(answer.headers['set-cookie'] ?? '')?.[1] ?? null;
}

export interface JsonRpcSettings {
  readonly rpc: JsonRpc;
  readonly database: string;
  readonly uid: number;
  /** Password or API key. */
  readonly secret: string;
  /** Makes a new database session after a page instead of an error body (the old one expired); see `openJsonRpc`. */
  readonly renewSession?: () => Promise<void>;
}

export function jsonRpcTransport(settings: JsonRpcSettings): Transport {
  const { rpc, database, uid, secret } = settings;
  return {
    name: 'jsonrpc',
    async call(model, method, params, options) {
      const { positional, named } = splitArguments(params);
      const args = [database, uid, secret, model, method, positional, named];
      const answer = await rpc.service('object', 'execute_kw', args, options);
      if (!answer.ok && answer.fault.reason === 'server_error' && answer.fault.kind === 'unknown') {
        await settings.renewSession?.();
      }
      return answer;
    },
  };
}

function splitArguments({ ids, args = {}, positional = [], context }: CallParams): {
  readonly positional: readonly unknown[];
  readonly named: Readonly<Record<string, unknown>>;
} {
  const named = Object.fromEntries(Object.entries(args).filter(([name]) => !positional.includes(name)));
  return {
    positional: [...(ids ? [ids] : []), ...positional.map((name) => args[name])],
    named: context ? { ...named, context } : named,
  };
}
