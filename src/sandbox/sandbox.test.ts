import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sandboxClient } from '../../test/support/sandbox-client.ts';
import type { Sandbox } from './sandbox.ts';
import { startSandbox } from './sandbox.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ clock: () => new Date('2026-02-03T04:05:06Z') });
});
afterEach(() => sandbox.close());

const partners = (): string[] => sandbox.state.records('res.partner', ['name']).map((r) => String(r.name));

describe('scripted faults', () => {
  it('a connection reset before the call leaves nothing behind', async () => {
    const client = sandboxClient(sandbox);
    sandbox.addFault({ match: { method: 'load' }, action: { kind: 'reset_before' } });
    await expect(client.load('res.partner', ['id', 'name'], [['t.a', 'Lost']])).rejects.toThrow(
      'fetch failed',
    );
    expect(partners()).not.toContain('Lost');
    expect((await client.load('res.partner', ['id', 'name'], [['t.a', 'Sent again']])).ids).toHaveLength(1);
  });

  it('a connection reset after the commit leaves the records and loses the answer', async () => {
    const client = sandboxClient(sandbox);
    sandbox.addFault({ match: { method: 'load' }, action: { kind: 'reset_after_commit' } });
    await expect(client.load('res.partner', ['id', 'name'], [['t.a', 'Kept']])).rejects.toThrow(
      'fetch failed',
    );
    expect(sandbox.state.idOf('t.a')).toBeGreaterThan(0);
    expect(partners().filter((name) => name === 'Kept')).toHaveLength(1);
  });

  it('a status stands for a proxy: the call is not done', async () => {
    const client = sandboxClient(sandbox);
    sandbox.addFault({ action: { kind: 'status', status: 503, headers: { 'Retry-After': '7' } } });
    const answer = await client.post('res.partner', 'create', { vals_list: { name: 'Never' } });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '7']);
    expect(partners()).not.toContain('Never');
  });

  it('a serialization failure is a message of load with status 200', async () => {
    const client = sandboxClient(sandbox);
    sandbox.addFault({ action: { kind: 'serialization' } });
    const answer = await client.load('res.partner', ['id', 'name'], [['t.a', 'Never']]);
    expect(answer.ids).toBe(false);
    expect(answer.messages.map((m) => m.message)).toEqual([
      'could not serialize access due to concurrent update\n',
    ]);
    expect(sandbox.state.idOf('t.a')).toBeNull();
  });

  it('a fault strikes the calls it is for, after those it lets pass, as often as it says', async () => {
    const client = sandboxClient(sandbox);
    sandbox.addFault({
      match: (call) => call.method === 'load' && call.firstCell === 't.b',
      after: 1,
      times: 2,
      action: { kind: 'status', status: 502 },
    });
    const statuses: number[] = [];
    for (const xid of ['t.a', 't.b', 't.b', 't.b', 't.b']) {
      const answer = await client.post('res.partner', 'load', { fields: ['id', 'name'], data: [[xid, xid]] });
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([200, 200, 502, 502, 200]);
  });

  it('every call is counted by model and method, with its size', async () => {
    const client = sandboxClient(sandbox);
    await client.load(
      'crm.tag',
      ['id', 'name'],
      [
        ['t.a', 'A'],
        ['t.b', 'B'],
      ],
    );
    await client.call('crm.tag', 'search_count', { domain: [] });
    expect(sandbox.state.callCounts()).toEqual({ 'crm.tag.load': 1, 'crm.tag.search_count': 1 });
    expect(sandbox.state.calls[0]).toMatchObject({ size: 2, columns: ['id', 'name'], firstCell: 't.a' });
  });
});

describe('databases and users', () => {
  it('databases are apart, and the header says which one is meant', async () => {
    await using two = disposable(await startSandbox({ databases: ['one', 'two'] }));
    const key = two.users[0]?.apiKey ?? '';
    const create = (database?: string) =>
      fetch(`${two.url}/json/2/crm.tag/create`, {
        method: 'POST',
        headers: {
          authorization: `bearer ${key}`,
          'content-type': 'application/json',
          ...(database ? { 'x-odoo-database': database } : {}),
        },
        body: JSON.stringify({ vals_list: { name: 'T' } }),
      });
    expect((await create('two')).status).toBe(200);
    expect((await create()).status).toBe(404);
    expect((await create('three')).status).toBe(404);
    expect([two.state.count('crm.tag', 'one'), two.state.count('crm.tag', 'two')]).toEqual([0, 1]);
  });

  it('records are dated by the clock and by their user', async () => {
    const client = sandboxClient(sandbox);
    await client.load('crm.tag', ['id', 'name', 'create_date'], [['t.a', 'A', '2001-01-01 00:00:00']]);
    expect(sandbox.state.records('crm.tag', ['create_date', 'create_uid'])).toEqual([
      { id: 1, create_date: '2026-02-03 04:05:06', create_uid: 2 },
    ]);
  });

  it('two sandboxes given the same calls hold the same records', async () => {
    await using other = disposable(await startSandbox({ clock: () => new Date('2026-02-03T04:05:06Z') }));
    for (const one of [sandbox, other]) {
      const client = sandboxClient(one);
      await client.load('res.partner', ['id', 'name', 'country_id'], [['t.a', 'A', 'Germany']]);
      await client.load('product.product', ['id', 'name'], [['t.p', 'P']]);
    }
    for (const model of ['res.partner', 'product.product', 'product.template', 'ir.model.data']) {
      expect(sandbox.state.records(model)).toEqual(other.state.records(model));
    }
  });
});

function disposable(one: Sandbox): Sandbox & AsyncDisposable {
  return { ...one, [Symbol.asyncDispose]: () => one.close() };
}
