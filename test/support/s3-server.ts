import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What an S3 client is told by the stand-in: as much of the protocol as a dataset storage needs, kept in memory. */
export interface S3Server {
  readonly url: string;
  /** Bucket → key → content; there to be read and damaged. */
  readonly buckets: ReadonlyMap<string, Map<string, Buffer>>;
  /** Each request as `METHOD /bucket/key`, in order. */
  readonly requests: readonly string[];
  /** Decides about the next requests, until it is taken away with null. */
  setFault(fault: S3Fault | null): void;
  close(): Promise<void>;
}

/** `lose_answer`: done, but the connection ends without an answer. `cut_body`: half of the answer. */
export type S3Fault = (request: { readonly method: string; readonly key: string; readonly part: boolean }) =>
  | null
  | 'reset'
  | 'lose_answer'
  | 'cut_body'
  | {
      readonly status: number;
      readonly code: string;
    };

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
}

/** Lists are cut into pages of two, so that a client that reads the first page only is found out. */
const PAGE = 2;
export const S3_CREDENTIALS = { accessKeyId: 'key', secretAccessKey: 'secret' };

export async function startS3Server(bucket: string): Promise<S3Server> {
  const buckets = new Map([[bucket, new Map<string, Buffer>()]]);
  const uploads = new Map<string, Map<number, Buffer>>();
  const requests: string[] = [];
  let fault: S3Fault | null = null;
  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://s3');
    const method = request.method ?? 'GET';
    const [, bucketName = '', key = ''] = /^\/([^/]*)\/?(.*)$/.exec(decodeURIComponent(url.pathname)) ?? [];
    requests.push(`${method} /${bucketName}/${key}`);
    const body = await buffer(request);
    const trouble = fault?.({ method, key, part: url.searchParams.has('partNumber') }) ?? null;
    if (trouble === 'reset') return void request.socket.resetAndDestroy();
    if (trouble !== null && typeof trouble === 'object')
      return send(response, refusal(trouble.status, trouble.code));
    const said = act({ request, url, method, bucketName, key, body });
    if (trouble === 'lose_answer') return void request.socket.destroy();
    if (trouble === 'cut_body') return cut(response, said);
    send(response, said);
  }
  function act(asked: Asked): Answer {
    if (!(asked.request.headers.authorization ?? '').includes(`Credential=${S3_CREDENTIALS.accessKeyId}/`))
      return refusal(403, 'InvalidAccessKeyId');
    const objects = buckets.get(asked.bucketName);
    if (objects === undefined) return refusal(404, 'NoSuchBucket');
    if (asked.url.searchParams.has('uploads') || asked.url.searchParams.has('uploadId'))
      return multipart(asked, uploads, objects);
    return asked.key === '' ? list(asked.url, objects) : object(asked, objects);
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // `as`: a server that listens on a port has an address with a port
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    buckets,
    requests,
    setFault: (next) => {
      fault = next;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Asked {
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly method: string;
  readonly bucketName: string;
  readonly key: string;
  readonly body: Buffer;
}

function object({ request, method, key, body }: Asked, objects: Map<string, Buffer>): Answer {
  const found = objects.get(key);
  switch (method) {
    case 'PUT':
      if (request.headers['if-none-match'] === '*' && found !== undefined)
        return refusal(412, 'PreconditionFailed');
      objects.set(key, body);
      return { status: 200, headers: { ETag: etagOf(body) } };
    case 'GET':
      if (found === undefined) return refusal(404, 'NoSuchKey');
      return { status: 200, headers: { ETag: etagOf(found) }, body: found };
    case 'DELETE':
      objects.delete(key);
      return { status: 204 };
    default:
      return refusal(405, 'MethodNotAllowed');
  }
}

function multipart(
  { url, method, bucketName, key, body }: Asked,
  uploads: Map<string, Map<number, Buffer>>,
  objects: Map<string, Buffer>,
): Answer {
  if (url.searchParams.has('uploads')) {
    const id = randomUUID();
    uploads.set(id, new Map());
    const named = `<Bucket>${bucketName}</Bucket><Key>${key}</Key><UploadId>${id}</UploadId>`;
    return xml(`<InitiateMultipartUploadResult>${named}</InitiateMultipartUploadResult>`);
  }
  const id = url.searchParams.get('uploadId') ?? '';
  const parts = uploads.get(id);
  if (parts === undefined) return refusal(404, 'NoSuchUpload');
  if (method === 'PUT') {
    parts.set(Number(url.searchParams.get('partNumber')), body);
    return { status: 200, headers: { ETag: etagOf(body) } };
  }
  uploads.delete(id);
  if (method === 'DELETE') return { status: 204 };
  const numbers = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber>/g)].map(([, n]) => Number(n));
  objects.set(key, Buffer.concat(numbers.map((number) => parts.get(number) ?? Buffer.of())));
  return xml(`<CompleteMultipartUploadResult><Key>${key}</Key></CompleteMultipartUploadResult>`);
}

function list({ searchParams }: URL, objects: Map<string, Buffer>): Answer {
  const prefix = searchParams.get('prefix') ?? '';
  const folded = searchParams.get('delimiter') === '/';
  const after = searchParams.get('continuation-token') ?? '';
  const keys = [...objects.keys()]
    .filter((key) => key.startsWith(prefix) && key > after)
    .filter((key) => !folded || !key.slice(prefix.length).includes('/'))
    .sort();
  const page = keys.slice(0, PAGE);
  const more = keys.length > PAGE;
  const next = more ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
  const contents = page.map((key) => `<Contents><Key>${key}</Key><Size>1</Size></Contents>`).join('');
  return xml(`<ListBucketResult><IsTruncated>${more}</IsTruncated>${next}${contents}</ListBucketResult>`);
}

function etagOf(body: Buffer): string {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}

function xml(body: string, status = 200): Answer {
  const text = `<?xml version="1.0" encoding="UTF-8"?>${body}`;
  return { status, headers: { 'Content-Type': 'application/xml' }, body: text };
}

function refusal(status: number, code: string): Answer {
  return xml(`<Error><Code>${code}</Code><Message>${code} said the stand-in</Message></Error>`, status);
}

function send(response: ServerResponse, { status, headers = {}, body = '' }: Answer): void {
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}

function cut(response: ServerResponse, { status, headers = {}, body = '' }: Answer): void {
  const content = Buffer.from(body);
  response.writeHead(status, { ...headers, 'Content-Length': content.length });
  response.write(content.subarray(0, content.length / 2), () => response.destroy());
}
