/**
 * Runs vitest with the usual reporters. With `CI=true` files in which something failed are run once more, alone: a test that only fails
 * beside others on a busy machine is to be mended, and told at the end, but it says nothing against the change. What fails twice has failed.
 *
 *   node scripts/run-vitest.ts <project> <report.json> [argument of vitest…]
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { afterRerun, type Report, rerunnable } from './rerun.ts';

export interface VitestRun {
  readonly project: string;
  /** Path of the JSON report. */
  readonly report: string;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Said of the first run, before anything is run once more; default: it may be. */
  readonly mayRunAgain?: () => boolean;
}

/** Exit code of vitest. */
export function runVitest({ project, report, args = [], env = {}, mayRunAgain }: VitestRun): number {
  const status = spawnVitest(project, report, args, env);
  if (status === 0 || process.env.CI !== 'true' || !existsSync(report)) return status;
  const first = readReport(report);
  const files = rerunnable(first);
  if (files.length === 0 || mayRunAgain?.() === false) return status;
  console.log(`Something failed in ${files.join(', ')}: once more, alone.`);
  const unhandled = readUnhandled(report);
  const again = `${report}.again`;
  const secondStatus = spawnVitest(project, again, [...optionsOf(args), '--maxWorkers=1', ...files], {
    ...env,
    // what the first run found stays told
    CRASH_FIGURES: undefined,
  });
  if (secondStatus !== 0 || !existsSync(again)) return status;
  writeFileSync(report, JSON.stringify({ ...afterRerun(first, readReport(again)), unhandled }));
  return 0;
}

function spawnVitest(
  project: string,
  report: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): number {
  const unhandled = unhandledOf(report);
  rmSync(unhandled, { force: true });
  const reporters = [
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    '--reporter=./scripts/unhandled-errors.ts',
  ];
  const { status } = spawnSync(
    'node_modules/.bin/vitest',
    ['run', '--project', project, ...reporters, ...args],
    { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env, UNHANDLED_ERRORS: unhandled } },
  );
  return status ?? 1;
}

function unhandledOf(report: string): string {
  return `${report}.unhandled`;
}

/** What failed outside of every test. */
function readUnhandled(report: string): readonly string[] {
  const path = unhandledOf(report);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as readonly string[]) : [];
}

/** Files that were asked for give way to those that failed. */
function optionsOf(args: readonly string[]): readonly string[] {
  return args.filter((argument) => argument.startsWith('-'));
}

function readReport(path: string): Report {
  return JSON.parse(readFileSync(path, 'utf8')) as Report;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [project = '', report = '', ...args] = process.argv.slice(2);
  process.exitCode = runVitest({ project, report, args });
}
