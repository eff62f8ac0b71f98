import { afterEach, describe, expect, it } from 'vitest';
import type { ProxyAnswer } from '../support/fault-proxy.ts';
import { loadsOf, page } from '../support/fault-proxy.ts';
import type { FaultWorld, FaultWorldOptions } from '../support/fault-world.ts';
import { ALL_CREATED, faultsOf, openFaultWorld } from '../support/fault-world.ts';
import { outcomesOf, unwrap } from '../support/product.ts';

let world: FaultWorld;
afterEach(async () => {
  await world.close();
});

async function open(options: FaultWorldOptions = {}): Promise<void> {
  world = await openFaultWorld(options);
}

function exception(status: number, name: string, message: string): ProxyAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, message, arguments: [], context: {}, debug: '' }),
  };
}

function messages(...texts: readonly string[]): ProxyAnswer {
  const all = texts.map((message) => ({ type: 'error', message, rows: { from: 0, to: 4 }, record: 0 }));
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ids: false, messages: all, nextrow: 0 }),
  };
}

const ACCESS = exception(403, 'odoo.exceptions.AccessError', "You are not allowed to create 'Lead' records.");

describe('Odoo asks for fewer calls', () => {
  it('429 with seconds: no call of the connection before they have passed', async () => {
    await open();
    const answer = page(429, { 'retry-after': '7' });
    world.proxy.addFault({ match: loadsOf(), times: 2, action: { kind: 'answer', answer } });
    const run = await world.run();
    expect(outcomesOf(run)).toEqual(ALL_CREATED);
    // both refused calls; one that begins in the same millisecond waits as long
    expect(world.clock.waits.filter((ms) => ms === 7000).length).toBeGreaterThanOrEqual(2);
    await world.check(run);
  });

  it('429 with a date: waits until then', async () => {
    await open();
    const answer = page(429, { 'retry-after': new Date(Date.now() + 90_000).toUTCString() });
    world.proxy.addFault({ match: loadsOf(), action: { kind: 'answer', answer } });
    const run = await world.run();
    expect(outcomesOf(run)).toEqual(ALL_CREATED);
    expect(Math.max(...world.clock.waits)).toBeGreaterThan(60_000);
    expect(Math.max(...world.clock.waits)).toBeLessThanOrEqual(90_000);
    await world.check(run);
  });

  it('429 without a header: waits longer each time', async () => {
    await open({ concurrency: 1 });
    world.proxy.addFault({ match: loadsOf(), times: 8, action: { kind: 'answer', answer: page(429) } });
    const run = await world.run();
    expect(outcomesOf(run)).toEqual(ALL_CREATED);
    expect(await faultsOf(world.app, run.id)).toEqual(Array(8).fill('transient: rate_limited'));
    expect(Math.max(...world.clock.waits)).toBeGreaterThan(6_000);
    await world.check(run);
  });

  it('503 twenty times: paused with the reason, and completed when resumed', async () => {
    await open({ concurrency: 1 });
    world.proxy.addFault({
      match: loadsOf('crm.lead'),
      times: 20,
      action: { kind: 'answer', answer: page(503) },
    });
    const paused = await world.run();
    expect([paused.status, paused.pauseReason]).toEqual(['paused', 'odoo_unavailable']);
    expect(paused.errorMessage).toMatch(/crm\.lead/);
    await world.check(paused);
    unwrap(await world.app.runs.resume(paused.id));
    const run = await world.end(paused.id);
    expect([run.status, outcomesOf(run)]).toEqual(['completed', ALL_CREATED]);
    await world.check(run);
  });

  it('resumed six times with Odoo still away: never taken for a batch that kills workers', async () => {
    await open({ concurrency: 1 });
    world.proxy.addFault({
      match: loadsOf('crm.lead'),
      times: 1000,
      action: { kind: 'answer', answer: page(503) },
    });
    let run = await world.run();
    for (let i = 0; i < 6; i++) {
      expect([run.status, run.pauseReason]).toEqual(['paused', 'odoo_unavailable']);
      unwrap(await world.app.runs.resume(run.id));
      run = await world.end(run.id);
    }
    world.proxy.clearFaults();
    unwrap(await world.app.runs.resume(run.id));
    run = await world.end(run.id);
    expect(outcomesOf(run)).toEqual(ALL_CREATED);
    await world.check(run);
  });
});

describe('two transactions meet in Odoo', () => {
  it('serialization text in the messages of a 200: the whole call is repeated, no row is blamed', async () => {
    await open();
    const match = { method: 'load' };
    world.sandbox.addFault({ match, times: 12, action: { kind: 'serialization' } });
    const run = await world.run();
    expect([run.status, outcomesOf(run)]).toEqual(['completed', ALL_CREATED]);
    expect(await faultsOf(world.app, run.id)).toEqual(Array(12).fill('transient: serialization'));
    await world.check(run);
  });

  it('deadlock between two nodes, told as text and as an exception: both are repeated', async () => {
    await open();
    const text = 'deadlock detected\nDETAIL:  Process 1 waits for ShareLock on transaction 2';
    world.proxy.addFault({
      match: (call) => loadsOf()(call) && call.body.includes('contacts_'),
      times: 2,
      action: { kind: 'answer', answer: messages('The field is required.', text) },
    });
    world.proxy.addFault({
      match: loadsOf('crm.lead'),
      times: 2,
      action: { kind: 'answer', answer: exception(500, 'psycopg2.errors.DeadlockDetected', text) },
    });
    const run = await world.run();
    expect([run.status, outcomesOf(run)]).toEqual(['completed', ALL_CREATED]);
    await world.check(run);
  });
});

describe('Odoo refuses the user', () => {
  it('403 on one model: its rows are rejected with the missing right, siblings go on', async () => {
    await open();
    world.proxy.addFault({
      match: loadsOf('crm.lead'),
      times: 1000,
      action: { kind: 'answer', answer: ACCESS },
    });
    const run = await world.run();
    expect(run.status).toBe('completed_with_errors');
    expect(outcomesOf(run)).toEqual({ ...ALL_CREATED, leads: { rejected: 15 } });
    const [issue] = unwrap(await world.app.runs.issues(run.id));
    expect(issue).toMatchObject({ code: 'odoo_access_denied', node: 'leads', count: 15 });
    expect(issue?.samples[0]?.message).toMatch(/Give the user .* the right to read and write crm\.lead/);
    await world.check(run);
  });

  it('403 on a parent: its rows are rejected, what refers to them is blocked', async () => {
    await open();
    world.proxy.addFault({
      match: (call) => loadsOf()(call) && call.body.includes('companies_C1"'),
      times: 1000,
      action: { kind: 'answer', answer: ACCESS },
    });
    const run = await world.run();
    expect(outcomesOf(run)).toEqual({
      companies: { created: 10, rejected: 5 },
      contacts: { created: 10, blocked: 5 },
      leads: { created: 10, blocked: 5 },
    });
    await world.check(run);
  });

  it('no right to read one model any more: its rows are rejected, siblings go on', async () => {
    await open({ user: 'robot' });
    world.proxy.addFault({
      match: (call) => call.model === 'crm.lead' && /^(search|search_read|read)$/.test(call.method),
      times: 1000,
      action: { kind: 'answer', answer: ACCESS },
    });
    const run = await world.run();
    expect(run.status).toBe('completed_with_errors');
    expect(outcomesOf(run)).toEqual({ ...ALL_CREATED, leads: { rejected: 15 } });
    await world.check(run);
  });

  it('key revoked in mid-run: paused for credentials, completed when resumed with a new key', async () => {
    await open();
    world.proxy.addFault({
      match: (call) => call.key === 'admin-api-key' && world.sandbox.state.count('crm.lead') > 3,
      times: 1000,
      action: {
        kind: 'answer',
        answer: exception(401, 'werkzeug.exceptions.Unauthorized', 'Invalid apikey'),
      },
    });
    const paused = await world.run();
    expect([paused.status, paused.pauseReason]).toEqual(['paused', 'credentials']);
    await world.check(paused);
    unwrap(await world.app.runs.resume(paused.id));
    const again = await world.end(paused.id);
    expect([again.status, again.pauseReason]).toEqual(['paused', 'credentials']);
    unwrap(await world.app.connections.update(world.connectionId, { secret: 'second-api-key' }));
    unwrap(await world.app.runs.resume(paused.id));
    const run = await world.end(paused.id);
    expect([run.status, outcomesOf(run)]).toEqual(['completed', ALL_CREATED]);
    await world.check(run);
  });
});

describe('JSON-RPC', () => {
  const rpcError = (name: string, message: string): ((answer: ProxyAnswer) => ProxyAnswer) => {
    return (answer) => {
      const { id } = JSON.parse(answer.body) as { id: number };
      const error = { code: 200, message: 'Odoo Server Error', data: { name, message, debug: '' } };
      return { ...answer, body: JSON.stringify({ jsonrpc: '2.0', id, error }) };
    };
  };

  it('an error in a 200: the row that causes it is found and rejected alone', async () => {
    await open({ transport: 'jsonrpc' });
    const answer = (): ProxyAnswer => ({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: null,
        error: {
          code: 200,
          message: 'Odoo Server Error',
          data: { name: 'odoo.exceptions.ValidationError', message: 'No such lead.' },
        },
      }),
    });
    world.proxy.addFault({
      match: (call) => loadsOf()(call) && call.body.includes('leads_L7"'),
      times: 1000,
      action: { kind: 'answer', answer: answer() },
    });
    const run = await world.run();
    expect(outcomesOf(run)).toEqual({ ...ALL_CREATED, leads: { created: 14, rejected: 1 } });
    const [row] = unwrap(await world.app.runs.rows(run.id, { limit: 5, outcome: 'rejected' })).items;
    expect(row?.key).toBe('L7');
    expect(row?.issues[0]?.message).toContain('No such lead.');
    await world.check(run);
  });

  it('the answer to another call: not believed, the rows are looked up', async () => {
    await open({ transport: 'jsonrpc' });
    const change = (answer: ProxyAnswer): ProxyAnswer => {
      const body = JSON.parse(answer.body) as { id: number };
      return { ...answer, body: JSON.stringify({ ...body, id: body.id - 1 }) };
    };
    world.proxy.addFault({ match: loadsOf(), times: 3, action: { kind: 'change_answer', change } });
    const run = await world.run();
    expect(outcomesOf(run)).toEqual(ALL_CREATED);
    await world.check(run);
  });

  it('session expired: paused for credentials, completed when resumed', async () => {
    await open({ transport: 'jsonrpc' });
    world.proxy.addFault({
      match: loadsOf('crm.lead'),
      times: 2,
      action: {
        kind: 'change_answer',
        change: rpcError('odoo.http.SessionExpiredException', 'Session expired'),
      },
    });
    const paused = await world.run();
    expect([paused.status, paused.pauseReason]).toEqual(['paused', 'credentials']);
    world.proxy.clearFaults();
    unwrap(await world.app.runs.resume(paused.id));
    const run = await world.end(paused.id);
    expect(outcomesOf(run)).toEqual(ALL_CREATED);
    await world.check(run);
  });
});
