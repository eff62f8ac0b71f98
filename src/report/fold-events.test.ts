import { expect, test } from 'vitest';
import type { RunEvent } from '../event.ts';
import { EventFold } from './fold-events.ts';

/** Events at seconds after the start. */
function fold(...events: readonly (readonly [second: number, event: RunEvent])[]) {
  const fold = new EventFold();
  for (const [i, [second, event]] of events.entries())
    fold.add({ seq: i + 1, at: new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString(), event });
  const { nodes, defaults, ...rest } = fold.times();
  return { ...rest, nodes: Object.fromEntries(nodes), defaults: Object.fromEntries(defaults) };
}

const started = { type: 'run_started', worker: 'a:1', epoch: 1 } as const;
const node = 'orders';

test('a run without a break', () => {
  const times = fold(
    [0, { type: 'run_queued' }],
    [10, started],
    [11, { type: 'node_prepared', node, rows: 9, rejected: 2, skipped: 1 }],
    [12, { type: 'node_started', node }],
    [17, { type: 'node_finished', node, status: 'completed' }],
    [20, { type: 'run_finished', status: 'completed', message: null }],
  );
  expect(times).toEqual({
    workers: ['a:1'],
    activeSeconds: 10,
    nodes: { orders: { seconds: 5, settledEarly: 3 } },
    defaults: {},
  });
});

test('neither a pause counts, nor the time in which no worker was alive', () => {
  const times = fold(
    [0, started],
    [1, { type: 'node_started', node }],
    [4, { type: 'batch_sent', node, batch: 1, rows: 5, kind: 'create' }],
    [40, { type: 'run_resumed', worker: 'b:1', epoch: 2 }],
    [42, { type: 'run_paused', reason: 'requested', message: '' }],
    [50, { type: 'run_resumed', worker: 'a:1', epoch: 3 }],
    [53, { type: 'node_finished', node, status: 'completed' }],
  );
  expect(times).toEqual({
    workers: ['a:1', 'b:1'],
    activeSeconds: 9,
    nodes: { orders: { seconds: 8, settledEarly: 0 } },
    defaults: {},
  });
});

test('a node under way counts up to the last event', () => {
  const times = fold(
    [0, started],
    [1, { type: 'node_started', node }],
    [7, { type: 'waiting', message: '' }],
  );
  expect(times.nodes).toEqual({ orders: { seconds: 6, settledEarly: 0 } });
});

test('defaults are told as they stand at last; what was wrong once stays so', () => {
  const team = { field: 'team_id', label: 'Sales Team', value: 1, name: 'Sales' };
  const stage = { field: 'stage_id', label: 'Stage', value: 4, name: 'New' };
  const { defaults } = fold(
    [0, started],
    [1, { type: 'defaults_found', node, isPinned: true, fields: [stage, team] }],
    [2, { type: 'defaults_unpinned', node, reason: 'differs', fields: [stage] }],
    [3, { type: 'run_resumed', worker: 'b:1', epoch: 2 }],
    [4, { type: 'defaults_found', node, isPinned: true, fields: [stage, team] }],
  );
  expect(defaults).toEqual({
    orders: [
      { ...stage, state: 'unpinned' },
      { ...team, state: 'pinned' },
    ],
  });
});
