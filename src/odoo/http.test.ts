import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { htmlAnswer, httpAnswer, type Script, scriptedHttp } from '../../test/support/scripted-http.ts';
import { faultOfTrouble } from './fault.ts';
import { type CallOptions, type HttpLimits, openHttp } from './http.ts';

async function sendTo(
  script: Script,
  options: CallOptions = {},
  limits: Partial<HttpLimits> = {},
  body = '{}',
) {
  await using server = await scriptedHttp(script);
  const http = openHttp({ origin: server.url, allowPrivate: true, limits });
  try {
    const answer = await http.send({ method: 'POST', path: '/x', body }, options);
    return { answer, seen: server.seen.length };
  } finally {
    await http.close();
  }
}

/** A busy machine may need the whole time to get to the server at all: then it gets more. */
async function sendUntilTimeOut(script: Script) {
  for (let timeoutMs = 150; ; timeoutMs *= 4) {
    const sent = await sendTo(script, { timeoutMs });
    if (sent.seen > 0 || timeoutMs > 20_000) return sent;
  }
}

describe('a call that is answered', () => {
  test('gives status, headers and text', async () => {
    const { answer } = await sendTo(() => ({ bytes: httpAnswer(200, '{"ö":1}', { 'x-a': 'b' }) }));
    expect(answer).toMatchObject({ kind: 'answer', status: 200, text: '{"ö":1}', headers: { 'x-a': 'b' } });
  });

  test('a packed answer is unpacked', async () => {
    const packed = gzipSync('{"long":"text"}');
    const { answer } = await sendTo(() => ({
      bytes: httpAnswer(200, packed, { 'content-encoding': 'gzip' }),
    }));
    expect(answer).toMatchObject({ kind: 'answer', text: '{"long":"text"}' });
  });

  test('a redirection is not followed', async () => {
    const page = htmlAnswer(302, 'elsewhere', { location: 'http://169.254.169.254/' });
    const { answer, seen } = await sendTo(() => ({ bytes: page }));
    expect(answer).toMatchObject({ kind: 'answer', status: 302 });
    expect(seen).toBe(1);
  });
});

describe('a call whose outcome is not known', () => {
  test.each<[string, Script]>([
    ['reset after it was sent', () => ({ finish: 'reset' })],
    ['closed after it was sent', () => ({ finish: 'end' })],
    ['cut in the headers', () => ({ bytes: 'HTTP/1.1 200 OK\r\ncontent-le' })],
    ['cut in the body', () => ({ bytes: httpAnswer(200, '{"ids":[1,2,3]}').subarray(0, -5) })],
    [
      'cut in the body by a reset',
      () => ({ bytes: httpAnswer(200, '{"ids":[1,2,3]}').subarray(0, -5), finish: 'reset' }),
    ],
    ['answered with what is not HTTP', () => ({ bytes: 'SSH-2.0-OpenSSH\r\n' })],
    [
      'cut in a packed body',
      () => ({
        bytes: httpAnswer(200, gzipSync('{"ids":[1,2,3]}').subarray(0, 20), { 'content-encoding': 'gzip' }),
      }),
    ],
  ])('%s', async (_name, script) => {
    const { answer, seen } = await sendTo(script);
    expect(answer).toMatchObject({ kind: 'trouble', cause: 'lost', wasSent: true });
    expect(answer.kind === 'trouble' && faultOfTrouble(answer)).toMatchObject({
      kind: 'unknown',
      reason: 'connection_lost',
    });
    expect(seen).toBe(1);
  });

  test('a server that never answers: timed out', async () => {
    const { answer, seen } = await sendUntilTimeOut(() => ({ finish: 'hang' }));
    expect(answer).toMatchObject({ kind: 'trouble', cause: 'timed_out', wasSent: true });
    expect(seen).toBe(1);
  });

  test('a server that stops in the middle of its answer: timed out', async () => {
    const half = httpAnswer(200, '{"ids":[1,2,3]}').subarray(0, -5);
    const { answer } = await sendUntilTimeOut(() => ({ bytes: half, finish: 'hang' }));
    expect(answer).toMatchObject({ kind: 'trouble', cause: 'timed_out', wasSent: true });
  });

  test('stopped by us while the server works', async () => {
    const stop = new AbortController();
    const { answer } = await sendTo(
      () => {
        stop.abort();
        return { finish: 'hang' };
      },
      { signal: stop.signal },
    );
    expect(answer).toMatchObject({ kind: 'trouble', cause: 'stopped', wasSent: true });
    expect(answer.kind === 'trouble' && faultOfTrouble(answer).kind).toBe('unknown');
  });

  test.each([
    ['plain', httpAnswer(200, 'x'.repeat(5_000))],
    ['packed', httpAnswer(200, gzipSync('x'.repeat(500_000)), { 'content-encoding': 'gzip' })],
    ['without a length', Buffer.from(`HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n${'x'.repeat(5_000)}`)],
  ])('a %s answer over the limit', async (_name, bytes) => {
    const { answer } = await sendTo(() => ({ bytes }), {}, { maxAnswerBytes: 2_000 });
    expect(answer).toMatchObject({ kind: 'trouble', cause: 'answer_too_large', wasSent: true });
  });
});

describe('a call that was never sent', () => {
  test('nobody listens', async () => {
    const server = await scriptedHttp(() => ({}));
    await server[Symbol.asyncDispose]();
    const http = openHttp({ origin: server.url, allowPrivate: true });
    const answer = await http.send({ method: 'GET', path: '/' });
    await http.close();
    expect(answer).toMatchObject({ kind: 'trouble', cause: 'refused', wasSent: false });
    expect(answer.kind === 'trouble' && faultOfTrouble(answer)).toMatchObject({
      kind: 'transient',
      reason: 'connection_refused',
    });
  });

  test('the address is refused when connecting', async () => {
    await using server = await scriptedHttp(() => ({ bytes: httpAnswer(200, '{}') }));
    for (const origin of [server.url, server.url.replace('127.0.0.1', 'localhost')]) {
      const http = openHttp({ origin, allowPrivate: false });
      const answer = await http.send({ method: 'GET', path: '/' });
      await http.close();
      expect(answer).toMatchObject({ kind: 'trouble', cause: 'address_refused', wasSent: false });
    }
    expect(server.seen).toEqual([]);
  });

  test('the server speaks no TLS', async () => {
    await using server = await scriptedHttp(() => ({}));
    const http = openHttp({ origin: server.url.replace('http:', 'https:'), allowPrivate: true });
    const answer = await http.send({ method: 'GET', path: '/' });
    await http.close();
    expect(answer).toMatchObject({ kind: 'trouble', cause: 'tls', wasSent: false });
    expect(answer.kind === 'trouble' && faultOfTrouble(answer)).toMatchObject({
      kind: 'needs_you',
      reason: 'tls',
    });
  });

  test('it is larger than the limit', async () => {
    const { answer, seen } = await sendTo(
      () => ({ bytes: httpAnswer(200, '{}') }),
      {},
      { maxRequestBytes: 10 },
      '"ééééé"',
    );
    expect(answer).toMatchObject({ kind: 'trouble', cause: 'request_too_large', wasSent: false });
    expect(seen).toBe(0);
  });

  test('it was stopped before', async () => {
    const { answer, seen } = await sendTo(() => ({ bytes: httpAnswer(200, '{}') }), {
      signal: AbortSignal.abort(),
    });
    expect(answer).toMatchObject({ kind: 'trouble', cause: 'stopped', wasSent: false });
    expect(answer.kind === 'trouble' && faultOfTrouble(answer).kind).toBe('transient');
    expect(seen).toBe(0);
  });
});
