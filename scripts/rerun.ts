/** Of vitest's JSON report. */
export interface Report {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numFailedTestSuites: number;
  readonly numPendingTests: number;
  readonly testResults: readonly FileResult[];
  /** Ours: what failed and then passed alone, as the first run had it. */
  readonly unsteady?: readonly FileResult[];
  /** Ours: what failed outside of every test in the first run, when its failed files passed alone. */
  readonly unhandled?: readonly string[];
}

export interface FileResult {
  /** Path of the file. */
  readonly name: string;
  readonly status: string;
  readonly message?: string;
  readonly assertionResults: readonly {
    readonly status: string;
    readonly fullName: string;
    readonly failureMessages?: readonly string[];
  }[];
}

/** More than so many files do not fail by chance. */
const MOST_FILES = 4;

/** Files worth running once more; none where too much failed, or what failed is in no file. */
export function rerunnable({ testResults }: Report): readonly string[] {
  const files = testResults.filter(hasFailed).map(({ name }) => name);
  return files.length > MOST_FILES ? [] : files;
}

/** The report as it stands after the failed files passed alone. */
export function afterRerun(first: Report, second: Report): Report {
  const again = new Map(second.testResults.map((file) => [file.name, file]));
  const testResults = first.testResults.map((file) => again.get(file.name) ?? file);
  const all = testResults.flatMap((file) => file.assertionResults);
  const count = (wanted: RegExp): number => all.filter(({ status }) => wanted.test(status)).length;
  const isGood = !testResults.some(hasFailed);
  return {
    ...first,
    success: isGood,
    numPassedTests: count(/^passed$/),
    numFailedTests: count(/^failed$/),
    numFailedTestSuites: isGood ? 0 : first.numFailedTestSuites,
    numPendingTests: count(/^(pending|skipped|todo|disabled)$/),
    testResults,
    unsteady: first.testResults.filter((file) => hasFailed(file) && again.has(file.name)),
  };
}

function hasFailed({ status, assertionResults }: FileResult): boolean {
  return status === 'failed' || assertionResults.some((test) => test.status === 'failed');
}
