import type { Refusal } from '../app/result.ts';
import type { RunStatus } from '../load/run-store.ts';

/** What a command says to the shell; kept stable, scripts depend on it. */
export const EXIT = {
  done: 0,
  usage: 1,
  issuesFound: 2,
  incomplete: 3,
  failed: 4,
  cancelled: 5,
  paused: 6,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const EXIT_OF_REFUSAL: Readonly<Record<Refusal['code'], ExitCode>> = {
  invalid: EXIT.issuesFound,
  not_found: EXIT.usage,
  forbidden: EXIT.failed,
  conflict: EXIT.failed,
  stale: EXIT.failed,
  key_reused: EXIT.failed,
  unavailable: EXIT.failed,
};

export function exitOfRefusal(code: Refusal['code']): ExitCode {
  return EXIT_OF_REFUSAL[code];
}

/** A run that still goes on is no failure of the command that shows it. */
const EXIT_OF_RUN: Readonly<Record<RunStatus, ExitCode>> = {
  pending: EXIT.done,
  running: EXIT.done,
  paused: EXIT.paused,
  completed: EXIT.done,
  completed_with_errors: EXIT.incomplete,
  failed: EXIT.failed,
  cancelled: EXIT.cancelled,
  rolling_back: EXIT.done,
  rolled_back: EXIT.done,
};

export function exitOfRun(status: RunStatus): ExitCode {
  return EXIT_OF_RUN[status];
}
