import { expect, test } from 'vitest';
import { afterRerun, type FileResult, type Report, rerunnable } from '../../scripts/rerun.ts';

const fileOf = (name: string, ...statuses: readonly string[]): FileResult => ({
  name,
  status: statuses.includes('failed') ? 'failed' : 'passed',
  assertionResults: statuses.map((status, i) => ({ status, fullName: `${name} ${i}`, failureMessages: [] })),
});

function reportOf(...testResults: readonly FileResult[]): Report {
  const all = testResults.flatMap((file) => file.assertionResults);
  const count = (wanted: string): number => all.filter(({ status }) => status === wanted).length;
  return {
    success: count('failed') === 0,
    numPassedTests: count('passed'),
    numFailedTests: count('failed'),
    numFailedTestSuites: testResults.filter(({ status }) => status === 'failed').length,
    numPendingTests: count('skipped'),
    testResults,
  };
}

test('the files in which something failed are run once more', () => {
  expect(rerunnable(reportOf(fileOf('a', 'passed'), fileOf('b', 'passed', 'failed')))).toEqual(['b']);
});

test('what fails in many files does not fail by chance', () => {
  const files = ['a', 'b', 'c', 'd', 'e'].map((name) => fileOf(name, 'failed'));
  expect(rerunnable(reportOf(...files))).toEqual([]);
});

test('a file that passes alone counts as passed, and is told as unsteady', () => {
  const first = reportOf(fileOf('a', 'passed', 'skipped'), fileOf('b', 'passed', 'failed'));
  const merged = afterRerun(first, reportOf(fileOf('b', 'passed', 'passed')));
  expect(merged).toMatchObject({ success: true, numPassedTests: 3, numFailedTests: 0, numPendingTests: 1 });
  expect(merged.unsteady).toEqual([first.testResults[1]]);
});

test('a file that was not run once more stays failed', () => {
  const first = reportOf(fileOf('a', 'failed'), fileOf('b', 'failed'));
  expect(afterRerun(first, reportOf(fileOf('b', 'passed')))).toMatchObject({
    success: false,
    numFailedTests: 1,
  });
});
