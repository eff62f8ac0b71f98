import type { Issue } from '../issue.ts';
import type { Refusal, Result } from './result.ts';

export function done<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function refuse(
  code: Refusal['code'],
  message: string,
  issues?: readonly Issue[],
): { ok: false; error: Refusal } {
  return { ok: false, error: { code, message, ...(issues ? { issues } : {}) } };
}

/** The same words wherever something is asked for that is not there. */
export function notFound(
  what: 'Graph' | 'Dataset' | 'Connection' | 'Run' | 'Row' | 'Sheet',
  id: string,
): { ok: false; error: Refusal } {
  return refuse('not_found', `${what} ${id} not found`);
}
