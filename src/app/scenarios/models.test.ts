import { afterAll, beforeAll, expect, test } from 'vitest';
import { unwrap } from '../../../test/support/product.ts';
import { openStage, type Stage } from '../../../test/support/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const kept = () =>
  stage.product.pool.query<{ hash: string }>('select hash from schema_snapshot').then(({ rows }) => rows);

test('models and fields of a connection are read once, and then kept', async () => {
  const { connections } = stage.app;
  const of = { connectionId: stage.connectionId };
  const found = unwrap(await connections.models(of, { text: 'contact', limit: 5 }));
  expect(found.target).toMatchObject({ isShipped: false, serverVersion: '19.0' });
  expect(found.items[0]).toEqual({ model: 'res.partner', label: 'Contact', isRead: true });
  expect(await kept()).toHaveLength(1);
  const again = unwrap(await connections.models(of, { text: 'contact', limit: 5 }));
  expect(again.takenAt).toBe(found.takenAt);
  const partner = unwrap(await connections.model(of, 'res.partner'));
  expect(partner.takenAt).toBe(found.takenAt);
  expect(partner.rights).toEqual({ read: true, create: true, write: true, unlink: true });
  expect(partner.fields.find(({ name }) => name === 'country_id')).toMatchObject({ relation: 'res.country' });
});

test('a model that nobody looked at before is asked for, and takes the place of what was kept', async () => {
  const { connections } = stage.app;
  const of = { connectionId: stage.connectionId };
  const found = unwrap(await connections.models(of, { limit: 500 }));
  const rare = found.items.find(({ isRead }) => !isRead);
  if (rare === undefined) throw new Error('the sandbox has only models of the catalogue');
  const view = unwrap(await connections.model(of, rare.model));
  expect(view).toMatchObject({ model: rare.model, label: rare.label });
  expect(await kept()).toHaveLength(1);
  const after = unwrap(await connections.models(of, { text: rare.model, limit: 1 }));
  expect(after.items).toEqual([{ ...rare, isRead: true }]);
  const anew = unwrap(await connections.refreshModels(stage.connectionId));
  expect(anew.total).toBe(found.total);
  expect(unwrap(await connections.models(of, { text: rare.model, limit: 1 })).items[0]?.isRead).toBe(true);
});

test('names of JavaScript are no models', async () => {
  const refused = await stage.app.connections.model({ shipped: 19 }, 'constructor');
  expect(refused).toMatchObject({ ok: false, error: { code: 'not_found' } });
});

test('who asks at the same time gets the same reading', async () => {
  const { connections } = stage.app;
  const of = { connectionId: stage.connectionId };
  await stage.product.pool.query('delete from schema_snapshot');
  const [list, partner] = await Promise.all([
    connections.models(of, { limit: 1 }),
    connections.model(of, 'res.partner'),
  ]);
  expect(unwrap(list).takenAt).toBe(unwrap(partner).takenAt);
});

test('a model that is not there is told without asking Odoo', async () => {
  const refused = await stage.app.connections.model({ connectionId: stage.connectionId }, 'res.partnr');
  expect(refused).toMatchObject({ ok: false, error: { code: 'not_found' } });
});

test('where Odoo cannot be reached, the shipped schema is shown only on request', async () => {
  const { connections } = stage.app;
  const input = { name: 'nowhere', url: 'http://127.0.0.1:9', database: 'x', login: 'a', secret: 'b' };
  const { id } = unwrap(await connections.create(input));
  const refused = await connections.models({ connectionId: id }, { limit: 5 });
  expect(refused).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  const shipped = unwrap(await connections.models({ connectionId: id, shipped: 14 }, { limit: 5 }));
  expect(shipped.target).toMatchObject({ isShipped: true, serverVersion: '14.0' });
});

test('what was read before the connection was changed is not shown any more', async () => {
  const { connections } = stage.app;
  const of = { connectionId: stage.connectionId };
  const before = unwrap(await connections.models(of, { limit: 1 }));
  unwrap(await connections.update(stage.connectionId, { name: 'renamed' }));
  expect(unwrap(await connections.models(of, { limit: 1 })).takenAt).not.toBe(before.takenAt);
});
