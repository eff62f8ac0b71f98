import { z } from 'zod';
import type { Answer, TargetFault } from '../load/ports.ts';
import { checkUrl } from './address.ts';
import { createClient, type OdooClient, type ServerVersion } from './client.ts';
import { type Http, type HttpLimits, openHttp } from './http.ts';
import { type JsonRpc, jsonRpcTransport, openDatabaseSession, openJsonRpc } from './json-rpc.ts';
import { json2Transport } from './json2.ts';
import { readServerVersion } from './server-version.ts';
import type { Transport, TransportName } from './transport.ts';

export interface ConnectionSettings {
  readonly url: string;
  /** Left out or empty: taken from the server when it has exactly one. */
  readonly database?: string;
  /** Not needed with an API key on 19+. */
  readonly login?: string;
  /** Password or API key. */
  readonly secret: string;
  /** Default `auto`: JSON-2 where the server is 19+ and takes the secret as a key, else JSON-RPC. */
  readonly transport?: TransportName | 'auto';
  readonly allowPrivate: boolean;
  readonly limits?: Partial<HttpLimits>;
  readonly certificateAuthority?: string;
}

/** Fixed words only: a test of a connection must not become a way to read what an address answers. */
export type ProbeVerdict =
  | 'unreachable'
  | 'address_refused'
  | 'not_odoo'
  | 'database_unknown'
  | 'credentials_refused'
  | 'secret_missing'
  | 'version_unsupported';

export type ProbeResult =
  | { readonly ok: true; readonly client: OdooClient; readonly user: string; readonly message: string }
  | {
      readonly ok: false;
      readonly verdict: ProbeVerdict;
      readonly message: string;
      readonly serverVersion: string | null;
      /** The fault behind the verdict, where a call failed: `transient` ones may be tried again. */
      readonly fault: TargetFault | null;
    };

const OLDEST_MAJOR = 14;
const JSON2_SINCE = 19;
const PROBE_TIMEOUT_MS = 30_000;

/**
 * Finds out how to speak to an Odoo and opens a client: version, database, transport, user. The client is the caller's to close;
 * without one nothing stays open.
 */
export async function probe(settings: ConnectionSettings): Promise<ProbeResult> {
  const url = checkUrl(settings.url, settings.allowPrivate);
  if (!url.ok) {
    return url.reason === 'address_refused'
      ? refuse(
          'address_refused',
          'This address may not be used: https is needed, and private addresses are not allowed.',
        )
      : refuse('unreachable', 'This is not an address. Enter it like https://odoo.example.com.');
  }
  if (settings.secret === '') return refuse('secret_missing', 'Enter an API key or a password.');
  const http = openHttp({
    origin: url.origin,
    allowPrivate: settings.allowPrivate,
    limits: settings.limits,
    certificateAuthority: settings.certificateAuthority,
  });
  const result = await probeServer(http, url.basePath, settings);
  if (!result.ok) await http.close();
  return result;
}

async function probeServer(http: Http, basePath: string, settings: ConnectionSettings): Promise<ProbeResult> {
  const found = await readServerVersion(http, basePath, PROBE_TIMEOUT_MS);
  if (!found.ok) return refuseFault(found.fault, null);
  const version = found.value;
  if (version.major < OLDEST_MAJOR) {
    return refuse(
      'version_unsupported',
      `Odoo ${version.text} is too old; ${OLDEST_MAJOR} is the oldest that works.`,
      version,
    );
  }
  const opening: Opening = { http, basePath, version, settings, rpc: openJsonRpc(http, basePath) };
  const database = await chooseDatabase(opening);
  if (!database.ok) return refuseFault(database.fault, version);
  if (database.value === null) {
    const message = 'Enter the name of the database: the server has several, or does not list them.';
    return refuse('database_unknown', message, version);
  }
  return openSession(opening, database.value);
}

interface Opening {
  readonly http: Http;
  readonly basePath: string;
  readonly version: ServerVersion;
  readonly settings: ConnectionSettings;
  readonly rpc: JsonRpc;
}

/** The one given, else the only one there is; null when it cannot be told. */
async function chooseDatabase({ rpc, settings }: Opening): Promise<Answer<string | null>> {
  if (settings.database) return { ok: true, value: settings.database };
  const names = await listDatabases(rpc);
  if (!names.ok && names.fault.kind !== 'certain') return names;
  return { ok: true, value: names.ok && names.value.length === 1 ? (names.value[0] ?? null) : null };
}

/** `/web/database/list`: on every version from 14, unless the operator switched the listing off (`list_db`). */
async function listDatabases(rpc: JsonRpc): Promise<Answer<readonly string[]>> {
  const answer = await rpc.route('/web/database/list', {}, { timeoutMs: PROBE_TIMEOUT_MS });
  if (!answer.ok) return answer;
  return { ok: true, value: z.array(z.string()).catch([]).parse(answer.value) };
}

async function openSession(opening: Opening, database: string): Promise<ProbeResult> {
  const { settings, version } = opening;
  const wanted = settings.transport ?? 'auto';
  const hasJson2 = version.major >= JSON2_SINCE;
  if (wanted === 'json2' && !hasJson2) {
    return refuse('version_unsupported', `Odoo ${version.text} has no JSON-2; it came with 19.`, version);
  }
  const byKey = hasJson2 && wanted !== 'jsonrpc' ? await tryJson2(opening, database) : null;
  if (byKey?.ok) return byKey;
  const mayBePassword = byKey === null || (byKey.verdict === 'credentials_refused' && wanted === 'auto');
  if (!mayBePassword) return byKey;
  if (settings.login) return tryJsonRpc(opening, database, settings.login);
  return byKey ?? refuse('credentials_refused', 'JSON-RPC needs the login of the user as well.', version);
}

const ContextAnswer = z.object({ uid: z.number() });
const UserAnswer = z.array(z.object({ id: z.number(), login: z.string(), name: z.string() }));

async function tryJson2(
  { http, basePath, settings, version }: Opening,
  database: string,
): Promise<ProbeResult> {
  const transport = json2Transport({ http, basePath, database, apiKey: settings.secret });
  const answer = await transport.call('res.users', 'context_get', {}, { timeoutMs: PROBE_TIMEOUT_MS });
  if (!answer.ok) return refuseFault(answer.fault, version);
  const context = ContextAnswer.safeParse(answer.value);
  if (!context.success) return refuse('not_odoo', 'What answers is not Odoo.', version);
  return finish({ http, transport, version, database, uid: context.data.uid, secret: settings.secret });
}

async function tryJsonRpc(opening: Opening, database: string, login: string): Promise<ProbeResult> {
  const { http, basePath, version, settings } = opening;
  const needsSession = version.major < 16;
  let cookie = needsSession ? await openDatabaseSession(http, basePath, database) : null;
  const rpc = openJsonRpc(http, basePath, () => cookie);
  const answer = await rpc.service('common', 'authenticate', [database, login, settings.secret, {}], {
    timeoutMs: PROBE_TIMEOUT_MS,
  });
  if (!answer.ok) return refuseLogin(opening, database, answer.fault);
  const uid = z.int().positive().safeParse(answer.value);
  if (!uid.success) {
    return refuse('credentials_refused', 'Odoo refuses the login, password or API key.', version);
  }
  const transport = jsonRpcTransport({
    rpc,
    database,
    uid: uid.data,
    secret: settings.secret,
    renewSession: async () => {
      if (needsSession) cookie = await openDatabaseSession(http, basePath, database);
    },
  });
  return finish({ http, transport, version, database, uid: uid.data, secret: settings.secret });
}

/** 14 and 15 say nothing but 500 for a database that does not exist, so the list of databases is asked. */
async function refuseLogin(opening: Opening, database: string, found: TargetFault): Promise<ProbeResult> {
  if (found.reason !== 'server_error') return refuseFault(found, opening.version);
  const names = await listDatabases(opening.rpc);
  const exists = names.ok && names.value.includes(database);
  return exists
    ? refuseFault(found, opening.version)
    : refuse('database_unknown', 'Odoo has no database of that name.', opening.version, found);
}

interface Session {
  readonly http: Http;
  readonly transport: Transport;
  readonly version: ServerVersion;
  readonly database: string;
  readonly uid: number;
  readonly secret: string;
}

async function finish({ http, transport, version, database, uid, secret }: Session): Promise<ProbeResult> {
  const close = (): Promise<void> => http.close();
  const client = createClient({ transport, version, database, uid, secrets: [secret], close });
  const user = await client.call(
    'res.users',
    'read',
    { ids: [uid], args: { fields: ['login', 'name'] }, answer: UserAnswer },
    { timeoutMs: PROBE_TIMEOUT_MS },
  );
  if (!user.ok) return refuseFault(user.fault, version);
  const name = user.value[0]?.login ?? String(uid);
  const protocol = transport.name === 'json2' ? 'JSON-2' : 'JSON-RPC';
  return { ok: true, client, user: name, message: `Odoo ${version.text}, ${protocol}, as ${name}.` };
}

function refuse(
  verdict: ProbeVerdict,
  message: string,
  version: ServerVersion | null = null,
  found: TargetFault | null = null,
): ProbeResult & { ok: false } {
  return { ok: false, verdict, message, serverVersion: version?.text ?? null, fault: found };
}

const VERDICT_OF: Readonly<Partial<Record<TargetFault['reason'], ProbeVerdict>>> = {
  connection_refused: 'unreachable',
  name_not_resolved: 'unreachable',
  address_refused: 'address_refused',
  tls: 'unreachable',
  connection_lost: 'unreachable',
  timed_out: 'unreachable',
  gateway: 'unreachable',
  rate_limited: 'unreachable',
  unavailable: 'unreachable',
  credentials: 'credentials_refused',
  access_denied: 'credentials_refused',
  database_unknown: 'database_unknown',
};

const WORDS: Readonly<Record<ProbeVerdict, string>> = {
  unreachable:
    'Odoo cannot be reached at this address. Check the address, and that Odoo runs and lets this machine in.',
  address_refused: 'This address may not be used: https is needed, and private addresses are not allowed.',
  not_odoo: 'What answers at this address is not Odoo.',
  database_unknown: 'Odoo has no database of that name.',
  credentials_refused: 'Odoo refuses the login, password or API key.',
  secret_missing: 'Enter an API key or a password.',
  version_unsupported: 'This version of Odoo is not supported.',
};

/** The verdict a fault amounts to. Words of the server never get through. */
function refuseFault(found: TargetFault, version: ServerVersion | null): ProbeResult & { ok: false } {
  const verdict = VERDICT_OF[found.reason] ?? 'not_odoo';
  const words = found.reason === 'tls' ? 'The certificate of the server is not accepted.' : WORDS[verdict];
  return refuse(verdict, words, version, found);
}
