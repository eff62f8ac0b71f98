import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Command } from 'commander';
import { z } from 'zod';
import { openOutput } from '../src/cli/output.ts';
import { peakDuring } from './peak-memory.ts';
import { type ServedProduct, serveProduct } from './served-product.ts';
import { openSandbox, peopleGraph, runFile } from './served-run.ts';
import { spreadOf } from './summary.ts';

// Whether ten and a hundred times as many rows take ten and a hundred times as long, and no more memory. See docs/how-we-measure.md.

const HEAP_MIB = 512;
/** One row in so many is bad, for one of three causes in turn. */
const BAD_ONE_IN = 200;
const TIMES_ASKED = 20;

const GRAPH = peopleGraph('growth', {
  name: { column: 'Name' },
  street: { column: 'Street' },
  city: { column: 'City' },
  partner_latitude: { column: 'Latitude', transforms: ['number'] },
  email: { column: 'Email', transforms: ['email'] },
});

/** What the page of a run asks for. */
const QUESTIONS: Readonly<Record<string, (runId: string) => string>> = {
  progress: (runId) => `/graph-runs/${runId}/progress`,
  'rows by outcome': (runId) => `/runs/${runId}/rows?node=people&outcome=rejected&limit=50`,
  'issues by cause': (runId) => `/runs/${runId}/issues`,
};

const Run = z.object({
  started_at: z.string(),
  completed_at: z.string(),
  progress: z.object({
    nodes: z.tuple([z.object({ created: z.number(), rejected: z.number() })]),
  }),
});

const { sizes, json } = new Command('bench:growth')
  .description(
    'Rows per second, memory and the queries of the run page, for ever more rows into the sandbox.',
  )
  .option('--sizes <list>', 'rows of the runs', '10000,100000,1000000')
  .option('--json', 'the last line of standard output is one JSON object', false)
  .parse(process.argv)
  .opts<{ readonly sizes: string; readonly json: boolean }>();

const output = openOutput(process, json);
const measured: Size[] = [];
for (const rows of sizes.split(',').map(Number)) measured.push(await measure(rows));
const [first] = measured;
const growth = Math.min(...measured.map(({ rowsPerSecond }) => rowsPerSecond / (first?.rowsPerSecond ?? 1)));
output.line(`growth_min_ratio ${growth.toFixed(2)}: the slowest of ${sizes} rows beside the first`);
const figures = { growth_min_ratio: growth };
output.result({ ...figures, sizes: measured, figures, lines: measured.map(lineOf) });

interface Size {
  readonly rows: number;
  readonly rowsPerSecond: number;
  readonly serverMib: number;
  readonly enginesMib: number;
  /** Median and longest answer, milliseconds. */
  readonly queries: Readonly<Record<string, { readonly median: number; readonly max: number }>>;
}

async function measure(rows: number): Promise<Size> {
  await using product = await serveProduct(HEAP_MIB);
  await using sandbox = await openSandbox();
  const path = join(product.home, 'people.source.csv');
  await pipeline(lines(rows), createWriteStream(path));
  const [{ runId }, peak] = await peakDuring(product.pid, () =>
    runFile(product, { url: sandbox.url, path, name: 'people.csv', graph: GRAPH }),
  );
  const run = Run.parse(await (await product.call('GET', `/runs/${runId}`)).json());
  const [{ created, rejected }] = run.progress.nodes;
  const bad = Math.floor(rows / BAD_ONE_IN);
  if (created !== rows - bad || rejected !== bad)
    throw new Error(`${created} of ${rows} rows were created, ${rejected} rejected`);
  const seconds = (Date.parse(run.completed_at) - Date.parse(run.started_at)) / 1000;
  const queries = await askAll(product, runId);
  const size = {
    rows,
    rowsPerSecond: Math.round(rows / seconds),
    serverMib: peak.process,
    enginesMib: peak.engines,
    queries,
  };
  output.note(lineOf(size));
  return size;
}

function lineOf({ rows, rowsPerSecond, serverMib, enginesMib, queries }: Size): string {
  const answers = Object.entries(queries).map(
    ([name, { median, max }]) => `${name} ${median} ms (at most ${max})`,
  );
  return `${rows} rows: ${rowsPerSecond} rows/s; server ${serverMib} MiB, engines ${enginesMib} MiB; ${answers.join(', ')}`;
}

async function askAll({ call }: ServedProduct, runId: string): Promise<Size['queries']> {
  const found: Record<string, { readonly median: number; readonly max: number }> = {};
  for (const [name, pathOf] of Object.entries(QUESTIONS)) {
    const times: number[] = [];
    for (let n = 0; n < TIMES_ASKED; n++) {
      const began = performance.now();
      await (await call('GET', pathOf(runId))).text();
      times.push(performance.now() - began);
    }
    const { median = 0, max = 0 } = spreadOf(times) ?? {};
    found[name] = { median: Math.round(median * 10) / 10, max: Math.round(max * 10) / 10 };
  }
  return found;
}

async function* lines(count: number): AsyncGenerator<string> {
  yield 'Nr,Name,Street,City,Latitude,Email\n';
  for (let n = 1; n <= count; n++) yield `${line(n).join(',')}\n`;
}

function line(n: number): readonly string[] {
  const good = [`P${n}`, `Name ${n}`, `${n} Station Road`, `City ${n % 1000}`, '50.5', `p${n}@example.com`];
  if (n % BAD_ONE_IN !== 0) return good;
  const cause = (n / BAD_ONE_IN) % 3;
  if (cause === 0) return good.with(1, '');
  return cause === 1 ? good.with(4, 'north') : good.with(5, 'nobody');
}
