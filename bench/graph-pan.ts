/**
 * How smoothly the canvas of a large graph pans in a real browser: times between frames while the pointer drags it to and fro.
 *
 *   node scripts/build-web.ts && node bench/graph-pan.ts [nodes]
 */
import type { Page } from 'playwright-core';
import type { GraphSpec } from '../src/plan/graph-spec.ts';
import { openChromium } from './chromium.ts';
import { serveProduct } from './served-product.ts';

const nodes = Number(process.argv[2] ?? 200);
const SECONDS = 6;
const LAYER = 20;

/** Layers of twenty nodes; each node needs some of the layers before it. */
function largeGraph(count: number): GraphSpec {
  return {
    name: `Graph of ${count} nodes`,
    nodes: Array.from({ length: count }, (_, at) => ({
      id: `n${at}`,
      type: 'model' as const,
      data: {
        odooModel: at % 3 === 0 ? 'res.partner' : 'sale.order',
        label: `Node ${at}`,
        sheet: `sheet ${at % 40}`,
        key: ['id'],
        fields: Object.fromEntries(
          [at - LAYER, at - LAYER - 3, at - 2 * LAYER - 7]
            .filter((other) => other >= 0)
            .map((other) => [`x_ref_${other}_id`, { reference: { node: `n${other}`, columns: ['ref'] } }]),
        ),
      },
    })),
  };
}

/** Runs in the page, of whose names this program knows none. */
const RECORD_FRAMES = `(() => {
  const times = (globalThis.frameTimes = []);
  const next = (now) => {
    times.push(now);
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
})()`;

async function framesWhilePanning(page: Page): Promise<readonly number[]> {
  const canvas = page.getByRole('application').or(page.locator('.react-flow')).first();
  const box = await canvas.boundingBox();
  if (!box) throw new Error('There is no canvas.');
  const [x, y] = [box.x + box.width / 2, box.y + 12];
  await page.evaluate(RECORD_FRAMES);
  await page.mouse.move(x, y);
  await page.mouse.down();
  const end = performance.now() + SECONDS * 1000;
  for (let step = 0; performance.now() < end; step++) {
    await page.mouse.move(x + 300 * Math.sin(step / 12), y + 200 * (1 - Math.cos(step / 17)));
  }
  await page.mouse.up();
  const times = await page.evaluate<number[]>('globalThis.frameTimes');
  return times.slice(1).map((time, at) => time - (times[at] ?? time));
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

await using product = await serveProduct(1024);
const json = { headers: { 'content-type': 'application/json' } };
const answer = await product.call('POST', '/graphs', { ...json, body: JSON.stringify(largeGraph(nodes)) });
const { id } = (await answer.json()) as { id: string };
const browser = await openChromium();
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(product.startLink);
  const opened = performance.now();
  await page.goto(new URL(`/graphs/${id}`, product.startLink).href);
  await page.locator('.react-flow__node').first().waitFor();
  const shown = performance.now() - opened;
  await page.waitForTimeout(1000);
  const whole = await framesWhilePanning(page);
  for (let step = 0; step < 5; step++) await page.getByRole('button', { name: 'Zoom In' }).click();
  const near = await framesWhilePanning(page);
  const of = (frames: readonly number[]) =>
    `p50 ${percentile(frames, 0.5).toFixed(1)} ms, p95 ${percentile(frames, 0.95).toFixed(1)} ms, ${frames.length} frames`;
  console.log(`${nodes} nodes, shown after ${shown.toFixed(0)} ms`);
  console.log(`all in sight: ${of(whole)}`);
  console.log(`zoomed in:    ${of(near)}`);
} finally {
  await browser.close();
}
