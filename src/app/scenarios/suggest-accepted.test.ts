import { afterAll, beforeAll, expect, test } from 'vitest';
import { addConnection, unwrap } from '../../../test/support/product.ts';
import { ADMIN, csv, graphOf, openStage, play, type Stage, upload } from '../../../test/support/stage.ts';
import { rollBack } from '../../../test/support/undo.ts';
import type { Suggested } from '../dataset-cases.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const HEADER = 'Feld 1,Feld 2,Feld 3,Feld 4,Feld 5';
const ROWS = csv(HEADER, ['7001,Acme,UK,n/a,1', '7002,Bolt,FR,Lyon,0']);
const GRAPH = `
  - id: firms
    type: model
    data:
      odooModel: res.partner
      sheet: stammdaten_2025
      key: [Feld 1]
      fields:
        ref: { column: Feld 1 }
        name: { column: Feld 2, transforms: [upper] }
        country_id: { reference: { by: field, match: code, column: Feld 3, value_map: { UK: GB } } }
        city: { column: Feld 4, null_tokens: [n/a] }
        is_company: { value: true }
`;

async function suggested(sheets: Record<string, string>, connectionId?: string): Promise<Suggested> {
  const id = await upload(stage, sheets);
  const query = connectionId === undefined ? {} : { connectionId };
  return unwrap(await stage.app.datasets.suggest(id, query));
}

const fieldsOf = ({ suggestion }: Suggested) =>
  Object.fromEntries(
    (suggestion.sheets[0]?.columns ?? []).map(({ column, field }) => [column, field?.field ?? null]),
  );

test('what a run loaded is suggested again on its connection, and only there', async () => {
  const next = { stammdaten_2026: csv(HEADER, ['7003,Cask,UK,n/a,1', '7004,Dart,FR,Nice,0']) };
  const graphId = await graphOf(stage, 'firms', GRAPH);
  const nothing = { 'Feld 1': null, 'Feld 2': null, 'Feld 4': null };
  expect(fieldsOf(await suggested(next, stage.connectionId))).toMatchObject(nothing);

  await play(stage, graphId, { stammdaten_2025: ROWS });
  const after = await suggested(next, stage.connectionId);
  const [sheet] = after.suggestion.sheets;
  expect(sheet?.models[0]).toEqual({
    model: 'res.partner',
    confidence: 0.97,
    reason: 'accepted before: "firms" loaded the sheet "stammdaten_2025" as it',
  });
  expect(fieldsOf(after)).toEqual({
    'Feld 1': 'ref',
    'Feld 2': 'name',
    'Feld 3': 'country_id',
    'Feld 4': 'city',
    'Feld 5': null,
  });
  expect(sheet?.columns[3]?.field).toMatchObject({
    confidence: 0.97,
    reason: 'accepted before: "firms" loaded "Feld 4" into "City"',
  });
  const [node] = after.draft.spec.nodes;
  expect(node?.data).toMatchObject({
    odooModel: 'res.partner',
    sheet: 'stammdaten_2026',
    fields: {
      name: { column: 'Feld 2', transforms: ['upper'] },
      country_id: { reference: { by: 'field', match: 'code', column: 'Feld 3', value_map: { UK: 'GB' } } },
      city: { column: 'Feld 4', null_tokens: ['n/a'] },
    },
  });

  const { url, databases } = stage.sandbox;
  const other = await addConnection(stage.app, {
    name: 'other',
    url,
    database: databases[0] ?? '',
    login: ADMIN.login,
    secret: ADMIN.apiKey,
  });
  expect(fieldsOf(await suggested(next, other))).toMatchObject(nothing);
  expect(fieldsOf(await suggested(next))).toMatchObject(nothing);
});

test('a type that cannot fit is not overridden; headers may be written anew', async () => {
  const orders = `
  - id: orders
    type: model
    data:
      odooModel: sale.order
      sheet: belege
      key: [Spalte A]
      fields:
        client_order_ref: { column: Spalte A }
        date_order: { column: Spalte B, transforms: [datetime] }
        note: { column: Spalte C }
        partner_id: { reference: { by: field, match: name, column: Spalte D } }
`;
  const graphId = await graphOf(stage, 'orders', orders);
  const rows = (date: string) => csv('Spalte A,Spalte B,Spalte C,Spalte D', [`B1,${date},x,ACME`]);
  await play(stage, graphId, { belege: rows('2026-01-02') });

  const words = await suggested({ belege: rows('soon') }, stage.connectionId);
  expect(fieldsOf(words)).toMatchObject({ 'Spalte A': 'client_order_ref', 'Spalte B': null });
  const dates = await suggested(
    { Belege: rows('2026-03-04').replace('Spalte A,Spalte B', 'SPALTE A,spalte_b') },
    stage.connectionId,
  );
  expect(fieldsOf(dates)).toMatchObject({ 'SPALTE A': 'client_order_ref', spalte_b: 'date_order' });
  expect(dates.draft.spec.nodes[0]?.data).toMatchObject({
    fields: { date_order: { column: 'spalte_b', transforms: ['datetime'] } },
  });
});

test('what was rolled back, rejected or deleted is forgotten', async () => {
  const lines = csv('Ding 1,Ding 2,Ding 3', ['a1,Red,b', 'a2,Blue,b']);
  const things = (country: string) => `
  - id: things
    type: model
    data:
      odooModel: res.partner
      sheet: dinge
      key: [Ding 1]
      fields:
        name: { column: Ding 2 }
        comment: { column: Ding 3 }
        country_id: { reference: { by: field, match: code, value: ${country} } }
`;
  const isKnown = async () => {
    const { suggestion } = await suggested({ dinge: lines }, stage.connectionId);
    return suggestion.sheets[0]?.models[0]?.reason.startsWith('accepted before: ') ?? false;
  };
  const refused = await graphOf(stage, 'refused', things('XX'));
  expect((await play(stage, refused, { dinge: lines })).status).toBe('completed_with_errors');
  expect(await isKnown()).toBe(false);

  const graphId = await graphOf(stage, 'things', things('FR'));
  const run = await play(stage, graphId, { dinge: lines });
  expect(await isKnown()).toBe(true);
  expect((await rollBack(stage, run.id)).status).toBe('rolled_back');
  expect(await isKnown()).toBe(false);

  await play(stage, graphId, { dinge: lines });
  expect(await isKnown()).toBe(true);
  unwrap(await stage.app.graphs.remove(graphId));
  expect(await isKnown()).toBe(false);
});
