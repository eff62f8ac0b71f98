import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { probe } from '../../src/odoo/probe.ts';
import { answered, type ContractWorld, textsOf } from './contract-world.ts';

/** What an ordinary integration user may do (odoo.md d.12), and how a connection is judged. */
export function describeRights(world: () => ContractWorld): void {
  describe('an ordinary user', () => {
    test('reads ir.model.data on 14, and is refused on 17 and later', async () => {
      const { client, major } = world();
      const answer = await client.call('ir.model.data', 'search_read', {
        args: { domain: [], fields: ['name'], limit: 1 },
        answer: z.unknown(),
      });
      expect(answer.ok ? 'ok' : answer.fault.reason).toBe(major >= 17 ? 'access_denied' : 'ok');
    });

    test('sees the installed modules on 17 and later, and not on 14', async () => {
      const { target, major } = world();
      const snapshot = answered(await target.snapshot(['res.partner']));
      if (major >= 17) expect(snapshot.installedModules).toEqual(expect.arrayContaining(['base', 'crm']));
      else expect(snapshot.installedModules).toBeNull();
    });

    test('sees the fields of a model it may not read, and that it may not', async () => {
      const { target } = world();
      const snapshot = answered(await target.snapshot(['ir.cron']));
      expect(snapshot.models['ir.cron']?.rights).toEqual({
        read: false,
        create: false,
        write: false,
        unlink: false,
      });
    });

    test('asks for external IDs and resolves one by name, without a right on ir.model.data', async () => {
      const { client, newNamespace, loadIds } = world();
      const ns = newNamespace();
      const [id] = await loadIds('res.partner', ['id', 'name'], [[`${ns}.a`, 'A']]);
      const xids = await client.call('res.partner', 'get_external_id', {
        ids: [id!],
        answer: z.record(z.string(), z.string()),
      });
      expect(answered(xids)).toEqual({ [String(id)]: `${ns}.a` });
      const reference = await client.call('ir.model.data', 'check_object_reference', {
        args: { module: ns, xml_id: 'a' },
        answer: z.unknown(),
      });
      expect(answered(reference)).toEqual(['res.partner', id]);
    });

    test('is refused where it has no right, and nothing is written', async () => {
      const { client, load } = world();
      const create = await client.call('ir.config_parameter', 'create', {
        args: { vals_list: [{ key: 'contract', value: '1' }] },
        positional: ['vals_list'],
        answer: z.unknown(),
      });
      expect(create).toMatchObject({ ok: false, fault: { kind: 'certain', reason: 'access_denied' } });
      const answer = await load(
        'res.country',
        ['id', 'name', 'code'],
        [['contract.country', 'Nowhere', 'Q1']],
      );
      expect(answer.ids).toBeNull();
      expect(answer.messages[0]?.message).toMatch(/not allowed/);
    });
  });

  test('an ordinary user without accounting rights cannot load contacts under a company on 19, an administrator can', async () => {
    const { newNamespace, load, adminTarget, server, major } = world();
    const ns = newNamespace();
    const rows = [
      [`${ns}.company`, 'Company', ''],
      [`${ns}.contact`, 'Contact', `${ns}.company`],
    ];
    // res_partner.py 19 `_load_records_create` reads `credit_limit` with the user's rights; `create` does not
    const columns = ['id', 'name', 'parent_id/id'];
    const answer = await load('res.partner', columns, rows);
    if (major >= 19 && server.isReal) expect(textsOf(answer).join(' ')).toContain('"credit_limit"');
    else expect(answer.ids).toHaveLength(2);
    const byAdmin = answered(await adminTarget.load({ model: 'res.partner', columns, rows, context: {} }));
    expect(byAdmin.ids).toHaveLength(2);
  });

  describe('a connection', () => {
    const settings = () => {
      const { server } = world();
      const { url, database, transport, integration } = server;
      return { url, database, transport, ...integration, allowPrivate: true };
    };

    test('with the right secret is ok and names version, transport and user', async () => {
      const { client, server, major } = world();
      expect(client.transport).toBe(server.transport);
      expect(client.uid).toBeGreaterThan(1);
      expect(client.version).toMatchObject({ major });
      const found = await probe(settings());
      expect(found).toMatchObject({ ok: true, user: server.integration.login });
      if (found.ok) await found.client.close();
    });

    test('with a wrong secret is credentials_refused', async () => {
      const found = await probe({ ...settings(), secret: 'not-the-secret-of-this-user' });
      expect(found).toMatchObject({ ok: false, verdict: 'credentials_refused' });
      expect(JSON.stringify(found)).not.toContain('not-the-secret');
    });

    test('with an unknown database is database_unknown', async () => {
      const found = await probe({ ...settings(), database: 'no_such_database' });
      expect(found).toMatchObject({ ok: false, verdict: 'database_unknown' });
    });

    test('with the login of nobody is credentials_refused over JSON-RPC; JSON-2 needs no login', async () => {
      const found = await probe({ ...settings(), login: 'nobody' });
      const isJson2 = world().server.transport === 'json2';
      expect(found.ok ? 'ok' : found.verdict).toBe(isJson2 ? 'ok' : 'credentials_refused');
      if (found.ok) await found.client.close();
    });
  });
}
