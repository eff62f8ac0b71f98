import { describe, expect, test } from 'vitest';
import type { SchemaSnapshot } from '../../mapping/target-schema.ts';
import { readShippedSchema } from '../../odoo/shipped-schemas.ts';
import { graph, node, snapshot as small } from '../validation-fixture.ts';
import { assessReadiness } from './assess-readiness.ts';
import { constantLanguages, constantValues, setupReferences } from './named-values.ts';
import type { TargetFacts } from './readiness.ts';

const FACTS: TargetFacts = {
  companyId: 1,
  records: [],
  unseen: [],
  hasAccounts: true,
  journals: [
    { type: 'general', companyId: 1 },
    { type: 'sale', companyId: 1 },
    { type: 'purchase', companyId: 1 },
  ],
  seesExternalIds: true,
  automations: [],
};
const odoo19 = readShippedSchema(19).snapshot;
const odoo14 = readShippedSchema(14).snapshot;

interface Case {
  readonly snapshot?: SchemaSnapshot;
  readonly facts?: Partial<TargetFacts>;
}

/** `severity code node.field` of what readiness adds to the plan's own issues. */
function told(nodes: readonly object[], { snapshot = odoo19, facts = {} }: Case = {}): readonly string[] {
  const spec = graph(nodes);
  const named = [...constantValues(setupReferences(spec, snapshot)), ...constantLanguages(spec, snapshot)];
  const { findings } = assessReadiness({ spec, snapshot, facts: { ...FACTS, ...facts }, named });
  const own = findings.filter(({ code }) => !/^(field|right|model|module|reference)_/.test(code));
  return own.map(({ severity, code, node: of, field }) =>
    `${severity} ${code} ${[of, field].filter(Boolean).join('.')}`.trim(),
  );
}

const load = (model: string, fields: object = {}, more: object = {}) =>
  node('n', { odooModel: model, fields: { name: { column: 'Name' }, ...fields }, ...more });
const only = (model: string, fields: object, more: object = {}) =>
  node('n', { odooModel: model, fields, ...more });
const byName = (value: string, more: object = {}) => ({
  reference: { by: 'field', match: 'name', value, ...more },
});

describe('records that must be set up before', () => {
  const euro = { model: 'res.currency', field: 'name', value: 'EUR', isArchived: false };
  const pricelist = (more: object = {}) => load('product.pricelist', { currency_id: byName('EUR', more) });

  test.each([
    ['is there', pricelist(), { records: [euro] }, []],
    [
      'is archived',
      pricelist(),
      { records: [{ ...euro, isArchived: true }] },
      ['warning currency_inactive n.currency_id'],
    ],
    ['is there once more', pricelist(), { records: [{ ...euro, isArchived: true }, euro] }, []],
    ['is missing', pricelist(), {}, ['blocker currency_missing n.currency_id']],
    [
      'is missing and left empty',
      pricelist({ on_missing: 'empty' }),
      {},
      ['warning currency_missing n.currency_id'],
    ],
    ['is missing and made', pricelist({ on_missing: 'create' }), {}, []],
    [
      'is another word for one',
      pricelist({ value_map: { EUR: 'USD' } }),
      { records: [euro] },
      ['blocker currency_missing n.currency_id'],
    ],
    ['cannot be seen', pricelist(), { unseen: ['res.currency'] }, ['note values_unseen']],
  ])('a currency that %s', (_, one, facts, expected) => {
    expect(told([one], { facts })).toEqual(expected);
  });

  test.each([
    ['en_US', []],
    ['English (US)', []],
    ['ja_JP', ['blocker language_missing n.lang']],
  ])('the language %s for every row', (value, expected) => {
    expect(told([load('res.partner', { lang: { value } })])).toEqual(expected);
  });
});

describe('accounting', () => {
  const entry = (fields: object = {}) => only('account.move', { ref: { column: 'Name' }, ...fields });
  const withoutNotes = (nodes: readonly object[], facts: Partial<TargetFacts>) =>
    told(nodes, { facts }).filter((line) => !line.startsWith('note'));

  test.each([
    ['there', {}, {}, []],
    ['without accounts', {}, { hasAccounts: false }, ['blocker chart_missing n']],
    ['without journals', {}, { journals: [] }, ['blocker chart_missing n']],
    ['of another company', {}, { companyId: 2 }, ['blocker chart_missing n']],
    [
      'of another company, which the rows name',
      { company_id: byName('B') },
      { companyId: 2, records: [{ model: 'res.company', field: 'name', value: 'B', isArchived: false }] },
      [],
    ],
    ['not seen', {}, { journals: null, hasAccounts: null }, []],
    [
      'without sales',
      { move_type: { value: 'out_invoice' } },
      { journals: [{ type: 'general', companyId: 1 }] },
      ['blocker journal_missing n.journal_id'],
    ],
    [
      'without sales, for entries',
      { move_type: { value: 'entry' } },
      { journals: [{ type: 'general', companyId: 1 }] },
      [],
    ],
  ])('a chart that is %s', (_, fields, facts, expected) => {
    expect(withoutNotes([entry(fields)], facts)).toEqual(expected);
  });
});

describe('known traps', () => {
  const lines = node('lines', { odooModel: 'product.template.attribute.line', fields: {} });
  const code = { default_code: { column: 'Code' } };
  const quant = (fields: object = {}, more: object = {}) =>
    only('stock.quant', { product_id: byName('X'), inventory_quantity: { column: 'Code' }, ...fields }, more);

  test.each<[string, readonly object[], readonly string[]]>([
    ['products', [load('product.product')], ['note product_variant n']],
    ['variants of a template', [load('product.product', { product_tmpl_id: byName('X') })], []],
    ['templates', [load('product.template', code)], ['note product_variant n']],
    [
      'templates with variants',
      [load('product.template', code), lines],
      ['warning product_variant n.default_code'],
    ],
    ['lines of entries', [load('account.move.line')], ['warning entry_balance n']],
    [
      'lines of entries that may be unbalanced',
      [load('account.move.line', {}, { context: { check_move_validity: false } })],
      ['note entry_balance n'],
    ],
    ['entries', [only('account.move', { ref: { column: 'Name' } })], ['note record_state n']],
    [
      'invoices',
      [only('account.move', { move_type: { value: 'in_invoice' } })],
      ['note taxes_and_prices n.move_type', 'note record_state n'],
    ],
    [
      'invoices or entries',
      [only('account.move', { move_type: { column: 'Name' } })],
      ['note taxes_and_prices n.move_type', 'note record_state n'],
    ],
    [
      'posted entries',
      [only('account.move', { state: { value: 'posted' } })],
      ['warning record_state n.state'],
    ],
    ['drafts', [only('sale.order', { state: { value: 'draft' } })], ['note record_state n']],
    ['counted stock', [quant()], ['note stock_quantities n']],
    [
      'stock without a count',
      [only('stock.quant', { product_id: byName('X') })],
      ['warning stock_quantities n'],
    ],
    [
      'counted stock with more',
      [quant({ quantity: { column: 'Code' } })],
      ['blocker stock_quantities n.quantity'],
    ],
    ['users', [load('res.users')], ['note users_and_mails n']],
    [
      'users who are mailed',
      [load('res.users', {}, { context: { no_reset_password: false } })],
      ['warning users_and_mails n'],
    ],
    [
      'leads whose people are mailed',
      [load('crm.lead', {}, { context: { tracking_disable: null } })],
      ['warning users_and_mails n'],
    ],
    ['leads', [load('crm.lead')], []],
  ])('%s', (_, nodes, expected) => {
    const model = (nodes[0] as { readonly data: { readonly odooModel: string } }).data.odooModel;
    const known = { ...odoo19.models, [model]: odoo19.models[model] ?? bare(model) };
    const facts = { records: [] };
    expect(
      told(nodes, {
        snapshot: { ...odoo19, models: { ...known, [lines.data.odooModel]: bare(lines.data.odooModel) } },
        facts,
      }),
    ).toEqual(expected);
  });

  test.each([
    ['14', odoo14, ['blocker stock_quantities n']],
    ['19', odoo19, ['note stock_quantities n']],
  ])('counted stock on %s', (_, of, expected) => {
    const snapshot = { ...of, models: { ...of.models, 'stock.quant': bare('stock.quant') } };
    expect(told([quant()], { snapshot })).toEqual(expected);
  });
});

/** A model without fields: the plan's own issues do not count here. */
function bare(model: string) {
  const rights = { read: true, create: true, write: true, unlink: true };
  return { model, fields: {}, rights };
}

describe('the user', () => {
  const people = load('res.partner', { parent_id: { reference: { node: 'n', columns: ['Parent'] } } });
  const partner = odoo19.models['res.partner'] ?? bare('res.partner');
  const unseen = Object.fromEntries(
    Object.entries(partner.fields).filter(([name]) => name !== 'credit_limit'),
  );
  const limited = { ...partner, fields: unseen };
  const clerk = { ...odoo19, models: { ...odoo19.models, 'res.partner': limited } };

  test.each<[string, SchemaSnapshot, readonly string[]]>([
    [
      'sees credit limits',
      {
        ...clerk,
        models: {
          ...clerk.models,
          'res.partner': {
            ...limited,
            fields: {
              ...unseen,
              credit_limit: {
                name: 'credit_limit',
                type: 'float',
                label: '',
                required: false,
                readonly: false,
                store: true,
              },
            },
          },
        },
      },
      [],
    ],
    ['does not', clerk, ['blocker parent_refused n.parent_id']],
    ['does not, without accounting', { ...clerk, installedModules: ['base'] }, []],
    ['does not, on 18', { ...clerk, majorVersion: 18 }, []],
  ])('contacts under companies, of a user who %s', (_name, snapshot, expected) => {
    expect(told([people], { snapshot })).toEqual(expected);
  });

  test('what it may not see', () => {
    const snapshot = { ...odoo19, installedModules: null };
    const facts = { seesExternalIds: false, automations: 'unseen' } as const;
    expect(told([load('res.partner')], { snapshot, facts })).toEqual([
      'note modules_unseen',
      'note external_ids_unseen',
      'note automation_unseen',
    ]);
  });

  test('automation rules of the models that are loaded, and fields of several languages', () => {
    const automations = [
      { model: 'res.partner', name: 'Welcome mail' },
      { model: 'crm.lead', name: 'Assign' },
    ];
    expect(told([load('res.partner')], { facts: { automations } })).toEqual(['warning automation_active n']);
    const snapshot = { ...odoo19, languages: ['en_US', 'fr_FR'] };
    expect(told([load('product.template')], { snapshot })).toContain('note translated_fields n.name');
  });
});

test('blockers come first, then the order of the graph, and the plan keeps its codes', () => {
  const spec = graph([
    node('a', { odooModel: 'res.users', fields: { login: { column: 'Name' } } }),
    node('b', { odooModel: 'hr.leave' }),
    node('c', {
      odooModel: 'sale.order',
      sheet: 'Orders',
      key: ['Number'],
      fields: { name: { column: 'Number' } },
    }),
  ]);
  const { findings, ready, models } = assessReadiness({ spec, snapshot: small, facts: FACTS, named: [] });
  expect(ready).toBe(false);
  expect(findings.map(({ severity, code, node: of }) => [severity, code, of])).toEqual([
    ['blocker', 'model_forbidden', 'a'],
    ['blocker', 'module_missing', 'b'],
    ['blocker', 'field_unmapped', 'c'],
    ['note', 'users_and_mails', 'a'],
    ['note', 'record_state', 'c'],
  ]);
  expect(models.map(({ model, exists, module }) => [model, exists, module])).toEqual([
    ['hr.leave', false, 'hr_holidays'],
    ['res.users', true, null],
    ['sale.order', true, 'sale_management'],
  ]);
});

test('a refusal to tell defaults without a chart is not told a second time', () => {
  const journal = {
    name: 'journal_id',
    type: 'many2one',
    label: 'Journal',
    required: true,
    readonly: false,
    store: true,
  } as const;
  const moves = (hasDefault: boolean): SchemaSnapshot => ({
    ...small,
    models: {
      'account.move': {
        ...bare('account.move'),
        fields: {
          journal_id: journal,
          state: { ...journal, name: 'state', type: 'char', ...(hasDefault ? { hasDefault } : {}) },
        },
      },
    },
  });
  const spec = graph([only('account.move', { ref: { column: 'Name' } })]);
  const codes = (snapshot: SchemaSnapshot, facts: Partial<TargetFacts>) =>
    assessReadiness({ spec, snapshot, facts: { ...FACTS, ...facts }, named: [] })
      .findings.map(({ code }) => code)
      .filter((code) => code === 'chart_missing' || code === 'field_unmapped');
  expect(codes(moves(false), { journals: [] })).toEqual(['chart_missing']);
  expect(codes(moves(true), { journals: [] })).toEqual(['field_unmapped', 'chart_missing']);
  expect(codes(moves(false), {})).toEqual(['field_unmapped', 'field_unmapped']);
});

test('offline nothing is said of what only a real Odoo knows', () => {
  const spec = graph([
    load('product.pricelist', { currency_id: byName('EUR') }),
    node('b', { odooModel: 'x.thing' }),
  ]);
  const { findings, ready } = assessReadiness({ spec, snapshot: odoo19, facts: null, named: [] });
  expect(ready).toBe(true);
  expect(findings.map(({ severity, code }) => [severity, code])).toEqual([['warning', 'model_unknown']]);
});
