import { createReadStream, createWriteStream, openAsBlob } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command } from 'commander';
import { openOutput } from '../src/cli/output.ts';
import { type PeakMemory, peakDuring } from './peak-memory.ts';
import { type ServedProduct, serveProduct } from './served-product.ts';
import { openSandbox, peopleGraph, runFile } from './served-run.ts';

// What it costs in memory to take many rejects, and to give them back corrected. See docs/how-we-measure.md.

const HEAP_MIB = 256;
/** Less than so many rows are as values. */
const MOST_GROWTH_MIB = 100;
/** So many rows show what does not depend on their number. */
const FEW = 1000;

const GRAPH = peopleGraph('bench', {
  name: { column: 'Name' },
  street: { column: 'Street' },
  city: { column: 'City' },
});

interface Options {
  readonly rows: string;
  readonly json: boolean;
}

const { rows, json } = new Command('bench:rejects')
  .description('Memory of the server while many rejected rows are downloaded, corrected and uploaded.')
  .option('--rows <n>', 'rejected rows', '100000')
  .option('--json', 'the last line of standard output is one JSON object', false)
  .parse(process.argv)
  .opts<Options>();
const output = openOutput(process, json);
const few = await measure(FEW);
const many = await measure(Number(rows));
const grown = many.map(({ what, peak }, i) => ({ what, mib: peak.process - (few[i]?.peak.process ?? 0) }));
for (const { what, mib } of grown)
  output.line(`${what}: the server's peak is ${mib} MiB above that of ${FEW} rows`);
output.result({ few, many, grown });
if (grown.some(({ mib }) => mib > MOST_GROWTH_MIB)) {
  output.note(`More than ${MOST_GROWTH_MIB} MiB: rows are kept in memory.`);
  process.exitCode = 1;
}

interface Step {
  readonly what: string;
  readonly seconds: number;
  readonly mib: number;
  readonly peak: PeakMemory;
}

async function measure(count: number): Promise<readonly Step[]> {
  await using product = await serveProduct(HEAP_MIB);
  const { datasetId, runId } = await rejectAll(product, count);
  const steps: Step[] = [];
  const take = async (what: string, path: string, act: () => Promise<unknown>): Promise<void> => {
    const began = performance.now();
    const [, peak] = await peakDuring(product.pid, act);
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    const mib = Math.round(((await stat(path)).size / 2 ** 20) * 10) / 10;
    steps.push({ what, seconds, mib, peak });
    output.note(
      `${count} rows, ${what}: ${mib} MiB in ${seconds} s; server ${peak.process} MiB, engine ${peak.engines} MiB`,
    );
  };
  for (const kind of ['csv', 'xlsx'] as const) {
    const path = join(product.home, `people.${kind}`);
    await take(`${kind} down`, path, () => download(product, `/runs/${runId}/rejects.${kind}`, path));
  }
  const [workbook, corrected] = [
    join(product.home, 'people.xlsx'),
    join(product.home, 'corrected', 'people.csv'),
  ];
  await correct(join(product.home, 'people.csv'), corrected);
  await take('xlsx up, nothing corrected', workbook, () => upload(product, datasetId, workbook, 0));
  await take('csv up, every row corrected', corrected, () => upload(product, datasetId, corrected, count));
  return steps;
}

/** A run in which no row has its name. */
async function rejectAll(
  product: ServedProduct,
  count: number,
): Promise<{ readonly datasetId: string; readonly runId: string }> {
  await using sandbox = await openSandbox();
  const source = join(product.home, 'people.source.csv');
  await pipeline(sourceLines(count), createWriteStream(source));
  const { datasetId, runId } = await runFile(product, {
    url: sandbox.url,
    path: source,
    name: 'people.csv',
    graph: GRAPH,
  });
  const run = (await (await product.call('GET', `/runs/${runId}`)).json()) as RunAnswer;
  if (run.progress.nodes[0]?.rejected !== count)
    throw new Error(`not all are rejected: ${JSON.stringify(run)}`);
  return { datasetId, runId };
}

interface RunAnswer {
  readonly progress: { readonly nodes: readonly { readonly rejected: number }[] };
}

async function* sourceLines(count: number): AsyncGenerator<string> {
  yield 'Nr,Name,Street,City\n';
  for (let n = 1; n <= count; n++) yield `P${n},,${n} Station Road ${'x'.repeat(60)},City ${n % 1000}\n`;
}

async function download({ call }: ServedProduct, from: string, path: string): Promise<void> {
  const { body } = await call('GET', from);
  if (body === null) throw new Error(`${from} has no content`);
  await pipeline(Readable.fromWeb(body), createWriteStream(path));
}

/** Fills the empty name of every line in. */
async function correct(from: string, to: string): Promise<void> {
  await mkdir(dirname(to));
  const lines = createInterface({ input: createReadStream(from) });
  async function* corrected(): AsyncGenerator<string> {
    let n = 0;
    for await (const line of lines) yield `${line.replace(/^("P\d+"),,/, `$1,Name ${n++},`)}\n`;
  }
  await pipeline(corrected(), createWriteStream(to));
}

async function upload(
  { call }: ServedProduct,
  datasetId: string,
  path: string,
  rowsCorrected: number,
): Promise<void> {
  const form = new FormData();
  form.append('files', await openAsBlob(path), basename(path));
  const answer = await call('POST', `/datasets/${datasetId}/versions`, { body: form });
  const { corrected } = (await answer.json()) as { corrected?: readonly { rows: number }[] };
  const found = (corrected ?? []).reduce((sum, sheet) => sum + sheet.rows, 0);
  if (found !== rowsCorrected) throw new Error(`${found} rows were corrected, not ${rowsCorrected}`);
}
