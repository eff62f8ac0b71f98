import { writeFileSync } from 'node:fs';
import type { Reporter } from 'vitest/node';

type Errors = Parameters<NonNullable<Reporter['onTestRunEnd']>>[1];

/** A reporter for what failed outside of every test, of which vitest's JSON report is silent: a JSON list in the file `UNHANDLED_ERRORS`. */
export default class UnhandledErrors implements Reporter {
  onTestRunEnd(_modules: unknown, errors: Errors): void {
    const path = process.env.UNHANDLED_ERRORS;
    if (path === undefined || errors.length === 0) return;
    writeFileSync(path, JSON.stringify(errors.map(({ message, stack }) => stack ?? message)));
  }
}
