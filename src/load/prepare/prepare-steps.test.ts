import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  openWorkbench,
  RecordsTarget,
  type TestNode,
  type WorkbenchInput,
} from '../../../test/support/prepared-sheets.ts';
import { type OpenEngine, openEngine } from '../../source/engine-client.ts';

let engine: OpenEngine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

const bench = (input: Omit<WorkbenchInput, 'engine'>) => openWorkbench({ ...input, engine });

const companies: TestNode = {
  id: 'companies',
  sheet: 'Companies',
  key: ['Code'],
  fields: { name: { column: 'Name' } },
};

describe('rows', () => {
  test('a row keeps its place, key and external ID', async () => {
    const work = await bench({
      sheets: {
        Companies: [
          ['Code', 'Name'],
          ['A_1', 'Ärger & Söhne'],
          [' B.2 ', 'Two'],
        ],
      },
      nodes: [companies],
    });
    await work.prepare(['companies']);
    expect(await work.rows('companies')).toEqual([
      {
        ord: 0,
        src_row: 2,
        key: 'A~5F1',
        xid: 'shop.companies_A~5F1',
        outcome: null,
        rule: null,
        record_id: null,
        gen: 0,
        sig: '1',
        f0: 'Ärger & Söhne',
      },
      {
        ord: 1,
        src_row: 3,
        key: 'B~2E2',
        xid: 'shop.companies_B~2E2',
        outcome: null,
        rule: null,
        record_id: null,
        gen: 0,
        sig: '1',
        f0: 'Two',
      },
    ]);
  });

  test('a row left out by the filter is skipped, whatever is wrong with it', async () => {
    const work = await bench({
      sheets: {
        Companies: [
          ['Code', 'Name'],
          ['A', 'x'],
          [null, 'y'],
          ['A', 'no'],
        ],
      },
      nodes: [
        {
          ...companies,
          data: {
            filter: [
              { column: 'Name', op: 'not_equals', value: 'no' },
              { column: 'Code', op: 'not_empty' },
            ],
          },
        },
      ],
    });
    const [counts] = await work.prepare(['companies']);
    expect(counts).toMatchObject({ rows: 3, skipped: 2, rejected: 0 });
    expect(await work.issues('companies')).toEqual([]);
  });
});

test('Northwind-like companies, people and tags resolve in one pass', async () => {
  const work = await bench({
    sheets: {
      Companies: [
        ['Code', 'Name'],
        ['ACME', 'Acme'],
        ['BETA', 'Beta'],
      ],
      People: [
        ['Id', 'Name', 'Company', 'Boss', 'Tags', 'Country'],
        ['1', 'Ann', 'ACME', null, 'x; y', 'UK'],
        ['2', 'Bob', 'NONE', '1', 'y;y', 'France'],
        ['3', 'Cyd', 'BETA', '2', null, 'Nowhere'],
      ],
      Tags: [['Tag'], ['x'], ['y']],
    },
    nodes: [
      companies,
      { id: 'tags', sheet: 'Tags', key: ['Tag'], fields: { name: { column: 'Tag' } } },
      {
        id: 'people',
        sheet: 'People',
        key: ['Id'],
        component: 0,
        references: [{ field: 'parent_id', node: 'people', required: false, inComponent: true }],
        fields: {
          name: { column: 'Name' },
          company_id: { reference: { node: 'companies', columns: ['Company'] } },
          parent_id: { reference: { node: 'people', columns: ['Boss'] } },
          tag_ids: { reference: { node: 'tags', columns: ['Tags'], separator: ';' } },
          country_id: {
            reference: { by: 'field', match: 'name', column: 'Country', value_map: { UK: 'United Kingdom' } },
          },
        },
      },
    ],
    schema: { 'x.people': { country_id: { type: 'many2one', relation: 'res.country' } } },
  });
  const target = new RecordsTarget({
    'res.country': [
      { value: 'United Kingdom', id: 7, label: 'United Kingdom' },
      { value: 'France', id: 8, label: 'France' },
    ],
  });
  await work.prepare(['companies']);
  await work.prepare(['tags']);
  const [counts] = await work.prepare(['people'], { target });
  expect(counts).toMatchObject({ rows: 3, rejected: 2, skipped: 0 });
  expect(await work.rows('people')).toMatchObject([
    {
      gen: 0,
      sig: '11011',
      f1: 'shop.companies_ACME',
      p1: ['ACME'],
      f2: null,
      f3: 'shop.tags_x,shop.tags_y',
      f4: '7',
    },
    {
      gen: 1,
      outcome: 'rejected',
      f1: null,
      f2: 'shop.people_1',
      p2: ['1'],
      f3: 'shop.tags_y',
      p3: ['y'],
      f4: '8',
    },
    { gen: 2, outcome: 'rejected', f1: 'shop.companies_BETA', f2: 'shop.people_2', f4: null },
  ]);
  expect(await work.issues('people')).toEqual([
    {
      severity: 'error',
      code: 'reference_not_found',
      node: 'people',
      sheet: 'People',
      row: 3,
      field: 'company_id',
      column: 'Company',
      value: 'NONE',
      message:
        'Row 3 of "People", column "Company": no row of "companies" has the key "NONE" in sheet "Companies". Add it there or fix the cell.',
    },
    {
      severity: 'error',
      code: 'reference_not_found',
      node: 'people',
      sheet: 'People',
      row: 4,
      field: 'country_id',
      column: 'Country',
      value: 'Nowhere',
      message:
        'Row 4 of "People", column "Country": no record of res.country in Odoo has the "name" "Nowhere". Correct the cell, create the record in Odoo, or translate the value in the value map.',
    },
  ]);
});
