import type { Env, SandboxUser } from './env.ts';
import type { Catalog, ModelMeta, Values } from './metadata.ts';
import { fieldValue, recordName } from './reading.ts';
import { seedModels } from './seed-models.ts';
import { Store } from './store.ts';
import { createRecords, writeRecords } from './writing.ts';

export interface UserOptions {
  readonly login: string;
  readonly password: string;
  /** Bearer key of JSON-2, also good as the password of JSON-RPC; none by default. */
  readonly apiKey?: string;
  /** Administrators may do everything, others what an ordinary internal user may; default false. */
  readonly admin?: boolean;
}

export interface DatabaseUser extends SandboxUser {
  readonly password: string;
  readonly apiKey: string | undefined;
}

/** One database: its records and who may come in. */
export class Database {
  readonly name: string;
  readonly store = new Store();
  readonly users: readonly DatabaseUser[];
  readonly #catalog: Catalog;
  readonly #clock: () => Date;

  constructor(name: string, catalog: Catalog, users: readonly UserOptions[], clock: () => Date) {
    this.name = name;
    this.#catalog = catalog;
    this.#clock = clock;
    const now = timeText(clock());
    for (const meta of catalog.models.values()) seedRecords(this.store, meta, now);
    seedModules(this.store, catalog, now);
    seedModels(this.store, catalog, now);
    this.users = addUsers(this.store, users, now);
    this.store.commit();
  }

  env(user: SandboxUser, context: Readonly<Record<string, unknown>> = {}): Env {
    const env: Env = {
      catalog: this.#catalog,
      store: this.store,
      user,
      context,
      now: timeText(this.#clock()),
      // `this` is the environment the caller holds, which may have another context.
      create(model, valuesList) {
        return createRecords(this, model, valuesList);
      },
      write(model, ids, values) {
        writeRecords(this, model, ids, values);
      },
      value(model, row, field) {
        return fieldValue(this, model, row, field);
      },
      displayName(model, id) {
        const row = this.store.get(model, id);
        return row ? recordName(this, model, row) : '';
      },
    };
    return env;
  }
}

export function timeText(time: Date): string {
  return time.toISOString().slice(0, 19).replace('T', ' ');
}

function seedRecords(store: Store, meta: ModelMeta, now: string): void {
  if (!meta.records) return;
  const usual: Values = { create_uid: 1, create_date: now, write_uid: 1, write_date: now };
  for (const [name, value] of Object.entries(meta.defaults)) {
    if (typeof value !== 'string' || !value.startsWith('$')) usual[name] = value;
  }
  for (const [id, xid, ...values] of meta.records.rows) {
    const row: Values = { ...usual };
    meta.records.fields.forEach((field, i) => {
      row[field] = values[i] ?? false;
    });
    store.insert(meta.model, row, id);
    if (xid) seedExternalId(store, xid, meta.model, id, now);
  }
}

function seedExternalId(store: Store, xid: string, model: string, id: number, now: string): void {
  const dot = xid.indexOf('.');
  store.insert('ir.model.data', {
    module: xid.slice(0, dot),
    name: xid.slice(dot + 1),
    model,
    res_id: id,
    noupdate: true,
    create_date: now,
    write_date: now,
  });
}

function seedModules(store: Store, { modules }: Catalog, now: string): void {
  for (const state of ['installed', 'uninstalled'] as const) {
    for (const name of modules[state]) {
      store.insert('ir.module.module', { name, state, shortdesc: name, create_date: now, write_date: now });
    }
  }
}

const ADMIN_UID = 2;

/** The first administrator is Odoo's own (ID 2); everybody else is new, with a contact of their own. */
function addUsers(store: Store, users: readonly UserOptions[], now: string): DatabaseUser[] {
  const firstAdmin = users.find((user) => user.admin);
  return users.map((user) => {
    const { login, password, apiKey, admin = false } = user;
    const uid =
      user === firstAdmin ? store.update('res.users', ADMIN_UID, { login }).id : newUser(store, login, now);
    return { uid, login, password, apiKey, isAdmin: admin };
  });
}

function newUser(store: Store, login: string, now: string): number {
  const audit = { create_uid: 1, create_date: now, write_uid: 1, write_date: now };
  const partner = store.insert('res.partner', {
    name: login,
    active: true,
    type: 'contact',
    is_company: false,
    ...audit,
  });
  const user = { login, partner_id: partner.id, active: true, company_id: 1, share: false, ...audit };
  return store.insert('res.users', user).id;
}
