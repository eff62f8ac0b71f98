import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  openWorkbench,
  RecordsTarget,
  type TestNode,
  type WorkbenchInput,
} from '../../../test/support/prepared-sheets.ts';
import type { RecordReference } from '../../mapping/field-mapping.ts';
import { type OpenEngine, openEngine } from '../../source/engine-client.ts';
import type { ResolvedValue } from '../run-store.ts';
import { createRecords } from './create-records.ts';
import { NO_MEMORY } from './prepare-context.ts';

const CREATES = {
  context: {},
  isConflict: () => false,
  alone: <T>(_model: string, make: () => Promise<T>) => make(),
};

let engine: OpenEngine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

const bench = (input: Omit<WorkbenchInput, 'engine'>) => openWorkbench({ ...input, engine });

describe('records in Odoo', () => {
  const node = (reference: RecordReference, empty?: 'clear'): TestNode => ({
    id: 't',
    sheet: 'T',
    key: ['K'],
    fields: { country_id: { reference, ...(empty ? { empty } : {}) } },
  });
  const schema = {
    'x.t': { country_id: { type: 'many2one', relation: 'res.country', label: 'Country' } },
  } as const;
  const byName: RecordReference = { by: 'field', match: 'name', column: 'C' };
  const records = () =>
    new RecordsTarget({
      'res.country': [
        { value: 'France', id: 8, label: 'France' },
        { value: 'Guinea', id: 9, label: 'Guinea' },
        { value: 'Guinea', id: 10, label: 'Guinea (old)' },
      ],
    });
  const sheets = (...cells: (string | null)[]) => ({
    T: [['K', 'C'], ...cells.map((cell, at) => [`${at}`, cell])],
  });

  test('each distinct value is asked once, and remembered for the next time', async () => {
    const saved: ResolvedValue[] = [];
    const memory = {
      ...NO_MEMORY,
      resolvedValues: () => Promise.resolve([...saved]),
      saveResolvedValues: (_node: string, _field: string, values: readonly ResolvedValue[]) => {
        saved.push(...values);
        return Promise.resolve();
      },
    };
    const target = records();
    const work = await bench({
      sheets: sheets('France', 'Guinea', 'France', 'Atlantis', null),
      nodes: [node(byName)],
      schema,
    });
    await work.prepare(['t'], { target, memory });
    expect(target.asked).toEqual([['res.country.name', 'Atlantis', 'France', 'Guinea']]);
    const first = [await work.rows('t'), await work.issues('t')];
    await work.prepare(['t'], { target, memory });
    expect(target.asked).toHaveLength(1);
    expect([await work.rows('t'), await work.issues('t')]).toEqual(first);
    expect((first[0] ?? []).map((row) => ('f0' in row ? row.f0 : null))).toEqual([
      '8',
      null,
      '8',
      null,
      null,
    ]);
  });

  test('an ambiguous value is rejected with its candidates, never linked to the first', async () => {
    const work = await bench({ sheets: sheets('Guinea'), nodes: [node(byName)], schema });
    await work.prepare(['t'], { target: records() });
    expect(await work.issues('t')).toMatchObject([
      {
        code: 'reference_ambiguous',
        row: 2,
        column: 'C',
        value: 'Guinea',
        candidates: ['Guinea (9)', 'Guinea (old) (10)'],
        message:
          'Row 2 of "T", column "C": "Guinea" is the "name" of several records of res.country: Guinea (9), Guinea (old) (10). Name one of them by another field or by its ID.',
      },
    ]);
  });

  test('a missing value may be left empty, an ambiguous one may not', async () => {
    const work = await bench({
      sheets: sheets('Atlantis', 'Guinea'),
      nodes: [node({ ...byName, on_missing: 'empty' }, 'clear')],
      schema,
    });
    await work.prepare(['t'], { target: records() });
    expect(await work.rows('t')).toMatchObject([{ f0: '', outcome: null }, { outcome: 'rejected' }]);
  });

  test('on_missing create makes one record per value under an external ID of its own', async () => {
    const target = records();
    target.externalIds.set('shop.res_country_Mu', 77);
    const work = await bench({
      sheets: sheets('Atlantis', 'New  Land', 'Atlantis', 'France', 'Mu'),
      nodes: [node({ ...byName, on_missing: 'create' })],
      schema,
    });
    await work.prepare(['t'], { target, creates: { ...CREATES, context: { lang: 'en_US' } } });
    expect(target.loads).toEqual([
      {
        model: 'res.country',
        columns: ['id', 'name'],
        rows: [
          ['shop.res_country_Atlantis', 'Atlantis'],
          ['shop.res_country_New~20~20Land', 'New  Land'],
        ],
        context: { lang: 'en_US' },
      },
    ]);
    expect((await work.rows('t')).map((row) => row.f0)).toEqual(['1001', '1002', '1001', '8', '77']);
  });

  test.each([
    ['the same id twice', [7, 7]],
    ['id 0', [7, 0]],
    ['a negative id', [-7, 8]],
    ['an id that is no whole number', [7, 8.5]],
    ['one id too few', [7]],
  ])('an answer with %s is believed of no record', async (_what, ids) => {
    const target = records();
    target.load = () => Promise.resolve({ ok: true, value: { ids, messages: [], nextrow: 0 } });
    const creates = CREATES;
    const of = { model: 'res.country', field: 'name', namespace: 'shop', values: ['Atlantis', 'Lemuria'] };
    const answer = await createRecords(target, creates, of);
    expect(answer).toMatchObject({ ok: false, fault: { kind: 'unknown', reason: 'answer_malformed' } });
  });

  test('a value that Odoo refuses to create is told alone', async () => {
    const target = new RecordsTarget({}, 'Bad');
    const work = await bench({
      sheets: sheets('A', 'Bad', 'C', 'D'),
      nodes: [node({ ...byName, on_missing: 'create' })],
      schema,
    });
    await work.prepare(['t'], { target, creates: CREATES });
    expect(await work.issues('t')).toMatchObject([{ code: 'odoo_create_refused', row: 3, value: 'Bad' }]);
    expect((await work.rows('t')).map((row) => row.outcome)).toEqual([null, 'rejected', null, null]);
  });

  test('a conflict while creating is a fault to repeat, not a rejected row', async () => {
    const work = await bench({
      sheets: sheets('Bad'),
      nodes: [node({ ...byName, on_missing: 'create' })],
      schema,
    });
    const answer = await work.tryPrepare(['t'], {
      target: new RecordsTarget({}, 'Bad'),
      creates: { ...CREATES, isConflict: () => true },
    });
    expect(answer).toMatchObject({ ok: false, fault: { kind: 'transient', reason: 'serialization' } });
  });

  test('a check creates nothing, takes what an earlier run made, and marks what a run would make', async () => {
    const target = records();
    target.externalIds.set('shop.res_country_Mu', 77);
    const work = await bench({
      sheets: sheets('Atlantis, old', 'France', 'Mu'),
      nodes: [node({ ...byName, on_missing: 'create' })],
      schema: { 'x.t': { country_id: { ...schema['x.t'].country_id, required: true } } },
    });
    const [counts] = await work.prepare(['t'], { target });
    expect(target.loads).toEqual([]);
    expect(counts).toMatchObject({ rejected: 0, unchecked: {} });
    expect(await work.rows('t')).toMatchObject([
      { f0: '\u0001new:Atlantis~2C~20old' },
      { f0: '8' },
      { f0: '77' },
    ]);
  });

  test('in a check a later reference finds what an earlier one would have created, as in a run', async () => {
    const maker = node({ ...byName, on_missing: 'create' });
    const work = await bench({
      sheets: sheets('Atlantis'),
      nodes: [maker, { ...node(byName), id: 'u' }],
      schema: { ...schema, 'x.u': schema['x.t'] },
    });
    const creates = { foretold: new Map(), trial: null };
    await work.prepare(['t'], { target: records(), creates });
    await work.prepare(['u'], { target: records(), creates });
    expect(await work.rows('u')).toMatchObject([{ f0: '\u0001new:Atlantis', outcome: null }]);
    expect(await work.issues('u')).toEqual([]);
  });

  test('offline, values stay unchecked and reject nothing', async () => {
    const work = await bench({ sheets: sheets('France', null), nodes: [node(byName)], schema });
    const [counts] = await work.prepare(['t']);
    expect(counts).toMatchObject({ rows: 2, rejected: 0, unchecked: { country_id: 1 } });
  });

  test('external IDs and database IDs are looked up, whatever form the number has', async () => {
    const target = records();
    target.externalIds.set('base.fr', 8).set('shop.own', 5);
    const work = await bench({
      sheets: {
        T: [
          ['K', 'X', 'D'],
          ['1', 'base.fr', '8'],
          ['2', 'own', '9.0'],
          ['3', 'base fr', '8.5'],
          ['4', 'base.xx', '11'],
          ['5', null, '99999999999'],
        ],
      },
      nodes: [
        {
          id: 't',
          sheet: 'T',
          key: ['K'],
          fields: {
            x_id: { reference: { by: 'external_id', column: 'X' } },
            d_id: { reference: { by: 'database_id', column: 'D' } },
          },
        },
      ],
      schema: {
        'x.t': {
          x_id: { type: 'many2one', relation: 'res.country' },
          d_id: { type: 'many2one', relation: 'res.country' },
        },
      },
    });
    await work.prepare(['t'], { target });
    expect((await work.rows('t')).map(({ f0, f1 }) => [f0, f1])).toEqual([
      ['base.fr', '8'],
      ['shop.own', '9'],
      [null, null],
      [null, null],
      [null, null],
    ]);
    expect((await work.issues('t')).map(({ row, field, value }) => [row, field, value])).toEqual([
      [4, 'd_id', '8.5'],
      [4, 'x_id', 'base fr'],
      [5, 'd_id', '11'],
      [5, 'x_id', 'base.xx'],
      [6, 'd_id', '99999999999'],
    ]);
  });

  test('a constant reference is asked once and sent on every row; lists split and map each part', async () => {
    const target = records();
    const work = await bench({
      sheets: sheets('France, Old Guinea', null),
      nodes: [
        {
          id: 't',
          sheet: 'T',
          key: ['K'],
          fields: {
            one_id: { reference: { by: 'field', match: 'name', value: 'France' } },
            many_ids: {
              reference: {
                ...byName,
                separator: ',',
                transforms: ['upper'],
                value_map: { FRANCE: 'France', 'OLD GUINEA': 'Guinea' },
              },
            },
          },
        },
      ],
      schema: {
        'x.t': {
          one_id: { type: 'many2one', relation: 'res.country' },
          many_ids: { type: 'many2many', relation: 'res.country' },
        },
      },
    });
    await work.prepare(['t'], { target });
    expect(await work.rows('t')).toMatchObject([
      { f0: '8', outcome: 'rejected' },
      { f0: '8', f1: null, outcome: null },
    ]);
    expect(await work.issues('t')).toMatchObject([
      {
        code: 'reference_ambiguous',
        field: 'many_ids',
        value: 'Old Guinea',
        message: expect.stringContaining('"Old Guinea" (read as "Guinea")'),
      },
    ]);
  });
});
