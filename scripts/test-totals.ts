/** Adds up vitest's JSON reports: names what failed and why, then `N passed, N failed, N skipped` as the last line. A missing report is a failure. */
import { existsSync, readFileSync } from 'node:fs';
import type { FileResult, Report } from './rerun.ts';

/** Says once more, at the end, what failed: the top of a long output is easily lost. */
function tellFailed(file: string, suites: readonly FileResult[]): void {
  const tests = suites.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => `${name}: ${fullName}${beginningOf(failureMessages?.[0])}`),
  );
  const broken = suites
    .filter(({ status, message }) => status === 'failed' && message)
    .map(({ name, message }) => `${name}:${beginningOf(message)}`);
  const failures = [...tests, ...broken];
  if (failures.length === 0) failures.push('an error outside of the tests, see "Unhandled Errors" above');
  for (const failure of failures) console.log(`${file}: ${failure}`);
}

const MOST_LINES = 60;

/** Why it failed, indented below its name. */
function beginningOf(message = ''): string {
  const lines = message.split('\n').filter((line) => !/^\s+at .*node_modules/.test(line));
  return lines
    .slice(0, MOST_LINES)
    .map((line) => `\n    ${line}`)
    .join('');
}

let passed = 0;
let failed = 0;
let skipped = 0;
for (const file of process.argv.slice(2)) {
  if (!existsSync(file)) {
    console.log(`${file} is missing: its tests did not finish`);
    failed += 1;
    continue;
  }
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  if (report.unsteady) tellFailed(`${file}: passed alone, but failed before`, report.unsteady);
  for (const error of report.unhandled ?? [])
    console.log(`${file}: outside of the tests, before they passed alone: ${error}`);
  if (!report.success) tellFailed(file, report.testResults);
  passed += report.numPassedTests;
  failed += Math.max(report.numFailedTests, report.numFailedTestSuites > 0 ? 1 : 0);
  skipped += report.numPendingTests;
}
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
