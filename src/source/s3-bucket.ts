import { createReadStream, createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { GetObjectCommandOutput, S3Client, S3ClientConfig } from '@aws-sdk/client-s3';
import { StorageUnavailable } from './dataset-storage.ts';

/** Where in which bucket; credentials come from where the AWS tools take them (variables, profile, the machine's role). */
export interface S3Location {
  readonly bucket: string;
  /** Begins every key; '' or ends with `/`. */
  readonly prefix: string;
  /** Of a store that is not Amazon's: MinIO, Ceph, Garage, R2, … */
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
}

/** The few things asked of a bucket. All of them throw `StorageUnavailable`. Keys are below the location's prefix. */
export interface S3Bucket {
  readonly name: string;
  putFile(key: string, path: string): Promise<void>;
  /** False when the object exists already: of several writers one wins. */
  putNew(key: string, text: string): Promise<boolean>;
  /** Null when there is no such object. */
  getText(key: string): Promise<string | null>;
  getFile(key: string, path: string): Promise<void>;
  /** Keys that begin with `start`; with `folded` those without a further `/` only. */
  list(start: string, folded: 'folded' | 'all'): Promise<readonly string[]>;
  /** Does nothing when there is no such object. */
  delete(key: string): Promise<void>;
}

const PART_BYTES = 8 * 1024 * 1024;

/** Loads the S3 client, which is an optional dependency: who keeps datasets in a folder need not install it. */
export async function openS3Bucket(location: S3Location, overrides: S3ClientConfig = {}): Promise<S3Bucket> {
  const { prefix } = location;
  const sdk = await importClient();
  const client = new sdk.s3.S3Client({ ...clientConfig(location), ...overrides });
  const name = `s3://${location.bucket}/${prefix}`;
  const at = (key: string) => ({ Bucket: location.bucket, Key: `${prefix}${key}` });
  const get = (key: string) => client.send(new sdk.s3.GetObjectCommand(at(key)));
  return {
    name,
    putFile: (key, path) =>
      reach(name, async () => {
        const params = { ...at(key), Body: createReadStream(path) };
        await new sdk.Upload({ client, params, partSize: PART_BYTES, queueSize: 2 }).done();
      }),
    putNew: (key, text) =>
      reach(name, async () => {
        const request = { ...at(key), Body: text, ContentType: 'application/json' };
        const put = (condition: { IfNoneMatch?: '*' }) =>
          client.send(new sdk.s3.PutObjectCommand({ ...request, ...condition }));
        try {
          await put({ IfNoneMatch: '*' });
        } catch (error) {
          if (statusOf(error) === 412) return false;
          if (statusOf(error) !== 501) throw error;
          // A store that knows no conditions: the names are unique without its help.
          await put({});
        }
        return true;
      }),
    getText: (key) =>
      reach(name, async () => {
        const answer = await get(key).catch(missing);
        return answer === null ? null : ((await answer.Body?.transformToString()) ?? '');
      }),
    getFile: (key, path) =>
      reach(name, async () => await pipeline(bodyOf(await get(key)), createWriteStream(path))),
    list: (start, folded) =>
      reach(name, async () => {
        const keys = await listKeys(sdk.s3, client, {
          Bucket: location.bucket,
          Prefix: `${prefix}${start}`,
          ...(folded === 'folded' ? { Delimiter: '/' } : {}),
        });
        return keys.map((key) => key.slice(prefix.length));
      }),
    delete: (key) =>
      reach(name, async () => {
        await client.send(new sdk.s3.DeleteObjectCommand(at(key)));
      }),
  };
}

async function importClient() {
  try {
    const [s3, { Upload }] = await Promise.all([
      import('@aws-sdk/client-s3'),
      import('@aws-sdk/lib-storage'),
    ]);
    return { s3, Upload };
  } catch (cause) {
    throw new StorageUnavailable(
      'DATASET_STORAGE names an S3 bucket, but the S3 client is not installed. Run npm install @aws-sdk/client-s3 @aws-sdk/lib-storage.',
      { cause },
    );
  }
}

function clientConfig({ endpoint, region }: S3Location): S3ClientConfig {
  return {
    // Stores behind an address of their own rarely have a host name per bucket, and many know one region only.
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true, region: 'us-east-1' }),
    ...(region === undefined ? {} : { region }),
    maxAttempts: 5,
    requestHandler: { connectionTimeout: 10_000, socketTimeout: 60_000 },
    // The client's own checksums need trailers that not every store understands; the index holds SHA-256 of each file anyway.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  };
}

async function listKeys(
  s3: Awaited<ReturnType<typeof importClient>>['s3'],
  client: S3Client,
  request: { readonly Bucket: string; readonly Prefix: string; readonly Delimiter?: string },
): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const page of s3.paginateListObjectsV2({ client }, request)) {
    for (const { Key } of page.Contents ?? []) if (Key !== undefined) keys.push(Key);
  }
  return keys;
}

function bodyOf({ Body }: GetObjectCommandOutput): Readable {
  // `as`: in Node.js the body is a stream; the type allows for browsers
  return Body as Readable;
}

function missing(error: unknown): null {
  if (error instanceof Error && error.name === 'NoSuchKey') return null;
  throw error;
}

async function reach<T>(name: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw new StorageUnavailable(wordsFor(name, error), { cause: error });
  }
}

function wordsFor(name: string, error: unknown): string {
  const { code = '', name: kind, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC') {
    return `The disk for the copies of datasets in ${name} is full. Free some space, then try again.`;
  }
  const status = statusOf(error);
  if (kind === 'NoSuchBucket')
    return `The bucket of ${name} does not exist. Create it, or correct DATASET_STORAGE.`;
  if (status === 401 || status === 403 || kind === 'CredentialsProviderError') {
    return `The dataset storage ${name} refuses the credentials (${kind}). Check the AWS_… variables and the rights on the bucket, then try again.`;
  }
  const said = message === '' ? code : message;
  return `The dataset storage ${name} cannot be reached (${kind}: ${said.slice(0, 200)}). Check it and AWS_ENDPOINT_URL_S3, then try again.`;
}

function statusOf(error: unknown): number | undefined {
  return (error as { readonly $metadata?: { readonly httpStatusCode?: number } }).$metadata?.httpStatusCode;
}
