import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the server does with a request: bytes to write, then keep the socket, end it, or reset it. */
export interface ScriptedAnswer {
  readonly bytes?: string | Buffer;
  readonly finish?: 'end' | 'reset' | 'hang';
}
export type Script = (request: SeenRequest, count: number) => ScriptedAnswer;

export interface ScriptedHttp extends AsyncDisposable {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
}

/** A server of raw bytes, so that every way of failing can be written down. One request per connection unless it hangs. */
export async function scriptedHttp(script: Script): Promise<ScriptedHttp> {
  const seen: SeenRequest[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    let received = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      if (isTls(received)) {
        act(socket, { bytes: 'HTTP/1.1 400 Bad Request\r\n\r\n' });
        return;
      }
      const request = parseRequest(received);
      if (request === null) return;
      received = Buffer.alloc(0);
      seen.push(request);
      act(socket, script(request, seen.length));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function act(socket: Socket, { bytes = '', finish = 'end' }: ScriptedAnswer): void {
  socket.write(bytes, () => {
    if (finish === 'end') socket.end();
    if (finish === 'reset') socket.resetAndDestroy();
  });
}

/** A TLS handshake begins with record type 22; a web server without TLS answers it in plain text. */
function isTls(received: Buffer): boolean {
  return received[0] === 22;
}

function parseRequest(received: Buffer): SeenRequest | null {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [first = '', ...lines] = received.subarray(0, end).toString('latin1').split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const body = received.subarray(end + 4);
  if (body.length < Number(headers['content-length'] ?? 0)) return null;
  const [method = '', path = ''] = first.split(' ');
  return { method, path, headers, body: body.toString('utf8') };
}

/** The bytes of an HTTP answer with its right length. */
export function httpAnswer(
  status: number,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): Buffer {
  const content = Buffer.from(body);
  const all = { 'content-type': 'application/json', 'content-length': String(content.length), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return Buffer.concat([
    Buffer.from(`HTTP/1.1 ${status} Scripted\r\n${lines.join('\r\n')}\r\n\r\n`),
    content,
  ]);
}

export function jsonAnswer(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): Buffer {
  return httpAnswer(status, JSON.stringify(value), headers);
}

export function htmlAnswer(
  status: number,
  page: string,
  headers: Readonly<Record<string, string>> = {},
): Buffer {
  return httpAnswer(status, page, { 'content-type': 'text/html; charset=utf-8', ...headers });
}
