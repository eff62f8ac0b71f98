import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadsOf, page } from '../support/fault-proxy.ts';
import type { FaultWorld } from '../support/fault-world.ts';
import { openFaultWorld } from '../support/fault-world.ts';
import { outcomesOf, unwrap } from '../support/product.ts';

/**
 * An ordinary user may not read external IDs, and a quick look finds only the records it made itself. So a row may be sent as new
 * although another user's record has its external ID: `load` then writes over it. When the answer is lost, the record that is found
 * says nothing about whether the call was done.
 */
describe('a row whose external ID another user gave away already', () => {
  let world: FaultWorld;

  beforeEach(async () => {
    world = await openFaultWorld({ user: 'robot', batchSize: 5, concurrency: 1 });
    await loadAsOther(world, ['id', 'name', 'city'], [['small.companies_C2', 'Old name', 'Old city']]);
  });
  afterEach(async () => {
    await world.close();
  });

  it('without a fault: is written over, called updated, and told', async () => {
    await expectWritten(world, (await world.run()).id);
  });

  it('call lost before Odoo saw it: the record found is not taken for written', async () => {
    world.proxy.addFault({ match: loadsOf(), action: { kind: 'reset' } });
    await expectWritten(world, (await world.run()).id);
  });

  it('answer lost after Odoo committed: what was created is called created, what was there updated', async () => {
    world.proxy.addFault({ match: loadsOf(), action: { kind: 'lose_answer', how: 'reset' } });
    await expectWritten(world, (await world.run()).id);
  });

  it('a batch left open by a worker that ended: the record is not called created by this run', async () => {
    world.proxy.addFault({
      match: loadsOf('res.partner'),
      times: 1000,
      action: { kind: 'answer', answer: page(502) },
    });
    const paused = await world.run();
    expect(paused.status).toBe('paused');
    world.proxy.clearFaults();
    unwrap(await world.app.runs.resume(paused.id));
    await expectWritten(world, (await world.end(paused.id)).id);
  });

  it('a batch that Odoo committed for a worker that ended: created and updated rows are told apart', async () => {
    world.proxy.addFault({ match: loadsOf('res.partner'), action: { kind: 'lose_answer', how: 'reset' } });
    world.proxy.addFault({
      match: (call) => call.model === 'ir.model.data' && world.proxy.struck > 0,
      times: 1000,
      action: { kind: 'answer', answer: page(503) },
    });
    const paused = await world.run();
    expect(paused.status).toBe('paused');
    world.proxy.clearFaults();
    unwrap(await world.app.runs.resume(paused.id));
    await expectWritten(world, (await world.end(paused.id)).id);
  });
});

async function loadAsOther(
  world: FaultWorld,
  fields: readonly string[],
  data: readonly (readonly string[])[],
): Promise<void> {
  const answer = await fetch(`${world.sandbox.url}/json/2/res.partner/load`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'bearer other-api-key' },
    body: JSON.stringify({ fields, data }),
  });
  expect(await answer.json()).toMatchObject({ ids: [expect.any(Number)] });
}

async function expectWritten(world: FaultWorld, runId: string): Promise<void> {
  const run = await world.end(runId);
  expect(outcomesOf(run)).toEqual({
    companies: { created: 14, updated: 1 },
    contacts: { created: 15 },
    leads: { created: 15 },
  });
  const id = world.sandbox.state.idOf('small.companies_C2');
  const record = (await world.target.records('res.partner', ['name', 'city'])).find((one) => one.id === id);
  expect(record).toMatchObject({ name: 'Company 2', city: 'City 1-2' });
  const { rows } = await world.pool.query('select key from key_map where created_run = $1 and node = $2', [
    run.id,
    'companies',
  ]);
  expect(rows.map(({ key }) => key)).not.toContain('C2');
  expect(rows).toHaveLength(14);
  await world.check(run);
}
