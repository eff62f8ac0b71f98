/**
 * `npm run test:crash [-- --full] [-- --json] [test file…]`: faults one by one, then workers killed again and again and sequences of
 * commands against a model; a representative part of these, or all of them. Ends with a table of what was tried and found; with
 * `--json` the last line is one JSON object with the sums.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import type { Told } from '../test/support/figures.ts';
import { runVitest } from './run-vitest.ts';
import { figuresOf, sumFigures, type TestReport } from './sum-figures.ts';

const { values, positionals } = parseArgs({
  options: { full: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const file = 'tmp/crash-figures.jsonl';
const reports = { faults: 'tmp/faults.json', crash: 'tmp/crash.json' } as const;
mkdirSync('tmp', { recursive: true });
for (const path of [file, ...Object.values(reports)]) rmSync(path, { force: true });

const statuses = (['faults', 'crash'] as const).map(runProject);
const told = readTold();
const faults: TestReport = existsSync(reports.faults)
  ? (JSON.parse(readFileSync(reports.faults, 'utf8')) as TestReport)
  : { testResults: [] };
const sums = sumFigures(faults, told);
printTable();
if (values.json) console.log(JSON.stringify({ ...sums, full: values.full, figures: figuresOf(told) }));
process.exitCode = statuses.find((status) => status !== 0) ?? 0;

/** One after the other: the kills have the machine for themselves. What the oracle found lost or doubled is not tried once more. */
function runProject(project: 'faults' | 'crash'): number {
  return runVitest({
    project,
    report: reports[project],
    args: [...(positionals.length > 0 ? ['--passWithNoTests'] : []), ...positionals],
    env: { CRASH_FIGURES: file, ...(values.full ? { CRASH_FULL: '1' } : {}) },
    mayRunAgain: () => {
      const { duplicates, lost } = sumFigures({ testResults: [] }, readTold());
      return duplicates + lost === 0;
    },
  });
}

function readTold(): readonly Told[] {
  return existsSync(file) ? parseLines(readFileSync(file, 'utf8')) : [];
}

function parseLines(text: string): readonly Told[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Told);
}

function printTable(): void {
  const table = new Table({
    head: ['what', 'tried', 'survived', 'seconds', ''],
    wordWrap: true,
    colWidths: [50, 8, 10, 9, 60],
  });
  table.push(['faults, one by one', sums.faults_tried, sums.faults_survived, '', '']);
  for (const { what, tried, failed, seconds, note } of figuresOf(told))
    table.push([what, tried, tried - failed, seconds, note ?? '']);
  console.log(table.toString());
  const { duplicates, lost, oracle_looks: looks } = sums;
  console.log(`${duplicates} duplicates, ${lost} rows or records lost in ${looks} looks of the oracle`);
}
