import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { onTestFinished } from 'vitest';
import type { AccessCases } from '../../src/app/access/access.ts';
import { accessCases } from '../../src/app/access/access-cases.ts';
import type { Role, Scope } from '../../src/app/access/access-words.ts';
import type { IssuerConfig } from '../../src/config.ts';
import { openServerAccess, type ServerAccess } from '../../src/server/access/server-access.ts';
import { Accounts } from '../../src/store/access/accounts.ts';
import { ApiTokens } from '../../src/store/access/api-tokens.ts';
import { AuditLog } from '../../src/store/access/audit-log.ts';
import { Sessions } from '../../src/store/access/sessions.ts';
import { freshDatabase, type TestDatabase } from './database.ts';
import { createTestApp, type TestApp } from './test-app.ts';
import { startTestServer } from './test-server.ts';

export const PASSWORD = 'correct horse battery';
export const PUBLIC_URL = 'https://import.example.com';
const HOST = 'import.example.com';
/** Not below the base path of the API. */
const OUTSIDE = /^\/((api|assets|metrics)\/?.*)?$/;

export interface ServerMode {
  readonly db: TestDatabase;
  readonly cases: AccessCases;
  /** All else. */
  readonly app: TestApp;
  readonly access: ServerAccess;
  /** A request of a browser at the public address. */
  readonly ask: (method: string, path: string, more?: Ask) => Promise<LightMyRequestResponse>;
  /** A user of that role; the password is `PASSWORD`. */
  readonly addUser: (email: string, role: Role) => Promise<string>;
  /** The cookie of a new session. */
  readonly signIn: (email: string, password?: string) => Promise<string>;
  readonly addToken: (userId: string, scope: Scope) => Promise<string>;
}

export interface ServerModeOptions {
  readonly issuer?: IssuerConfig | null;
  readonly trustedProxies?: readonly string[];
  readonly heartbeatMs?: number;
  readonly requestsPerMinute?: number;
}

export interface Ask {
  readonly cookie?: string;
  readonly token?: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  readonly address?: string;
  /** Comes back with the beginning of the answer; the rest is in `stream()`. */
  readonly isStream?: boolean;
}

/** The server in server mode behind https, over a database of its own and the test app for all else. */
export async function startServerMode({
  issuer = null,
  trustedProxies = [],
  ...options
}: ServerModeOptions = {}): Promise<ServerMode> {
  const db = await freshDatabase();
  onTestFinished(() => db.drop());
  const { pool } = db;
  const cases = accessCases({
    accounts: new Accounts(pool),
    sessions: new Sessions(pool),
    tokens: new ApiTokens(pool),
    audit: new AuditLog(pool),
  });
  const access = openServerAccess(cases, [PUBLIC_URL], issuer);
  const app = createTestApp();
  const { server } = await startTestServer({
    app: { ...app, access: cases },
    access,
    trustedProxies,
    ...options,
  });
  const ask: ServerMode['ask'] = (method, path, { cookie, token, body, headers, address, isStream } = {}) =>
    server.inject({
      method: method as 'GET',
      url: OUTSIDE.test(path) ? path : `/api/v1${path}`,
      headers: {
        host: HOST,
        ...(cookie === undefined ? {} : { cookie }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: body }),
      ...(address === undefined ? {} : { remoteAddress: address }),
      ...(isStream === undefined ? {} : { payloadAsStream: isStream }),
    } satisfies InjectOptions);
  return {
    db,
    cases,
    app,
    access,
    ask,
    addUser: async (email, role) => {
      const made = await cases.users.create({ email, name: email, role, password: PASSWORD });
      if (!made.ok) throw new Error(made.error.message);
      return made.value.id;
    },
    signIn: async (email, password = PASSWORD) =>
      cookieOf(await ask('POST', '/session', { body: { email, password } })),
    addToken: async (userId, scope) => {
      const made = await cases.tokens.create(userId, { name: 'script', scope, days: 1 });
      if (!made.ok) throw new Error(made.error.message);
      return made.value.secret;
    },
  };
}

/** What the browser sends back. */
export function cookieOf(answer: LightMyRequestResponse): string {
  const set = String(answer.headers['set-cookie'] ?? '');
  if (set === '') throw new Error(`No cookie: ${answer.statusCode} ${answer.body}`);
  return set.split(';', 1)[0] ?? '';
}
