import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunView } from '../../src/app/run-views.ts';
import { newId } from '../../src/util/new-id.ts';
import { expectForeseen, foresee, rowsOfRun } from '../support/foresight.ts';
import type { FreshOdoo } from '../support/odoo.ts';
import { freshOdoo } from '../support/odoo.ts';
import type { Product } from '../support/product.ts';
import {
  addConnection,
  addFolder,
  addGraph,
  endOfRun,
  openProduct,
  outcomesOf,
  unwrap,
} from '../support/product.ts';
import { idOf, type Oracle, openOracle } from '../support/read-odoo.ts';

interface Server {
  readonly name: string;
  readonly version: '19' | '14';
  readonly user: 'admin' | 'integration';
  /** Whether the user may write external IDs. */
  readonly marks: boolean;
}

const servers: readonly Server[] = [
  { name: 'Odoo 19 as an administrator', version: '19', user: 'admin', marks: true },
  { name: 'Odoo 19 as an ordinary user', version: '19', user: 'integration', marks: false },
  { name: 'Odoo 14 as an ordinary user', version: '14', user: 'integration', marks: true },
];

const GRAPH = `
name: adopting
namespace: adopting
nodes:
  - id: tags
    type: model
    data:
      odooModel: res.partner.category
      sheet: tags
      key: [Code]
      adopt: [{ match: [name, parent_id] }, { match: [name] }]
      on_vanished: archive
      fields:
        name: { column: Name }
        parent_id: { reference: { node: tags, columns: [Parent] } }
  - id: companies
    type: model
    data:
      odooModel: res.partner
      sheet: companies
      key: [Code]
      adopt: [{ match: [vat] }, { match: [email, country_id] }]
      on_vanished: archive
      fields:
        name: { column: Name }
        email: { column: Mail }
        vat: { column: Vat }
        is_company: { value: true }
        country_id: { reference: { by: field, match: code, column: Country } }
        category_id: { reference: { node: tags, columns: [Tags], separator: '|' } }
  - id: leads
    type: model
    data:
      odooModel: crm.lead
      sheet: leads
      key: [No]
      adopt: [{ match: [name, partner_id] }]
      fields:
        name: { column: Title }
        partner_id: { reference: { node: companies, columns: [Company] } }
        expected_revenue: { column: Revenue }
`;
const TAGS = 'Code,Name,Parent\nI,Inner,R\nR,Root,\nN,New,R\n';
const COMPANIES = [
  'Code,Name,Mail,Vat,Country,Tags',
  'A,Acme,info@acme.test,,BE,R|I',
  'B,Beta,beta@beta.test,BE0477472701,BE,N',
  'C,Core,core@core.test,,FR,I|N',
  'D,Dust,dust@twice.test,,DE,',
  'E,Ease,ease@ease.test,,NL,',
];
const LEADS = [
  'No,Title,Company,Revenue',
  '1,Old lead,A,10',
  '2,New lead,A,20',
  '3,Other lead,B,30',
  '4,Blocked,D,40',
];

describe.each(servers)('adopting on $name', ({ version, user, marks }) => {
  let odoo: FreshOdoo;
  let product: Product;
  let oracle: Oracle;
  let place: { readonly graphId: string; readonly connectionId: string };
  const ids: Record<string, number> = {};

  beforeAll(async () => {
    odoo = await freshOdoo(version);
    const { url, database } = odoo;
    oracle = await openOracle({ url, database, login: 'admin', password: 'admin' });
    product = await openProduct();
    const { login, password, api_key } = user === 'admin' ? odoo : odoo.integration;
    const secret = version === '19' ? (api_key ?? '') : password;
    const connectionId = await addConnection(product.app, { url, database, login, secret });
    place = { graphId: (await addGraph(product.app, GRAPH)).id, connectionId };
    await fillOdoo();
  });
  afterAll(async () => {
    await product?.close();
    await odoo?.drop();
  });

  const create = (model: string, values: object): Promise<number> =>
    oracle.execute(model, 'create', [values]);
  const country = async (code: string): Promise<number> =>
    (await oracle.searchRead('res.country', [['code', '=', code]], ['id']))[0]?.id ?? 0;

  /** What was there before: a tree of tags, companies, one of them archived, and a lead. */
  async function fillOdoo(): Promise<void> {
    ids.root = await create('res.partner.category', { name: 'Root' });
    ids.inner = await create('res.partner.category', { name: 'Inner', parent_id: ids.root });
    await create('res.partner.category', { name: 'Inner' });
    const be = await country('BE');
    ids.acme = await create('res.partner', { name: 'ACME', email: 'info@acme.test', country_id: be });
    await create('res.partner', {
      name: 'Not Acme',
      email: 'info@acme.test',
      country_id: await country('FR'),
    });
    ids.beta = await create('res.partner', { name: 'Beta', vat: 'BE0477472701', active: false });
    for (const name of ['First', 'Second']) {
      await create('res.partner', { name, email: 'dust@twice.test', country_id: await country('DE') });
    }
    ids.lead = await create('crm.lead', { name: 'Old lead', partner_id: ids.acme, type: 'opportunity' });
  }

  async function upload(companies: readonly string[], leads: readonly string[]): Promise<string> {
    const folder = join(product.home, newId('up'));
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'tags.csv'), TAGS);
    await writeFile(join(folder, 'companies.csv'), companies.join('\n'));
    await writeFile(join(folder, 'leads.csv'), leads.join('\n'));
    return (await addFolder(product.app, folder)).id;
  }

  /** A check first, which must say what the run then does and write nothing. */
  async function run(companies: readonly string[], leads: readonly string[]): Promise<RunView> {
    const input = { ...place, datasetId: await upload(companies, leads) };
    const before = await everything();
    const foreseen = await foresee(product.app, { ...input, depth: 'offline' });
    expect(await everything()).toEqual(before);
    const end = await endOfRun(product.app, unwrap(await product.app.runs.start(input)).id);
    expect(end.errorMessage).toBeNull();
    await expectForeseen(product.app, end.id, foreseen);
    return end;
  }

  const everything = async () => [
    await oracle.searchRead('res.partner', [], ['name', 'active', 'write_date']),
    await oracle.searchRead('res.partner.category', [], ['name', 'parent_id', 'write_date']),
    await oracle.searchRead('crm.lead', [], ['name', 'partner_id', 'write_date']),
    await oracle.searchRead('ir.model.data', [['module', '=', 'adopting']], ['name', 'res_id']),
  ];
  const recordOf = async (end: RunView, node: string, key: string): Promise<number> =>
    (await rowsOfRun(product.app, end.id)).find((row) => row.node === node && row.key === key)?.recordId ?? 0;

  test('what is there is taken over and never doubled; what refers to it finds it', async () => {
    const counts = async () => [
      await oracle.count('res.partner', []),
      await oracle.count('res.partner.category', []),
      await oracle.count('crm.lead', []),
    ];
    const [partners = 0, tags = 0, leads = 0] = await counts();
    const end = await run(COMPANIES, LEADS);
    expect(outcomesOf(end)).toEqual({
      tags: { unchanged: 2, created: 1 },
      companies: { updated: 2, created: 2, rejected: 1 },
      leads: { updated: 1, created: 2, blocked: 1 },
    });
    expect(await counts()).toEqual([partners + 2, tags + 1, leads + 2]);
    expect(await recordOf(end, 'tags', 'I')).toBe(ids.inner);
    expect(await recordOf(end, 'companies', 'A')).toBe(ids.acme);
    expect(await recordOf(end, 'companies', 'B')).toBe(ids.beta);
    expect(await recordOf(end, 'leads', '1')).toBe(ids.lead);
    const [acme, beta] = await oracle.searchRead(
      'res.partner',
      [['id', 'in', [ids.acme, ids.beta]]],
      ['name', 'active', 'is_company', 'category_id'],
    );
    expect(acme).toMatchObject({ name: 'Acme', is_company: true, active: true });
    expect(new Set(acme?.category_id as number[])).toEqual(new Set([ids.root, ids.inner]));
    expect(beta).toMatchObject({ name: 'Beta', active: false });
    expect(beta?.category_id).toEqual([await recordOf(end, 'tags', 'N')]);
    const [core] = await oracle.searchRead(
      'res.partner',
      [['id', '=', await recordOf(end, 'companies', 'C')]],
      ['category_id'],
    );
    expect(new Set(core?.category_id as number[])).toEqual(
      new Set([ids.inner, await recordOf(end, 'tags', 'N')]),
    );
    const ofAcme = await oracle.searchRead(
      'crm.lead',
      [['partner_id', '=', ids.acme]],
      ['name', 'expected_revenue'],
    );
    expect(ofAcme.map(({ name, expected_revenue }) => [name, expected_revenue])).toEqual([
      ['Old lead', 10],
      ['New lead', 20],
    ]);
    const issues = unwrap(await product.app.runs.issues(end.id)).map(({ code, count }) => [code, count]);
    expect(Object.fromEntries(issues)).toEqual({ adopt_archived: 1, adopt_ambiguous: 1 });
  });

  test('they get their external ID where the user may write one', async () => {
    const [companies, tags] = [
      await oracle.externalIds('adopting', 'companies'),
      await oracle.externalIds('adopting', 'tags'),
    ];
    expect([companies.get('A'), companies.get('B'), tags.get('I')]).toEqual(
      marks ? [ids.acme, ids.beta, ids.inner] : [undefined, undefined, undefined],
    );
    const entries = unwrap(await product.app.keyMap.list({ ...place, node: 'companies', limit: 10 })).items;
    expect(
      entries.map(({ key, recordId, byId, createdRun }) => [key, recordId, byId, createdRun === null]),
    ).toEqual([
      ['A', ids.acme, marks ? null : 'adopted', true],
      ['B', ids.beta, marks ? null : 'adopted', true],
      ['C', expect.any(Number), null, false],
      ['E', expect.any(Number), null, false],
    ]);
  });

  test('a second run of the same data writes nothing, not even a date', async () => {
    const before = await everything();
    const end = await run(COMPANIES, LEADS);
    expect(outcomesOf(end)).toEqual({
      tags: { unchanged: 3 },
      companies: { unchanged: 4, rejected: 1 },
      leads: { unchanged: 3, blocked: 1 },
    });
    expect(await everything()).toEqual(before);
  });

  test('changed rows are written, also those known by database ID only', async () => {
    const companies = COMPANIES.map((row) => row.replace('A,Acme', 'A,Acme Ltd').replace('R|I', 'N'));
    const leads = LEADS.map((row) =>
      row.replace('3,Other lead,B', '3,Other lead,A').replace(',A,20', ',B,20'),
    );
    const end = await run(companies, leads);
    expect(outcomesOf(end)).toMatchObject({ companies: { updated: 1 }, leads: { updated: 2 } });
    const [acme] = await oracle.searchRead('res.partner', [['id', '=', ids.acme]], ['name', 'category_id']);
    expect(acme).toMatchObject({ name: 'Acme Ltd', category_id: [await recordOf(end, 'tags', 'N')] });
    const found = await oracle.searchRead(
      'crm.lead',
      [['id', '=', await recordOf(end, 'leads', '3')]],
      ['partner_id'],
    );
    expect(idOf(found[0]?.partner_id)).toBe(ids.acme);
  });

  test('rows that are gone are archived, come back, and leave no trace', async () => {
    const without = COMPANIES.filter((row) => !/^[AE],/.test(row));
    const leads = LEADS.filter((row) => !row.includes(',A,'));
    const gone = await run(without, leads);
    const vanished = unwrap(await product.app.runs.vanished(gone.id, { limit: 50 })).items;
    expect(vanished.map(({ node, key, state }) => [node, key, state])).toEqual([
      ['companies', 'A', 'archived'],
      ['companies', 'E', 'archived'],
      ['leads', '1', 'reported'],
      ['leads', '2', 'reported'],
    ]);
    const active = async () =>
      (await oracle.searchRead('res.partner', [['id', '=', ids.acme]], ['active', 'name']))[0];
    expect(await active()).toMatchObject({ active: false, name: 'Acme Ltd' });
    const back = await run(COMPANIES, LEADS);
    expect(outcomesOf(back)).toMatchObject({ companies: { updated: 2, unchanged: 2, rejected: 1 } });
    expect(await active()).toMatchObject({ active: true, name: 'Acme' });
    const before = await everything();
    await run(COMPANIES, LEADS);
    expect(await everything()).toEqual(before);
  });

  test('a key that is renamed in the key map keeps its record', async () => {
    const id = (await oracle.searchRead('res.partner', [['email', '=', 'core@core.test']], ['id']))[0]?.id;
    unwrap(await product.app.keyMap.rename({ ...place, node: 'companies', key: 'C', newKey: 'C-2' }));
    const before = await oracle.count('res.partner', []);
    const end = await run(
      COMPANIES.map((row) => row.replace('C,Core', 'C-2,Core & Co')),
      [...LEADS, '5,Fifth lead,C-2,50'],
    );
    expect(await recordOf(end, 'companies', 'C-2')).toBe(id);
    expect(await oracle.count('res.partner', [])).toBe(before);
    const [fifth] = await oracle.searchRead('crm.lead', [['name', '=', 'Fifth lead']], ['partner_id']);
    expect(idOf(fifth?.partner_id)).toBe(id);
    const names = await oracle.externalIds('adopting', 'companies');
    expect([names.get('C'), names.get('C-2')]).toEqual([id, marks ? id : undefined]);
  });
});
