import { checkAccess, hasAccess } from './access.ts';
import type { Env, Incoming } from './env.ts';
import type { Cell } from './extract.ts';
import { fieldDescriptions } from './field-descriptions.ts';
import { load } from './load.ts';
import type { Operation, Value } from './metadata.ts';
import type { Method, MethodCall } from './method.ts';
import { missingError, OdooError, valueError } from './odoo-error.ts';
import { modelOf, readRecords } from './reading.ts';
import { removeRecords } from './removing.ts';
import { nameSearch, searchRecords } from './searching.ts';
import { textOf } from './value.ts';
import { defaultValue } from './writing.ts';

const NO_DOMAIN: readonly unknown[] = [];

function search({ env, model, args }: MethodCall): number[] {
  const { domain, offset, limit, order } = args;
  return searchRecords(env, model, domain ?? NO_DOMAIN, {
    offset: Number(offset),
    limit: limit as number | null,
    order: order as string | null,
  }).map((row) => row.id);
}

function read({ env, model, ids, args }: MethodCall): unknown {
  checkAccess(env, model, 'read');
  return readRecords(env, model, ids, (args.fields ?? []) as string[], args.load !== '_classic_read');
}

function create({ env, args }: MethodCall, model: string): readonly number[] {
  const given = args.vals_list;
  const list = (Array.isArray(given) ? given : [given]) as Incoming[];
  return env.create(model, list).map((row) => row.id);
}

function write({ env, model, ids, args }: MethodCall): true {
  env.write(model, ids, args.vals as Incoming);
  return true;
}

function saveMulti(call: MethodCall): unknown {
  const { env, model, ids, args } = call;
  const list = args.vals_list as readonly Incoming[];
  if (list.length !== ids.length) throw valueError('Each record must have a corresponding vals entry.');
  ids.forEach((id, i) => {
    env.write(model, [id], list[i] ?? {});
  });
  return webRead(call);
}

function webRead({ env, model, ids, args }: MethodCall): unknown {
  checkAccess(env, model, 'read');
  const fields = Object.keys(args.specification as object);
  return fields.length > 0 ? readRecords(env, model, ids, fields, true) : ids.map((id) => ({ id }));
}

function access({ env, model, args }: MethodCall): Operation {
  modelOf(env, model);
  const operation = args.operation;
  if (operation === 'read' || operation === 'write' || operation === 'create' || operation === 'unlink') {
    return operation;
  }
  throw new OdooError('builtins.AssertionError', 'Invalid access mode');
}

/** The first external ID of each record, '' where there is none. */
function externalIds({ env, model, ids }: MethodCall): Record<string, string> {
  return Object.fromEntries(ids.map((id) => [String(id), xidsOf(env, model, id)[0]?.xmlid ?? '']));
}

function xidsOf(env: Env, model: string, id: number): { xmlid: string; noupdate: boolean }[] {
  return env.store.find('ir.model.data', ['model', 'res_id'], [model, id]).flatMap((dataId) => {
    const row = env.store.get('ir.model.data', dataId);
    return row
      ? [{ xmlid: `${String(row.module)}.${String(row.name)}`, noupdate: row.noupdate === true }]
      : [];
  });
}

function metadata({ env, model, ids }: MethodCall): unknown {
  return ids.map((id) => {
    const row = env.store.get(model, id);
    if (!row) throw missingError(model, id, env.user.uid);
    const [record] = readRecords(
      env,
      model,
      [id],
      ['create_uid', 'create_date', 'write_uid', 'write_date'],
      false,
    );
    const xmlids = xidsOf(env, model, id);
    return { ...record, xmlid: xmlids[0]?.xmlid ?? false, noupdate: xmlids[0]?.noupdate ?? false, xmlids };
  });
}

function defaults({ env, model, args }: MethodCall): Record<string, Value> {
  const meta = modelOf(env, model);
  const found: Record<string, Value> = {};
  for (const name of args.fields as readonly string[]) {
    const value = defaultValue(env, meta, name);
    if (value !== undefined) found[name] = value;
  }
  return found;
}

/** Columns `id` and `.id` and plain fields; a reference is written by name, `field/id` by external ID. */
function exportData({ env, model, ids, args }: MethodCall): unknown {
  if (!env.user.isAdmin) {
    throw new OdooError(
      'odoo.exceptions.UserError',
      "You don't have the rights to export data. Please contact an Administrator.",
    );
  }
  const columns = (args.fields_to_export as readonly string[]).map((c) => c.split('/'));
  const cell = (of: string, id: number, [name = '', ...rest]: readonly string[]): unknown => {
    if (name === '.id') return String(id);
    if (name === 'id') return xidsOf(env, of, id)[0]?.xmlid ?? '';
    const field = modelOf(env, of).fields.get(name);
    if (!field) throw valueError(`Invalid field '${name}' on '${of}'`);
    const row = env.store.get(of, id);
    const value = row ? env.value(of, row, name) : false;
    if (field.relation && typeof value === 'number') {
      return rest.length > 0 ? cell(field.relation, value, rest) : env.displayName(field.relation, value);
    }
    return value === false && field.type !== 'boolean' ? '' : value;
  };
  return { datas: ids.map((id) => columns.map((path) => cell(model, id, path))) };
}

const PAGE = [
  ['offset', 0],
  ['limit', null],
  ['order', null],
] as const;

export const METHODS: Readonly<Record<string, Method>> = {
  search: { isModel: true, params: [['domain'], ...PAGE], run: search },
  search_count: {
    isModel: true,
    params: [['domain'], ['limit', null]],
    run: (call) => search({ ...call, args: { ...call.args, offset: 0, order: null } }).length,
  },
  search_read: {
    isModel: true,
    params: [['domain', null], ['fields', null], ...PAGE, ['load', '_classic_read']],
    run: (call) => read({ ...call, ids: search(call) }),
  },
  read: {
    isModel: false,
    params: [
      ['fields', null],
      ['load', '_classic_read'],
    ],
    run: read,
  },
  create: { isModel: true, params: [['vals_list']], run: (call) => create(call, call.model) },
  write: { isModel: false, params: [['vals']], run: write },
  unlink: {
    isModel: false,
    params: [],
    run: ({ env, model, ids }) => {
      removeRecords(env, model, ids);
      return true;
    },
  },
  exists: {
    isModel: false,
    params: [],
    run: ({ env, model, ids }) => ids.filter((id) => env.store.get(model, id)),
  },
  load: {
    isModel: true,
    params: [['fields'], ['data']],
    run: ({ env, model, args }) =>
      load(env, model, args.fields as string[], args.data as readonly (readonly Cell[])[]),
  },
  name_search: {
    isModel: true,
    params: [
      ['name', ''],
      ['domain', null],
      ['operator', 'ilike'],
      ['limit', 100],
    ],
    run: ({ env, model, args }) =>
      nameSearch(
        env,
        model,
        textOf(args.name ?? ''),
        String(args.operator),
        args.domain ?? NO_DOMAIN,
        args.limit as number | null,
      ),
  },
  name_create: {
    isModel: true,
    params: [['name']],
    run: ({ env, model, args }) =>
      env.create(model, [{ name: args.name }]).map((row) => [row.id, env.displayName(model, row.id)])[0],
  },
  fields_get: {
    isModel: true,
    params: [
      ['allfields', null],
      ['attributes', null],
    ],
    run: ({ env, model, args }) =>
      fieldDescriptions(
        modelOf(env, model),
        args.allfields as readonly string[] | null,
        args.attributes as readonly string[] | null,
      ),
  },
  default_get: { isModel: true, params: [['fields']], run: defaults },
  has_access: {
    isModel: false,
    params: [['operation']],
    run: (call) => hasAccess(call.env, call.model, access(call)),
  },
  check_access_rights: {
    isModel: true,
    params: [['operation'], ['raise_exception', true]],
    run: (call) => {
      const operation = access(call);
      if (call.args.raise_exception === false) return hasAccess(call.env, call.model, operation);
      checkAccess(call.env, call.model, operation);
      return null;
    },
  },
  get_external_id: { isModel: false, params: [], run: externalIds },
  get_metadata: { isModel: false, params: [], run: metadata },
  export_data: { isModel: false, params: [['fields_to_export']], run: exportData },
  web_read: { isModel: false, params: [['specification']], run: webRead },
  web_save_multi: { isModel: false, params: [['vals_list'], ['specification']], run: saveMulti },
};
