import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { answered, type ContractWorld, isError, rowsWithErrors, textsOf } from './contract-world.ts';

/** The call itself: atomicity, ids, messages, external IDs, batches (odoo.md d.1, d.3, d.4, d.5, d.8). */
export function describeLoading(world: () => ContractWorld): void {
  describe('load', () => {
    test('rows become records in the order sent and the answer names the id of each', async () => {
      const { newNamespace, loadIds, read } = world();
      const ns = newNamespace();
      const ids = await loadIds(
        'res.partner',
        ['id', 'name'],
        [
          [`${ns}.a`, 'Ärger'],
          [`${ns}.b`, 'Łódź'],
        ],
      );
      const records = await read('res.partner', ids, ['name']);
      expect(records.map((record) => [record.id, record.name])).toEqual([
        [ids[0], 'Ärger'],
        [ids[1], 'Łódź'],
      ]);
    });

    test('one bad row rolls the whole call back and the messages name it', async () => {
      const { newNamespace, load, search } = world();
      const ns = newNamespace();
      const rows = [
        [`${ns}.a`, `${ns} one`, 'base.be'],
        [`${ns}.b`, `${ns} two`, `${ns}.nowhere`],
        [`${ns}.c`, `${ns} three`, ''],
      ];
      const answer = await load('res.partner', ['id', 'name', 'country_id/id'], rows);
      expect(answer.ids).toBeNull();
      expect(answer.messages).toHaveLength(1);
      expect(answer.messages[0]).toMatchObject({
        type: 'error',
        rows: { from: 1, to: 1 },
        record: 1,
        field: 'country_id',
        message: `No matching record found for external id '${ns}.nowhere' in field 'Country'`,
      });
      expect(await search('res.partner', [['name', 'like', `${ns} `]])).toEqual([]);
    });

    test('the same external IDs again update the same records', async () => {
      const { newNamespace, loadIds, read, search } = world();
      const ns = newNamespace();
      const first = await loadIds(
        'res.partner',
        ['id', 'name'],
        [
          [`${ns}.a`, `${ns} A`],
          [`${ns}.b`, `${ns} B`],
        ],
      );
      const second = await loadIds(
        'res.partner',
        ['id', 'name'],
        [
          [`${ns}.b`, `${ns} B2`],
          [`${ns}.a`, `${ns} A2`],
        ],
      );
      expect(second).toEqual([first[1], first[0]]);
      const records = await read('res.partner', first, ['name']);
      expect(records.map((record) => record.name)).toEqual([`${ns} A2`, `${ns} B2`]);
      expect(await search('res.partner', [['name', 'like', `${ns} `]])).toEqual(first);
    });

    test('new and known external IDs in one call keep the order of the rows', async () => {
      const { newNamespace, loadIds, read } = world();
      const ns = newNamespace();
      const [known] = await loadIds('res.partner', ['id', 'name'], [[`${ns}.k`, 'known']]);
      const ids = await loadIds(
        'res.partner',
        ['id', 'name'],
        [
          [`${ns}.n`, 'new'],
          [`${ns}.k`, 'again'],
          [`${ns}.m`, 'more'],
        ],
      );
      expect(ids[1]).toBe(known);
      const records = await read('res.partner', ids, ['name']);
      expect(ids.map((id) => records.find((record) => record.id === id)?.name)).toEqual([
        'new',
        'again',
        'more',
      ]);
    });

    test('continuation rows of a one2many belong to the record above: one id for all of them', async () => {
      const { newNamespace, loadIds, read } = world();
      const ns = newNamespace();
      const columns = ['id', 'name', 'child_ids/id', 'child_ids/name'];
      const rows = [
        [`${ns}.p`, 'Parent', `${ns}.c1`, 'Child 1'],
        ['', '', `${ns}.c2`, 'Child 2'],
        [`${ns}.q`, 'Other', '', ''],
      ];
      const ids = await loadIds('res.partner', columns, rows);
      expect(ids).toHaveLength(2);
      const [parent] = await read('res.partner', ids.slice(0, 1), ['child_ids']);
      expect(parent?.child_ids).toHaveLength(2);
      await loadIds('res.partner', columns, rows);
      const [again] = await read('res.partner', ids.slice(0, 1), ['child_ids']);
      expect(again?.child_ids).toEqual(parent?.child_ids);
    });

    test('an external ID twice in one call gives its id twice and the last row wins', async () => {
      const { newNamespace, loadIds, read } = world();
      const ns = newNamespace();
      const ids = await loadIds(
        'res.partner',
        ['id', 'name'],
        [
          [`${ns}.a`, 'first'],
          [`${ns}.a`, 'last'],
          [`${ns}.b`, 'other'],
        ],
      );
      expect(ids).toHaveLength(3);
      expect(ids[0]).toBe(ids[1]);
      const [record] = await read('res.partner', ids.slice(0, 1), ['name']);
      expect(record?.name).toBe('last');
    });

    test('_import_limit ends a call early and nextrow says where to go on', async () => {
      const { newNamespace, load } = world();
      const ns = newNamespace();
      const rows = [1, 2, 3, 4, 5].map((n) => [`${ns}.a${n}`, `${ns} ${n}`]);
      const answer = await load('res.partner', ['id', 'name'], rows, { _import_limit: 2 });
      expect(answer.ids).toHaveLength(2);
      expect(answer.nextrow).toBe(2);
      expect((await load('res.partner', ['id', 'name'], rows)).nextrow).toBe(0);
    });

    test('cells missing at the end of a row are not set', async () => {
      const { newNamespace, loadIds, read } = world();
      const ns = newNamespace();
      await loadIds('res.partner', ['id', 'name', 'city'], [[`${ns}.a`, 'A', 'Ghent']]);
      const ids = await loadIds(
        'res.partner',
        ['id', 'name', 'city'],
        [
          [`${ns}.a`, 'A2'],
          [`${ns}.b`, 'B', 'Liège'],
        ],
      );
      const records = await read('res.partner', ids, ['name', 'city']);
      expect(records.map((record) => [record.name, record.city])).toEqual([
        ['A2', 'Ghent'],
        ['B', 'Liège'],
      ]);
    });

    test('a call without rows does nothing', async () => {
      const { load } = world();
      expect(await load('res.partner', ['id', 'name'], [])).toEqual({ ids: [], messages: [], nextrow: 0 });
    });

    test('an unknown column loses the call: certain, nothing written', async () => {
      const { newNamespace, target, search } = world();
      const ns = newNamespace();
      const answer = await target.load({
        model: 'res.partner',
        columns: ['id', 'name', 'no_such_field'],
        rows: [[`${ns}.a`, `${ns} A`, 'x']],
        context: {},
      });
      expect(answer).toMatchObject({ ok: false, fault: { kind: 'certain', reason: 'server_error' } });
      expect(answer.ok ? '' : answer.fault.message).toContain('no_such_field');
      expect(await search('res.partner', [['name', 'like', `${ns} `]])).toEqual([]);
    });

    test('a JSON true in a boolean column loses the call, hence strings only', async () => {
      const { newNamespace, client, search } = world();
      const ns = newNamespace();
      const answer = await client.call('res.partner', 'load', {
        args: { fields: ['id', 'name', 'active'], data: [[`${ns}.a`, `${ns} A`, true]] },
        answer: z.unknown(),
      });
      expect(answer).toMatchObject({ ok: false, fault: { kind: 'certain', reason: 'server_error' } });
      expect(await search('res.partner', [['name', 'like', `${ns} `]])).toEqual([]);
    });
  });

  describe('external IDs', () => {
    test('an external ID of another model is refused', async () => {
      const { newNamespace, load, loadIds } = world();
      const ns = newNamespace();
      await loadIds('res.partner', ['id', 'name'], [[`${ns}.x`, 'A partner']]);
      const answer = await load('res.partner.category', ['id', 'name'], [[`${ns}.x`, `${ns} tag`]]);
      expect(answer.ids).toBeNull();
      expect(rowsWithErrors(answer)).toEqual([0]);
      expect(textsOf(answer).join(' ')).toContain(`${ns}.x`);
    });

    test('a reference to an external ID of another model is not found', async () => {
      const { newNamespace, load, loadIds } = world();
      const ns = newNamespace();
      await loadIds('res.partner.category', ['id', 'name'], [[`${ns}.tag`, `${ns} tag`]]);
      const answer = await load(
        'res.partner',
        ['id', 'name', 'parent_id/id'],
        [[`${ns}.a`, 'A', `${ns}.tag`]],
      );
      expect(answer.ids).toBeNull();
      expect(rowsWithErrors(answer)).toEqual([0]);
    });

    test('a space in an external ID is refused', async () => {
      const { newNamespace, load } = world();
      const answer = await load('res.partner', ['id', 'name'], [[`${newNamespace()}.a b`, 'A']]);
      expect(answer.ids).toBeNull();
      expect(textsOf(answer).join(' ')).toMatch(/space|nospaces/i);
    });

    test('capital letters make another external ID', async () => {
      const { newNamespace, loadIds } = world();
      const ns = newNamespace();
      const ids = await loadIds(
        'res.partner',
        ['id', 'name'],
        [
          [`${ns}.a`, 'small'],
          [`${ns}.A`, 'capital'],
        ],
      );
      expect(new Set(ids).size).toBe(2);
    });

    test('the characters of an escaped key are taken as they are', async () => {
      const { newNamespace, loadIds, target } = world();
      const ns = newNamespace();
      const xid = `${ns}.node_A-1~20~C3~A9~~x~5F`;
      const [id] = await loadIds('res.partner', ['id', 'name'], [[xid, 'Escaped']]);
      expect(answered(await target.findByExternalId('res.partner', [xid], []))).toEqual(new Map([[xid, id]]));
    });

    test('an external ID without a module goes under __import__', async () => {
      const { newNamespace, loadIds, target } = world();
      const name = `${newNamespace()}_plain`;
      const [id] = await loadIds('res.partner', ['id', 'name'], [[name, 'A']]);
      const found = answered(await target.findByExternalId('res.partner', [`__import__.${name}`], []));
      expect(found.get(`__import__.${name}`)).toBe(id);
    });

    test('the name of a module as namespace is refused for new records from 17 on', async () => {
      const { newNamespace, load, major } = world();
      const answer = await load('res.partner', ['id', 'name'], [[`base.${newNamespace()}`, 'A']]);
      if (major >= 17) {
        expect(answer.ids).toBeNull();
        expect(textsOf(answer).join(' ')).toContain('module prefix');
      } else {
        expect(answer.ids).toHaveLength(1);
      }
    });

    test('an external ID whose record was deleted makes a new record', async () => {
      const { newNamespace, loadIds, client, read } = world();
      const ns = newNamespace();
      const [first] = await loadIds('res.partner', ['id', 'name'], [[`${ns}.a`, 'A']]);
      answered(await client.call('res.partner', 'unlink', { ids: [first!], answer: z.boolean() }));
      const [second] = await loadIds('res.partner', ['id', 'name'], [[`${ns}.a`, 'A']]);
      expect(second).not.toBe(first);
      expect(await read('res.partner', [first!, second!], ['name'])).toEqual([{ id: second, name: 'A' }]);
    });

    test('an archived record is found and updated by its external ID', async () => {
      const { newNamespace, loadIds, read } = world();
      const ns = newNamespace();
      const [id] = await loadIds('res.partner', ['id', 'name', 'active'], [[`${ns}.a`, 'A', '0']]);
      expect(await loadIds('res.partner', ['id', 'name'], [[`${ns}.a`, 'B']])).toEqual([id]);
      expect(await read('res.partner', [id!], ['name', 'active'])).toEqual([
        { id, name: 'B', active: false },
      ]);
    });
  });

  describe('database IDs as the key of a row', () => {
    test('.id updates the record, an archived one too', async () => {
      const { newNamespace, loadIds, read } = world();
      const ns = newNamespace();
      const ids = await loadIds(
        'res.partner',
        ['id', 'name', 'active'],
        [
          [`${ns}.a`, 'A', '1'],
          [`${ns}.b`, 'B', '0'],
        ],
      );
      const rows = ids.map((id) => [String(id), `new ${id}`]);
      expect(await loadIds('res.partner', ['.id', 'name'], rows)).toEqual(ids);
      const records = await read('res.partner', ids, ['name']);
      expect(records.map((record) => record.name)).toEqual(ids.map((id) => `new ${id}`));
    });

    test('an unknown .id is an error of its row', async () => {
      const { load } = world();
      const answer = await load('res.partner', ['.id', 'name'], [['999999999', 'A']]);
      expect(answer.ids).toBeNull();
      expect(textsOf(answer)).toContain("Unknown database identifier '999999999'");
      expect(rowsWithErrors(answer)).toEqual([0]);
    });

    test('a poisoned row rolls back a call whose other rows were tried for real', async () => {
      const { newNamespace, load, search } = world();
      const ns = newNamespace();
      const rows = [
        [`${ns}.a`, `${ns} A`, ''],
        [`${ns}.b`, `${ns} B`, 'no.where'],
        [`${ns}.c`, `${ns} C`, '', '-1'],
      ];
      const answer = await load('res.partner', ['id', 'name', 'country_id/id', '.id'], rows);
      expect(answer.ids).toBeNull();
      expect(rowsWithErrors(answer)).toEqual([1, 2]);
      expect(textsOf(answer)).toContain("Unknown database identifier '-1'");
      expect(await search('res.partner', [['name', 'like', `${ns} `]])).toEqual([]);
    });
  });

  describe('rows that are only tried', () => {
    const tried = async (columns: readonly string[], rows: readonly (readonly string[])[]) => {
      const { target } = world();
      return answered(await target.tryLoad({ model: 'res.partner', columns, rows, context: {} }));
    };

    test('good rows are accepted, new ones and existing ones, and nothing is written', async () => {
      const { newNamespace, loadIds, read, search } = world();
      const ns = newNamespace();
      const [id = 0] = await loadIds(
        'res.partner',
        ['id', 'name', 'city'],
        [[`${ns}.a`, `${ns} A`, 'Aalst']],
      );
      const rows = [
        [`${ns}.a`, `${ns} A`, 'Bree'],
        [`${ns}.b`, `${ns} B`, 'Bree'],
        [`${ns}.c`, `${ns} C`, ''],
      ];
      expect(await tried(['id', 'name', 'city'], rows)).toEqual({ ids: [1, 2, 3], messages: [], nextrow: 0 });
      expect(await search('res.partner', [['name', 'like', `${ns} `]])).toEqual([id]);
      expect(await read('res.partner', [id], ['city'])).toEqual([{ id, city: 'Aalst' }]);
    });

    test('a row alone is tried', async () => {
      const ns = world().newNamespace();
      expect(await tried(['id', 'name'], [[`${ns}.a`, `${ns} A`]])).toMatchObject({ ids: [1], messages: [] });
      expect((await tried(['id', 'name'], [[`${ns}.a`, '']])).ids).toBeNull();
      expect(await world().search('res.partner', [['name', 'like', `${ns} `]])).toEqual([]);
    });

    test('what the database refuses and what the conversion refuses is blamed on rows, the poisoned one too', async () => {
      const { newNamespace, search } = world();
      const ns = newNamespace();
      const first = await tried(
        ['id', 'name', 'country_id/id'],
        [
          [`${ns}.a`, `${ns} A`, 'no.where'],
          [`${ns}.b`, `${ns} B`, ''],
          [`${ns}.c`, `${ns} C`, 'no.where'],
        ],
      );
      expect([first.ids, rowsWithErrors(first)]).toEqual([null, [0, 2]]);
      expect(textsOf(first).join()).not.toMatch(/database identifier/i);
      const second = await tried(
        ['id', 'name'],
        [
          [`${ns}.a`, `${ns} A`],
          [`${ns}.b`, `${ns} B`],
          [`${ns}.c`, ''],
        ],
      );
      expect(second.ids).toBeNull();
      expect(rowsWithErrors(second)).toContain(2);
      expect(await search('res.partner', [['name', 'like', `${ns} `]])).toEqual([]);
    });

    test('a constraint in Python refuses it: a partner that is its own parent', async () => {
      const { newNamespace, loadIds, read } = world();
      const ns = newNamespace();
      const ids = await loadIds(
        'res.partner',
        ['id', 'name'],
        [
          [`${ns}.a`, `${ns} A`],
          [`${ns}.b`, `${ns} B`],
        ],
      );
      const answer = await tried(
        ['id', 'parent_id/id'],
        [
          [`${ns}.b`, `${ns}.a`],
          [`${ns}.a`, `${ns}.b`],
        ],
      );
      expect(answer.ids).toBeNull();
      expect(await read('res.partner', ids, ['parent_id'])).toEqual(
        ids.map((id) => ({ id, parent_id: false })),
      );
    });

    test('a context that would pass over the poisoned row does not let it', async () => {
      const { newNamespace, target, search } = world();
      const ns = newNamespace();
      const rows = [
        [`${ns}.a`, `${ns} A`],
        [`${ns}.b`, `${ns} B`],
      ];
      for (const context of [{ _import_limit: 1 }, { import_skip_records: ['.id'] }]) {
        const call = { model: 'res.partner', columns: ['id', 'name'], rows, context };
        expect(answered(await target.tryLoad(call)).ids).toEqual([1, 2]);
      }
      expect(await search('res.partner', [['name', 'like', `${ns} `]])).toEqual([]);
    });
  });

  describe('rows of one call that refer to each other', () => {
    test('a row may refer to a row above it', async () => {
      const { newNamespace, loadIds, read } = world();
      const ns = newNamespace();
      const ids = await loadIds(
        'res.partner.category',
        ['id', 'name', 'parent_id/id'],
        [
          [`${ns}.p`, 'P', ''],
          [`${ns}.c`, 'C', `${ns}.p`],
        ],
      );
      expect(await read('res.partner.category', ids.slice(1), ['parent_id'])).toEqual([
        { id: ids[1], parent_id: ids[0] },
      ]);
    });

    test('a reference to a row below it is an error', async () => {
      const { newNamespace, load } = world();
      const ns = newNamespace();
      const answer = await load(
        'res.partner.category',
        ['id', 'name', 'parent_id/id'],
        [
          [`${ns}.c`, 'C', `${ns}.p`],
          [`${ns}.p`, 'P', ''],
        ],
      );
      expect(answer.ids).toBeNull();
      expect(rowsWithErrors(answer)).toContain(0);
      expect(textsOf(answer).join(' ')).toContain(`No matching record found for external id '${ns}.p'`);
    });

    test('after a failed row, references to good rows before it are phantom errors where the retry has one savepoint', async () => {
      const { newNamespace, load, major } = world();
      const ns = newNamespace();
      const rows = [
        [`${ns}.good`, 'Good', ''],
        [`${ns}.bad`, '', ''],
        [`${ns}.child`, 'Child', `${ns}.good`],
      ];
      const answer = await load('res.partner.category', ['id', 'name', 'parent_id/id'], rows);
      expect(answer.ids).toBeNull();
      expect(rowsWithErrors(answer)).toContain(1);
      expect(textsOf(answer).some((text) => text.includes(`'${ns}.good'`))).toBe(major >= 19);
    });
  });

  describe('what a database error says', () => {
    test('a missing required value is named by row and field', async () => {
      const { newNamespace, load } = world();
      const ns = newNamespace();
      const answer = await load(
        'crm.tag',
        ['id', 'name', 'color'],
        [
          [`${ns}.a`, `${ns} A`, '1'],
          [`${ns}.b`, '', '2'],
        ],
      );
      expect(answer.ids).toBeNull();
      expect(rowsWithErrors(answer)).toContain(1);
      const error = answer.messages.find((message) => isError(message) && message.rows?.from === 1);
      expect(error?.message).toMatch(/required/i);
      expect(error?.field).toBe('name');
    });

    test('a check constraint is named by row', async () => {
      const { newNamespace, load } = world();
      const ns = newNamespace();
      const answer = await load(
        'res.partner',
        ['id', 'name'],
        [
          [`${ns}.a`, 'A'],
          [`${ns}.b`, ''],
        ],
      );
      expect(answer.ids).toBeNull();
      expect(rowsWithErrors(answer)).toContain(1);
      expect(textsOf(answer).join(' ')).toMatch(/require.* a name/i);
    });

    test('a value that must be unique and exists is named by row', async () => {
      const { newNamespace, load, loadIds } = world();
      const ns = newNamespace();
      await loadIds('crm.tag', ['id', 'name'], [[`${ns}.a`, `${ns} tag`]]);
      const answer = await load(
        'crm.tag',
        ['id', 'name'],
        [
          [`${ns}.b`, `${ns} fine`],
          [`${ns}.c`, `${ns} tag`],
        ],
      );
      expect(answer.ids).toBeNull();
      expect(rowsWithErrors(answer)).toContain(1);
      expect(textsOf(answer).join(' ')).toMatch(/exists/i);
    });
  });
}
