import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { sumFigures } from '../../scripts/sum-figures.ts';
import { type Told, tellFigures, tellVerdict } from '../support/figures.ts';

test('the sums of test:crash count faults, kills and seeds, and what the oracle said', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ig-figures-'));
  vi.stubEnv('CRASH_FIGURES', join(folder, 'figures'));
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });
  tellFigures({ kind: 'kills', what: 'killed', tried: 139, failed: 1, seconds: 9 });
  tellFigures({ kind: 'kills', what: 'large', tried: 3, failed: 0, seconds: 9 });
  tellFigures({ kind: 'seeds', what: 'model', tried: 500, failed: 2, seconds: 9 });
  tellVerdict('run_1', []);
  tellVerdict('run_2', [
    { kind: 'duplicate', text: 'C1 is there 3 times', count: 2 },
    { kind: 'duplicate', text: 'C2 is there twice' },
    { kind: 'lost', text: 'C3 is gone' },
    { kind: 'link', text: 'C4 has another parent' },
  ]);
  const lines = (await readFile(join(folder, 'figures'), 'utf8')).trim().split('\n');
  const results = [
    { status: 'passed', fullName: 'reset' },
    { status: 'failed', fullName: 'disk full' },
    { status: 'skipped', fullName: 'needs root' },
    { status: 'passed', fullName: 'a row without a fault: is written' },
  ];
  const report = { testResults: [{ assertionResults: results }, { assertionResults: results.slice(0, 1) }] };
  const sums = sumFigures(
    report,
    lines.map((line) => JSON.parse(line) as Told),
  );
  expect(Object.entries(sums)).toEqual([
    ['faults_tried', 3],
    ['faults_survived', 2],
    ['kills', 142],
    ['seeds', 500],
    ['duplicates', 3],
    ['lost', 1],
    ['kills_survived', 141],
    ['seeds_survived', 498],
    ['oracle_looks', 2],
  ]);
});
