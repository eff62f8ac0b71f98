import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunView } from '../../src/app/run-views.ts';
import { loadsOf, page } from '../support/fault-proxy.ts';
import { ALL_CREATED, type FaultWorld, openFaultWorld } from '../support/fault-world.ts';
import { outcomesOf, unwrap } from '../support/product.ts';

type Fields = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

function without(fields: Fields, name: string): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([other]) => other !== name));
}

/** From the pause of a run on, Odoo says that a model has other fields, as after an upgrade or a change in Studio. */
describe('Odoo changed between pause and resume', () => {
  let world: FaultWorld;
  let paused: RunView;

  beforeEach(async () => {
    world = await openFaultWorld({ concurrency: 1 });
    world.proxy.addFault({
      match: loadsOf('crm.lead'),
      times: 1000,
      action: { kind: 'answer', answer: page(503) },
    });
    paused = await world.run();
    expect([paused.status, paused.pauseReason]).toEqual(['paused', 'odoo_unavailable']);
    world.proxy.clearFaults();
  });
  afterEach(() => world.close());

  function changeFields(model: string, change: (fields: Fields) => Fields): void {
    world.proxy.clearFaults();
    world.proxy.addFault({
      match: (call) => call.model === model && call.method === 'fields_get',
      times: 1000,
      action: {
        kind: 'change_answer',
        change: (answer) => ({
          ...answer,
          body: JSON.stringify(change(JSON.parse(answer.body) as Fields)),
        }),
      },
    });
  }

  async function resumed(): Promise<RunView> {
    unwrap(await world.app.runs.resume(paused.id));
    return world.end(paused.id);
  }

  it('in what the graph needs: paused with the difference, and resumed once more it goes on', async () => {
    changeFields('crm.lead', (fields) => ({
      ...without(fields, 'expected_revenue'),
      partner_id: { ...fields.partner_id, readonly: true },
      x_source: { type: 'char', string: 'Source', required: true, readonly: false, store: true },
    }));
    const loads = world.proxy.calls.filter(loadsOf()).length;
    const again = await resumed();
    expect([again.status, again.pauseReason]).toEqual(['paused', 'schema_changed']);
    expect(again.errorMessage).toBe(
      'Odoo is not what it was when the run began: field crm.lead.partner_id is read-only now; ' +
        'field crm.lead.expected_revenue is gone; field crm.lead.x_source is required now. ' +
        'Resume to go on all the same, or cancel, adapt the graph and run again.',
    );
    expect(world.proxy.calls.filter(loadsOf())).toHaveLength(loads);
    await world.check(again);

    const run = await resumed();
    expect([run.status, outcomesOf(run)]).toEqual(['completed', ALL_CREATED]);
    await world.check(run);
  });

  it('once more after that was accepted: paused again with the new difference', async () => {
    const readonly = (names: readonly string[]) => (fields: Fields) => ({
      ...fields,
      ...Object.fromEntries(names.map((name) => [name, { ...fields[name], readonly: true }])),
    });
    changeFields('crm.lead', readonly(['partner_id']));
    expect((await resumed()).pauseReason).toBe('schema_changed');
    changeFields('crm.lead', readonly(['partner_id', 'name']));
    const again = await resumed();
    expect([again.status, again.pauseReason]).toEqual(['paused', 'schema_changed']);
    expect(again.errorMessage).toContain('field crm.lead.name is read-only now');
    const run = await resumed();
    expect([run.status, outcomesOf(run)]).toEqual(['completed', ALL_CREATED]);
    await world.check(run);
  });

  it('in what does not concern the graph: goes on at once', async () => {
    changeFields('crm.lead', (fields) => ({
      ...without(fields, 'color'),
      x_note: { type: 'char', string: 'Note', required: false, readonly: false, store: true },
    }));
    const run = await resumed();
    expect([run.status, outcomesOf(run)]).toEqual(['completed', ALL_CREATED]);
    await world.check(run);
  });

  it('cancelled instead: every row is accounted for', async () => {
    // five rows were under way when the run paused, and a run without a worker cannot look them up
    changeFields('crm.lead', (fields) => without(fields, 'name'));
    expect((await resumed()).pauseReason).toBe('schema_changed');
    unwrap(await world.app.runs.cancel(paused.id));
    const run = await world.end(paused.id);
    expect([run.status, outcomesOf(run)]).toEqual([
      'cancelled',
      { ...ALL_CREATED, leads: { cancelled: 10, unknown: 5 } },
    ]);
    await world.check(run);
  });
});
