import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { outcomesOf, unwrap } from '../../../test/support/product.ts';
import type { Stage } from '../../../test/support/stage.ts';
import { csv, graphOf, openStage, outcomesByKey, play, start } from '../../../test/support/stage.ts';
import { letLeaseExpire } from '../../../test/support/stored-run.ts';
import { openTestWorker } from '../../../test/support/worker-turns.ts';

const DEPARTMENTS = `
  - id: departments
    type: model
    data:
      odooModel: hr.department
      sheet: departments
      key: [Code]
      fields:
        name: { column: Name }
        parent_id: { reference: { node: departments, columns: [Parent] } }
`;
const EMPLOYEES = (policy: string): string => `
  - id: employees
    type: model
    data:
      odooModel: hr.employee
      sheet: employees
      key: [Code]
      write_policy: ${policy}
      fields:
        name: { column: Name }
        parent_id: { reference: { node: employees, columns: [Boss] } }
        coach_id: { reference: { node: employees, columns: [Coach] } }
`;
/** Ann and Bob are each other's boss; Cid and Dee stand below them; Eve is her own coach. */
const STAFF = csv('Code,Name,Boss,Coach', ['A,Ann,B,B', 'B,Bob,A,A', 'C,Cid,A,B', 'D,Dee,C,C', 'E,Eve,,E']);

const BOSSES = { Ann: 'Bob', Bob: 'Ann', Cid: 'Ann', Dee: 'Cid', Eve: null };
const COACHES = { Ann: 'Bob', Bob: 'Ann', Cid: 'Bob', Dee: 'Cid', Eve: 'Eve' };

/** Name → name of the record that `field` points to. */
async function links({ odoo }: Stage, model: string, field: string, namespace: string) {
  const data = await odoo.searchRead(
    'ir.model.data',
    [
      ['module', '=', namespace],
      ['model', '=', model],
    ],
    ['res_id'],
  );
  const records = await odoo.searchRead(
    model,
    [['id', 'in', data.map((row) => row.res_id)]],
    ['name', field],
  );
  const names = new Map(records.map((record) => [record.id, record.name]));
  return Object.fromEntries(
    records.map((record) => {
      const of = record[field];
      return [record.name, Array.isArray(of) ? names.get(of[0] as number) : null];
    }),
  );
}

describe('rows that refer to rows of their own node', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ batchSize: 2, checksFirst: 'offline' });
  });
  afterAll(() => stage.close());

  test('a tree of four generations in shuffled order is loaded from its root, every child below its parent', async () => {
    const rows = [
      'D,Deep,C',
      'B2,Left,A',
      'C,Middle,B1',
      'A,Root,',
      'B1,Right,A',
      'D2,Deep too,C',
      'A2,Other root,',
    ];
    const graphId = await graphOf(stage, 'tree', DEPARTMENTS);
    const run = await play(stage, graphId, { departments: csv('Code,Name,Parent', rows) });
    expect(outcomesOf(run)).toEqual({ departments: { created: 7 } });
    expect(await links(stage, 'hr.department', 'parent_id', 'tree')).toEqual({
      Root: null,
      'Other root': null,
      Left: 'Root',
      Right: 'Root',
      Middle: 'Right',
      Deep: 'Middle',
      'Deep too': 'Middle',
    });
    const again = await play(stage, graphId, { departments: csv('Code,Name,Parent', rows.toReversed()) });
    expect(outcomesOf(again)).toEqual({ departments: { unchanged: 7 } });
  });

  test('a rejected root blocks all that stands below it, down to the last generation', async () => {
    const rows = ['C,Leaf,B', 'B,Branch,A', 'A,,', 'Z,Alone,'];
    const graphId = await graphOf(stage, 'dead_tree', DEPARTMENTS);
    const run = await play(stage, graphId, { departments: csv('Code,Name,Parent', rows) });
    expect(await outcomesByKey(stage, run, 'departments')).toEqual({
      C: 'blocked',
      B: 'blocked',
      A: 'rejected',
      Z: 'created',
    });
  });

  test('rows in a real circle are created first and closed by a second write; a second run finds nothing to do', async () => {
    const graphId = await graphOf(stage, 'circle', EMPLOYEES('upsert'));
    const run = await play(stage, graphId, { employees: STAFF });
    expect([run.status, outcomesOf(run)]).toEqual(['completed', { employees: { created: 5 } }]);
    expect(await links(stage, 'hr.employee', 'parent_id', 'circle')).toEqual(BOSSES);
    expect(await links(stage, 'hr.employee', 'coach_id', 'circle')).toEqual(COACHES);
    const again = await play(stage, graphId, { employees: STAFF });
    expect(outcomesOf(again)).toEqual({ employees: { unchanged: 5 } });
  });

  test('a row in a circle with a rejected row keeps its record, and says that the link is missing', async () => {
    const graphId = await graphOf(stage, 'half_circle', EMPLOYEES('upsert'));
    const broken = csv('Code,Name,Boss,Coach', ['A,Ann,B,', 'B,,A,']);
    // Odoo's metadata do not say that an employee needs a name.
    const run = await play(stage, graphId, { employees: broken }, { foreseen: 'server' });
    const rows = unwrap(await stage.app.runs.rows(run.id, { limit: 10 })).items;
    expect(rows.map((row) => [row.key, row.outcome, row.issues.map((issue) => issue.code)])).toEqual([
      ['A', expect.stringMatching(/rejected|blocked/), expect.anything()],
      ['B', 'rejected', ['odoo_rejected']],
    ]);
    expect(rows.every((row) => row.outcome !== 'unknown')).toBe(true);
  });
});

/** Writes of employees in a run of STAFF by twos: loads that create, then those that close the circles. */
test.each([
  ['upsert', 'kill', 0],
  ['upsert', 'shutDown', 1],
  ['upsert', 'kill', 3],
  ['create_only', 'kill', 1],
  ['create_only', 'shutDown', 2],
  ['create_only', 'kill', 4],
] as const)(
  'a circle of rows under %s, its worker ended (%s) at write %d, is closed by another worker with the same outcomes',
  async (policy, how, n) => {
    const stage = await openStage({ batchSize: 2, hasWorker: false });
    onTestFinished(() => stage.close());
    const graphId = await graphOf(stage, 'circle', EMPLOYEES(policy));
    const runId = await start(stage, graphId, { employees: STAFF });
    const { databaseUrl, home, pool } = stage.product;
    const first = await openTestWorker({ databaseUrl, home });
    let writes = 0;
    stage.sandbox.addFault({
      match: (call) => {
        if (['load', 'web_save_multi'].includes(call.method) && writes++ === n) first[how]();
        return false;
      },
      action: { kind: 'reset_before' },
    });
    expect(await first.turn(runId)).toEqual(how === 'kill' ? null : { status: 'handed_on' });
    await letLeaseExpire(pool, runId);
    const second = await openTestWorker({ databaseUrl, home });
    await second.turn(runId);
    await Promise.all([first.close(), second.close()]);
    expect(writes).toBeGreaterThan(n);
    const run = unwrap(await stage.app.runs.get(runId));
    expect([run.status, outcomesOf(run)]).toEqual(['completed', { employees: { created: 5 } }]);
    expect(await links(stage, 'hr.employee', 'parent_id', 'circle')).toEqual(BOSSES);
    expect(await links(stage, 'hr.employee', 'coach_id', 'circle')).toEqual(COACHES);
  },
);
