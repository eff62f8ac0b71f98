import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command } from 'commander';
import type { Page } from 'playwright-core';
import { openOutput } from '../src/cli/output.ts';
import { openChromium } from './chromium.ts';
import { serveProduct } from './served-product.ts';
import { openSandbox, peopleGraph, runFile } from './served-run.ts';

// How long a frame takes while the table of a run's rows is scrolled, in a real browser. See docs/how-we-measure.md.

const HEAP_MIB = 512;
const SECONDS = 10;
const PIXELS_PER_FRAME = 180;

const GRAPH = peopleGraph('scroll', { name: { column: 'Name' }, city: { column: 'City' } });

const { rows, json } = new Command('bench:web-scroll')
  .description('Milliseconds per frame while the rows of a run are scrolled.')
  .option('--rows <number>', 'rows of the run', Number, 200_000)
  .option('--json', 'the last line of standard output is one JSON object')
  .parse()
  .opts<{ rows: number; json?: true }>();

const output = openOutput(process, json === true);
await using product = await serveProduct(HEAP_MIB);
await using sandbox = await openSandbox();
const path = join(product.home, 'people.csv');
await pipeline(Readable.from(people()), createWriteStream(path));
const { runId } = await runFile(product, { url: sandbox.url, path, name: 'people.csv', graph: GRAPH });

const browser = await openChromium();
try {
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    extraHTTPHeaders: { authorization: `Bearer ${product.token}` },
  });
  await page.goto(`${product.url}/runs/${runId}/rows`);
  const table = page.getByRole('region', { name: 'Rows of the run' });
  await table.waitFor();
  const loading = await scroll(page, SECONDS);
  await loadAll(page);
  const loaded = await scroll(page, SECONDS);
  const result = { rows, loading, loaded };
  output.line(
    `${rows} rows, ms per frame: p50 ${loaded.p50}, p95 ${loaded.p95}, longest ${loaded.longest}; while pages come in: p95 ${loading.p95}`,
  );
  output.result(result);
} finally {
  await browser.close();
}

function* people(): Generator<string> {
  yield 'Nr,Name,City\n';
  for (let nr = 1; nr <= rows; nr += 1) yield `${nr},Person ${nr},City ${nr % 500}\n`;
}

/** Until the table holds all rows. */
async function loadAll(page: Page): Promise<void> {
  const shown = page.getByRole('main').getByRole('status').last();
  const wanted = `${rows.toLocaleString('en')} shown`;
  while (!(await shown.textContent())?.startsWith(wanted)) {
    await page.evaluate(`document.querySelector('main [role=region]').scrollTop = 1e9`);
    await page.waitForTimeout(50);
  }
}

interface Frames {
  readonly p50: number;
  readonly p95: number;
  readonly longest: number;
}

/** From the top, downwards. */
async function scroll(page: Page, seconds: number): Promise<Frames> {
  const frames = await page.evaluate<number[]>(`new Promise((resolve) => {
    const scroller = document.querySelector('main [role=region]');
    scroller.scrollTop = 0;
    const frames = [];
    let before = performance.now();
    const end = before + ${seconds * 1000};
    const step = (now) => {
      frames.push(now - before);
      before = now;
      scroller.scrollTop += ${PIXELS_PER_FRAME};
      if (now < end) requestAnimationFrame(step);
      else resolve(frames.slice(1));
    };
    requestAnimationFrame(step);
  })`);
  const sorted = frames.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95), longest: at(0.9999) };
}
