import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unwrap } from '../../../test/support/product.ts';
import type { Stage } from '../../../test/support/stage.ts';
import { csv, graphOf, openStage, openStageOn, outcomesByKey, play } from '../../../test/support/stage.ts';

const PARTNERS = `
  - id: partners
    type: model
    data:
      odooModel: res.partner
      sheet: partners
      key: [Code]
      fields: { name: { column: Name }, email: { column: Mail }, city: { column: City } }
`;
const sheet = (...rows: readonly string[]) => ({ partners: csv('Code,Name,Mail,City', rows) });
const FIRST = sheet('A,Ann,ann@x.test,Aalst', 'B,Bob,bob@x.test,Bree');

const isSetOf =
  (...ids: readonly number[]) =>
  (held: unknown) =>
    Array.isArray(held) && new Set(held).symmetricDifference(new Set(ids)).size === 0;

describe.each(['admin', 'clerk'] as const)('a second run as %s', (user) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ user, checksFirst: 'offline' });
  });
  afterAll(() => stage.close());

  const begin = async (namespace: string): Promise<string> => {
    const graphId = await graphOf(stage, namespace, PARTNERS);
    const run = await play(stage, graphId, FIRST);
    expect(await outcomesByKey(stage, run, 'partners')).toEqual({ A: 'created', B: 'created' });
    return graphId;
  };
  const idOf = (namespace: string, key: string): number =>
    stage.sandbox.state.idOf(`${namespace}.partners_${key}`) ?? 0;
  const held = async (id: number) => {
    const [record] = await stage.odoo.searchRead('res.partner', [['id', '=', id]], ['name', 'email', 'city']);
    return record && { name: record.name, email: record.email, city: record.city };
  };
  const writes = () =>
    stage.sandbox.state.calls.filter(({ method }) => ['load', 'write', 'web_save_multi'].includes(method));

  test('an unchanged source costs no write', async () => {
    const graphId = await begin('same');
    const before = writes().length;
    const run = await play(stage, graphId, FIRST);
    expect(await outcomesByKey(stage, run, 'partners')).toEqual({ A: 'unchanged', B: 'unchanged' });
    expect(writes()).toHaveLength(before);
  });

  test('a changed row sends its changed fields only, and the key map remembers them', async () => {
    const graphId = await begin('changed');
    const hashes = async () => {
      const found = await stage.product.pool.query<{ key: string; field_hashes: Record<string, string> }>(
        `select key, field_hashes from key_map where namespace = 'changed'`,
      );
      return new Map(found.rows.map((row) => [row.key, row.field_hashes]));
    };
    const before = await hashes();
    const calls = writes().length;
    const run = await play(stage, graphId, sheet('A,Ann,ann@new.test,Aalst', 'B,Bob,bob@x.test,Bree'));
    expect(await outcomesByKey(stage, run, 'partners')).toEqual({ A: 'updated', B: 'unchanged' });
    expect(writes().slice(calls)).toMatchObject([{ method: 'web_save_multi' }]);
    const [change] = unwrap(await stage.app.runs.rows(run.id, { limit: 1, changes: true })).items;
    expect(change?.changes).toEqual([{ field: 'email', old: 'ann@x.test', new: 'ann@new.test' }]);
    const after = await hashes();
    expect(after.get('B')).toEqual(before.get('B'));
    expect(after.get('A')).toEqual({ ...before.get('A'), email: expect.any(String) });
    expect(after.get('A')?.email).not.toBe(before.get('A')?.email);
  });

  test('what somebody edited in Odoo stays while the source says the same', async () => {
    const graphId = await begin('edited');
    const id = idOf('edited', 'A');
    await stage.odoo.execute('res.partner', 'write', [[id], { city: 'Antwerp' }]);
    const run = await play(stage, graphId, sheet('A,Anna,ann@x.test,Aalst', 'B,Bob,bob@x.test,Bree'));
    expect(await outcomesByKey(stage, run, 'partners')).toEqual({ A: 'updated', B: 'unchanged' });
    expect(await held(id)).toEqual({ name: 'Anna', email: 'ann@x.test', city: 'Antwerp' });
  });

  test('a value that Odoo held already, and the source takes back later, is written back', async () => {
    const graphId = await begin('back');
    const id = idOf('back', 'A');
    await stage.odoo.execute('res.partner', 'write', [[id], { city: 'Antwerp' }]);
    await play(stage, graphId, sheet('A,Ann,ann@x.test,Antwerp', 'B,Bob,bob@x.test,Bree'));
    const run = await play(stage, graphId, FIRST);
    expect(await outcomesByKey(stage, run, 'partners')).toEqual({ A: 'updated', B: 'unchanged' });
    expect(await held(id)).toMatchObject({ city: 'Aalst' });
  });

  test('so it is where another field of the row was written meanwhile', async () => {
    const graphId = await begin('back_too');
    const id = idOf('back_too', 'A');
    await stage.odoo.execute('res.partner', 'write', [[id], { city: 'Antwerp' }]);
    await play(stage, graphId, sheet('A,Anna,ann@x.test,Antwerp', 'B,Bob,bob@x.test,Bree'));
    await play(stage, graphId, FIRST);
    expect(await held(id)).toEqual({ name: 'Ann', email: 'ann@x.test', city: 'Aalst' });
  });

  test('a record whose external ID was deleted in Odoo is taken by its database ID, never created again', async () => {
    const graphId = await begin('xid_gone');
    const id = idOf('xid_gone', 'A');
    const data = await stage.odoo.searchRead(
      'ir.model.data',
      [
        ['module', '=', 'xid_gone'],
        ['res_id', '=', id],
      ],
      [],
    );
    await stage.odoo.execute('ir.model.data', 'unlink', [data.map((row) => row.id)]);
    const before = await stage.odoo.count('res.partner', []);
    const changed = sheet('A,Anna,ann@x.test,Aalst', 'B,Bob,bob@x.test,Bree');
    const check = { removed: new Set(['xid_gone.partners_A']) };
    const run = await play(stage, graphId, changed, { check });
    expect(await outcomesByKey(stage, run, 'partners')).toEqual({ A: 'updated', B: 'unchanged' });
    expect(await held(id)).toMatchObject({ name: 'Anna' });
    const again = await play(stage, graphId, changed, { check });
    expect(await outcomesByKey(stage, again, 'partners')).toEqual({ A: 'unchanged', B: 'unchanged' });
    expect(await stage.odoo.count('res.partner', [])).toBe(before);
    for (const { id: runId } of [run, again]) {
      const [issue] = unwrap(await stage.app.runs.issues(runId));
      expect(issue).toMatchObject({ code: 'external_id_lost', severity: 'warning', count: 1 });
    }
  });

  test('an external ID that leads to a record which is gone leads nowhere: the record we wrote is taken by its database ID', async () => {
    const graphId = await begin('astray');
    const id = idOf('astray', 'A');
    const [data] = await stage.odoo.searchRead(
      'ir.model.data',
      [
        ['module', '=', 'astray'],
        ['res_id', '=', id],
      ],
      [],
    );
    await stage.odoo.execute('ir.model.data', 'write', [[data?.id], { res_id: 999_999 }]);
    const before = await stage.odoo.count('res.partner', []);
    const check = { removed: new Set(['astray.partners_A']) };
    const run = await play(stage, graphId, FIRST, { check });
    expect(await outcomesByKey(stage, run, 'partners')).toEqual({ A: 'unchanged', B: 'unchanged' });
    expect(await stage.odoo.count('res.partner', [])).toBe(before);
    const [issue] = unwrap(await stage.app.runs.issues(run.id));
    expect(issue).toMatchObject({ code: 'external_id_lost', count: 1 });
  });

  test('a record deleted in Odoo is created again', async () => {
    const graphId = await begin('deleted');
    const id = idOf('deleted', 'A');
    await stage.odoo.execute('res.partner', 'unlink', [[id]]);
    const run = await play(stage, graphId, FIRST);
    expect(await outcomesByKey(stage, run, 'partners')).toEqual({ A: 'created', B: 'unchanged' });
    expect(idOf('deleted', 'A')).toBeGreaterThan(id);
    const again = await play(stage, graphId, FIRST);
    expect(await outcomesByKey(stage, again, 'partners')).toEqual({ A: 'unchanged', B: 'unchanged' });
  });

  test('rows that refer to a record that is created again are linked to it', async () => {
    const graphId = await graphOf(
      stage,
      'anew',
      `
  - id: tags
    type: model
    data:
      odooModel: res.partner.category
      sheet: tags
      key: [Tag]
      fields: { name: { column: Tag } }
  - id: partners
    type: model
    data:
      odooModel: res.partner
      sheet: partners
      key: [Code]
      fields:
        name: { column: Code }
        parent_id: { reference: { node: partners, columns: [Parent] } }
        category_id: { reference: { node: tags, columns: [Tags], separator: '|' } }
`,
    );
    const data = {
      tags: csv('Tag', ['x', 'y', 'z']),
      partners: csv('Code,Parent,Tags', ['P,,x', 'Q,,', 'A,P,x|y', 'B,P,x', 'C,Q,y', 'D,P,z']),
    };
    await play(stage, graphId, data);
    const id = (name: string): number => stage.sandbox.state.idOf(`anew.${name}`) ?? 0;
    const links = async (key: string) => {
      const fields = ['parent_id', 'category_id'];
      const [record] = await stage.odoo.searchRead(
        'res.partner',
        [['id', '=', id(`partners_${key}`)]],
        fields,
      );
      const parent = record?.parent_id;
      return { parent: Array.isArray(parent) ? parent[0] : parent, tags: record?.category_id };
    };
    const [x, y, z] = [id('tags_x'), id('tags_y'), id('tags_z')];
    await stage.odoo.execute('res.partner', 'write', [[id('partners_D')], { parent_id: id('partners_Q') }]);
    await stage.odoo.execute('res.partner', 'write', [[id('partners_C')], { parent_id: false }]);
    await stage.odoo.execute('res.partner', 'unlink', [[id('partners_P')]]);
    await stage.odoo.execute('res.partner.category', 'unlink', [[x]]);
    const check = { removed: new Set(['anew.partners_P', 'anew.tags_x']) };
    const run = await play(stage, graphId, data, { check });
    expect(await outcomesByKey(stage, run, 'partners')).toEqual({
      P: 'created',
      Q: 'unchanged',
      A: 'updated',
      B: 'updated',
      C: 'unchanged',
      D: 'unchanged',
    });
    const [newX, newP] = [id('tags_x'), id('partners_P')];
    expect(newX).not.toBe(x);
    expect(await links('A')).toEqual({ parent: newP, tags: expect.toSatisfy(isSetOf(newX, y)) });
    expect(await links('B')).toEqual({ parent: newP, tags: [newX] });
    // what somebody chose stays
    expect(await links('C')).toEqual({ parent: false, tags: [y] });
    expect(await links('D')).toEqual({ parent: id('partners_Q'), tags: [z] });
    const again = await play(stage, graphId, data, { check });
    expect(new Set(Object.values(await outcomesByKey(stage, again, 'partners')))).toEqual(
      new Set(['unchanged']),
    );
  });

  test('of a product that lost its database finds the records, creates nothing, and goes on from there', async () => {
    await begin('lost');
    const before = await stage.odoo.count('res.partner', []);
    const fresh = await openStageOn(stage.sandbox, { user });
    try {
      const graphId = await graphOf(fresh, 'lost', PARTNERS);
      const run = await play(fresh, graphId, FIRST);
      expect(await outcomesByKey(fresh, run, 'partners')).toEqual({ A: 'unchanged', B: 'unchanged' });
      expect(await stage.odoo.count('res.partner', [])).toBe(before);
      const changed = sheet('A,Ann,ann@new.test,Aalst', 'B,Bob,bob@x.test,Bree');
      const next = await play(fresh, graphId, changed);
      expect(await outcomesByKey(fresh, next, 'partners')).toEqual({ A: 'updated', B: 'unchanged' });
    } finally {
      await fresh.close();
    }
  });
});
