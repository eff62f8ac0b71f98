import { describe, expect, test } from 'vitest';
import type { RecordWrite } from '../../src/load/ports.ts';
import { answered, type ContractWorld } from './contract-world.ts';

/** Writing to records that exist, apart from `load`: `write` and, since 19, `web_save_multi`. */
export function describeWrites(world: () => ContractWorld): void {
  /** Partners of a namespace of their own: names A, B, … in Ghent. */
  const partners = async (count: number): Promise<readonly number[]> => {
    const { newNamespace, loadIds } = world();
    const ns = newNamespace();
    const rows = Array.from({ length: count }, (_, i) => [`${ns}.p${i}`, `P ${i}`, 'Ghent']);
    return loadIds('res.partner', ['id', 'name', 'city'], rows);
  };
  const GONE = 999999999;

  describe('write', () => {
    test('sets the same values in all records and touches nothing else', async () => {
      const { target, read } = world();
      const [a, b, c] = await partners(3);
      answered(await target.write('res.partner', [a!, b!], { city: 'Bruges', is_company: true }, {}));
      expect(await read('res.partner', [a!, b!, c!], ['name', 'city', 'is_company'])).toEqual([
        { id: a, name: 'P 0', city: 'Bruges', is_company: true },
        { id: b, name: 'P 1', city: 'Bruges', is_company: true },
        { id: c, name: 'P 2', city: 'Ghent', is_company: false },
      ]);
    });

    test('takes false for empty, database IDs for references, a command for a set, and times in UTC', async () => {
      const { target, read, search, newNamespace, loadIds } = world();
      const [belgium] = await search('res.country', [['code', '=', 'BE']]);
      const ns = newNamespace();
      const tags = await loadIds(
        'res.partner.category',
        ['id', 'name'],
        [
          [`${ns}.t`, `${ns} T`],
          [`${ns}.u`, `${ns} U`],
        ],
      );
      const [partner] = await partners(1);
      const values = { city: false, country_id: belgium!, category_id: [[6, 0, tags]], color: 3 } as const;
      answered(await target.write('res.partner', [partner!], values, {}));
      const fields = ['city', 'country_id', 'category_id', 'color'];
      expect(await read('res.partner', [partner!], fields)).toEqual([
        { id: partner, city: false, country_id: belgium, category_id: tags, color: 3 },
      ]);
      const cleared = { country_id: false, category_id: [[6, 0, []]] } as const;
      answered(await target.write('res.partner', [partner!], cleared, {}));
      expect(await read('res.partner', [partner!], ['country_id', 'category_id'])).toEqual([
        { id: partner, country_id: false, category_id: [] },
      ]);
      const [lead] = await loadIds('crm.lead', ['id', 'name'], [[`${ns}.l`, 'L']]);
      const times = {
        date_deadline: '2024-02-29',
        date_open: '2024-02-29 23:59:59',
        expected_revenue: 0.5,
      };
      answered(await target.write('crm.lead', [lead!], times, { tz: 'Asia/Tokyo' }));
      expect(await read('crm.lead', [lead!], Object.keys(times))).toEqual([{ id: lead, ...times }]);
    });

    test('reaches archived records', async () => {
      const { target, read } = world();
      const [partner] = await partners(1);
      answered(await target.write('res.partner', [partner!], { active: false }, {}));
      answered(await target.write('res.partner', [partner!], { city: 'Bruges' }, {}));
      expect(await read('res.partner', [partner!], ['active', 'city'])).toEqual([
        { id: partner, active: false, city: 'Bruges' },
      ]);
    });

    test('with a record that is gone is record_missing, and writes nothing', async () => {
      const { target, read } = world();
      const [partner] = await partners(1);
      const answer = await target.write('res.partner', [partner!, GONE], { city: 'Bruges' }, {});
      expect(answer).toMatchObject({ ok: false, fault: { kind: 'certain', reason: 'record_missing' } });
      expect(await read('res.partner', [partner!], ['city'])).toEqual([{ id: partner, city: 'Ghent' }]);
    });

    test.each([
      ['a key the selection does not have', { type: 'no_such_type' }],
      ['a field the model does not have', { no_such_field: 'x' }],
      ['a required value that is empty', { name: false }],
    ])('with %s is certain to fail, and writes nothing', async (_, bad) => {
      const { target, read } = world();
      const [partner] = await partners(1);
      const answer = await target.write('res.partner', [partner!], { city: 'Bruges', ...bad }, {});
      expect(answer).toMatchObject({ ok: false, fault: { kind: 'certain' } });
      expect(await read('res.partner', [partner!], ['city'])).toEqual([{ id: partner, city: 'Ghent' }]);
    });

    test('of a user without the right is access_denied', async () => {
      const { target, adminTarget, search, read } = world();
      const [lang] = await search('res.lang', [['code', '=', 'en_US']]);
      const [before] = await read('res.lang', [lang!], ['name']);
      const answer = await target.write('res.lang', [lang!], { name: 'Contract' }, {});
      expect(answer).toMatchObject({ ok: false, fault: { kind: 'certain', reason: 'access_denied' } });
      expect(answered(await adminTarget.read('res.lang', [lang!], ['name'], {}))).toEqual([before]);
    });

    test('leaves no message and no follower behind', async () => {
      const { target, read, newNamespace, loadIds } = world();
      const [lead] = await loadIds('crm.lead', ['id', 'name'], [[`${newNamespace()}.l`, 'L']]);
      answered(await target.write('crm.lead', [lead!], { name: 'M', priority: '2' }, {}));
      expect(await read('crm.lead', [lead!], ['name', 'message_ids', 'message_follower_ids'])).toEqual([
        { id: lead, name: 'M', message_ids: [], message_follower_ids: [] },
      ]);
    });

    test('of no record is no call', async () => {
      expect(await world().target.write('no.such.model', [], { name: 'x' }, {})).toEqual({
        ok: true,
        value: null,
      });
    });
  });

  describe('a write for each record', () => {
    const eachOr = (skip: (why: string) => never) =>
      world().target.writeEach ?? skip('the server has no call for it');

    test('is there on 19 and later', () => {
      const { target, major } = world();
      expect(target.writeEach !== null).toBe(major >= 19);
    });

    test('gives every record its own fields and values, archived ones too', async ({ skip }) => {
      const writeEach = eachOr(skip);
      const { target, read } = world();
      const [a, b, c] = await partners(3);
      answered(await target.write('res.partner', [c!], { active: false }, {}));
      const writes: readonly RecordWrite[] = [
        { id: b!, values: { city: 'Bruges' } },
        { id: a!, values: { name: 'A', is_company: true } },
        { id: c!, values: { city: false } },
      ];
      answered(await writeEach('res.partner', writes, {}));
      expect(await read('res.partner', [a!, b!, c!], ['name', 'city', 'is_company'])).toEqual([
        { id: a, name: 'A', city: 'Ghent', is_company: true },
        { id: b, name: 'P 1', city: 'Bruges', is_company: false },
        { id: c, name: 'P 2', city: false, is_company: false },
      ]);
    });

    test.for([
      ['a record that is gone', { id: GONE, values: { city: 'Bruges' } }, 'record_missing'],
      ['a value that is refused', { id: 0, values: { name: false } }, 'rejected'],
    ] as const)('writes nothing at all when it meets %s', async ([, bad, reason], { skip }) => {
      const writeEach = eachOr(skip);
      const { read } = world();
      const [a, b, c] = await partners(3);
      const writes = [
        { id: a!, values: { city: 'Bruges' } },
        { ...bad, id: bad.id === 0 ? b! : bad.id },
        { id: c!, values: { city: 'Bruges' } },
      ];
      const answer = await writeEach('res.partner', writes, {});
      expect(answer).toMatchObject({ ok: false, fault: { kind: 'certain', reason } });
      const records = await read('res.partner', [a!, b!, c!], ['city']);
      expect(records.map((record) => record.city)).toEqual(['Ghent', 'Ghent', 'Ghent']);
    });

    test('of a user without the right is access_denied', async ({ skip }) => {
      const writeEach = eachOr(skip);
      const [lang] = await world().search('res.lang', [['code', '=', 'en_US']]);
      const answer = await writeEach('res.lang', [{ id: lang!, values: { name: 'Contract' } }], {});
      expect(answer).toMatchObject({ ok: false, fault: { kind: 'certain', reason: 'access_denied' } });
    });
  });
}
