import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadCatalog } from './catalog.ts';
import type { UserOptions } from './database.ts';
import { Database } from './database.ts';
import type { Fault, SandboxCall } from './faults.ts';
import { Faults } from './faults.ts';
import { handleRequest } from './http.ts';
import { readRecords } from './reading.ts';

export interface SandboxOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** The sandbox has no protection but its passwords: it listens on this machine only. */
  readonly host?: '127.0.0.1';
  /** Names; default `sandbox`. All start with the same records and users. */
  readonly databases?: readonly string[];
  /** Metadata were captured from this version; there is no other yet. */
  readonly version?: '19.0';
  /** Default: one administrator `admin` / `admin` with the API key `sandbox-api-key`. */
  readonly users?: readonly UserOptions[];
  /** Added to every call, in milliseconds; default none. */
  readonly latencyMs?: number;
  readonly faults?: readonly Fault[];
  /** Default: the time of the machine. */
  readonly clock?: () => Date;
}

export interface Sandbox {
  readonly url: string;
  readonly databases: readonly string[];
  readonly users: readonly UserOptions[];
  readonly state: SandboxState;
  /** Adds a scripted fault behind those that wait. */
  addFault(fault: Fault): void;
  clearFaults(): void;
  /** Ends every connection; calls that wait are dropped. */
  close(): Promise<void>;
}

/** For tests and pages: what is in the sandbox, past access rights. `database` defaults to the first. */
export interface SandboxState {
  /** All records of a model, archived ones too, by database ID; many2one as IDs. No `fields`: all of them. */
  records(model: string, fields?: readonly string[], database?: string): Record<string, unknown>[];
  count(model: string, database?: string): number;
  /** Database ID of `module.name`, null where there is none. */
  idOf(externalId: string, database?: string): number | null;
  /** Every call of a model so far, in order of arrival. */
  readonly calls: readonly SandboxCall[];
  /** Number of calls by `model.method`. */
  callCounts(): Readonly<Record<string, number>>;
}

export const DEFAULT_USERS: readonly UserOptions[] = [
  { login: 'admin', password: 'admin', apiKey: 'sandbox-api-key', admin: true },
];

/** Starts a stand-in Odoo 19 in this process. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const names = options.databases ?? ['sandbox'];
  const users = options.users ?? DEFAULT_USERS;
  const clock = options.clock ?? (() => new Date());
  const catalog = loadCatalog();
  const databases = new Map(names.map((name) => [name, new Database(name, catalog, users, clock)]));
  const faults = new Faults();
  for (const fault of options.faults ?? []) faults.add(fault);
  const calls: SandboxCall[] = [];
  const stopping = new AbortController();
  const serve = { databases, faults, calls, latencyMs: options.latencyMs ?? 0, signal: stopping.signal };
  const server = createServer((request, response) => void handleRequest(serve, request, response));
  // Longer than clients keep an idle connection: a call must not be lost because it met the closing of its connection.
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    databases: names,
    users,
    state: inspect(databases, calls),
    addFault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    close: () =>
      new Promise((resolve) => {
        stopping.abort();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function inspect(databases: ReadonlyMap<string, Database>, calls: readonly SandboxCall[]): SandboxState {
  const open = (name: string | undefined): Database => {
    const database = name === undefined ? databases.values().next().value : databases.get(name);
    if (!database) throw new Error(`The sandbox has no database "${name}"`);
    return database;
  };
  const root = { uid: 1, login: '__system__', isAdmin: true };
  return {
    calls,
    records(model, fields = [], name) {
      const database = open(name);
      const env = database.env(root, { active_test: false });
      const ids = [...database.store.all(model)].map((row) => row.id).sort((a, b) => a - b);
      return readRecords(env, model, ids, fields, true);
    },
    count: (model, name) => open(name).store.count(model),
    idOf(externalId, name) {
      const { store } = open(name);
      const dot = externalId.indexOf('.');
      const [found] = store.find(
        'ir.model.data',
        ['module', 'name'],
        [externalId.slice(0, dot), externalId.slice(dot + 1)],
      );
      return found === undefined ? null : Number(store.get('ir.model.data', found)?.res_id ?? 0);
    },
    callCounts() {
      const counts: Record<string, number> = {};
      for (const { model, method } of calls) {
        counts[`${model}.${method}`] = (counts[`${model}.${method}`] ?? 0) + 1;
      }
      return counts;
    },
  };
}
