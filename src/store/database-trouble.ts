import pg from 'pg';
import { DatabaseSilent } from './silence.ts';

const NODE_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
]);
/** Disk full (53100) and "could not write" by the operating system (58030). */
const FULL: ReadonlySet<string> = new Set(['53100', '58030']);
/** A quota that is used up comes as an internal error (XX000), whose text is the operating system's. */
const FULL_TEXT = /No space left on device|Disk quota exceeded|File too large/;

/**
 * Whether an error tells of our database being away (restarted, shut down, out of connections, its socket half open) or full.
 * SQLSTATE classes: 08 connection, 53 resources, 57P0x shutdown; https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function databaseTrouble(error: unknown): 'away' | 'full' | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof pg.DatabaseError) {
      const code = cause.code ?? '';
      if (FULL.has(code) || (code === 'XX000' && FULL_TEXT.test(cause.message))) return 'full';
      if (/^(08|53|57P0)/.test(code)) return 'away';
      continue;
    }
    const isAway =
      'code' in cause && typeof cause.code === 'string' && NODE_CODES.has(cause.code) && 'syscall' in cause;
    if (
      isAway ||
      cause instanceof DatabaseSilent ||
      /^(Connection terminated|Query read timeout|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
        cause.message,
      )
    ) {
      return 'away';
    }
  }
  return null;
}
