import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProposedFields } from '../../src/app/custom-field-cases.ts';
import type { CustomField } from '../../src/plan/custom-fields/custom-field.ts';
import { exportGraphYaml } from '../../src/plan/graph-yaml.ts';
import type { FreshOdoo, OdooUser } from '../support/odoo.ts';
import { freshOdoo } from '../support/odoo.ts';
import type { Product } from '../support/product.ts';
import { addConnection, addGraph, openProduct, runToEnd, unwrap } from '../support/product.ts';
import type { Oracle } from '../support/read-odoo.ts';
import { openOracle } from '../support/read-odoo.ts';
import { csv, upload } from '../support/stage.ts';

const servers = [
  { name: 'Odoo 19 by JSON-2', version: '19', transport: 'json2' },
  { name: 'Odoo 14 by JSON-RPC', version: '14', transport: 'jsonrpc' },
] as const;

const run = promisify(execFile);

const GRAPH = `
name: members
namespace: members
nodes:
  - id: members
    type: model
    data: { odooModel: res.partner, sheet: members, key: [No], fields: { name: { column: Name } } }
  - id: orders
    type: model
    data:
      odooModel: sale.order
      sheet: orders
      key: [Order]
      fields: { partner_id: { reference: { node: members, columns: [Member] } } }
`;

/** What a header or an option may do to Python, and to Odoo. */
const NASTY = `Mood "'\\ {0} é`;
const ROWS = 24;
const TIERS = [`"Gold"`, `It's 'silver'`, 'back\\slash'];
const memo = (i: number) => `Remark ${i}: ${'long '.repeat(30)}end`;
const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
const sheets = {
  members: csv(
    `No,Name,Loyalty Points,Member Since,Last Visit,Newsletter,Discount Rate,${cell(NASTY)},Locker,Memo,Nothing,Active`,
    Array.from({ length: ROWS }, (_, i) =>
      [
        `M${i}`,
        `Member ${i}`,
        i * 7,
        `${String((i % 28) + 1).padStart(2, '0')}/03/2021`,
        `2024-05-${String((i % 28) + 1).padStart(2, '0')} 10:30:00`,
        i % 2 === 0 ? 'yes' : 'no',
        `${i}.25`,
        cell(TIERS[i % 3] ?? ''),
        `L-${i}`,
        cell(memo(i)),
        '',
        i % 3 === 0 ? 'yes' : 'no',
      ].join(','),
    ),
  ),
  orders: csv(
    'Order,Member,Gift Amount',
    Array.from({ length: ROWS }, (_, i) => `O${i},M${i},"€ ${i + 1}.50"`),
  ),
};

describe.each(servers)('custom fields, $name', { timeout: 300_000 }, ({ version, transport }) => {
  let odoo: FreshOdoo;
  let oracle: Oracle;
  let product: Product;
  let connectionId: string;
  let graphId: string;
  let datasetId: string;
  let proposed: ProposedFields;
  let fields: readonly CustomField[];

  beforeAll(async () => {
    product = await openProduct();
    odoo = await freshOdoo(version);
    oracle = await openOracle(odoo);
    connectionId = await connectAs('admin', odoo);
    graphId = (await addGraph(product.app, GRAPH)).id;
    datasetId = await upload({ app: product.app, product }, sheets);
    proposed = unwrap(await product.app.customFields.propose(datasetId, { connectionId, graphId }));
    fields = proposed.proposals.map(({ field }) => field);
  });
  afterAll(async () => {
    await product?.close();
    await odoo?.drop();
  });

  function connectAs(name: string, { login, password, api_key: apiKey }: OdooUser): Promise<string> {
    const secret = transport === 'json2' ? (apiKey ?? '') : password;
    const { url, database } = odoo;
    return addConnection(product.app, { name, url, database, login, secret, transport });
  }

  const inOdoo = () =>
    oracle.searchRead(
      'ir.model.fields',
      [
        ['name', 'in', fields.map(({ name }) => name)],
        ['model', 'in', ['res.partner', 'sale.order']],
      ],
      ['model', 'name', 'ttype', 'state', 'field_description'],
    );

  test('a type is proposed for each column that nothing maps', () => {
    expect(proposed.proposals.map(({ column, field }) => [column, field.name, field.type])).toEqual([
      ['Loyalty Points', 'x_loyalty_points', 'integer'],
      ['Member Since', 'x_member_since', 'date'],
      ['Last Visit', 'x_last_visit', 'datetime'],
      ['Newsletter', 'x_newsletter', 'boolean'],
      ['Discount Rate', 'x_discount_rate', 'float'],
      [NASTY, 'x_mood_0_e', 'selection'],
      ['Locker', 'x_locker', 'char'],
      ['Memo', 'x_memo', 'text'],
      ['Active', 'x_active_value', 'boolean'],
      ['Gift Amount', 'x_gift_amount', 'monetary'],
    ]);
    expect(proposed.left).toEqual([{ sheet: 'members', column: 'Nothing', reason: 'it is empty' }]);
  });

  test('the module of the fields compiles, and is the same each time', async () => {
    const files = await moduleFiles(fields);
    expect(await moduleFiles(fields)).toEqual(files);
    expect(files.map(({ name }) => name)).toEqual([
      'shop_fields/__init__.py',
      'shop_fields/__manifest__.py',
      'shop_fields/models/__init__.py',
      'shop_fields/models/res_partner.py',
      'shop_fields/models/sale_order.py',
    ]);
    if (!(await hasPython())) return;
    const folder = await mkdtemp(join(tmpdir(), 'ig-module-'));
    try {
      for (const { name, text } of files) {
        await mkdir(join(folder, dirname(name)), { recursive: true });
        await writeFile(join(folder, name), text);
      }
      await run('python3', ['-m', 'py_compile', ...files.map(({ name }) => join(folder, name))]);
      expect(await literalsOf(join(folder, 'shop_fields/models/res_partner.py'))).toEqual(
        expect.arrayContaining([NASTY, ...TIERS]),
      );
      expect(await literalsOf(join(folder, 'shop_fields/__manifest__.py'))).toEqual(
        expect.arrayContaining(['base', 'sale', `${version}.0.1.0.0`]),
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  async function moduleFiles(of: readonly CustomField[]) {
    const odooVersion = Number(version);
    const made = unwrap(product.app.customFields.module({ fields: of, name: 'shop_fields', odooVersion }));
    return made.files.map(({ name, content }) => ({
      name,
      text: [...(content as Iterable<string>)].join(''),
    }));
  }

  test('an ordinary user is told which right is missing, and nothing is made', async () => {
    const clerk = await connectAs('clerk', odoo.integration);
    const refused = { ok: false, error: { code: 'forbidden' } };
    const made = await product.app.customFields.create(clerk, fields);
    expect(made).toMatchObject(refused);
    expect(JSON.stringify(made)).toContain('base.group_erp_manager');
    expect(await inOdoo()).toEqual([]);
    const field = { model: 'res.partner', name: 'x_locker' };
    expect(await product.app.customFields.remove(clerk, field, { force: true })).toMatchObject(refused);
  });

  test('all of them are made, or none', async () => {
    const broken: CustomField = {
      model: 'res.partner.category',
      name: 'x_fee',
      label: 'Fee',
      type: 'monetary',
    };
    const unknown: CustomField = { ...broken, model: 'no.such', type: 'char' };
    for (const wrong of [broken, unknown]) {
      const made = await product.app.customFields.create(connectionId, [...fields, wrong]);
      expect(made).toMatchObject({ ok: false, error: { code: 'conflict' } });
      expect(await inOdoo()).toEqual([]);
    }
  });

  test('the fields are made, once', async () => {
    const made = unwrap(await product.app.customFields.create(connectionId, fields));
    expect(made.map(({ state }) => state)).toEqual(fields.map(() => 'created'));
    const again = unwrap(await product.app.customFields.create(connectionId, fields));
    expect(again).toEqual(made.map((one) => ({ ...one, state: 'there' })));
    const there = await inOdoo();
    expect(there.map(({ id: _id, ...one }) => one)).toEqual(
      fields.map(({ model, name, type, label }) => ({
        model,
        name,
        ttype: type,
        state: 'manual',
        field_description: label,
      })),
    );
  });

  test('somebody else has a field of that name: it stays theirs', async () => {
    const [partner] = await oracle.searchRead('ir.model', [['model', '=', 'res.partner']], ['model']);
    const values = { model_id: partner?.id, name: 'x_theirs', field_description: 'Theirs', ttype: 'char' };
    await oracle.execute('ir.model.fields', 'create', [values]);
    const field: CustomField = { model: 'res.partner', name: 'x_theirs', label: 'Ours', type: 'char' };
    const refused = { ok: false, error: { code: 'conflict' } };
    expect(await product.app.customFields.create(connectionId, [field])).toMatchObject(refused);
    expect(await product.app.customFields.remove(connectionId, field, { force: true })).toMatchObject(
      refused,
    );
    const theirs = [
      ['name', '=', 'x_theirs'],
      ['model', '=', 'res.partner'],
    ];
    expect(await oracle.count('ir.model.fields', theirs)).toBe(1);
  });

  test('a run fills them', async () => {
    const { app } = product;
    const current = unwrap(await app.graphs.get(graphId));
    unwrap(await app.graphs.update(graphId, proposed.spec, current.version));
    expect(exportGraphYaml(proposed.spec)).toContain('x_loyalty_points');
    const ended = await runToEnd(app, { graphId, connectionId, datasetId });
    expect(unwrap(await app.runs.report(ended.id)).issues).toEqual([]);
    expect(ended.status).toBe('completed');
    const idOf = await oracle.externalIds('members', 'members');
    expect(idOf.size).toBe(ROWS);
    const partnerFields = fields.filter(({ model }) => model === 'res.partner').map(({ name }) => name);
    const records = await oracle.searchRead('res.partner', [['id', 'in', [...idOf.values()]]], partnerFields);
    const moods = fields.find(({ name }) => name === 'x_mood_0_e')?.selection ?? [];
    const keyOf = new Map(moods.map(([key, label]) => [label, key]));
    for (let i = 0; i < ROWS; i++) {
      const day = String((i % 28) + 1).padStart(2, '0');
      expect(records.find(({ id }) => id === idOf.get(`M${i}`))).toMatchObject({
        x_loyalty_points: i * 7,
        x_member_since: `2021-03-${day}`,
        x_last_visit: `2024-05-${day} 10:30:00`,
        x_newsletter: i % 2 === 0,
        x_discount_rate: i + 0.25,
        x_mood_0_e: keyOf.get(TIERS[i % 3] ?? ''),
        x_locker: `L-${i}`,
        x_memo: memo(i),
        x_active_value: i % 3 === 0,
      });
    }
    const orders = await oracle.searchRead('sale.order', [['x_gift_amount', '!=', 0]], ['x_gift_amount']);
    expect(orders.map((order) => order.x_gift_amount)).toEqual(
      Array.from({ length: ROWS }, (_, i) => i + 1.5),
    );
  });

  test('a field that holds values or is used stays, until it is asked for with force', async () => {
    const remove = (field: Pick<CustomField, 'model' | 'name'>, force: boolean) =>
      product.app.customFields.remove(connectionId, field, { force });
    const locker = { model: 'res.partner', name: 'x_locker' };
    await oracle.execute('ir.filters', 'create', [
      { name: 'With locker', model_id: 'res.partner', domain: "[('x_locker', '!=', False)]" },
    ]);
    const stays = await remove(locker, false);
    expect(stays).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect(JSON.stringify(stays)).toMatch(/24 records have a value.*filter .*With locker.*graph .*members/);
    for (const { model, name } of fields) {
      const removed = unwrap(await remove({ model, name }, true));
      expect(removed).toMatchObject({ model, name, uses: expect.arrayContaining(['graph "members"']) });
      expect(removed.filled).toBeGreaterThan(0);
    }
    expect(await inOdoo()).toEqual([]);
    expect(await remove(locker, true)).toMatchObject({
      error: { code: 'not_found' },
    });
    const described = await oracle.execute<object>('res.partner', 'fields_get', [['x_locker'], ['type']]);
    expect(described).toEqual({});
    expect(await oracle.count('ir.model.data', [['module', '=', '__importgraph__']])).toBe(0);
  });

  test('a field that is neither filled nor used goes without force', async () => {
    const field: CustomField = { model: 'res.partner', name: 'x_unused', label: 'Unused', type: 'integer' };
    unwrap(await product.app.customFields.create(connectionId, [field]));
    const removed = await product.app.customFields.remove(connectionId, field, { force: false });
    expect(unwrap(removed)).toMatchObject({ filled: 0, uses: [] });
  });
});

async function hasPython(): Promise<boolean> {
  return run('python3', ['--version']).then(
    () => true,
    () => false,
  );
}

/** Every text that stands in a file of Python, as Python reads it. */
async function literalsOf(path: string): Promise<unknown> {
  const program = `import ast,json,sys
print(json.dumps([n.value for n in ast.walk(ast.parse(open(sys.argv[1], encoding="utf-8").read())) if isinstance(n, ast.Constant)]))`;
  return JSON.parse((await run('python3', ['-c', program, path])).stdout) as unknown;
}
