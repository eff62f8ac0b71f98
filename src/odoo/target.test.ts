import { describe, expect, test } from 'vitest';
import { jsonAnswer, type SeenRequest, scriptedHttp } from '../../test/support/scripted-http.ts';
import type { LoadCall, Target } from '../load/ports.ts';
import { createClient } from './client.ts';
import { openHttp } from './http.ts';
import { json2Transport } from './json2.ts';
import { createTarget } from './target.ts';

type Respond = (path: string, body: Record<string, unknown>) => unknown;

async function withTarget<T>(
  major: number,
  respond: Respond,
  use: (target: Target) => Promise<T>,
): Promise<{ readonly result: T; readonly seen: readonly SeenRequest[] }> {
  await using server = await scriptedHttp((request) => ({
    bytes: jsonAnswer(200, respond(request.path, JSON.parse(request.body) as Record<string, unknown>)),
  }));
  const http = openHttp({ origin: server.url, allowPrivate: true });
  const client = createClient({
    transport: json2Transport({ http, basePath: '', database: 'db', apiKey: 'key' }),
    version: { text: `${major}.0`, major },
    database: 'db',
    uid: 2,
    secrets: [],
    close: () => http.close(),
  });
  try {
    return { result: await use(createTarget(client)), seen: [...server.seen] };
  } finally {
    await client.close();
  }
}

const call: LoadCall = {
  model: 'res.partner',
  columns: ['id', 'name'],
  rows: [
    ['shop.a', 'A'],
    ['shop.b', 'B'],
  ],
  context: {},
};
const contextOf = (request: SeenRequest | undefined): unknown =>
  (JSON.parse(request?.body ?? '{}') as { context?: unknown }).context;

describe('the answer of load', () => {
  const answerWith = async (answer: unknown) =>
    (
      await withTarget(
        19,
        () => answer,
        (target) => target.load(call),
      )
    ).result;

  test('is passed on as it is, the number of ids too', async () => {
    const message = {
      type: 'warning',
      message: 'Hm',
      rows: { from: 1, to: 1 },
      record: 1,
      field: 'name',
      moreinfo: {},
    };
    expect(await answerWith({ ids: [5], messages: [message], nextrow: 2 })).toEqual({
      ok: true,
      value: {
        ids: [5],
        messages: [{ type: 'warning', message: 'Hm', rows: { from: 1, to: 1 }, record: 1, field: 'name' }],
        nextrow: 2,
      },
    });
  });

  test('false for ids means rolled back; a field that is no name is left out', async () => {
    const message = { type: 'error', message: 'No', field: false };
    expect(await answerWith({ ids: false, messages: [message] })).toEqual({
      ok: true,
      value: { ids: null, messages: [{ type: 'error', message: 'No' }], nextrow: 0 },
    });
  });

  test.each([
    [null],
    [[1, 2]],
    [{ ids: null, messages: [] }],
    [{ ids: ['1', '2'], messages: [] }],
    [{ ids: [1, false], messages: [] }],
    [{ ids: [1, 2] }],
    [{ ids: [1, 2], messages: [{ type: 'odd', message: 'x' }] }],
    [{ ids: [1, 2], messages: [{ type: 'error', message: 'x', rows: { from: -1, to: 0 } }] }],
  ])('%j is malformed, so what became of the call is unknown', async (answer) => {
    expect(await answerWith(answer)).toMatchObject({
      ok: false,
      fault: { kind: 'unknown', reason: 'answer_malformed' },
    });
  });
});

describe('the context of load', () => {
  const contextFor = async (columns: readonly string[], context: LoadCall['context']) => {
    const { seen } = await withTarget(
      19,
      () => ({ ids: [], messages: [] }),
      (target) => target.load({ ...call, columns, context }),
    );
    return contextOf(seen[0]);
  };

  test('is quiet and in English and UTC, whatever the call asks', async () => {
    expect(await contextFor(['id', 'name'], { lang: 'fr_FR', tz: 'Asia/Tokyo', own: 1 })).toEqual({
      tracking_disable: true,
      mail_activity_automation_skip: true,
      import_file: true,
      no_reset_password: true,
      own: 1,
      lang: 'en_US',
      tz: 'UTC',
    });
  });

  test('a call may switch keys of it off', async () => {
    expect(await contextFor(['id'], { tracking_disable: false })).toMatchObject({ tracking_disable: false });
  });

  test.each([['.id'], ['country_id/.id']])('sees archived records where %s is a column', async (column) => {
    expect(await contextFor(['name', column], {})).toMatchObject({ active_test: false });
  });

  test('else leaves that to the server', async () => {
    expect(await contextFor(['id', 'country_id/id'], {})).not.toHaveProperty('active_test');
  });
});

describe('external IDs of another model', () => {
  const owners: Respond = (path, { domain }) =>
    path.includes('ir.model.data')
      ? [{ id: 1, module: 'shop', name: 'b', model: 'crm.lead', domain }]
      : { ids: [1, 2], messages: [] };

  test('on 14 their rows are refused before anything is sent', async () => {
    const { result, seen } = await withTarget(14, owners, (target) => target.load(call));
    expect(result).toEqual({
      ok: true,
      value: {
        ids: null,
        nextrow: 0,
        messages: [
          {
            type: 'error',
            message:
              'For external id shop.b when trying to create/update a record of model res.partner found record of different model crm.lead',
            rows: { from: 1, to: 1 },
          },
        ],
      },
    });
    expect(seen.map((request) => request.path)).toEqual(['/json/2/ir.model.data/search_read']);
  });

  test('on 14 rows without such an ID are sent', async () => {
    const { seen } = await withTarget(
      14,
      (path) => (path.includes('ir.model.data') ? [] : { ids: [1, 2], messages: [] }),
      (target) => target.load(call),
    );
    expect(seen.map((request) => request.path)).toEqual([
      '/json/2/ir.model.data/search_read',
      '/json/2/res.partner/load',
    ]);
  });

  test('18 and later look themselves', async () => {
    const { seen } = await withTarget(19, owners, (target) => target.load(call));
    expect(seen.map((request) => request.path)).toEqual(['/json/2/res.partner/load']);
  });
});

describe('reading many', () => {
  test('ids go in parts, each id once', async () => {
    const ids = Array.from({ length: 4_500 }, (_, i) => i + 1);
    const { result, seen } = await withTarget(
      19,
      (_path, body) => (body.ids as number[]).map((id) => ({ id, name: `n${id}` })),
      (target) => target.read('res.partner', [...ids, 1, 2], ['name'], {}),
    );
    expect(result.ok && result.value.map((record) => record.id)).toEqual(ids);
    expect(seen).toHaveLength(3);
  });

  test('values without a plain form come as JSON text', async () => {
    const { result } = await withTarget(
      19,
      () => [{ id: 1, properties: { a: 1 }, tags: [1, 2], none: false }],
      (target) => target.read('res.partner', [1], ['properties'], {}),
    );
    expect(result).toEqual({
      ok: true,
      value: [{ id: 1, properties: '{"a":1}', tags: [1, 2], none: false }],
    });
  });

  test('nothing asked, nothing sent', async () => {
    const { result, seen } = await withTarget(
      19,
      () => [],
      async (target) => [
        await target.read('res.partner', [], ['name'], {}),
        await target.findById('res.partner', []),
        await target.findByField('res.partner', 'ref', []),
        await target.findByExternalId('res.partner', [], [1]),
      ],
    );
    expect(result.map((answer) => answer.ok && [...answer.value])).toEqual([[], [], [], []]);
    expect(seen).toEqual([]);
  });
});
