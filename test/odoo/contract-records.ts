import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { FAST_CONTEXT } from '../../src/odoo/context.ts';
import { isSerializationText } from '../../src/odoo/fault.ts';
import { createTarget } from '../../src/odoo/target.ts';
import { answered, type ContractWorld, textsOf } from './contract-world.ts';

/** Records apart from `load`: read, write, unlink, side effects, concurrency (odoo.md d.4, d.6, d.9). */
export function describeRecords(world: () => ContractWorld): void {
  describe('records', () => {
    test('read leaves out records that are gone, among others and alone', async () => {
      const { newNamespace, loadIds, target } = world();
      const ids = await loadIds('res.partner', ['id', 'name'], [[`${newNamespace()}.a`, 'A']]);
      const mixed = answered(await target.read('res.partner', [999999998, ids[0]!, 999999999], ['name'], {}));
      expect(mixed).toEqual([{ id: ids[0], name: 'A' }]);
      expect(answered(await target.read('res.partner', [999999999], ['name'], {}))).toEqual([]);
    });

    test('read gives raw many2one ids, id lists, false for empty, and times as UTC text', async () => {
      const { newNamespace, loadIds, target, search } = world();
      const ns = newNamespace();
      const [tag] = await loadIds('res.partner.category', ['id', 'name'], [[`${ns}.t`, `${ns} tag`]]);
      const [belgium] = await search('res.country', [['code', '=', 'BE']]);
      const columns = ['id', 'name', 'country_id/id', 'category_id/id'];
      const ids = await loadIds('res.partner', columns, [
        [`${ns}.a`, 'A', 'base.be', `${ns}.t`],
        [`${ns}.b`, 'B', '', ''],
      ]);
      const fields = ['country_id', 'category_id', 'city', 'active', 'create_date'];
      const records = answered(await target.read('res.partner', ids, fields, {}));
      expect(records[0]).toMatchObject({
        country_id: belgium,
        category_id: [tag],
        city: false,
        active: true,
      });
      expect(records[0]?.create_date).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
      expect(records[1]).toMatchObject({ country_id: false, category_id: [] });
    });

    test('reading an unknown field is certain to fail', async () => {
      const { target } = world();
      const answer = await target.read('res.partner', [1], ['no_such_field'], {});
      expect(answer).toMatchObject({ ok: false, fault: { kind: 'certain' } });
    });

    test('writing to a record that is gone is record_missing', async () => {
      const { client } = world();
      const answer = await client.call('res.partner', 'write', {
        ids: [999999999],
        args: { vals: { name: 'X' } },
        answer: z.unknown(),
      });
      expect(answer).toMatchObject({ ok: false, fault: { kind: 'certain', reason: 'record_missing' } });
    });

    test('create takes a list of values and answers the list of ids', async () => {
      const { client, newNamespace, read } = world();
      const ns = newNamespace();
      const ids = answered(
        await client.call('res.partner', 'create', {
          args: { vals_list: [{ name: `${ns} A` }, { name: `${ns} B` }] },
          positional: ['vals_list'],
          answer: z.array(z.number()),
        }),
      );
      const records = await read('res.partner', ids, ['name']);
      expect(records.map((record) => record.name)).toEqual([`${ns} A`, `${ns} B`]);
    });

    test('unlink removes the external IDs with the records', async () => {
      const { client, newNamespace, loadIds, target } = world();
      const ns = newNamespace();
      const ids = await loadIds(
        'res.partner',
        ['id', 'name'],
        [
          [`${ns}.a`, 'A'],
          [`${ns}.b`, 'B'],
        ],
      );
      answered(await client.call('res.partner', 'unlink', { ids, answer: z.boolean() }));
      expect(answered(await target.findByExternalId('res.partner', [`${ns}.a`, `${ns}.b`], ids))).toEqual(
        new Map(),
      );
    });

    test('deleting a record empties the references to it without a word', async () => {
      const { client, newNamespace, loadIds, read } = world();
      const ns = newNamespace();
      const [partner] = await loadIds('res.partner', ['id', 'name'], [[`${ns}.p`, 'P']]);
      const leads = await loadIds('crm.lead', ['id', 'name', 'partner_id/id'], [[`${ns}.l`, 'L', `${ns}.p`]]);
      expect(await read('crm.lead', leads, ['partner_id'])).toEqual([{ id: leads[0], partner_id: partner }]);
      answered(await client.call('res.partner', 'unlink', { ids: [partner!], answer: z.boolean() }));
      expect(await read('crm.lead', leads, ['partner_id'])).toEqual([{ id: leads[0], partner_id: false }]);
    });

    test('unlink is all or nothing', async () => {
      const { client, newNamespace, loadIds, read } = world();
      const ns = newNamespace();
      const [partner] = await loadIds('res.partner', ['id', 'name'], [[`${ns}.p`, 'P']]);
      const [free] = await loadIds('res.partner', ['id', 'name'], [[`${ns}.q`, 'Q']]);
      await loadIds('sale.order', ['id', 'partner_id/id'], [[`${ns}.o`, `${ns}.p`]]);
      const answer = await client.call('res.partner', 'unlink', {
        ids: [free!, partner!],
        answer: z.boolean(),
      });
      expect(answer).toMatchObject({ ok: false, fault: { kind: 'certain', reason: 'rejected' } });
      expect(await read('res.partner', [partner!, free!], ['name'])).toHaveLength(2);
    });
  });

  describe('calls that cannot work', () => {
    test('an unknown model', async () => {
      const { client } = world();
      const answer = await client.call('no.such.model', 'search_read', {
        args: { domain: [] },
        answer: z.unknown(),
      });
      expect(answer).toMatchObject({ ok: false, fault: { kind: 'certain', reason: 'model_unknown' } });
    });

    test('an unknown method', async () => {
      const { client } = world();
      const answer = await client.call('res.partner', 'no_such_method', { ids: [1], answer: z.unknown() });
      expect(answer).toMatchObject({ ok: false, fault: { kind: 'certain', reason: 'method_unknown' } });
    });

    test('a private method', async () => {
      const { client } = world();
      const answer = await client.call('res.partner', '_write', { ids: [1], answer: z.unknown() });
      expect(answer).toMatchObject({ ok: false, fault: { kind: 'certain', reason: 'access_denied' } });
    });
  });

  describe('the fast context', () => {
    test('a loaded record has no follower, no message and no activity', async () => {
      const { newNamespace, loadIds, read } = world();
      const ns = newNamespace();
      const partner = await loadIds(
        'res.partner',
        ['id', 'name', 'email'],
        [[`${ns}.p`, 'P', 'p@example.com']],
      );
      const lead = await loadIds('crm.lead', ['id', 'name', 'partner_id/id'], [[`${ns}.l`, 'L', `${ns}.p`]]);
      const fields = ['message_ids', 'message_follower_ids', 'activity_ids'];
      const quiet = { message_ids: [], message_follower_ids: [], activity_ids: [] };
      expect(await read('res.partner', partner, fields)).toMatchObject([quiet]);
      expect(await read('crm.lead', lead, fields)).toMatchObject([quiet]);
    });

    test('the messages are in English whatever the context of the call says', async () => {
      const { newNamespace, load } = world();
      const ns = newNamespace();
      const answer = await load(
        'res.partner',
        ['id', 'name', 'country_id/id'],
        [[`${ns}.a`, 'A', 'no.where']],
        { lang: 'fr_FR' },
      );
      expect(textsOf(answer)).toEqual([
        "No matching record found for external id 'no.where' in field 'Country'",
      ]);
      expect(FAST_CONTEXT.lang).toBe('en_US');
    });
  });

  test('calls that change the same records at once fail with a serialization text in a good answer, or wait', async ({
    skip,
  }) => {
    const { server, newNamespace, loadIds, connect } = world();
    if (!server.isReal) return skip('needs a database with concurrent transactions');
    const ns = newNamespace();
    const rows = Array.from({ length: 60 }, (_, i) => [`${ns}.a${i}`, `A ${i}`]);
    const ids = await loadIds('res.partner', ['id', 'name'], rows);
    const targets = await Promise.all([1, 2].map(async () => createTarget(await connect())));
    const texts: string[] = [];
    for (let round = 0; round < 30 && texts.length === 0; round += 1) {
      const answers = await Promise.all(
        targets.map((target, i) =>
          target.load({
            model: 'res.partner',
            columns: ['id', 'name'],
            rows: rows.map(([xid = '']) => [xid, `round ${round} by ${i}`]),
            context: {},
          }),
        ),
      );
      for (const answer of answers.map(answered)) {
        if (answer.ids === null) texts.push(...textsOf(answer));
        else expect(answer.ids).toEqual(ids);
      }
    }
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.some(isSerializationText)).toBe(true);
  });
}
