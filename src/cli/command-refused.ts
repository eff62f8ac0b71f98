import type { Result } from '../app/result.ts';
import type { Issue } from '../issue.ts';
import { EXIT, type ExitCode, exitOfRefusal } from './exit-code.ts';

/** An expected refusal on its way to the border of the command (`run-command.ts`), which prints it and ends with its code. */
export class CommandRefused extends Error {
  readonly exitCode: ExitCode;
  readonly code: string;
  readonly issues: readonly Issue[];

  constructor(exitCode: ExitCode, code: string, message: string, issues: readonly Issue[] = []) {
    super(message);
    this.name = 'CommandRefused';
    this.exitCode = exitCode;
    this.code = code;
    this.issues = issues;
  }
}

/** The command line itself is wrong. */
export function usageError(message: string): CommandRefused {
  return new CommandRefused(EXIT.usage, 'usage', message);
}

/** The value of a use case, or its refusal as the command's end. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  const { code, message, issues } = result.error;
  throw new CommandRefused(exitOfRefusal(code), code, message, issues);
}
