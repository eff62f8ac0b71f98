/**
 * Captures what the sandbox knows of Odoo from a running server: fields, defaults, SQL constraints, the rights of an ordinary
 * user, and the records an import refers to. Writes `src/sandbox/metadata/<model>.json`, the same bytes for the same server.
 *
 *   node scripts/capture-metadata.ts --url http://127.0.0.1:8019 --db NAME --login admin --password … \
 *     --user integration --user-password …
 *
 * Help texts, images, and anything that belongs to models outside the list stay out.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type Values = { readonly [key: string]: Json };

interface ModelRecords {
  readonly fields: readonly string[];
  /** Odoo domain that chooses the records. */
  readonly domain?: Json;
}

/** Only records that Odoo's own data files made are captured (`base`, `uom`, …), so the capturing database may hold others. */
const MODELS: Readonly<Record<string, ModelRecords | null>> = {
  'crm.lead': null,
  'crm.stage': { fields: ['name', 'sequence', 'is_won', 'fold'] },
  'crm.tag': null,
  'crm.team': { fields: ['name', 'sequence', 'active', 'company_id'] },
  'hr.department': { fields: ['name', 'active', 'company_id'] },
  'hr.employee': { fields: ['name', 'active', 'company_id', 'department_id', 'user_id'] },
  'hr.employee.category': null,
  'product.category': { fields: ['name', 'parent_id'] },
  'product.product': null,
  'product.tag': null,
  'product.template': null,
  'project.project': null,
  'project.task': null,
  'res.company': { fields: ['name', 'partner_id', 'currency_id', 'sequence', 'active'] },
  'res.country': { fields: ['name', 'code', 'currency_id', 'phone_code'] },
  'res.country.state': { fields: ['name', 'code', 'country_id'] },
  'res.currency': { fields: ['name', 'full_name', 'symbol', 'position', 'rounding', 'active'] },
  'res.lang': { fields: ['name', 'code', 'iso_code', 'active'], domain: [['active', '=', true]] },
  'res.partner': { fields: ['name', 'active', 'email', 'is_company', 'company_id', 'country_id'] },
  'res.partner.category': null,
  'res.users': { fields: ['login', 'partner_id', 'active', 'company_id', 'share'] },
  'sale.order': null,
  'sale.order.line': null,
  'uom.uom': { fields: ['name', 'relative_factor', 'factor', 'relative_uom_id', 'active'] },
};

const RIGHTS = ['create', 'read', 'write', 'unlink'] as const;

/** What differs from these is written down. */
const USUAL: Values = {
  required: false,
  readonly: false,
  store: true,
  searchable: true,
  sortable: true,
  exportable: true,
  groupable: true,
  company_dependent: false,
  translate: false,
};
const ATTRIBUTES = [
  'type',
  'string',
  'relation',
  'relation_field',
  'selection',
  'digits',
  'currency_field',
  'size',
  'related',
  'depends',
  ...Object.keys(USUAL),
];

const { values: args } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:8019' },
    db: { type: 'string' },
    login: { type: 'string', default: 'admin' },
    password: { type: 'string' },
    user: { type: 'string' },
    'user-password': { type: 'string' },
    out: { type: 'string', default: new URL('../src/sandbox/metadata', import.meta.url).pathname },
  },
});

async function rpc(service: string, method: string, params: readonly Json[]): Promise<Json> {
  const answer = await fetch(`${args.url}/jsonrpc`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      jsonrpc: '2.0',
      method: 'call',
      id: 1,
      params: { service, method, args: params },
    }),
  });
  const body = (await answer.json()) as { result?: Json; error?: { data: { message: string } } };
  if (body.error) throw new Error(`${service}.${method}: ${body.error.data.message}`);
  return body.result ?? null;
}

type Call = <T extends Json>(
  model: string,
  method: string,
  positional: readonly Json[],
  named?: Values,
) => Promise<T>;

async function connect(login: string, password: string): Promise<Call> {
  const db = args.db ?? '';
  const uid = await rpc('common', 'authenticate', [db, login, password, {}]);
  if (typeof uid !== 'number') throw new Error(`${login} cannot log in to ${db} at ${args.url}`);
  return async (model, method, positional, named = {}) =>
    (await rpc('object', 'execute_kw', [db, uid, password, model, method, positional, named])) as never;
}

function sorted(values: Values): Values {
  return Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isBlank(value: Json): boolean {
  return value === '' || value === false || (Array.isArray(value) && value.length === 0);
}

function compactField(raw: Values, onDelete: Json | undefined): Values {
  const field: Record<string, Json> = {};
  for (const name of ATTRIBUTES) {
    const value = raw[name];
    if (value === undefined) continue;
    const isUsual =
      name in USUAL ? value === USUAL[name] : isBlank(value) && !(name === 'digits' && value === false);
    if (!isUsual) field[name] = value;
  }
  if (onDelete && raw.store === true) field.ondelete = onDelete;
  return field;
}

/** `$now`, `$today` and `$uid` stand for what the server works out at the time of the call. */
function compactDefault(field: Values, value: Json): Json | undefined {
  const type = typeof field.type === 'string' ? field.type : '';
  const known = typeof field.relation === 'string' ? field.relation in MODELS : true;
  switch (type) {
    case 'datetime':
      return value ? '$now' : undefined;
    case 'date':
      return value ? '$today' : undefined;
    case 'many2one':
      if (field.relation === 'res.users') return '$uid';
      return known && value ? value : undefined;
    case 'many2many':
    case 'one2many':
    case 'binary':
    case 'json':
    case 'properties':
    case 'properties_definition':
      return undefined;
    default:
      return value === false && type !== 'boolean' ? undefined : value;
  }
}

async function captureModel(call: Call, ordinary: Call, model: string): Promise<string> {
  const raw = await call<Record<string, Values>>(model, 'fields_get', []);
  const names = Object.keys(raw).sort();
  const info = await call<Values[]>('ir.model.fields', 'search_read', [
    [['model', '=', model]],
    ['name', 'on_delete', 'ttype'],
  ]);
  const onDelete = new Map(info.map((f) => [f.name, f.ttype === 'many2one' ? f.on_delete : false]));
  const fields = names.map((name) => [name, compactField(raw[name] ?? {}, onDelete.get(name))] as const);
  const given = await call<Values>(model, 'default_get', [names]);
  const defaults: Record<string, Json> = {};
  for (const name of names) {
    const value = given[name] === undefined ? undefined : compactDefault(raw[name] ?? {}, given[name]);
    if (value !== undefined) defaults[name] = value;
  }
  const [about] = await call<Values[]>('ir.model', 'search_read', [
    [['model', '=', model]],
    ['name', 'order'],
  ]);
  const constraints = await call<Values[]>(
    'ir.model.constraint',
    'search_read',
    [
      [
        ['model.model', '=', model],
        ['type', '=', 'u'],
      ],
      ['name', 'definition', 'message'],
    ],
    { order: 'id' },
  );
  const rights = await Promise.all(
    RIGHTS.map((right) => ordinary<boolean>(model, 'has_access', [[], right])),
  );
  const head = {
    model,
    label: about?.name ?? model,
    order: about?.order ?? 'id',
    /** What an ordinary internal user (contacts, sales manager, products, stock, HR officer) may do. */
    ordinaryUserMay: RIGHTS.filter((_, i) => rights[i]),
    constraints: constraints.map(({ name, definition, message }) => ({
      name: name ?? '',
      definition: definition ?? '',
      message: message ?? '',
    })),
    defaults: sorted(defaults),
  };
  const lines = fields.map(([name, field]) => `${JSON.stringify(name)}:${JSON.stringify(field)}`).join(',\n');
  const records = await captureRecords(call, model);
  return `${JSON.stringify(head).slice(0, -1)},\n"fields":{\n${lines}\n}${records}}\n`;
}

async function captureRecords(call: Call, model: string): Promise<string> {
  const spec = MODELS[model];
  if (!spec) return '';
  const xids = await call<Values[]>('ir.model.data', 'search_read', [
    [
      ['model', '=', model],
      ['module', 'not in', ['__import__', '__export__']],
    ],
    ['complete_name', 'res_id'],
  ]);
  const xidOf = new Map(xids.map((x) => [x.res_id, x.complete_name]));
  const found = await call<Values[]>(
    model,
    'search_read',
    [spec.domain ?? [['id', 'in', [...xidOf.keys()] as Json]], spec.fields],
    { load: '', order: 'id', context: { active_test: false, lang: 'en_US' } },
  );
  const rows = found
    .filter((r) => xidOf.has(r.id ?? 0))
    .map((r) =>
      JSON.stringify([r.id ?? 0, xidOf.get(r.id ?? 0) ?? null, ...spec.fields.map((f) => r[f] ?? false)]),
    );
  return `,\n"records":{"fields":${JSON.stringify(spec.fields)},"rows":[\n${rows.join(',\n')}\n]}`;
}

async function main(): Promise<void> {
  const call = await connect(args.login, args.password ?? '');
  const ordinary = await connect(args.user ?? args.login, args['user-password'] ?? args.password ?? '');
  mkdirSync(args.out, { recursive: true });
  for (const model of Object.keys(MODELS)) {
    writeFileSync(`${args.out}/${model}.json`, await captureModel(call, ordinary, model));
    console.log(model);
  }
  const modules = await call<Values[]>('ir.module.module', 'search_read', [[], ['name', 'state']], {
    order: 'name',
  });
  const byState = (installed: boolean) =>
    modules.filter((m) => (m.state === 'installed') === installed).map((m) => m.name);
  writeFileSync(
    `${args.out}/modules.json`,
    `{"installed":${JSON.stringify(byState(true))},\n"uninstalled":${JSON.stringify(byState(false))}}\n`,
  );
}

await main();
