import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outcomesOf, unwrap } from '../../../test/support/product.ts';
import type { Stage } from '../../../test/support/stage.ts';
import { csv, graphOf, openStage, openStageOn, outcomesByKey, play } from '../../../test/support/stage.ts';
import type { RunView } from '../run-views.ts';

const partners = (rules: string, more = ''): string => `
  - id: partners
    type: model
    data:
      odooModel: res.partner
      sheet: partners
      key: [Code]
      adopt: ${rules}
      ${more}
      fields:
        name: { column: Name }
        email: { column: Mail }
        vat: { column: Vat }
        country_id: { reference: { by: field, match: code, column: Country } }
`;
const sheet = (...rows: readonly string[]) => ({ partners: csv('Code,Name,Mail,Vat,Country', rows) });
const BY_MAIL = '[{ match: [email] }]';

/** An administrator may write external IDs, a clerk may not. */
describe.each(['admin', 'clerk'] as const)('adopting as %s', (user) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ user, batchSize: 5, checksFirst: 'offline' });
  });
  afterAll(() => stage.close());

  const create = (values: object, model = 'res.partner'): Promise<number> =>
    stage.odoo.execute(model, 'create', [values]);
  const held = async (id: number) => {
    const fields = ['name', 'email', 'vat', 'active', 'parent_id'];
    const [record] = await stage.odoo.searchRead('res.partner', [['id', '=', id]], fields);
    return record;
  };
  const issuesOf = async (run: RunView) => unwrap(await stage.app.runs.issues(run.id));
  const rowsOf = async (run: RunView, node = 'partners') =>
    unwrap(await stage.app.runs.rows(run.id, { limit: 100, node })).items;
  /** What a clerk's adopted records have not. */
  const without = (...externalIds: readonly string[]) =>
    user === 'clerk' ? { check: { removed: new Set(externalIds) } } : {};

  test('a row takes over the one record it matches, and is updated; its record is never doubled', async () => {
    const id = await create({ name: 'Old Ann', email: 'ann@one.test' });
    const graphId = await graphOf(stage, 'one', partners(BY_MAIL));
    const before = await stage.odoo.count('res.partner', []);
    const sheets = sheet('A,Ann,ann@one.test,,', 'B,Bob,bob@one.test,,');
    const run = await play(stage, graphId, sheets, without('one.partners_A'));
    expect(await outcomesByKey(stage, run, 'partners')).toEqual({ A: 'updated', B: 'created' });
    expect(await held(id)).toMatchObject({ name: 'Ann', email: 'ann@one.test' });
    expect(await stage.odoo.count('res.partner', [])).toBe(before + 1);
    expect(stage.sandbox.state.idOf('one.partners_A')).toBe(user === 'admin' ? id : null);
    const entries = await stage.product.pool.query(
      `select record_id, created_run, written_run, by_id from key_map where namespace = 'one' and key = 'A'`,
    );
    expect(entries.rows).toEqual([
      { record_id: id, created_run: null, written_run: run.id, by_id: user === 'admin' ? null : 'adopted' },
    ]);
  });

  test('a second run finds it again, and sends nothing', async () => {
    const id = await create({ name: 'Ann', email: 'ann@again.test' });
    const graphId = await graphOf(stage, 'again', partners(BY_MAIL));
    const sheets = sheet('A,Ann,ann@again.test,,');
    const first = await play(stage, graphId, sheets, without('again.partners_A'));
    expect(await outcomesByKey(stage, first, 'partners')).toEqual({ A: 'unchanged' });
    const again = await play(stage, graphId, sheets, without('again.partners_A'));
    expect(await outcomesByKey(stage, again, 'partners')).toEqual({ A: 'unchanged' });
    expect(await issuesOf(again)).toEqual([]);
    const changed = await play(
      stage,
      graphId,
      sheet('A,Anna,other@again.test,,'),
      without('again.partners_A'),
    );
    expect(await outcomesByKey(stage, changed, 'partners')).toEqual({ A: 'updated' });
    expect(await held(id)).toMatchObject({ name: 'Anna', email: 'other@again.test' });
  });

  test('case, accents and blanks count; an empty cell matches nothing', async () => {
    await create({ name: 'Upper', email: 'UPPER@exact.test' });
    await create({ name: 'None', email: false });
    const graphId = await graphOf(stage, 'exact', partners(BY_MAIL));
    const run = await play(stage, graphId, sheet('A,A,upper@exact.test,,', 'B,B,,,'));
    expect(await outcomesByKey(stage, run, 'partners')).toEqual({ A: 'created', B: 'created' });
  });

  test('several matches reject the row with the candidates, whatever a later rule says', async () => {
    const ids = [
      await create({ name: 'First', email: 'twice@many.test', vat: 'M1' }),
      await create({ name: 'Second', email: 'twice@many.test', active: false }),
    ];
    const graphId = await graphOf(stage, 'many', partners('[{ match: [email] }, { match: [vat] }]'));
    const run = await play(stage, graphId, sheet('A,A,twice@many.test,M1,', 'B,B,b@many.test,,'));
    expect(await outcomesByKey(stage, run, 'partners')).toEqual({ A: 'rejected', B: 'created' });
    const [row] = await rowsOf(run);
    expect(row?.issues).toMatchObject([
      {
        code: 'adopt_ambiguous',
        field: 'email',
        row: 2,
        message: `Row 2 of "partners": 2 records of res.partner have email "twice@many.test": First (${ids[0]}), Second (${ids[1]}, archived). Merge them in Odoo, or let the rule match more fields.`,
        candidates: [`First (${ids[0]})`, `Second (${ids[1]}, archived)`],
      },
    ]);
  });

  test('rules are tried in order: the first that finds any decides, none creates', async () => {
    const byVat = await create({ name: 'Vat', vat: 'R1', email: 'x@order.test' });
    const byMail = await create({ name: 'Mail', email: 'y@order.test' });
    const graphId = await graphOf(stage, 'order', partners('[{ match: [vat] }, { match: [email] }]'));
    const rows = sheet('A,A,y@order.test,R1,', 'B,B,y@order.test,R2,', 'C,C,z@order.test,,');
    const run = await play(stage, graphId, rows, without('order.partners_A', 'order.partners_B'));
    const records = new Map((await rowsOf(run)).map((row) => [row.key, row]));
    expect(records.get('A')).toMatchObject({ outcome: 'updated', recordId: byVat });
    expect(records.get('B')).toMatchObject({ outcome: 'updated', recordId: byMail });
    expect(records.get('C')).toMatchObject({ outcome: 'created' });
  });

  test('a rule of several fields needs all of them equal, a reference by its record', async () => {
    const [be, fr] = await Promise.all(
      ['BE', 'FR'].map(async (code) => {
        const [country] = await stage.odoo.searchRead('res.country', [['code', '=', code]], ['id']);
        return country?.id;
      }),
    );
    const inBelgium = await create({ name: 'Same', country_id: be });
    await create({ name: 'Same', country_id: fr });
    await create({ name: 'Same' });
    const graphId = await graphOf(stage, 'several', partners('[{ match: [name, country_id] }]'));
    const run = await play(
      stage,
      graphId,
      sheet('A,Same,a@several.test,,BE', 'B,Same,b@several.test,,DE', 'C,Same,,,'),
      without('several.partners_A'),
    );
    const records = new Map((await rowsOf(run)).map((row) => [row.key, row]));
    expect(records.get('A')).toMatchObject({ outcome: 'updated', recordId: inBelgium });
    expect(records.get('B')).toMatchObject({ outcome: 'created' });
    expect(records.get('C')).toMatchObject({ outcome: 'created' });
  });

  test('an archived record is taken over as it is, and told', async () => {
    const id = await create({ name: 'Asleep', email: 'asleep@arch.test', active: false });
    const graphId = await graphOf(stage, 'arch', partners(BY_MAIL));
    const run = await play(stage, graphId, sheet('A,Awake,asleep@arch.test,,'), without('arch.partners_A'));
    expect(await outcomesByKey(stage, run, 'partners')).toEqual({ A: 'updated' });
    expect(await held(id)).toMatchObject({ name: 'Awake', active: false });
    expect(await issuesOf(run)).toMatchObject([
      {
        code: 'adopt_archived',
        severity: 'warning',
        count: 1,
        samples: [{ message: expect.stringContaining(`Asleep (${id}, archived)`) }],
      },
    ]);
  });

  test('two rows that mean one record are both rejected, and name each other; others go on', async () => {
    const id = await create({ name: 'Both', email: 'both@taken.test' });
    const graphId = await graphOf(stage, 'taken', partners('[{ match: [email] }, { match: [name] }]'));
    const rows = sheet('A,X,both@taken.test,,', ...filler(12), 'Z,Both,other@taken.test,,');
    const run = await play(stage, graphId, rows);
    expect(run.status).toBe('completed_with_errors');
    expect(outcomesOf(run)).toEqual({ partners: { created: 12, rejected: 2 } });
    const records = new Map((await rowsOf(run)).map((row) => [row.key, row]));
    expect(records.get('A')?.issues[0]).toMatchObject({
      code: 'adopt_taken',
      message: `Row 2 of "partners": its email finds Both (${id}) of res.partner, and this record is also that of row 15 of node "partners" (key "Z"). One record cannot be two rows: leave one of them out, or let the rule match more fields.`,
    });
    expect(records.get('Z')?.issues[0]).toMatchObject({ code: 'adopt_taken', row: 15 });
    expect(await held(id)).toMatchObject({ name: 'Both', email: 'both@taken.test' });
  });

  test('a record of another key from an earlier run is not taken; the message offers to rename the key', async () => {
    const graphId = await graphOf(stage, 'holder', partners(BY_MAIL));
    await play(stage, graphId, sheet('OLD,Ann,ann@holder.test,,'));
    const run = await play(stage, graphId, sheet('NEW,Ann,ann@holder.test,,'));
    expect(await outcomesByKey(stage, run, 'partners')).toEqual({ NEW: 'rejected' });
    const [row] = await rowsOf(run);
    expect(row?.issues[0]?.message).toMatch(
      /belongs to the key "OLD" of node "partners", which this dataset has not.*rename the key/,
    );
  });

  test('of two nodes of one model the first gets the record, the row of the other is rejected', async () => {
    const id = await create({ name: 'Shared', email: 'shared@two.test' });
    const other = partners(BY_MAIL).replace('id: partners', 'id: suppliers');
    const graphId = await graphOf(stage, 'two', partners(BY_MAIL) + other);
    const run = await play(stage, graphId, sheet('A,One,shared@two.test,,'), without('two.partners_A'));
    expect(await rowsOf(run)).toMatchObject([{ outcome: 'updated', recordId: id }]);
    expect(await rowsOf(run, 'suppliers')).toMatchObject([
      {
        outcome: 'rejected',
        issues: [{ code: 'adopt_taken', message: expect.stringContaining('row 2 of node "partners"') }],
      },
    ]);
  });

  test('records that the run itself makes are no candidates: equal rows are all created', async () => {
    const graphId = await graphOf(stage, 'selfmade', partners(BY_MAIL));
    const rows = Array.from({ length: 12 }, (_, i) => `K${i},Name ${i},same@selfmade.test,,`);
    const run = await play(stage, graphId, sheet(...rows));
    expect(outcomesOf(run)).toEqual({ partners: { created: 12 } });
  });

  test('create_only leaves an adopted record alone and remembers it; update_only writes to it and creates none', async () => {
    const kept = await create({ name: 'Kept', email: 'kept@policy.test' });
    const written = await create({ name: 'Written', email: 'written@policy.test' });
    const createOnly = await graphOf(stage, 'policy_c', partners(BY_MAIL, 'write_policy: create_only'));
    const run = await play(
      stage,
      createOnly,
      sheet('A,New,kept@policy.test,,'),
      without('policy_c.partners_A'),
    );
    expect(await outcomesByKey(stage, run, 'partners')).toEqual({ A: 'skipped' });
    expect(await held(kept)).toMatchObject({ name: 'Kept' });
    const entry = await stage.product.pool.query(
      `select record_id from key_map where namespace = 'policy_c'`,
    );
    expect(entry.rows).toEqual([{ record_id: kept }]);
    const updateOnly = await graphOf(stage, 'policy_u', partners(BY_MAIL, 'write_policy: update_only'));
    const second = await play(
      stage,
      updateOnly,
      sheet('A,New,written@policy.test,,', 'B,B,none@policy.test,,'),
      without('policy_u.partners_A'),
    );
    expect(await outcomesByKey(stage, second, 'partners')).toEqual({ A: 'updated', B: 'skipped' });
    expect(await held(written)).toMatchObject({ name: 'New' });
  });

  const FAMILY = `${partners(BY_MAIL)}
  - id: contacts
    type: model
    data:
      odooModel: res.partner
      sheet: contacts
      key: [No]
      adopt: [{ match: [name, parent_id] }]
      fields:
        name: { column: Name }
        function: { column: Job }
        parent_id: { reference: { node: partners, columns: [Company] } }
`;
  const contacts = (...rows: readonly string[]) => ({ contacts: csv('No,Name,Job,Company', rows) });

  test('children refer to an adopted record, are matched by it, and stay with it in later runs', async () => {
    const company = await create({ name: 'Company', email: 'company@family.test', is_company: true });
    const child = await create({ name: 'Child', parent_id: company });
    const graphId = await graphOf(stage, 'family', FAMILY);
    const adopted = without('family.partners_C', 'family.contacts_1');
    const sheets = {
      ...sheet('C,Company,company@family.test,,', 'D,Another,d@family.test,,'),
      ...contacts('1,Child,Boss,C', '2,Second,Clerk,C', '3,Third,Clerk,D'),
    };
    const run = await play(stage, graphId, sheets, adopted);
    expect(await outcomesByKey(stage, run, 'contacts')).toEqual({ 1: 'updated', 2: 'created', 3: 'created' });
    const records = new Map((await rowsOf(run, 'contacts')).map((row) => [row.key, row.recordId ?? 0]));
    expect(records.get('1')).toBe(child);
    expect((await held(records.get('2') ?? 0))?.parent_id).toEqual([company, expect.any(String)]);
    const again = await play(stage, graphId, sheets, adopted);
    expect(outcomesOf(again)).toEqual({ partners: { unchanged: 2 }, contacts: { unchanged: 3 } });
    const moved = { ...sheets, ...contacts('1,Child,Boss,C', '2,Second,Clerk,D', '3,Third,Clerk,C') };
    const third = await play(stage, graphId, moved, adopted);
    expect(outcomesOf(third)).toMatchObject({ contacts: { unchanged: 1, updated: 2 } });
    expect((await held(records.get('3') ?? 0))?.parent_id).toEqual([company, expect.any(String)]);
    // the company is not in the data any more, the key map knows it
    const alone = {
      partners: csv('Code,Name,Mail,Vat,Country', ['D,Another,d@family.test,,']),
      ...contacts('4,Fourth,X,C'),
    };
    const last = await play(stage, graphId, alone, adopted);
    const [fourth] = await rowsOf(last, 'contacts');
    expect((await held(fourth?.recordId ?? 0))?.parent_id).toEqual([company, expect.any(String)]);
  });

  test('a tree is adopted by name and parent, level by level', async () => {
    const model = 'res.partner.category';
    const root = await create({ name: 'Tree root' }, model);
    const inner = await create({ name: 'Tree inner', parent_id: root }, model);
    await create({ name: 'Tree inner' }, model);
    const graphId = await graphOf(
      stage,
      'tree',
      `
  - id: tags
    type: model
    data:
      odooModel: res.partner.category
      sheet: tags
      key: [Code]
      adopt: [{ match: [name, parent_id] }, { match: [name] }]
      fields:
        name: { column: Name }
        color: { column: Color }
        parent_id: { reference: { node: tags, columns: [Parent] } }
`,
    );
    const rows = ['I,Tree inner,2,R', 'R,Tree root,1,', 'L,Tree leaf,3,I'];
    const run = await play(
      stage,
      graphId,
      { tags: csv('Code,Name,Color,Parent', rows) },
      without('tree.tags_R', 'tree.tags_I'),
    );
    const records = new Map((await rowsOf(run, 'tags')).map((row) => [row.key, row]));
    expect(records.get('R')).toMatchObject({ outcome: 'updated', recordId: root });
    expect(records.get('I')).toMatchObject({ outcome: 'updated', recordId: inner });
    expect(records.get('L')).toMatchObject({ outcome: 'created' });
    const [leaf] = await stage.odoo.searchRead(
      model,
      [['id', '=', records.get('L')?.recordId]],
      ['parent_id'],
    );
    expect(leaf?.parent_id).toEqual([inner, expect.any(String)]);
  });

  test('a product that lost its database takes a row that has its record by external ID for the owner', async () => {
    const graphId = await graphOf(stage, 'lostdb', partners(BY_MAIL));
    await play(stage, graphId, sheet('A,Ann,ann@lostdb.test,,'));
    const fresh = await openStageOn(stage.sandbox, { user });
    try {
      const again = await graphOf(fresh, 'lostdb', partners(BY_MAIL));
      const run = await play(fresh, again, sheet('B,Ann,ann@lostdb.test,,', 'A,Ann,ann@lostdb.test,,'));
      expect(await outcomesByKey(fresh, run, 'partners')).toEqual({ A: 'unchanged', B: 'rejected' });
    } finally {
      await fresh.close();
    }
  });
});

function filler(count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => `F${i},Filler ${i},f${i}@filler.test,,`);
}
