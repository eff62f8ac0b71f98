import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProxyAnswer } from '../support/fault-proxy.ts';
import { loadsOf } from '../support/fault-proxy.ts';
import type { FaultWorld } from '../support/fault-world.ts';
import { ALL_CREATED, faultsOf, openFaultWorld } from '../support/fault-world.ts';
import { outcomesOf } from '../support/product.ts';

interface LoadReply {
  readonly ids: readonly number[] | false;
  readonly messages: readonly object[];
  readonly nextrow: number;
}

/** Changes what Odoo answered to a load that it did. */
function told(change: (reply: LoadReply) => unknown): (answer: ProxyAnswer) => ProxyAnswer {
  return (answer) => ({ ...answer, body: JSON.stringify(change(JSON.parse(answer.body) as LoadReply)) });
}

const idsOf = ({ ids }: LoadReply): readonly number[] => (ids === false ? [] : ids);

/** Every one of them after Odoo committed, so that nothing but the look-up tells what became of the rows. */
const WRONG: Readonly<Record<string, (answer: ProxyAnswer) => ProxyAnswer>> = {
  'JSON cut off in the middle': (answer) => ({ ...answer, body: answer.body.slice(0, 12) }),
  'an empty body': (answer) => ({ ...answer, body: '' }),
  'a maintenance page with 200': () => ({
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: '<html><body>Back in five minutes</body></html>',
  }),
  null: told(() => null),
  'an object without ids': told(() => ({ messages: [] })),
  'one id too few': told((reply) => ({ ...reply, ids: idsOf(reply).slice(1) })),
  'one id too many': told((reply) => ({ ...reply, ids: [...idsOf(reply), 999_999] })),
  'the same id for all rows': told((reply) => ({ ...reply, ids: idsOf(reply).map(() => 1) })),
  'ids that are no numbers': told((reply) => ({ ...reply, ids: idsOf(reply).map(String) })),
  'id 0': told((reply) => ({ ...reply, ids: idsOf(reply).map((id, i) => (i === 2 ? 0 : id)) })),
  'no ids and no message': told((reply) => ({ ...reply, ids: false, messages: [] })),
  'ids, but rows left over': told((reply) => ({ ...reply, nextrow: 3 })),
  'ids and an error at once': told((reply) => ({
    ...reply,
    messages: [{ type: 'error', message: 'no', rows: { from: 1, to: 1 } }],
  })),
};

describe('an answer that cannot be right is never laid beside the rows', () => {
  let world: FaultWorld;

  beforeEach(async () => {
    world = await openFaultWorld();
  });
  afterEach(async () => {
    await world.close();
  });

  it.each(Object.keys(WRONG))('%s: the rows are looked up, each is created once', async (name) => {
    const change = WRONG[name];
    if (!change) throw new Error(name);
    world.proxy.addFault({
      match: loadsOf(),
      after: 1,
      times: 5,
      action: { kind: 'change_answer', change },
    });
    const run = await world.run();
    expect([run.status, outcomesOf(run)]).toEqual(['completed', ALL_CREATED]);
    const faults = await faultsOf(world.app, run.id);
    expect(faults).toHaveLength(5);
    for (const fault of faults) expect(fault).toMatch(/^unknown: /);
    expect(world.proxy.calls.filter((call) => call.method === 'load')).toHaveLength(9);
    await world.check(run);
  });

  it('an answer cut by a reset: the rows are looked up, each is created once', async () => {
    world.proxy.addFault({ match: loadsOf(), times: 3, action: { kind: 'cut_answer', bytes: 9 } });
    const run = await world.run();
    expect(outcomesOf(run)).toEqual(ALL_CREATED);
    expect(await faultsOf(world.app, run.id)).toEqual(Array(3).fill('unknown: connection_lost'));
    await world.check(run);
  });

  it('look-ups answered with nonsense are repeated, never believed', async () => {
    world.proxy.addFault({ match: loadsOf(), action: { kind: 'lose_answer', how: 'reset' } });
    for (const body of ['', '{"a": 1}', '[{"id": "x"}]', '<html>']) {
      world.proxy.addFault({
        match: (call) => call.model === 'ir.model.data' && world.proxy.struck > 0,
        action: { kind: 'change_answer', change: (answer) => ({ ...answer, body }) },
      });
    }
    const run = await world.run();
    expect(outcomesOf(run)).toEqual(ALL_CREATED);
    await world.check(run);
  });
});
