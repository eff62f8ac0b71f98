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
  /** Of the connection; what is left out the product chooses. */
  readonly profile?: { readonly concurrency: number };
}

export interface StartedRun {
  readonly datasetId: string;
  readonly runId: string;
}

/** A graph of one node: partners from the sheet `people`, by the number in `Nr`. */
export function peopleGraph(name: string, fields: object, settings: object = {}): object {
  const data = { odooModel: 'res.partner', sheet: 'people', key: ['Nr'], ...settings, fields };
  return { name, namespace: name, nodes: [{ id: 'people', type: 'model', data }] };
}

/** Uploads a file and runs a graph over it, to the end. */
export async function runFile(product: ServedProduct, of: FileRun): Promise<StartedRun> {
  const started = await startFile(product, of);
  await (await product.call('GET', `/runs/${started.runId}/events`)).text(); // the stream ends with the run
  return started;
}

export async function startFile(
  { call }: ServedProduct,
  { url, path, name, graph, profile }: FileRun,
): Promise<StartedRun> {
  const form = new FormData();
  form.append('files', await openAsBlob(path), name);
  const datasetId = await idOf(call('POST', '/datasets', { body: form }));
  const connection = { name: 'bench', url, database: 'sandbox', login: 'admin', secret: 'admin', profile };
  const connectionId = await idOf(call('POST', '/connections', jsonOf(connection)));
  const graphId = await idOf(call('POST', '/graphs', jsonOf(graph)));
  const inputs = { dataset_id: datasetId, connection_id: connectionId };
  const runId = await idOf(call('POST', `/graphs/${graphId}/run`, jsonOf(inputs)));
  return { datasetId, runId };
}

async function idOf(answer: Promise<Response>): Promise<string> {
  const { id } = (await (await answer).json()) as { readonly id: string };
  return id;
}

function jsonOf(value: unknown): RequestInit {
  return { body: JSON.stringify(value), headers: { 'content-type': 'application/json' } };
}
