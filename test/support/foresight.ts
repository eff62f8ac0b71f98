import { expect } from 'vitest';
import type { App } from '../../src/app/app.ts';
import type { RunRowView, StartCheck } from '../../src/app/run-views.ts';
import { endOfRun, unwrap } from './product.ts';

/** Checks, and answers with what the check says of every row. */
export async function foresee(app: App, input: StartCheck): Promise<readonly RunRowView[]> {
  const { id } = unwrap(await app.runs.check(input));
  const { status, errorMessage } = await endOfRun(app, id);
  expect([status, errorMessage]).toEqual([expect.stringMatching(/^completed/), null]);
  return rowsOfRun(app, id);
}

/** Every row of a run with its changes. */
export async function rowsOfRun(app: App, runId: string): Promise<readonly RunRowView[]> {
  const rows: RunRowView[] = [];
  for (let cursor: string | undefined; ; ) {
    const query = { limit: 500, changes: true, ...(cursor === undefined ? {} : { cursor }) };
    const page = unwrap(await app.runs.rows(runId, query));
    rows.push(...page.items);
    if (page.nextCursor === null) return rows;
    cursor = page.nextCursor;
  }
}

/**
 * A check says of every row what the run then does: the outcome, the rule or the row behind it, the record, each changed field with
 * its old and new value, and why it is rejected.
 */
export async function expectForeseen(
  app: App,
  runId: string,
  foreseen: readonly RunRowView[],
): Promise<void> {
  const done = await rowsOfRun(app, runId);
  // Where a failure policy ended the run, the check went on.
  const loaded = done.filter(({ outcome }) => outcome !== 'cancelled');
  const kept = new Set(loaded.map(placeOf));
  expect(foreseen.map(placeOf)).toEqual(done.map(placeOf));
  const ofLoaded = foreseen.filter((row) => kept.has(placeOf(row)));
  expect(ofLoaded.map(comparable)).toEqual(loaded.map(comparable));
}

function placeOf({ node, ord }: RunRowView): string {
  return `${node} ${ord}`;
}

function comparable({ issues, changes = [], ...row }: RunRowView) {
  return {
    ...row,
    ord: null,
    // A record that is not made yet has no number; the run names the record that a check only foretells.
    recordId: row.outcome === 'created' ? 'new' : row.recordId,
    errors: issues.filter(({ severity }) => severity === 'error').map(({ code, field }) => [code, field]),
    changes: row.outcome === 'updated' ? changes.map(({ field, old }) => [field, old]) : [],
  };
}
