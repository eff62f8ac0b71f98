import { openAsBlob } from 'node:fs';
import { startSandbox } from '../src/sandbox/sandbox.ts';
import type { ServedProduct } from './served-product.ts';

export async function openSandbox(): Promise<AsyncDisposable & { readonly url: string }> {
  const sandbox = await startSandbox();
  return { url: sandbox.url, [Symbol.asyncDispose]: () => sandbox.close() };
}

export interface FileRun {
  /** Of the sandbox. */
  readonly url: string;
  readonly path: string;
  /** As the file is uploaded; the sheet is called like it. */
  readonly name: string;
  readonly graph: object;
}

/** Uploads a file and runs a graph over it, to the end. */
export async function runFile(
  { call }: ServedProduct,
  { url, path, name, graph }: FileRun,
): Promise<{ readonly datasetId: string; readonly runId: string }> {
  const form = new FormData();
  form.append('files', await openAsBlob(path), name);
  const datasetId = await idOf(call('POST', '/datasets', { body: form }));
  const connection = { name: 'bench', url, database: 'sandbox', login: 'admin', secret: 'admin' };
  const connectionId = await idOf(call('POST', '/connections', jsonOf(connection)));
  const graphId = await idOf(call('POST', '/graphs', jsonOf(graph)));
  const inputs = { dataset_id: datasetId, connection_id: connectionId };
  const runId = await idOf(call('POST', `/graphs/${graphId}/run`, jsonOf(inputs)));
  await (await call('GET', `/runs/${runId}/events`)).text(); // the stream ends with the run
  return { datasetId, runId };
}

async function idOf(answer: Promise<Response>): Promise<string> {
  const { id } = (await (await answer).json()) as { readonly id: string };
  return id;
}

function jsonOf(value: unknown): RequestInit {
  return { body: JSON.stringify(value), headers: { 'content-type': 'application/json' } };
}
