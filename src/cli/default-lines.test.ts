import { expect, test } from 'vitest';
import { OUTCOMES, type Outcome } from '../issue.ts';
import type { NodeDefault } from '../report/fold-events.ts';
import type { ReportNode } from '../report/run-report.ts';
import { defaultLines } from './default-lines.ts';

const STAGE = { field: 'stage_id', label: 'Stage', value: 4, name: 'New' } as const;
const PORTAL = { field: 'require_signature', label: 'Online signature', value: true, name: null } as const;

function nodeOf(created: number, ...defaults: readonly NodeDefault[]): ReportNode {
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  return {
    node: 'leads',
    model: 'crm.lead',
    sheet: 'leads',
    status: 'completed',
    rows: created,
    counts: { ...counts, created },
    open: 0,
    seconds: 1,
    rowsPerSecond: 1,
    defaults,
  };
}

test('proposals are told where there is something to gain', () => {
  const found = [
    { ...STAGE, state: 'proposed' },
    { ...PORTAL, state: 'proposed' },
  ] as const;
  expect(defaultLines([nodeOf(999, ...found)])).toEqual([]);
  expect(defaultLines([nodeOf(1000, ...found)]).at(-1)).toContain(
    'stage_id = New (4), require_signature = true.',
  );
});

test('what was sent along is told always', () => {
  const lines = defaultLines([nodeOf(150, { ...STAGE, state: 'pinned' }, { ...PORTAL, state: 'unpinned' })]);
  expect(lines.join('\n')).toMatch(/sent along with the new records.*stage_id = New \(4\)/);
  expect(lines.join('\n')).toMatch(/Look at the records created before.*"pinned_defaults: off"/);
});
