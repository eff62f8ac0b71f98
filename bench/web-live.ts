import { createWriteStream } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import type { Page } from 'playwright-core';
import { openOutput } from '../src/cli/output.ts';
import { startSandbox } from '../src/sandbox/sandbox.ts';
import { openDatabase } from '../src/store/database.ts';
import { openChromium } from './chromium.ts';
import { type Commit, type CommitWatch, watchCommits } from './commits.ts';
import { readShown, recordShown, type Shown } from './live-page.ts';
import { type ServedProduct, serveProduct } from './served-product.ts';
import { peopleGraph, startFile } from './served-run.ts';

// How long it takes from a batch in the database to its rows on the page of the run, and from a server that is back after a kill to
// right totals there, in a real browser. See docs/how-we-measure.md.

const HEAP_MIB = 512;
const ROWS_PER_BATCH = 2;
/** Enough that no call waits for another. */
const CALLS_AT_ONCE = 8;
const KILLS = 3;
const AWAY_MS = 3_000;
/** Of the rows, those before the first kill. */
const UNDISTURBED = 0.7;

const { rows, rate, json } = new Command('bench:web-live')
  .description('Seconds from a commit, and from a server that is back, to the page of a run.')
  .option('--rows <number>', 'rows of the run', Number, 6_000)
  .option('--rate <number>', 'batches per second, at most', Number, 50)
  .option('--json', 'the last line of standard output is one JSON object')
  .parse()
  .opts<{ rows: number; rate: number; json?: true }>();

const GRAPH = peopleGraph(
  'live',
  { name: { column: 'Name' }, city: { column: 'City' } },
  { batch_size: ROWS_PER_BATCH },
);

const output = openOutput(process, json === true);
const load = loadavg()[0] ?? 0;
await using product = await serveProduct(HEAP_MIB);
await using sandbox = await openPacedSandbox();
const path = join(product.home, 'people.source.csv');
await pipeline(Readable.from(people()), createWriteStream(path));
const { runId } = await startFile(product, {
  url: sandbox.url,
  path,
  name: 'people.csv',
  graph: GRAPH,
  profile: { concurrency: CALLS_AT_ONCE },
});
await using database = await adoptDatabase(product);
const browser = await openChromium();
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  await page.goto(product.startLink);
  await page.goto(`${product.url}/runs/${runId}`);
  await page.getByText(/ of .* rows$/).waitFor();
  await recordShown(page);
  const watch = watchCommits(database.pool, runId);
  await watch.until(Math.round(rows * UNDISTURBED));
  const undisturbed = [...watch.commits];
  await sleep(2_000); // until the last of them is shown
  const pixel = report(undisturbed, await readShown(page));
  output.result({ rows, load, ...pixel, backs: await killAndServe(page, watch) });
} finally {
  await browser.close();
}

/** Calls are answered at the rate, whatever their number at once. */
async function openPacedSandbox() {
  const sandbox = await startSandbox();
  let next = 0;
  const untilNext = () => {
    const now = Date.now();
    next = Math.max(next + 1_000 / rate, now);
    return next - now;
  };
  sandbox.addFault({
    match: { method: 'load' },
    times: Number.POSITIVE_INFINITY,
    action: {
      kind: 'delay',
      get ms() {
        return untilNext();
      },
    },
  });
  return { url: sandbox.url, [Symbol.asyncDispose]: () => sandbox.close() };
}

function* people(): Generator<string> {
  yield 'Nr,Name,City\n';
  for (let nr = 1; nr <= rows; nr += 1) yield `${nr},Person ${nr},City ${nr % 500}\n`;
}

/** The embedded database of the product, which stays when that is killed. */
async function adoptDatabase({ home }: ServedProduct) {
  const database = await openDatabase({ dataDir: home, maxConnections: 1 });
  return { pool: database.pool, [Symbol.asyncDispose]: () => database.close() };
}

interface Back {
  /** From the kill until the page says so. */
  readonly toldMs: number;
  /** From a server that takes requests again. */
  readonly rightMs: number;
}

/** Kills the server in mid-run, several times; then waits for the end. */
async function killAndServe(page: Page, watch: CommitWatch): Promise<readonly Back[]> {
  const backs: Back[] = [];
  let server: ServedProduct = product;
  try {
    for (let kill = 0; kill < KILLS; kill += 1) {
      await watch.until(Math.round(rows * (UNDISTURBED + ((1 - UNDISTURBED) * kill) / KILLS)));
      const killed = Date.now();
      await server.kill();
      await sleep(AWAY_MS);
      server = await serveProduct(HEAP_MIB, product);
      const back = Date.now();
      const known = watch.done();
      const right = await firstShown(page, (one) => one.at > back && !one.isAway && (one.done ?? 0) >= known);
      const told = (await readShown(page)).find(({ at, isAway }) => at > killed && isAway);
      if (told === undefined) throw new Error('The page never said that the server is away.');
      const found = { toldMs: Math.round(told.at - killed), rightMs: Math.round(right.at - back) };
      output.line(
        `killed: said after ${found.toldMs} ms, right ${found.rightMs} ms after the server was back`,
      );
      backs.push(found);
    }
    await watch.until(rows);
    const end = await firstShown(page, ({ isCompleted, done }) => isCompleted && done === rows);
    await watch.stop();
    checkTruth(watch.commits, await readShown(page));
    output.line(`completed ${Math.round(end.at - (watch.commits.at(-1)?.at ?? 0))} ms after the last batch`);
    return backs;
  } finally {
    await server[Symbol.asyncDispose]();
  }
}

async function firstShown(page: Page, is: (one: Shown) => boolean): Promise<Shown> {
  for (;;) {
    const found = (await readShown(page)).find(is);
    if (found) return found;
    await sleep(50);
  }
}

/** The page never shows more than there is, and no end before the end. */
function checkTruth(commits: readonly Commit[], shown: readonly Shown[]): void {
  for (const { at, done, isCompleted } of shown) {
    // It may have been committed just before the look that found it.
    const known = (commits.find((commit) => commit.at >= at) ?? commits.at(-1))?.done ?? 0;
    if ((done ?? 0) > known) throw new Error(`The page showed ${done} rows when ${known} were done.`);
    if (isCompleted && known < rows)
      throw new Error(`The page said "completed" when ${known} rows were done.`);
  }
}

function report(commits: readonly Commit[], shown: readonly Shown[]) {
  const [first] = shown;
  const counted = commits.filter(({ at }) => first !== undefined && at > first.at);
  const waits = counted.flatMap(({ at, done }) => {
    const seen = shown.find((one) => (one.done ?? 0) >= done);
    return [seen ? Math.max(0, seen.at - at) : Number.POSITIVE_INFINITY];
  });
  const [start, end] = [counted[0], counted.at(-1)];
  if (!start || !end) throw new Error('No batch was committed while the page was looked at.');
  const seconds = (end.at - start.at) / 1000;
  const batchesPerSecond = Math.round((end.done - start.done) / ROWS_PER_BATCH / seconds);
  const sorted = waits.toSorted((a, b) => a - b);
  const share = (part: number) => Math.round(sorted[Math.floor((sorted.length - 1) * part)] ?? 0);
  const found = { batchesPerSecond, p50: share(0.5), p95: share(0.95), longest: share(1) };
  output.line(
    `${batchesPerSecond} batches/s, load average ${load.toFixed(1)}; commit to pixel, ms: p50 ${found.p50}, p95 ${found.p95}, longest ${found.longest}`,
  );
  return found;
}
