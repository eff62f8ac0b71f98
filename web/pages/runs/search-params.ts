import { OUTCOMES, type Outcome } from '../../components/states.tsx';
import { type EventGroup, isEventGroup } from './live/run-events-filter.ts';
import { isRunTab, type RunTab } from './run-tabs.ts';

/** What stands behind the `?` of the pages of runs; what is not understood is left out. */
type Raw = Readonly<Record<string, unknown>>;

export const RUN_STATUSES = [
  'pending',
  'running',
  'paused',
  'completed',
  'completed_with_errors',
  'failed',
  'cancelled',
  'rolling_back',
  'rolled_back',
] as const;
export const RUN_KINDS = ['run', 'check', 'retry'] as const;

export interface RunsSearch {
  readonly status?: (typeof RUN_STATUSES)[number] | undefined;
  readonly kind?: (typeof RUN_KINDS)[number] | undefined;
  readonly graph?: string | undefined;
}

export function runsSearch(raw: Raw): RunsSearch {
  return {
    ...given('status', oneOf(RUN_STATUSES, raw.status)),
    ...given('kind', oneOf(RUN_KINDS, raw.kind)),
    ...given('graph', text(raw.graph)),
  };
}

export interface RunSearch {
  readonly tab?: RunTab | undefined;
  readonly events?: EventGroup | undefined;
}

export function runSearch(raw: Raw): RunSearch {
  return {
    ...(isRunTab(raw.tab) ? { tab: raw.tab } : {}),
    ...(isEventGroup(raw.events) ? { events: raw.events } : {}),
  };
}

export interface CompareSearch {
  readonly a?: string | undefined;
  readonly b?: string | undefined;
}

export function compareSearch(raw: Raw): CompareSearch {
  return { ...given('a', text(raw.a)), ...given('b', text(raw.b)) };
}

export interface RowsSearch {
  readonly node?: string | undefined;
  readonly outcome?: Outcome | undefined;
  readonly issue?: string | undefined;
  readonly q?: string | undefined;
}

export function rowsSearch(raw: Raw): RowsSearch {
  return {
    ...given('node', text(raw.node)),
    ...given('outcome', oneOf(OUTCOMES, raw.outcome)),
    ...given('issue', text(raw.issue)),
    ...given('q', text(raw.q)),
  };
}

function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function oneOf<T extends string>(words: readonly T[], value: unknown): T | undefined {
  return words.find((word) => word === value);
}

function given<K extends string, V>(name: K, value: V | undefined): { readonly [key in K]?: V } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [key in K]: V });
}
