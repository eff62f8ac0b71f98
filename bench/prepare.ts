import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { openOutput } from '../src/cli/output.ts';
import { openLocalStorage } from '../src/source/dataset-storage.ts';
import { peakDuring } from './peak-memory.ts';
import { type Prepared, prepareByUs, readByEngine } from './prepare/prepare-sheet.ts';
import { writeSheet } from './prepare/wide-sheet.ts';
import { spreadOf } from './summary.ts';

// What it costs to make a big sheet ready to load, beside what the tabular engine needs to read it. See docs/how-we-measure.md.

const LEVELS = 12;

const { rows, rounds, json } = new Command('bench:prepare')
  .description(
    'Time and memory of preparing one sheet of 15 columns, beside the tabular engine that only reads it.',
  )
  .option('--rows <n>', 'rows of the sheet', '1000000')
  .option('--rounds <n>', 'times each is measured, in turn', '3')
  .option('--json', 'the last line of standard output is one JSON object', false)
  .parse(process.argv)
  .opts<{ readonly rows: string; readonly rounds: string; readonly json: boolean }>();

const output = openOutput(process, json);
const folder = await mkdtemp(join(tmpdir(), 'importgraph-bench-'));
try {
  const path = join(folder, 'customers.csv');
  await mkdir(join(folder, 'datasets'));
  await writeSheet(path, Number(rows));
  const measured: Round[] = [];
  for (let round = 0; round < Number(rounds); round++) measured.push(await measure(path, round));
  const ratio = spreadOf(measured.map(({ ratio: r }) => r))?.median ?? 0;
  const rss = Math.max(...measured.map(({ rssMib }) => rssMib));
  output.line(
    `prepare_vs_engine ${ratio.toFixed(2)}, prepare_rss_mb ${rss} (${rows} rows, ${rounds} rounds)`,
  );
  const figures = { prepare_vs_engine: ratio, prepare_rss_mb: rss };
  const lines = measured.map((one, round) => lineOf(one, round));
  output.result({ ...figures, rows: Number(rows), rounds: measured, figures, lines });
} finally {
  await rm(folder, { recursive: true, force: true });
}

interface Round extends Prepared {
  readonly engineMs: number;
  /** Ours, storing included, by the engine's own reading in the same round. */
  readonly ratio: number;
  /** The most that this process and its engines held, together. */
  readonly rssMib: number;
}

async function measure(path: string, round: number): Promise<Round> {
  const engineMs = await readByEngine(path);
  const storage = openLocalStorage(join(folder, 'datasets'));
  const [prepared, peak] = await peakDuring(process.pid, () => prepareByUs(path, storage, `d${round}`));
  if (prepared.rows !== Number(rows) || prepared.rejected > 0 || prepared.generations !== LEVELS)
    throw new Error(`not prepared as it should be: ${JSON.stringify(prepared)}`);
  const ratio = (prepared.storeMs + prepared.prepareMs) / engineMs;
  const rssMib = peak.process + peak.engines;
  const measured = { ...prepared, engineMs, ratio, rssMib };
  output.note(lineOf(measured, round));
  return measured;
}

function lineOf({ engineMs, storeMs, prepareMs, ratio, rssMib }: Round, round: number): string {
  return `round ${round + 1}: engine ${ms(engineMs)}, stored in ${ms(storeMs)}, prepared in ${ms(prepareMs)}: ${ratio.toFixed(2)} times; ${rssMib} MiB`;
}

function ms(value: number): string {
  return `${Math.round(value).toLocaleString('en-US')} ms`;
}
