import * as fc from 'fast-check';
import type { FaultAction } from '../../src/sandbox/faults.ts';

/** What a user, a worker, Odoo or the network does next. */
export type Action =
  | { readonly do: 'start' | 'pause' | 'resume' | 'cancel' }
  /** The last run that is over is retried, with the newest version of its dataset. */
  | { readonly do: 'retry' }
  /** The last run that is over is rolled back; turns of workers do it. */
  | { readonly do: 'rollback' }
  /** A worker takes the run; something may happen to it at its n-th call of Odoo. */
  | { readonly do: 'turn'; readonly interrupt: { readonly how: Interrupt; readonly at: number } | null }
  | { readonly do: 'edit'; readonly what: Edit; readonly n: number }
  /** A cell of the dataset that was run last is corrected into a new version. */
  | { readonly do: 'edit_cell'; readonly what: CellEdit; readonly n: number }
  /** Somebody writes to the record of a company in Odoo itself. */
  | { readonly do: 'edit_odoo'; readonly n: number }
  | {
      readonly do: 'fault';
      readonly kind: keyof typeof FAULTS;
      readonly after: number;
      readonly times: number;
    };

export const INTERRUPTS = ['kill_before', 'kill_after', 'zombie', 'shutdown', 'pause', 'cancel'] as const;
export type Interrupt = (typeof INTERRUPTS)[number];

const EDITS = [
  'city',
  'city_back',
  'break_company',
  'break_company',
  'mend_company',
  'add_lead',
  'drop_lead',
] as const;
export type Edit = (typeof EDITS)[number];

const CELL_EDITS = ['city', 'break_company', 'mend_company', 'mend_company'] as const;
export type CellEdit = (typeof CELL_EDITS)[number];

const page = (status: number, headers = {}): FaultAction => ({
  kind: 'status',
  status,
  headers,
  body: '<html><body>Busy</body></html>',
});

/** Those of `load` only have no meaning for other calls. */
export const FAULTS = {
  reset_before: { action: { kind: 'reset_before' } },
  reset_after: { action: { kind: 'reset_after_commit' } },
  unavailable: { action: page(503, { 'retry-after': '1' }) },
  rate_limited: { action: page(429) },
  bad_gateway: { action: page(502) },
  gateway_timeout: { action: page(504) },
  maintenance: { action: page(200) },
  serialization: { action: { kind: 'serialization' }, method: 'load' },
  wrong_ids: {
    action: { kind: 'status', status: 200, body: { ids: [1, 2, 3], messages: [], nextrow: 0 } },
    method: 'load',
  },
} as const satisfies Record<string, { readonly action: FaultAction; readonly method?: string }>;

const place = fc.nat({ max: 30 });

const turn: fc.Arbitrary<Action> = fc.record({
  do: fc.constant('turn' as const),
  interrupt: fc.option(fc.record({ how: fc.constantFrom(...INTERRUPTS), at: place }), { freq: 4, nil: null }),
});

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 8, arbitrary: turn },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('start' as const, 'pause' as const, 'resume' as const, 'cancel' as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      what: fc.constantFrom(...EDITS),
      n: fc.integer({ min: 1, max: 5 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('edit_cell' as const),
      what: fc.constantFrom(...CELL_EDITS),
      n: fc.integer({ min: 1, max: 5 }),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('retry' as const) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('rollback' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('edit_odoo' as const), n: fc.integer({ min: 1, max: 5 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('fault' as const),
      kind: fc.constantFrom(...(Object.keys(FAULTS) as (keyof typeof FAULTS)[])),
      after: place,
      times: fc.integer({ min: 1, max: 3 }),
    }),
  },
);

/** A run first: most of what may happen needs one. */
export const actions: fc.Arbitrary<readonly Action[]> = fc
  .tuple(turn, fc.array(action, { minLength: 3, maxLength: 12 }))
  .map(([first, more]) => [first, ...more]);
