import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command } from 'commander';
import { openOutput } from '../src/cli/output.ts';
import { openLocalStorage } from '../src/source/dataset-storage.ts';
import { storeDataset } from '../src/source/dataset-store.ts';
import { openEngine } from '../src/source/engine-client.ts';
import { profileDataset } from '../src/source/profile/profile-dataset.ts';
import { sqlText } from '../src/source/sql-text.ts';

// How long a profile takes, measured by the engine's own read of the same file. See docs/how-we-measure.md.

const LIMIT = 10;
const CITIES = ['Ghent', 'München', 'Paris', 'New York', 'São Paulo', 'Oslo', 'Kraków', 'Lima'];
const HEADER =
  'Order No,Customer No,Customer,Ordered,Delivered,Amount,Price,Discount,Paid,E-mail,Phone,City,SKU,Quantity,Note';

const { rows, json } = new Command('bench:profile')
  .description("Time of a profile, as a multiple of the tabular engine's own read of the file.")
  .option('--rows <n>', 'rows of 15 columns', '1000000')
  .option('--json', 'the last line of standard output is one JSON object', false)
  .parse(process.argv)
  .opts<{ readonly rows: string; readonly json: boolean }>();
const output = openOutput(process, json);
const folder = await mkdtemp(join(tmpdir(), 'importgraph-bench-'));
try {
  const figures = await measure(Number(rows));
  output.line(
    `${figures.rows} rows × 15 (${figures.mib} MiB): read ${figures.readSeconds} s, stored ${figures.storeSeconds} s, ` +
      `profile ${figures.profileSeconds} s = ${figures.ratio} × the read (at most ${LIMIT}); load ${figures.load}`,
  );
  output.result(figures);
  if (figures.ratio > LIMIT) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function measure(count: number) {
  const path = join(folder, 'orders.csv');
  await pipeline(Readable.from(lines(count)), createWriteStream(path));
  const load = Math.round((loadavg()[0] ?? 0) * 10) / 10;
  await mkdir(join(folder, 'datasets'));
  const storage = openLocalStorage(join(folder, 'datasets'));
  const files = [{ name: 'orders.csv', path }];
  const [stored, storeSeconds] = await timed(() =>
    storeDataset({ id: 'bench', name: 'bench', files, storage }),
  );
  if (!stored.ok) throw new Error(JSON.stringify(stored.issues));
  const engine = await openEngine({ allowedFolders: [folder] });
  try {
    const read = () =>
      engine.run(
        `CREATE OR REPLACE TEMP TABLE read AS SELECT * FROM read_csv(${sqlText(path)}, all_varchar = true)`,
      );
    // before and after, because a busy machine changes its pace
    const [, before] = await timed(read);
    await engine.run('DROP TABLE read');
    const sheetPath = ({ storedAs }: { readonly storedAs: string }) =>
      join(folder, 'datasets', 'bench', storedAs);
    const [profile, profileSeconds] = await timed(() =>
      profileDataset({ engine, manifest: stored.manifest, sheetPath }),
    );
    const [, after] = await timed(read);
    const readSeconds = rounded((before + after) / 2);
    const types = profile.sheets[0]?.columns.map(({ name, type }) => `${name}: ${type}`);
    output.note(`${types?.join(', ')}`);
    return {
      rows: count,
      mib: Math.round((await stat(path)).size / 2 ** 20),
      load,
      readSeconds,
      storeSeconds,
      profileSeconds,
      ratio: rounded(profileSeconds / readSeconds),
    };
  } finally {
    await engine.close();
  }
}

async function timed<T>(act: () => Promise<T>): Promise<readonly [T, number]> {
  const began = performance.now();
  const answer = await act();
  return [answer, rounded((performance.now() - began) / 1000)];
}

function rounded(number: number): number {
  return Math.round(number * 10) / 10;
}

/** Six columns with as many values as rows, the others with few; all kinds of formats. */
function* lines(count: number): Generator<string> {
  yield `${HEADER}\n`;
  for (let start = 0; start < count; start += 1000) {
    let part = '';
    for (let i = start; i < Math.min(count, start + 1000); i += 1) part += line(i);
    yield part;
  }
}

function line(i: number): string {
  const mixed = (i * 2_654_435_761) % 4_294_967_296;
  const two = (number: number) => String(number).padStart(2, '0');
  const ordered = `${two((mixed % 28) + 1)}/${two((i % 12) + 1)}/${2019 + (i % 6)}`;
  const delivered = `${2019 + (i % 6)}-${two((i % 12) + 1)}-${two((mixed % 28) + 1)} ${two(mixed % 24)}:${two(i % 60)}:${two(mixed % 60)}`;
  const customer = mixed % 50_000;
  return (
    `${100_000 + i},C${10_000 + customer},Customer ${customer.toString(36)} Ltd.,${ordered},${delivered},` +
    `${(mixed % 1_000_000) / 100},€ ${((mixed >> 3) & 0xfffff) / 100},${mixed % 40}%,${i % 3 === 0 ? 'yes' : 'no'},` +
    `person${i}@example.com,+32 2 ${100 + (mixed % 900)} ${two(i % 100)} ${two(mixed % 100)},${CITIES[mixed % 8]},` +
    `AB-${mixed % 9000},${mixed % 500},${i % 10 === 0 ? `Note ${mixed} about order ${i}` : ''}\n`
  );
}
