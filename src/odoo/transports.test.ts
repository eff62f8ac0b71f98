import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  htmlAnswer,
  httpAnswer,
  jsonAnswer,
  type Script,
  type SeenRequest,
  scriptedHttp,
} from '../../test/support/scripted-http.ts';
import { createClient, type OdooClient } from './client.ts';
import { openHttp } from './http.ts';
import { jsonRpcTransport, openJsonRpc } from './json-rpc.ts';
import { json2Transport } from './json2.ts';

const KEY = 'k3y-of-the-user';

async function withClient<T>(
  transport: 'json2' | 'jsonrpc',
  script: Script,
  use: (client: OdooClient) => Promise<T>,
): Promise<{ readonly result: T; readonly seen: readonly SeenRequest[] }> {
  await using server = await scriptedHttp(script);
  const http = openHttp({ origin: server.url, allowPrivate: true });
  const client = createClient({
    transport:
      transport === 'json2'
        ? json2Transport({ http, basePath: '/base', database: 'db', apiKey: KEY })
        : jsonRpcTransport({ rpc: openJsonRpc(http, '/base'), database: 'db', uid: 7, secret: KEY }),
    version: { text: '19.0', major: 19 },
    database: 'db',
    uid: 7,
    secrets: [KEY],
    close: () => http.close(),
  });
  try {
    return { result: await use(client), seen: [...server.seen] };
  } finally {
    await client.close();
  }
}

const idOf = (request: SeenRequest): unknown => (JSON.parse(request.body) as { id: unknown }).id;
const rpcAnswer = (request: SeenRequest, rest: object): Buffer =>
  jsonAnswer(200, { jsonrpc: '2.0', id: idOf(request), ...rest });

describe('JSON-2', () => {
  test('names the arguments in the body, the method in the path, key and database in the headers', async () => {
    const { result, seen } = await withClient(
      'json2',
      () => ({ bytes: jsonAnswer(200, [3]) }),
      (client) =>
        client.call('res.partner', 'write', {
          ids: [3],
          args: { vals: { name: 'é' } },
          answer: z.array(z.number()),
        }),
    );
    expect(result).toEqual({ ok: true, value: [3] });
    expect(seen[0]).toMatchObject({ method: 'POST', path: '/base/json/2/res.partner/write' });
    expect(seen[0]?.headers).toMatchObject({
      authorization: `bearer ${KEY}`,
      'x-odoo-database': 'db',
      'content-type': 'application/json',
    });
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({
      ids: [3],
      vals: { name: 'é' },
      context: { lang: 'en_US', tz: 'UTC' },
    });
  });

  test('an error body becomes a fault without its traceback', async () => {
    const body = {
      name: 'odoo.exceptions.ValidationError',
      message: 'No.',
      arguments: ['No.'],
      context: {},
      debug: `Traceback … ${KEY}`,
    };
    const { result } = await withClient(
      'json2',
      () => ({ bytes: jsonAnswer(422, body) }),
      (client) => client.call('res.partner', 'create', { answer: z.unknown() }),
    );
    expect(result).toEqual({
      ok: false,
      fault: { kind: 'certain', reason: 'rejected', message: 'No.', httpStatus: 422 },
    });
  });
});

describe('JSON-RPC', () => {
  test('sends database, user, secret and arguments by name, the positional ones in order after the ids', async () => {
    const { result, seen } = await withClient(
      'jsonrpc',
      (request) => ({ bytes: rpcAnswer(request, { result: [1] }) }),
      (client) =>
        client.call('res.partner', 'create', {
          ids: [5],
          args: { vals_list: [{ name: 'A' }], more: true },
          positional: ['vals_list'],
          context: { lang: 'en_US' },
          answer: z.array(z.number()),
        }),
    );
    expect(result).toEqual({ ok: true, value: [1] });
    expect(seen[0]).toMatchObject({ method: 'POST', path: '/base/jsonrpc' });
    expect(JSON.parse(seen[0]?.body ?? '')).toMatchObject({
      params: {
        service: 'object',
        method: 'execute_kw',
        args: [
          'db',
          7,
          KEY,
          'res.partner',
          'create',
          [[5], [{ name: 'A' }]],
          { more: true, context: { lang: 'en_US' } },
        ],
      },
    });
  });

  test('an answer without a result is null: how 14 says nothing', async () => {
    const { result } = await withClient(
      'jsonrpc',
      (request) => ({ bytes: rpcAnswer(request, {}) }),
      (client) => client.call('res.partner', 'some_method', { answer: z.null() }),
    );
    expect(result).toEqual({ ok: true, value: null });
  });

  test('an error in a good answer is a fault', async () => {
    const error = {
      code: 200,
      message: 'Odoo Server Error',
      data: { name: 'odoo.exceptions.AccessDenied', message: 'Access Denied', arguments: [], debug: KEY },
    };
    const { result } = await withClient(
      'jsonrpc',
      (request) => ({ bytes: rpcAnswer(request, { error }) }),
      (client) => client.call('res.partner', 'read', { answer: z.unknown() }),
    );
    expect(result).toMatchObject({ ok: false, fault: { kind: 'needs_you', reason: 'credentials' } });
  });

  test('the answer to another call is not taken', async () => {
    const { result } = await withClient(
      'jsonrpc',
      () => ({ bytes: jsonAnswer(200, { jsonrpc: '2.0', id: 999, result: true }) }),
      (client) => client.call('res.partner', 'write', { answer: z.unknown() }),
    );
    expect(result).toMatchObject({ ok: false, fault: { kind: 'unknown', reason: 'answer_malformed' } });
  });
});

describe.each(['json2', 'jsonrpc'] as const)('over %s', (transport) => {
  const write = (client: OdooClient) => client.call('res.partner', 'write', { answer: z.boolean() });
  const read = (client: OdooClient) => client.call('res.partner', 'search_read', { answer: z.boolean() });

  test.each<[string, Script, string]>([
    [
      'JSON that was cut',
      () => ({ bytes: httpAnswer(200, '{"jsonrpc":"2.0","id":1,"resu') }),
      'answer_malformed',
    ],
    ['a page with 200', () => ({ bytes: htmlAnswer(200, '<html>maintenance</html>') }), 'not_odoo'],
    ['a gateway’s page', () => ({ bytes: htmlAnswer(502, '<html>bad</html>') }), 'gateway'],
    ['a lost connection', () => ({ finish: 'reset' }), 'connection_lost'],
    ['an empty answer', () => ({ bytes: httpAnswer(200, '') }), 'answer_malformed'],
  ])('%s: a write is unknown, a read may be sent again', async (_name, script, reason) => {
    const written = await withClient(transport, script, write);
    expect(written.result).toMatchObject({ ok: false, fault: { kind: 'unknown', reason } });
    expect(written.seen).toHaveLength(1);
    const { result } = await withClient(transport, script, read);
    expect(result).toMatchObject({ ok: false, fault: { kind: 'transient', reason } });
  });

  test('a value of another shape is malformed', async () => {
    const { result } = await withClient(
      transport,
      (request) => ({
        bytes: transport === 'json2' ? jsonAnswer(200, 'odd') : rpcAnswer(request, { result: 'odd' }),
      }),
      write,
    );
    expect(result).toMatchObject({ ok: false, fault: { kind: 'unknown', reason: 'answer_malformed' } });
  });

  test('429 tells how long to wait', async () => {
    const page = htmlAnswer(429, '', { 'retry-after': '7' });
    const { result } = await withClient(transport, () => ({ bytes: page }), write);
    expect(result).toMatchObject({
      ok: false,
      fault: { kind: 'transient', reason: 'rate_limited', retryAfterMs: 7_000, httpStatus: 429 },
    });
  });

  test('the secret never gets into a fault', async () => {
    const exception = { name: 'builtins.ValueError', message: `bad ${KEY}`, debug: KEY };
    const { result } = await withClient(
      transport,
      (request) => ({
        bytes:
          transport === 'json2'
            ? jsonAnswer(500, exception)
            : rpcAnswer(request, { error: { data: exception } }),
      }),
      write,
    );
    expect(result.ok).toBe(false);
    expect(JSON.stringify(result)).not.toContain(KEY);
  });
});
