import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createTarget } from '../../src/odoo/target.ts';
import { answered, type ContractWorld, textsOf } from './contract-world.ts';

/** What adopting existing records relies on: finding them by values, and giving them an external ID (odoo.md d.12). */
export function describeAdopting(world: () => ContractWorld): void {
  describe('findByValues', () => {
    test('finds what meets all conditions, archived records too, in id order, with the fields asked for', async () => {
      const { newNamespace, loadIds, target } = world();
      const ns = newNamespace();
      const [parent] = await loadIds('res.partner.category', ['id', 'name'], [[`${ns}.p`, `${ns} parent`]]);
      const ids = await loadIds(
        'res.partner.category',
        ['id', 'name', 'parent_id/id', 'color', 'active'],
        [
          [`${ns}.a`, `${ns} A`, `${ns}.p`, '1', '1'],
          [`${ns}.b`, `${ns} A`, '', '2', '1'],
          [`${ns}.c`, `${ns} a`, `${ns}.p`, '3', '1'],
          [`${ns}.d`, `${ns} A`, `${ns}.p`, '4', '0'],
        ],
      );
      const conditions = [
        { field: 'name', values: [`${ns} A`, `${ns} none`] },
        { field: 'parent_id', values: [parent!] },
      ];
      const found = answered(
        await target.findByValues('res.partner.category', conditions, ['name', 'color', 'parent_id']),
      );
      expect(
        found.map(({ record, isArchived }) => [record.id, record.name, record.color, isArchived]),
      ).toEqual([
        [ids[0], `${ns} A`, 1, false],
        [ids[3], `${ns} A`, 4, true],
      ]);
      expect(found[0]?.record.parent_id).toEqual([parent, `${ns} parent`]);
      expect(found[0]?.label).toContain(`${ns} A`);
      expect(
        answered(await target.findByValues('res.partner.category', [{ field: 'name', values: [] }], [])),
      ).toEqual([]);
    });

    test('asks for many values in parts, and for a model without archiving', async () => {
      const { target, search } = world();
      const codes = ['BE', 'FR', ...Array.from({ length: 600 }, (_, i) => `none${i}`)];
      const found = answered(
        await target.findByValues('res.country', [{ field: 'code', values: codes }], ['code']),
      );
      const expected = await search('res.country', [['code', 'in', ['BE', 'FR']]]);
      expect(found.map(({ record }) => record.id)).toEqual(expected);
    });

    test('an unknown field is a fault', async () => {
      const { target } = world();
      const answer = await target.findByValues(
        'res.partner',
        [{ field: 'no_such_field', values: ['x'] }],
        [],
      );
      expect(answer).toMatchObject({ ok: false, fault: { kind: 'certain' } });
    });
  });

  describe('external IDs for existing records', () => {
    const categories = async (count: number) => {
      const { newNamespace, admin } = world();
      const ns = newNamespace();
      const created = await admin.call('res.partner.category', 'create', {
        args: { vals_list: Array.from({ length: count }, (_, i) => ({ name: `${ns} ${i}` })) },
        positional: ['vals_list'],
        answer: z.array(z.number()),
      });
      const ids = answered(created);
      return { ns, ids, of: ids.map((recordId, i) => ({ externalId: `${ns}.n_${i}`, recordId })) };
    };
    const MODEL = 'res.partner.category';

    test('an administrator gives them, `load` then updates these records, and takes them away again', async () => {
      const { adminTarget, loadIds } = world();
      const { ns, ids, of } = await categories(3);
      expect(answered(await adminTarget.createExternalIds(MODEL, of))).toBe(true);
      const found = answered(
        await adminTarget.findByExternalId(
          MODEL,
          of.map((one) => one.externalId),
          [],
        ),
      );
      expect([...found.values()]).toEqual(ids);
      expect(await loadIds(MODEL, ['id', 'color'], [[`${ns}.n_1`, '7']])).toEqual([ids[1]]);
      expect(answered(await adminTarget.deleteExternalIds(MODEL, of.slice(0, 2)))).toBe(true);
      const left = answered(
        await adminTarget.findByExternalId(
          MODEL,
          of.map((one) => one.externalId),
          [],
        ),
      );
      expect([...left]).toEqual([[`${ns}.n_2`, ids[2]]]);
      expect(answered(await adminTarget.findById(MODEL, ids))).toEqual(ids);
      expect(answered(await adminTarget.deleteExternalIds(MODEL, of.slice(0, 2)))).toBe(true);
    });

    test('an ordinary user gives them on 14, nowhere takes them away, and is told so without a fault', async () => {
      const { connect, adminTarget, major } = world();
      const target = createTarget(await connect());
      const { ids, of } = await categories(2);
      const may = major < 17;
      expect(answered(await target.createExternalIds(MODEL, of))).toBe(may);
      const xids = of.map((one) => one.externalId);
      expect([...answered(await adminTarget.findByExternalId(MODEL, xids, [])).values()]).toEqual(
        may ? ids : [],
      );
      expect(answered(await target.createExternalIds(MODEL, of.slice(0, 0)))).toBe(true);
      expect(answered(await target.deleteExternalIds(MODEL, of))).toBe(false);
      expect(answered(await adminTarget.findByExternalId(MODEL, xids, [])).size).toBe(may ? 2 : 0);
    });

    test('one that exists already is a certain fault, and none of the call is written', async () => {
      const { adminTarget } = world();
      const { ids, of } = await categories(3);
      expect(answered(await adminTarget.createExternalIds(MODEL, of.slice(1, 2)))).toBe(true);
      const again = await adminTarget.createExternalIds(MODEL, of);
      expect(again).toMatchObject({ ok: false, fault: { kind: 'certain', reason: 'rejected' } });
      const found = answered(
        await adminTarget.findByExternalId(
          MODEL,
          of.map((one) => one.externalId),
          [],
        ),
      );
      expect([...found]).toEqual([[of[1]?.externalId, ids[1]]]);
    });

    test('one that names another record is not taken away', async () => {
      const { adminTarget } = world();
      const { ids, of } = await categories(2);
      answered(await adminTarget.createExternalIds(MODEL, of));
      const wrong = [{ externalId: of[0]?.externalId ?? '', recordId: ids[1]! }];
      expect(answered(await adminTarget.deleteExternalIds(MODEL, wrong))).toBe(true);
      const found = answered(await adminTarget.findByExternalId(MODEL, [of[0]?.externalId ?? ''], []));
      expect([...found.values()]).toEqual([ids[0]]);
    });

    test('children refer to a record without one by its database ID, in create and update', async () => {
      const { ids } = await categories(1);
      const { newNamespace, load, read } = world();
      const ns = newNamespace();
      const columns = ['id', 'name', 'parent_id/.id'];
      const made = await load(MODEL, columns, [[`${ns}.child`, `${ns} child`, String(ids[0])]]);
      expect(textsOf(made)).toEqual([]);
      const [child] = await read(MODEL, made.ids ?? [], ['parent_id']);
      expect(child?.parent_id).toBe(ids[0]);
    });
  });
}
