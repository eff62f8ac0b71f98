import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createTarget } from '../../src/odoo/target.ts';
import { answered, type ContractWorld } from './contract-world.ts';

/** Finding records without writing: by external ID, by value, by database ID; the snapshot (odoo.md d.12). */
export function describeLookups(world: () => ContractWorld): void {
  const bothUsers = ['an ordinary user', 'an administrator'] as const;

  describe.each(bothUsers)('findByExternalId as %s', (user) => {
    const find = (model: string, xids: readonly string[], hints: readonly number[] = []) => {
      const { target, adminTarget } = world();
      return (user === 'an administrator' ? adminTarget : target).findByExternalId(model, xids, hints);
    };

    test('finds what exists and leaves out the rest', async () => {
      const { newNamespace, loadIds } = world();
      const ns = newNamespace();
      const ids = await loadIds(
        'res.partner',
        ['id', 'name', 'active'],
        [
          [`${ns}.a`, 'A', '1'],
          [`${ns}.b.c`, 'B', '0'],
        ],
      );
      const found = answered(await find('res.partner', [`${ns}.a`, `${ns}.b.c`, `${ns}.never`, 'nodot']));
      expect(found).toEqual(
        new Map([
          [`${ns}.a`, ids[0]],
          [`${ns}.b.c`, ids[1]],
        ]),
      );
    });

    test('finds a record that another user made, without a hint', async () => {
      const { newNamespace, adminTarget } = world();
      const ns = newNamespace();
      const loaded = answered(
        await adminTarget.load({
          model: 'res.partner',
          columns: ['id', 'name'],
          rows: [[`${ns}.a`, 'A']],
          context: {},
        }),
      );
      expect(answered(await find('res.partner', [`${ns}.a`]))).toEqual(
        new Map([[`${ns}.a`, loaded.ids?.[0]]]),
      );
    });

    test('finds a later external ID of a record that has several', async () => {
      const { newNamespace, loadIds, admin } = world();
      const ns = newNamespace();
      const [id] = await loadIds('res.partner', ['id', 'name'], [[`${ns}.first`, 'A']]);
      answered(
        await admin.call('ir.model.data', 'create', {
          args: { vals_list: [{ module: ns, name: 'second', model: 'res.partner', res_id: id }] },
          positional: ['vals_list'],
          answer: z.array(z.number()),
        }),
      );
      const found = answered(await find('res.partner', [`${ns}.second`, `${ns}.first`], [id!]));
      expect(found).toEqual(
        new Map([
          [`${ns}.first`, id],
          [`${ns}.second`, id],
        ]),
      );
    });

    test('leaves out an external ID of another model and one of a deleted record', async () => {
      const { newNamespace, loadIds, client } = world();
      const ns = newNamespace();
      const [id] = await loadIds('res.partner', ['id', 'name'], [[`${ns}.p`, 'P']]);
      await loadIds('res.partner.category', ['id', 'name'], [[`${ns}.t`, `${ns} tag`]]);
      expect(answered(await find('res.partner', [`${ns}.t`, `${ns}.p`], [id!]))).toEqual(
        new Map([[`${ns}.p`, id]]),
      );
      answered(await client.call('res.partner', 'unlink', { ids: [id!], answer: z.boolean() }));
      expect(answered(await find('res.partner', [`${ns}.p`], [id!]))).toEqual(new Map());
    });

    test('finds the new record behind an external ID whose record was deleted', async () => {
      const { newNamespace, loadIds, client } = world();
      const ns = newNamespace();
      const [first] = await loadIds('res.partner', ['id', 'name'], [[`${ns}.p`, 'P']]);
      expect(answered(await find('res.partner', [`${ns}.p`]))).toEqual(new Map([[`${ns}.p`, first]]));
      answered(await client.call('res.partner', 'unlink', { ids: [first!], answer: z.boolean() }));
      const [second] = await loadIds('res.partner', ['id', 'name'], [[`${ns}.p`, 'P']]);
      expect(answered(await find('res.partner', [`${ns}.p`], [first!]))).toEqual(
        new Map([[`${ns}.p`, second]]),
      );
    });

    test('finds several hundred at once, in several modules', async () => {
      const { newNamespace, loadIds } = world();
      const [ns, other] = [newNamespace(), newNamespace()];
      const xids = Array.from({ length: 300 }, (_, i) => `${i % 2 ? ns : other}.n${i}`);
      const ids = await loadIds(
        'res.partner.category',
        ['id', 'name'],
        xids.map((xid) => [xid, xid]),
      );
      const found = answered(await find('res.partner.category', xids));
      expect(found).toEqual(new Map(xids.map((xid, i) => [xid, ids[i]])));
    });

    test('an unknown model is a fault', async () => {
      const answer = await find('no.such.model', ['some.thing'], [1]);
      // by rights the first way finds no row of such a model, which is true as well
      expect(answer.ok ? [...answer.value] : answer.fault.reason).toEqual(answer.ok ? [] : 'model_unknown');
    });
  });

  describe('findByField', () => {
    test('compares exactly: case and accents as they are, archived records too, in id order', async () => {
      const { newNamespace, loadIds, target } = world();
      const ns = newNamespace();
      const rows = [
        [`${ns}.a`, 'A', `${ns}-REF`, '1'],
        [`${ns}.b`, 'B', `${ns}-ref`, '1'],
        [`${ns}.c`, 'C', `${ns}-réf`, '1'],
        [`${ns}.d`, 'D', `${ns}-ref`, '0'],
      ];
      const ids = await loadIds('res.partner', ['id', 'name', 'ref', 'active'], rows);
      const found = answered(await target.findByField('res.partner', 'ref', [`${ns}-ref`, `${ns}-none`, '']));
      expect(found).toEqual([
        { value: `${ns}-ref`, id: ids[1], label: 'B' },
        { value: `${ns}-ref`, id: ids[3], label: 'D' },
      ]);
    });

    test('compares translated fields in English', async () => {
      const { target, search } = world();
      const found = answered(
        await target.findByField('res.country', 'name', ['Belgium', 'belgium', 'France']),
      );
      const expected = await search('res.country', [['code', 'in', ['BE', 'FR']]]);
      expect(found.map((record) => [record.value, record.id])).toEqual([
        ['Belgium', expected[0]],
        ['France', expected[1]],
      ]);
    });

    test('compares integer fields by number, text that is none finds nothing', async () => {
      const { newNamespace, loadIds, target } = world();
      const ns = newNamespace();
      const [id] = await loadIds(
        'res.partner.category',
        ['id', 'name', 'color'],
        [[`${ns}.a`, `${ns} A`, '987654']],
      );
      const found = answered(
        await target.findByField('res.partner.category', 'color', ['987654', 'x', '1.5']),
      );
      expect(found).toEqual([{ value: '987654', id, label: `${ns} A` }]);
    });

    test('an unknown field is a fault', async () => {
      const { target } = world();
      expect(await target.findByField('res.partner', 'no_such_field', ['x'])).toMatchObject({
        ok: false,
        fault: { kind: 'certain' },
      });
    });
  });

  test('findById names those that exist, archived ones too, in the order asked', async () => {
    const { newNamespace, loadIds, target } = world();
    const ns = newNamespace();
    const ids = await loadIds(
      'res.partner',
      ['id', 'name', 'active'],
      [
        [`${ns}.a`, 'A', '1'],
        [`${ns}.b`, 'B', '0'],
      ],
    );
    const found = await target.findById('res.partner', [ids[1]!, 999999999, ids[0]!, ids[0]!]);
    expect(answered(found)).toEqual([ids[1], ids[0]]);
  });

  describe('snapshot', () => {
    test('knows fields, comodels, selections, defaults and rights; leaves out unknown models', async () => {
      const { target, major } = world();
      const snapshot = answered(
        await target.snapshot(['crm.lead', 'res.partner', 'no.such.model', 'sale.order']),
      );
      expect(snapshot.majorVersion).toBe(major);
      expect(Object.keys(snapshot.models)).toEqual(['crm.lead', 'res.partner', 'sale.order']);
      const lead = snapshot.models['crm.lead'];
      expect(lead?.rights).toEqual({ read: true, create: true, write: true, unlink: true });
      expect(lead?.fields.partner_id).toMatchObject({
        type: 'many2one',
        relation: 'res.partner',
        required: false,
      });
      expect(lead?.fields.name).toMatchObject({ type: 'char', required: true });
      expect(lead?.fields.type).toMatchObject({
        type: 'selection',
        required: true,
        hasDefault: true,
        selection: [
          ['lead', 'Lead'],
          ['opportunity', 'Opportunity'],
        ],
      });
      expect(snapshot.models['res.partner']?.fields.child_ids).toMatchObject({
        type: 'one2many',
        relation: 'res.partner',
        relationField: 'parent_id',
      });
      expect(snapshot.models['sale.order']?.fields.partner_id).toMatchObject({ required: true });
      expect(snapshot.models['sale.order']?.fields.partner_id?.hasDefault).toBeUndefined();
      expect(snapshot.languages).toContain('en_US');
    });

    test('the template behind a variant counts as given by the server, its name does not', async () => {
      const { target } = world();
      const snapshot = answered(await target.snapshot(['product.product']));
      const fields = snapshot.models['product.product']?.fields;
      expect(fields?.product_tmpl_id).toMatchObject({ required: true, hasDefault: true });
      expect(fields?.name).toMatchObject({ required: true });
      expect(fields?.name?.hasDefault).toBeUndefined();
      expect(fields?.name?.depends).toBeUndefined();
    });

    test('is the same when nothing changed', async () => {
      const { target, connect } = world();
      const models = ['res.partner', 'crm.lead'];
      const first = answered(await target.snapshot(models));
      const second = answered(await createTarget(await connect()).snapshot([...models].reverse()));
      expect(first.hash).toMatch(/^[0-9a-f]{64}$/);
      expect(second).toEqual(first);
    });
  });
}
