import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endOfRun, unwrap } from '../../../test/support/product.ts';
import type { Stage } from '../../../test/support/stage.ts';
import { csv, graphOf, openStage, play, STAFF } from '../../../test/support/stage.ts';
import { rollBack, sandboxContent, undoneRows } from '../../../test/support/undo.ts';

const COMPANIES = `
  - id: companies
    type: model
    data:
      odooModel: res.partner
      sheet: companies
      key: [Code]
      fields: { name: { column: Name }, city: { column: City }, is_company: { value: true } }
`;
const LEADS = `
  - id: leads
    type: model
    data:
      odooModel: crm.lead
      sheet: leads
      key: [Code]
      fields:
        name: { column: Title }
        partner_id: { reference: { node: companies, columns: [Company] } }
`;
const companies = (...rows: readonly string[]) => csv('Code,Name,City', rows);
const leads = (...rows: readonly string[]) => csv('Code,Title,Company', rows);
/** Odoo's clock ticks in seconds: what is written in the very second of the run looks like the run's own. */
const nextSecond = () => delay(1_100);
const FIRST = {
  companies: companies('A,Alpha,Aalst', 'B,Beta,Bree', 'C,Gamma,Ghent'),
  leads: leads('L1,One,A', 'L2,Two,A', 'L3,Three,B'),
};

describe.each(['admin', 'clerk'] as const)('a rollback as %s', (user) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ user, batchSize: 2 });
  });
  afterAll(() => stage.close());

  const idOf = (externalId: string): number => stage.sandbox.state.idOf(externalId) ?? 0;
  const keyMap = async (namespace: string) => {
    const found = await stage.product.pool.query<{ node: string; key: string }>(
      'select node, key, record_id, field_hashes, held_hashes, created_run, written_run from key_map where namespace = $1 order by node, key',
      [namespace],
    );
    return found.rows;
  };

  test('of a first run leaves Odoo as it was, and the key map empty', async () => {
    const graphId = await graphOf(stage, 'whole', COMPANIES + LEADS);
    const before = sandboxContent(stage.sandbox);
    const run = await play(stage, graphId, FIRST);
    expect(sandboxContent(stage.sandbox)).not.toEqual(before);
    const undone = await rollBack(stage, run.id);
    expect([undone.status, undone.errorMessage]).toEqual(['rolled_back', null]);
    expect(sandboxContent(stage.sandbox)).toEqual(before);
    expect(await keyMap('whole')).toEqual([]);
    expect(undone.progress.nodes.map(({ undo }) => undo)).toEqual([
      { toUndo: 3, deleted: 3, restored: 0, kept: 0, archived: 0 },
      { toUndo: 3, deleted: 3, restored: 0, kept: 0, archived: 0 },
    ]);
    // what the run did stays told
    expect(undone.progress.nodes.map(({ counts }) => counts.created)).toEqual([3, 3]);
  });

  test('has statistics of what the run changed: without them each part reads all of it', async () => {
    const graphId = await graphOf(stage, 'known', COMPANIES);
    await play(stage, graphId, FIRST);
    const run = await play(stage, graphId, { companies: companies('A,Alpha,Antwerp', 'B,Beta,Bruges') });
    expect((await rollBack(stage, run.id)).status).toBe('rolled_back');
    const { rows } = await stage.product.pool.query<{ relname: string }>(
      `select relname from pg_class where relname in ('run_row', 'run_change', 'key_map') and reltuples > 0 order by 1`,
    );
    expect(rows.map(({ relname }) => relname)).toEqual(['key_map', 'run_change', 'run_row']);
  });

  test('of rows in a circle deletes all of them', async () => {
    const graphId = await graphOf(stage, 'circle', STAFF);
    const before = sandboxContent(stage.sandbox);
    const run = await play(stage, graphId, {
      staff: csv('Code,Name,Boss', ['A,Ann,B', 'B,Bob,A', 'C,Cid,A']),
    });
    const undone = await rollBack(stage, run.id);
    expect(undone.status).toBe('rolled_back');
    expect(await undoneRows(stage, run.id)).toEqual({
      'staff A': 'deleted',
      'staff B': 'deleted',
      'staff C': 'deleted',
    });
    expect(sandboxContent(stage.sandbox)).toEqual(before);
    expect(await keyMap('circle')).toEqual([]);
  });

  test('twice is harmless', async () => {
    const graphId = await graphOf(stage, 'twice', COMPANIES + LEADS);
    const before = sandboxContent(stage.sandbox);
    const run = await play(stage, graphId, FIRST);
    await rollBack(stage, run.id);
    const calls = stage.sandbox.state.calls.length;
    const again = await rollBack(stage, run.id);
    expect(again.status).toBe('rolled_back');
    expect(sandboxContent(stage.sandbox)).toEqual(before);
    const writes = stage.sandbox.state.calls.slice(calls).filter(({ method }) => method === 'unlink');
    expect(writes).toEqual([]);
  });

  test('the source runs again afterwards as for the first time', async () => {
    const graphId = await graphOf(stage, 'anew', COMPANIES + LEADS);
    const run = await play(stage, graphId, FIRST);
    await rollBack(stage, run.id);
    const next = await play(stage, graphId, FIRST);
    expect(next.progress.nodes.map(({ counts }) => counts.created)).toEqual([3, 3]);
  });

  test('keeps a record that somebody edited, and what it refers to, and says why', async () => {
    const graphId = await graphOf(stage, 'edited', COMPANIES + LEADS);
    const run = await play(stage, graphId, FIRST);
    await nextSecond();
    await stage.odoo.execute('crm.lead', 'write', [[idOf('edited.leads_L1')], { name: 'Mine' }]);
    const undone = await rollBack(stage, run.id);
    expect(undone.status).toBe('rolled_back');
    expect(await undoneRows(stage, run.id)).toEqual({
      'companies A': 'kept: referred_to',
      'companies B': 'deleted',
      'companies C': 'deleted',
      'leads L1': 'kept: changed_since',
      'leads L2': 'deleted',
      'leads L3': 'deleted',
    });
    const page = unwrap(await stage.app.runs.rows(run.id, { limit: 10, undo: 'kept' }));
    expect(page.items.map(({ undoDetail }) => undoDetail)).toEqual([
      `crm.lead ${idOf('edited.leads_L1')} refers to it (partner_id).`,
      expect.stringMatching(/^Somebody changed name since the run|^It was written on .* after the run/),
    ]);
    const [lead] = await stage.odoo.searchRead(
      'crm.lead',
      [['id', '=', idOf('edited.leads_L1')]],
      ['name', 'partner_id'],
    );
    expect(lead).toMatchObject({ name: 'Mine', partner_id: [idOf('edited.companies_A'), 'Alpha'] });
    expect((await keyMap('edited')).map(({ node, key }) => `${node} ${key}`)).toEqual([
      'companies A',
      'leads L1',
    ]);
  });

  test('keeps a record that a record from elsewhere refers to; once that is gone, it goes too', async () => {
    const graphId = await graphOf(stage, 'used', COMPANIES);
    const run = await play(stage, graphId, { companies: FIRST.companies });
    const id = idOf('used.companies_B');
    await nextSecond();
    const [lead] = await stage.odoo.execute<number[]>('crm.lead', 'create', [
      [{ name: 'Theirs', partner_id: id }],
    ]);
    await rollBack(stage, run.id);
    expect(await undoneRows(stage, run.id)).toEqual({
      'companies A': 'deleted',
      'companies B': 'kept: referred_to',
      'companies C': 'deleted',
    });
    await stage.odoo.execute('crm.lead', 'unlink', [[lead]]);
    await rollBack(stage, run.id);
    expect((await undoneRows(stage, run.id))['companies B']).toBe('deleted');
    expect(await stage.odoo.count('res.partner', [['id', '=', id]])).toBe(0);
  });

  test('archives what it has to keep when that is asked for', async () => {
    const graphId = await graphOf(stage, 'archive', COMPANIES);
    const run = await play(stage, graphId, { companies: FIRST.companies });
    const id = idOf('archive.companies_A');
    await nextSecond();
    await stage.odoo.execute('res.partner', 'write', [[id], { city: 'Antwerp' }]);
    await rollBack(stage, run.id, { archive: true });
    expect((await undoneRows(stage, run.id))['companies A']).toBe('archived: changed_since');
    const [record] = await stage.odoo.searchRead('res.partner', [['id', '=', id]], ['active', 'city']);
    expect(record).toMatchObject({ active: false, city: 'Antwerp' });
  });

  test('of a first run keeps what a second one wrote to', async () => {
    const graphId = await graphOf(stage, 'later', COMPANIES);
    const first = await play(stage, graphId, { companies: FIRST.companies });
    await play(stage, graphId, { companies: companies('A,Alpha,Antwerp', 'B,Beta,Bree', 'C,Gamma,Ghent') });
    await rollBack(stage, first.id);
    expect(await undoneRows(stage, first.id)).toEqual({
      'companies A': 'kept: written_by_later_run',
      'companies B': 'deleted',
      'companies C': 'deleted',
    });
  });

  test('gives only those fields back that are as the run left them', async () => {
    const graphId = await graphOf(stage, 'fields', COMPANIES);
    await play(stage, graphId, { companies: companies('A,Alpha,Aalst') });
    const second = await play(stage, graphId, { companies: companies('A,Alef,Antwerp') });
    const id = idOf('fields.companies_A');
    await stage.odoo.execute('res.partner', 'write', [[id], { city: 'Brussels' }]);
    await rollBack(stage, second.id);
    const [record] = await stage.odoo.searchRead('res.partner', [['id', '=', id]], ['name', 'city']);
    expect(record).toMatchObject({ name: 'Alpha', city: 'Brussels' });
    expect(await undoneRows(stage, second.id)).toEqual({ 'companies A': 'kept: changed_since' });
  });

  test('of a second run gives the fields back, then the first run can be rolled back too', async () => {
    const graphId = await graphOf(stage, 'second', COMPANIES + LEADS);
    const nothing = sandboxContent(stage.sandbox);
    const first = await play(stage, graphId, FIRST);
    const before = sandboxContent(stage.sandbox);
    const mapBefore = await keyMap('second');
    const second = await play(stage, graphId, {
      companies: companies('A,Alpha,Antwerp', 'B,Beta,Bree', 'C,Gamma,Ghent', 'D,Delta,Diest'),
      leads: leads('L1,One,B', 'L2,Zwei,A', 'L3,Three,B', 'L4,Four,D'),
    });
    expect(second.progress.nodes.map(({ counts }) => [counts.created, counts.updated])).toEqual([
      [1, 1],
      [1, 2],
    ]);
    const undone = await rollBack(stage, second.id);
    expect(undone.status).toBe('rolled_back');
    expect(await undoneRows(stage, second.id)).toEqual({
      'companies A': 'restored',
      'companies D': 'deleted',
      'leads L1': 'restored',
      'leads L2': 'restored',
      'leads L4': 'deleted',
    });
    expect(sandboxContent(stage.sandbox)).toEqual(before);
    expect(await keyMap('second')).toEqual(mapBefore);
    await rollBack(stage, first.id);
    expect(Object.values(await undoneRows(stage, first.id)).every((state) => state === 'deleted')).toBe(true);
    expect(sandboxContent(stage.sandbox)).toEqual(nothing);
  });

  test('finds records that somebody deleted gone', async () => {
    const graphId = await graphOf(stage, 'gone', COMPANIES);
    const run = await play(stage, graphId, { companies: FIRST.companies });
    await stage.odoo.execute('res.partner', 'unlink', [[idOf('gone.companies_C')]]);
    await rollBack(stage, run.id);
    expect((await undoneRows(stage, run.id))['companies C']).toBe('kept: gone');
    expect(await keyMap('gone')).toEqual([]);
  });

  test('is refused for a check, for a run that is not over, and while another run of the graph is not', async () => {
    const graphId = await graphOf(stage, 'refused', COMPANIES);
    const { connectionId, app } = stage;
    const run = await play(stage, graphId, { companies: FIRST.companies });
    const checked = unwrap(
      await app.runs.check({ graphId, datasetId: run.datasetId, connectionId, depth: 'offline' }),
    );
    await endOfRun(app, checked.id);
    expect(await app.runs.rollback(checked.id, {})).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect(await app.runs.previewRollback(checked.id)).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });
    expect(await app.runs.rollback('run_none', {})).toMatchObject({
      ok: false,
      error: { code: 'not_found' },
    });
    expect(await app.runs.rollback(run.id, { confirm: 2 })).toMatchObject({
      ok: false,
      error: { code: 'invalid' },
    });
    const held = await stage.product.pool.query(
      `insert into graph_run select (r).* from (select jsonb_populate_record(r, '{"id": "run_other", "status": "paused", "idempotency_key": null}') as r
       from graph_run r where id = $1) s`,
      [run.id],
    );
    expect(held.rowCount).toBe(1);
    const beside = await app.runs.rollback(run.id, { confirm: 3 });
    expect(beside).toMatchObject({
      ok: false,
      error: { code: 'conflict', message: expect.stringContaining('run_other') },
    });
    expect(await app.runs.rollback('run_other', {})).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });
    await stage.product.pool.query(`delete from graph_run where id = 'run_other'`);
    expect((await rollBack(stage, run.id, { confirm: 3 })).status).toBe('rolled_back');
  });

  test('is previewed without writing anything', async () => {
    const graphId = await graphOf(stage, 'preview', COMPANIES + LEADS);
    const run = await play(stage, graphId, FIRST);
    await nextSecond();
    await stage.odoo.execute('crm.lead', 'write', [[idOf('preview.leads_L3')], { name: 'Mine' }]);
    const before = sandboxContent(stage.sandbox);
    const preview = unwrap(await stage.app.runs.previewRollback(run.id));
    expect(preview).toMatchObject({
      records: 6,
      nodes: [
        { nodeId: 'companies', toDelete: 2, toRestore: 0, kept: [{ reason: 'referred_to', count: 1 }] },
        { nodeId: 'leads', toDelete: 2, toRestore: 0, kept: [{ reason: 'changed_since', count: 1 }] },
      ],
      kept: [
        { node: 'companies', row: 3, key: 'B', reason: 'referred_to' },
        { node: 'leads', row: 4, key: 'L3', reason: 'changed_since' },
      ],
      keptTotal: 2,
      scope: user === 'admin' ? 'all' : 'readable',
    });
    expect(sandboxContent(stage.sandbox)).toEqual(before);
    expect(await undoneRows(stage, run.id)).toEqual({});
    expect(unwrap(await stage.app.runs.get(run.id)).status).toBe('completed');
  });
});
