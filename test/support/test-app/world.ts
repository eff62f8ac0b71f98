import type { ConnectionView } from '../../../src/app/connection-cases.ts';
import type { DatasetView } from '../../../src/app/dataset-cases.ts';
import type { GraphView } from '../../../src/app/graph-cases.ts';
import type { Page, PageQuery, Refusal, Result } from '../../../src/app/result.ts';
import type { RunView } from '../../../src/app/run-views.ts';
import type { StoredEvent } from '../../../src/event.ts';

/** What the use cases of the test app know: each kind by its ID. */
export interface TestWorld {
  readonly connections: Map<string, ConnectionView>;
  readonly datasets: Map<string, DatasetView>;
  readonly graphs: Map<string, GraphView>;
  readonly runs: Map<string, RunView>;
  readonly events: Map<string, StoredEvent[]>;
  /** Who waits for an event. */
  readonly waiters: Set<() => void>;
}

export const AT = '2026-01-02T03:04:05.000Z';

export function done<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function refuse(
  code: Refusal['code'],
  message: string,
  issues?: Refusal['issues'],
): { readonly ok: false; readonly error: Refusal } {
  return { ok: false, error: { code, message, ...(issues === undefined ? {} : { issues }) } };
}

export function invalidGraph(field: string) {
  const issues = ['first', 'second'].map((edge) => ({
    severity: 'error' as const,
    code: 'spec_invalid' as const,
    edge,
    field,
    message: `${edge}: ${field} is wrong`,
  }));
  return refuse('invalid', `Graph validation failed: ${issues.map((i) => i.message).join('; ')}`, issues);
}

export function find<T>(all: ReadonlyMap<string, T>, id: string, what: string): Result<T> {
  const found = all.get(id);
  return found === undefined ? refuse('not_found', `${what} ${id} not found`) : done(found);
}

export function remove<T>(all: Map<string, T>, id: string, what: string): Result<null> {
  return all.delete(id) ? done(null) : refuse('not_found', `${what} ${id} not found`);
}

export function pageOf<T>(all: readonly T[], { limit, cursor }: PageQuery): Page<T> {
  const from = Number(cursor ?? 0);
  const to = from + limit;
  return { items: all.slice(from, to), nextCursor: to < all.length ? String(to) : null };
}
