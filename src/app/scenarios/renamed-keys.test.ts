import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foresee } from '../../../test/support/foresight.ts';
import { outcomesOf, unwrap } from '../../../test/support/product.ts';
import type { Sheets, Stage } from '../../../test/support/stage.ts';
import { csv, graphOf, openStage, outcomesByKey, play, upload } from '../../../test/support/stage.ts';

const SHOP = `
  - id: partners
    type: model
    data:
      odooModel: res.partner
      sheet: partners
      key: [Code]
      on_vanished: archive
      fields: { name: { column: Name }, city: { column: City }, email: { column: Mail } }
  - id: leads
    type: model
    data:
      odooModel: crm.lead
      sheet: leads
      key: [No]
      fields:
        name: { column: Title }
        partner_id: { reference: { node: partners, columns: [Partner] } }
`;
const ROWS = ['OLD,Ann,Aalst,ann@x.test', 'B,Bob,Bree,bob@x.test', 'C,Cid,Ciney,cid@x.test'];
const LEADS = ['1,One,OLD', '2,Two,B'];
const sheets = (rows: readonly string[], leads: readonly string[]): Sheets => ({
  partners: csv('Code,Name,City,Mail', rows),
  leads: csv('No,Title,Partner', leads),
});
const renamed = (key: string): Sheets =>
  sheets([`${key},Ann,Antwerp,ann@x.test`, ...ROWS.slice(1)], [`1,One,${key}`, '2,Two,B', `3,Three,${key}`]);

describe.each(['admin', 'clerk'] as const)('a row that has another key, as %s', (user) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ user });
  });
  afterAll(() => stage.close());

  const begin = async (namespace: string) => {
    const graphId = await graphOf(stage, namespace, SHOP);
    await play(stage, graphId, sheets(ROWS, LEADS));
    return { graphId, id: stage.sandbox.state.idOf(`${namespace}.partners_OLD`) ?? 0 };
  };
  const entries = async (graphId: string, key?: string) =>
    unwrap(
      await stage.app.keyMap.list({
        graphId,
        connectionId: stage.connectionId,
        node: 'partners',
        limit: 10,
        ...(key === undefined ? {} : { key }),
      }),
    ).items;
  const active = async (id: number) =>
    (await stage.odoo.searchRead('res.partner', [['id', '=', id]], ['active']))[0]?.active;

  test('a check says so before a second record is made, with what differs; the run leaves the old record alone', async () => {
    const { graphId, id } = await begin('told');
    const datasetId = await upload(stage, renamed('NEW'));
    const { connectionId } = stage;
    const rows = await foresee(stage.app, { graphId, datasetId, connectionId, depth: 'offline' });
    const message = `Row 2 of "partners": its key "NEW" is new, and "OLD", which is gone, had the same email, name. Different: city: "Aalst" → "Antwerp". If it is the same row, rename the key (PATCH /key-map) before the run, and its record is updated instead of doubled.`;
    const told = [{ code: 'key_renamed', severity: 'warning', row: 2, message }];
    expect(rows.find(({ key }) => key === 'NEW')).toMatchObject({ outcome: 'created', issues: told });
    const [check] = (await stage.app.runs.list({ limit: 1, kind: 'check', graphId })).items;
    const vanished = async (runId = '') => unwrap(await stage.app.runs.vanished(runId, { limit: 10 })).items;
    const gone = {
      key: 'OLD',
      action: 'archive',
      state: 'withheld',
      reason: 'maybe_renamed',
      renamedTo: 'NEW',
    };
    expect(await vanished(check?.id)).toMatchObject([gone]);
    const run = await play(stage, graphId, renamed('NEW'));
    expect(await vanished(run.id)).toMatchObject([gone]);
    expect(await active(id)).toBe(true);
    expect(unwrap(await stage.app.runs.issues(run.id))).toMatchObject([{ code: 'key_renamed', count: 1 }]);
    const refused = await stage.app.keyMap.rename({ graphId, node: 'partners', key: 'OLD', newKey: 'NEW' });
    expect(refused).toMatchObject({ ok: false, error: { code: 'conflict' } });
  });

  test('renamed in the key map it is updated and not created, and what refers to it follows', async () => {
    const { graphId, id } = await begin('renamed');
    const place = { graphId, connectionId: stage.connectionId };
    const entry = unwrap(
      await stage.app.keyMap.rename({ ...place, node: 'partners', key: 'OLD', newKey: 'N W' }),
    );
    expect(entry).toMatchObject({
      key: 'N~20W',
      recordId: id,
      externalId: 'renamed.partners_N~20W',
      byId: 'renamed',
    });
    const before = await stage.odoo.count('res.partner', []);
    // the oracle takes two external IDs of one record for two rows
    const run = await play(stage, graphId, renamed('N W'), { check: false });
    expect(await outcomesByKey(stage, run, 'partners')).toEqual({
      'N~20W': 'updated',
      B: 'unchanged',
      C: 'unchanged',
    });
    expect(outcomesOf(run)).toMatchObject({ leads: { unchanged: 2, created: 1 } });
    expect(await stage.odoo.count('res.partner', [])).toBe(before);
    const leads = await stage.odoo.searchRead('crm.lead', [['partner_id', '=', id]], ['name']);
    expect(leads.map(({ name }) => name)).toEqual(['One', 'Three']);
    expect(stage.sandbox.state.idOf('renamed.partners_OLD')).toBe(id);
    expect(stage.sandbox.state.idOf('renamed.partners_N~20W')).toBe(user === 'admin' ? id : null);
    expect(await entries(graphId, 'N W')).toMatchObject([
      { recordId: id, byId: user === 'admin' ? null : 'renamed' },
    ]);
    expect(await entries(graphId, 'OLD')).toEqual([]);
    const again = await play(stage, graphId, renamed('N W'), { check: false });
    expect(outcomesOf(again)).toEqual({ partners: { unchanged: 3 }, leads: { unchanged: 3 } });
    expect(unwrap(await stage.app.runs.issues(again.id))).toEqual([]);
  });

  test('an archived record is woken up when its row comes back under another key', async () => {
    const { graphId, id } = await begin('woken');
    await play(stage, graphId, sheets(ROWS.slice(1), LEADS.slice(1)));
    expect(await active(id)).toBe(false);
    const place = { graphId, connectionId: stage.connectionId };
    unwrap(await stage.app.keyMap.rename({ ...place, node: 'partners', key: 'OLD', newKey: 'NEW' }));
    const run = await play(stage, graphId, renamed('NEW'), { check: false });
    expect(await outcomesByKey(stage, run, 'partners')).toMatchObject({ NEW: 'updated' });
    expect(await active(id)).toBe(true);
  });

  test('what cannot be renamed is refused with the reason', async () => {
    const { graphId } = await begin('refused');
    const place = { graphId, connectionId: stage.connectionId, node: 'partners' };
    const rename = (key: string, newKey: string) => stage.app.keyMap.rename({ ...place, key, newKey });
    expect(await rename('NONE', 'X')).toMatchObject({ ok: false, error: { code: 'not_found' } });
    expect(await rename('OLD', 'B')).toMatchObject({
      ok: false,
      error: {
        code: 'conflict',
        message: expect.stringMatching(/The key "B" of node "partners" has record \d+ of its own/),
      },
    });
    expect(await rename('OLD', ' ')).toMatchObject({ ok: false, error: { code: 'invalid' } });
    expect(await rename('OLD', 'OLD')).toMatchObject({ ok: false, error: { code: 'invalid' } });
    expect(await stage.app.keyMap.list({ graphId: 'none', limit: 10 })).toMatchObject({
      ok: false,
      error: { code: 'not_found' },
    });
    expect((await entries(graphId)).map(({ key }) => key)).toEqual(['B', 'C', 'OLD']);
  });
});
