import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type ContractWorld, isError, rowsWithErrors, textsOf } from './contract-world.ts';

/** What a cell becomes (odoo.md d.2). */
export function describeValues(world: () => ContractWorld): void {
  describe('empty cells', () => {
    test('on creation an empty cell overrides the default', async () => {
      const { newNamespace, loadIds, read } = world();
      const ns = newNamespace();
      const ids = await loadIds(
        'res.partner',
        ['id', 'name', 'active'],
        [
          [`${ns}.a`, 'A', ''],
          [`${ns}.b`, 'B', '1'],
        ],
      );
      const records = await read('res.partner', ids, ['active']);
      expect(records.map((record) => record.active)).toEqual([false, true]);
    });

    test('on update an empty cell clears, a column left out does not', async () => {
      const { newNamespace, loadIds, read } = world();
      const ns = newNamespace();
      const columns = ['id', 'name', 'city', 'country_id/id', 'street'];
      const [id] = await loadIds('res.partner', columns, [
        [`${ns}.a`, 'A', 'Ghent', 'base.be', 'Veldstraat 1'],
      ]);
      await loadIds('res.partner', ['id', 'city', 'country_id/id'], [[`${ns}.a`, '', '']]);
      expect(await read('res.partner', [id!], ['name', 'city', 'country_id', 'street'])).toEqual([
        { id, name: 'A', city: false, country_id: false, street: 'Veldstraat 1' },
      ]);
    });

    test('an empty required selection is a missing value, although it has a default', async () => {
      const { newNamespace, load } = world();
      const ns = newNamespace();
      const answer = await load('crm.lead', ['id', 'name', 'type'], [[`${ns}.a`, 'A lead', '']]);
      expect(answer.ids).toBeNull();
      expect(textsOf(answer).join(' ')).toMatch(/required|mandatory/i);
      expect(rowsWithErrors(answer)).toEqual([0]);
    });
  });

  describe('text', () => {
    test('spaces, line breaks, quotes and every alphabet arrive as sent', async () => {
      const { newNamespace, loadIds, read } = world();
      const ns = newNamespace();
      const values = [' Åäö ', 'a"b\'c', '日本語 🙂', 'Ünïcödé', '=1+1'];
      const ids = await loadIds(
        'res.partner',
        ['id', 'name', 'street'],
        values.map((value, i) => [`${ns}.a${i}`, 'A', value]),
      );
      const records = await read('res.partner', ids, ['street']);
      expect(records.map((record) => record.street)).toEqual(values);
    });

    test('a line break in a long text stays', async () => {
      const { newNamespace, loadIds, read } = world();
      const [id] = await loadIds(
        'crm.lead',
        ['id', 'name', 'street'],
        [[`${newNamespace()}.a`, 'Lead', 'one\ntwo']],
      );
      expect(await read('crm.lead', [id!], ['street'])).toEqual([{ id, street: 'one\ntwo' }]);
    });
  });

  describe('booleans', () => {
    test('true, yes, 1 and false, no, 0 are understood', async () => {
      const { newNamespace, loadIds, read } = world();
      const ns = newNamespace();
      const words = ['true', 'Yes', '1', 'false', 'NO', '0'];
      const ids = await loadIds(
        'res.partner',
        ['id', 'name', 'is_company'],
        words.map((word, i) => [`${ns}.a${i}`, 'A', word]),
      );
      const records = await read('res.partner', ids, ['is_company']);
      expect(records.map((record) => record.is_company)).toEqual([true, true, true, false, false, false]);
    });

    test('another word is an error from 15 on, and taken as yes with a warning before', async () => {
      const { newNamespace, load, major } = world();
      const answer = await load(
        'res.partner',
        ['id', 'name', 'is_company'],
        [[`${newNamespace()}.a`, 'A', 'maybe']],
      );
      expect(answer.messages).toHaveLength(1);
      expect(answer.messages[0]?.message).toContain("Unknown value 'maybe' for boolean field");
      expect(answer.messages[0]).toMatchObject({ rows: { from: 0, to: 0 }, field: 'is_company' });
      expect(answer.messages[0]?.type).toBe(major >= 15 ? 'error' : 'warning');
      expect(answer.ids === null).toBe(major >= 15);
    });
  });

  describe('selections', () => {
    test('the key and the label are taken', async () => {
      const { newNamespace, loadIds, read } = world();
      const ns = newNamespace();
      const rows = [
        [`${ns}.a`, 'A', 'opportunity'],
        [`${ns}.b`, 'B', 'Opportunity'],
        [`${ns}.c`, 'C', 'Lead'],
      ];
      const ids = await loadIds('crm.lead', ['id', 'name', 'type'], rows);
      const records = await read('crm.lead', ids, ['type']);
      expect(records.map((record) => record.type)).toEqual(['opportunity', 'opportunity', 'lead']);
    });

    test('capital letters matter before 15 only', async () => {
      const { newNamespace, load, major } = world();
      const answer = await load(
        'crm.lead',
        ['id', 'name', 'type'],
        [[`${newNamespace()}.a`, 'A', 'OPPORTUNITY']],
      );
      expect(answer.ids === null).toBe(major < 15);
    });

    test('an unknown value is an error that names row and field', async () => {
      const { newNamespace, load } = world();
      const answer = await load('crm.lead', ['id', 'name', 'type'], [[`${newNamespace()}.a`, 'A', 'dream']]);
      expect(answer.ids).toBeNull();
      expect(answer.messages).toHaveLength(1);
      expect(answer.messages[0]?.message).toContain("Value 'dream' not found in selection field");
      expect(answer.messages[0]).toMatchObject({ field: 'type', rows: { from: 0, to: 0 } });
    });
  });

  describe('numbers', () => {
    test('an integer takes digits only', async () => {
      const { newNamespace, load } = world();
      const ns = newNamespace();
      const cells = ['12', '1.5', '1 000', '1,000', 'x'];
      const answer = await load(
        'crm.tag',
        ['id', 'name', 'color'],
        cells.map((cell, i) => [`${ns}.a${i}`, `${ns} ${i}`, cell]),
      );
      expect(answer.ids).toBeNull();
      expect(rowsWithErrors(answer)).toEqual([1, 2, 3, 4]);
      expect(textsOf(answer)[0]).toMatch(/^'1.5' does not seem to be an integer for field/);
    });

    test('a float takes a point and no separators', async () => {
      const { newNamespace, load, loadIds, read } = world();
      const ns = newNamespace();
      const [id] = await loadIds(
        'crm.lead',
        ['id', 'name', 'expected_revenue'],
        [[`${ns}.ok`, 'A', '1234.5']],
      );
      expect(await read('crm.lead', [id!], ['expected_revenue'])).toEqual([{ id, expected_revenue: 1234.5 }]);
      const answer = await load(
        'crm.lead',
        ['id', 'name', 'expected_revenue'],
        [
          [`${ns}.a`, 'A', '1,5'],
          [`${ns}.b`, 'B', '1 000.5'],
        ],
      );
      expect(rowsWithErrors(answer)).toEqual([0, 1]);
      expect(textsOf(answer)[0]).toMatch(/^'1,5' does not seem to be a number for field/);
    });
  });

  describe('dates', () => {
    test('a date is YYYY-MM-DD', async () => {
      const { newNamespace, load, loadIds, read } = world();
      const ns = newNamespace();
      const [id] = await loadIds(
        'crm.lead',
        ['id', 'name', 'date_deadline'],
        [[`${ns}.ok`, 'A', '2024-02-29']],
      );
      expect(await read('crm.lead', [id!], ['date_deadline'])).toEqual([{ id, date_deadline: '2024-02-29' }]);
      const answer = await load(
        'crm.lead',
        ['id', 'name', 'date_deadline'],
        [
          [`${ns}.a`, 'A', '29.02.2024'],
          [`${ns}.b`, 'B', '2023-02-29'],
        ],
      );
      expect(rowsWithErrors(answer)).toEqual([0, 1]);
      expect(textsOf(answer)[0]).toMatch(/^'29.02.2024' does not seem to be a valid date for field/);
    });

    test('a date-time is read as UTC whatever the time zone of the user', async () => {
      const { newNamespace, loadIds, read, admin, client, load } = world();
      const ns = newNamespace();
      const users = await admin.call('res.users', 'write', {
        ids: [client.uid],
        args: { vals: { tz: 'Asia/Tokyo' } },
        answer: z.unknown(),
      });
      expect(users.ok).toBe(true);
      const [partner] = await loadIds('res.partner', ['id', 'name'], [[`${ns}.p`, 'P']]);
      const columns = ['id', 'partner_id/id', 'date_order'];
      const [id] = await loadIds('sale.order', columns, [[`${ns}.o`, `${ns}.p`, '2024-07-01 10:30:00']]);
      expect(await read('sale.order', [id!], ['date_order', 'partner_id'])).toEqual([
        { id, date_order: '2024-07-01 10:30:00', partner_id: partner },
      ]);
      const answer = await load('sale.order', columns, [[`${ns}.o2`, `${ns}.p`, '1 July 2024']]);
      expect(textsOf(answer)[0]).toMatch(/^'1 July 2024' does not seem to be a valid datetime for field/);
    });
  });

  describe('references', () => {
    test('many2one by external ID and by database ID link exactly that record', async () => {
      const { newNamespace, loadIds, read } = world();
      const ns = newNamespace();
      const parents = await loadIds(
        'res.partner.category',
        ['id', 'name'],
        [
          [`${ns}.p1`, `${ns} same`],
          [`${ns}.p2`, `${ns} same`],
        ],
      );
      const byXid = await loadIds(
        'res.partner.category',
        ['id', 'name', 'parent_id/id'],
        [[`${ns}.c1`, 'C1', `${ns}.p2`]],
      );
      const byId = await loadIds(
        'res.partner.category',
        ['id', 'name', 'parent_id/.id'],
        [[`${ns}.c2`, 'C2', String(parents[1])]],
      );
      const records = await read('res.partner.category', [...byXid, ...byId], ['parent_id']);
      expect(records.map((record) => record.parent_id)).toEqual([parents[1], parents[1]]);
    });

    test('many2one finds an archived record by external ID and by database ID', async () => {
      const { newNamespace, loadIds, read } = world();
      const ns = newNamespace();
      const [parent] = await loadIds(
        'res.partner.category',
        ['id', 'name', 'active'],
        [[`${ns}.p`, 'P', '0']],
      );
      const a = await loadIds(
        'res.partner.category',
        ['id', 'name', 'parent_id/id'],
        [[`${ns}.a`, 'A', `${ns}.p`]],
      );
      const b = await loadIds(
        'res.partner.category',
        ['id', 'name', 'parent_id/.id'],
        [[`${ns}.b`, 'B', String(parent)]],
      );
      const records = await read('res.partner.category', [...a, ...b], ['parent_id']);
      expect(records.map((record) => record.parent_id)).toEqual([parent, parent]);
    });

    test('an unknown database ID is an error of its row', async () => {
      const { newNamespace, load } = world();
      const ns = newNamespace();
      const answer = await load(
        'res.partner',
        ['id', 'name', 'parent_id/.id'],
        [
          [`${ns}.a`, 'A', '999999999'],
          [`${ns}.b`, 'B', 'x'],
        ],
      );
      expect(answer.ids).toBeNull();
      expect(rowsWithErrors(answer)).toEqual([0, 1]);
      expect(textsOf(answer).join(' ')).toContain("No matching record found for database id '999999999'");
    });

    test('a name that several records bear links the first with a warning: why names are never sent', async () => {
      const { newNamespace, load, loadIds, read } = world();
      const ns = newNamespace();
      const tags = await loadIds(
        'res.partner.category',
        ['id', 'name'],
        [
          [`${ns}.p1`, `${ns} twin`],
          [`${ns}.p2`, `${ns} twin`],
        ],
      );
      const answer = await load(
        'res.partner.category',
        ['id', 'name', 'parent_id'],
        [[`${ns}.c`, 'C', `${ns} twin`]],
      );
      expect(answer.messages.map((message) => message.type)).toEqual(['warning']);
      expect(textsOf(answer)[0]).toMatch(/^Found multiple matches/);
      const [child] = await read('res.partner.category', answer.ids ?? [], ['parent_id']);
      expect(tags).toContain(child?.parent_id);
    });

    test('an unknown name is an error; an archived record is not found by name', async () => {
      const { newNamespace, load, loadIds } = world();
      const ns = newNamespace();
      await loadIds('res.partner', ['id', 'name', 'active'], [[`${ns}.p`, `${ns} gone`, '0']]);
      const answer = await load(
        'res.partner',
        ['id', 'name', 'parent_id'],
        [
          [`${ns}.a`, 'A', `${ns} gone`],
          [`${ns}.b`, 'B', `${ns} never`],
        ],
      );
      expect(answer.ids).toBeNull();
      expect(rowsWithErrors(answer)).toEqual([0, 1]);
      expect(textsOf(answer)[1]).toContain(`No matching record found for name '${ns} never' in field`);
    });

    test('many2many takes external IDs and database IDs parted by commas, and replaces what was there', async () => {
      const { newNamespace, loadIds, read } = world();
      const ns = newNamespace();
      const tags = await loadIds(
        'res.partner.category',
        ['id', 'name'],
        [1, 2, 3].map((n) => [`${ns}.t${n}`, `${ns} ${n}`]),
      );
      const [id] = await loadIds(
        'res.partner',
        ['id', 'name', 'category_id/id'],
        [[`${ns}.a`, 'A', `${ns}.t1,${ns}.t2`]],
      );
      const sorted = async (): Promise<unknown> => {
        const [record] = await read('res.partner', [id!], ['category_id']);
        return [...((record?.category_id ?? []) as number[])].sort((a, b) => a - b);
      };
      expect(await sorted()).toEqual([tags[0], tags[1]]);
      await loadIds('res.partner', ['id', 'category_id/.id'], [[`${ns}.a`, `${tags[1]},${tags[2]}`]]);
      expect(await sorted()).toEqual([tags[1], tags[2]]);
      await loadIds('res.partner', ['id', 'category_id/id'], [[`${ns}.a`, `${ns}.t1`]], {
        update_many2many: true,
      });
      expect(await sorted()).toEqual([tags[0], tags[1], tags[2]]);
      await loadIds('res.partner', ['id', 'category_id/id'], [[`${ns}.a`, '']]);
      expect(await sorted()).toEqual([]);
    });

    test('many2many does not strip: a space after the comma belongs to the name', async () => {
      const { newNamespace, load, loadIds } = world();
      const ns = newNamespace();
      await loadIds(
        'res.partner.category',
        ['id', 'name'],
        [
          [`${ns}.t1`, `${ns}x1`],
          [`${ns}.t2`, `${ns}x2`],
        ],
      );
      const fine = await load(
        'res.partner',
        ['id', 'name', 'category_id'],
        [[`${ns}.a`, 'A', `${ns}x1,${ns}x2`]],
      );
      expect(fine.ids).toHaveLength(1);
      const answer = await load(
        'res.partner',
        ['id', 'name', 'category_id'],
        [[`${ns}.b`, 'B', `${ns}x1, ${ns}x2`]],
      );
      expect(answer.ids).toBeNull();
      expect(textsOf(answer)[0]).toContain(`' ${ns}x2'`);
    });

    test('one unknown part of a many2many is an error of the row', async () => {
      const { newNamespace, load, loadIds } = world();
      const ns = newNamespace();
      await loadIds('res.partner.category', ['id', 'name'], [[`${ns}.t1`, `${ns} 1`]]);
      const answer = await load(
        'res.partner',
        ['id', 'name', 'category_id/id'],
        [[`${ns}.b`, 'B', `${ns}.t1,${ns}.t9`]],
      );
      expect(answer.ids).toBeNull();
      expect(answer.messages.filter(isError)).toHaveLength(1);
      expect(textsOf(answer)[0]).toContain(`'${ns}.t9'`);
    });
  });

  test('every conversion error of a call is reported, each with its row', async () => {
    const { newNamespace, load } = world();
    const ns = newNamespace();
    const rows = Array.from({ length: 30 }, (_, i) => [`${ns}.a${i}`, 'A', `${ns}.none${i}`]);
    const answer = await load('res.partner', ['id', 'name', 'country_id/id'], rows);
    expect(rowsWithErrors(answer)).toEqual(rows.map((_, i) => i));
    expect(answer.messages.map((message) => message.record)).toEqual(rows.map((_, i) => i));
  });
}
