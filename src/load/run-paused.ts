import type { PauseReason } from './run-store.ts';

/** Ends a run's work for now: nothing is lost, somebody or something has to change first. Caught at the border of the run. */
export class RunPaused extends Error {
  readonly reason: PauseReason;
  constructor(reason: PauseReason, message: string) {
    super(message);
    this.name = 'RunPaused';
    this.reason = reason;
  }
}

/** Odoo lets the user not read what loading needs: it rejects the rows of that model where it can, and pauses the run elsewhere. */
export class ReadRefused extends RunPaused {
  constructor(message: string) {
    super('credentials', message);
    this.name = 'ReadRefused';
  }
}
