import type { Issue } from '../issue.ts';

export type Result<T, E = Refusal> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

/** Why a use case refused; the server turns `code` into an HTTP status, the CLI into an exit code. */
export interface Refusal {
  readonly code: 'not_found' | 'invalid' | 'conflict' | 'stale' | 'key_reused' | 'forbidden' | 'unavailable';
  /** One sentence: what, where, what to do next. For a graph: `Graph <id> not found`, `Graph validation failed: …`. */
  readonly message: string;
  readonly issues?: readonly Issue[];
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}
export interface PageQuery {
  readonly limit: number;
  readonly cursor?: string;
}
