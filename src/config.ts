import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ROLES, type Role } from './app/access/access-words.ts';
import type { LanguageModel } from './app/language-model.ts';
import type { S3Location } from './source/s3-bucket.ts';

/** A hundred in a second: no page of ours asks as much, however fast its tables are scrolled. */
export const REQUESTS_PER_MINUTE = 6000;

/** The environment, read and checked once at start. */
const Environment = z.object({
  /** Where the product keeps its database, datasets and secret key. */
  IMPORTGRAPH_HOME: z.string().min(1).optional(),
  /** `s3://bucket/prefix`: where datasets are kept when workers live on several machines; default: in the home folder. */
  DATASET_STORAGE: z
    .string()
    .regex(/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/.*)?$/, 'must be s3://bucket or s3://bucket/prefix')
    .optional(),
  /** The standard variables of S3 clients; credentials are left to the client itself. */
  AWS_ENDPOINT_URL_S3: z.string().optional(),
  AWS_ENDPOINT_URL: z.string().optional(),
  AWS_REGION: z.string().optional(),
  /** A PostgreSQL server instead of the embedded one. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** Base64 of 32 bytes; without it a key file is made in the home folder. */
  IMPORTGRAPH_SECRET_KEY: z.string().optional(),
  /** The start token to use instead of a new one at each start; for scripts. */
  IMPORTGRAPH_TOKEN: z
    .string()
    .regex(/^[\w~+/.-]{32,200}=*$/, 'needs 32 characters or more, letters, digits and - _ . ~ + / only')
    .optional(),
  HOST: z.string().default('127.0.0.1'),
  /** `local`: one person on this machine; `server`: users who sign in. Default: by HOST. */
  ACCESS: z.enum(['local', 'server']).optional(),
  /** Where browsers find the server, e.g. `https://import.example.com`; several with commas. */
  PUBLIC_URL: z.string().optional(),
  /** Sign-in by an OpenID Connect issuer, in server mode. */
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  /** As people call it. */
  OIDC_NAME: z.string().min(1).max(100).optional(),
  /** Of users who come the first time; `none` lets nobody new in. */
  OIDC_NEW_USERS: z.enum([...ROLES, 'none']).default('viewer'),
  /** Addresses or networks of proxies whose `X-Forwarded-For` is taken, with commas. */
  TRUSTED_PROXIES: z.string().optional(),
  /** Of one user, or of one address that is not signed in, in server mode. */
  REQUESTS_PER_MINUTE: z.coerce.number().int().min(60).default(REQUESTS_PER_MINUTE),
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** At this age of a lease the worker hands the run back to the queue; any worker carries on. */
  RUN_SOFT_LIMIT_SECONDS: z.coerce
    .number()
    .int()
    .min(5)
    .default(55 * 60),
  /** At this age a lease ends, whatever it does. */
  RUN_HARD_LIMIT_SECONDS: z.coerce
    .number()
    .int()
    .min(10)
    .default(60 * 60),
  /** How long a worker that is silent keeps a run; another one takes it up after that. */
  LEASE_SECONDS: z.coerce.number().min(1).max(600).default(30),
  /** How long our database may be silent on a connection in use before it is given up; a question takes it far less. */
  DATABASE_SILENCE_SECONDS: z.coerce.number().min(1).default(60),
  /** Odoo may live on a private address; link-local and metadata addresses never. */
  ALLOW_PRIVATE_TARGETS: z.stringbool().optional(),
  /** Largest upload, in MiB. */
  MAX_UPLOAD_MIB: z.coerce.number().int().min(1).default(512),
  ENGINE_MEMORY_MIB: z.coerce.number().int().min(128).default(400),
  /** How long a call to Odoo may take: longer than the server's own limit (`limit_time_real`, 120 s), so that the server gives up first. */
  ODOO_TIMEOUT_SECONDS: z.coerce.number().min(0.1).default(150),
  /** An OpenAI-compatible endpoint that suggestions ask; none by default. Its address is the operator's own choice. */
  SUGGEST_MODEL_URL: z
    .url({ protocol: /^https?$/ })
    .refine((url) => !/[?#@]/.test(url), 'must be without user, query and fragment')
    .optional(),
  SUGGEST_MODEL_NAME: z.string().min(1).max(200).optional(),
  SUGGEST_MODEL_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{1,1000}$/, 'must be printable characters without spaces')
    .optional(),
  /** Sample cells are sent too. */
  SUGGEST_MODEL_VALUES: z.stringbool().default(false),
  SUGGEST_MODEL_TIMEOUT_SECONDS: z.coerce.number().min(0.1).max(600).default(60),
});

export interface Config {
  readonly home: string;
  /** Null: datasets are kept in the home folder. */
  readonly datasetStorage: S3Location | null;
  readonly databaseUrl: string | null;
  readonly secretKey: string | null;
  readonly startToken?: string | undefined;
  readonly host: string;
  /** Default: local. */
  readonly access?: 'local' | 'server';
  /** Origins, of server mode. */
  readonly publicUrls?: readonly string[];
  readonly trustedProxies?: readonly string[];
  readonly requestsPerMinute?: number;
  /** Default: none, users have passwords here. */
  readonly issuer?: IssuerConfig | null;
  readonly port: number;
  readonly logLevel: string;
  readonly softLimitMs: number;
  readonly hardLimitMs: number;
  readonly leaseMs: number;
  readonly databaseSilenceMs: number;
  readonly allowPrivateTargets: boolean;
  readonly maxUploadBytes: number;
  readonly engineMemoryMib: number;
  readonly odooTimeoutMs: number;
  /** Null: suggestions ask none. */
  readonly languageModel: LanguageModel | null;
}

/** Somebody else's sign-in. */
export interface IssuerConfig {
  readonly url: string;
  readonly clientId: string;
  /** Null: a public client. */
  readonly clientSecret: string | null;
  readonly name: string;
  /** Null: nobody new is let in. */
  readonly roleOfNew: Role | null;
}

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads the environment; every problem is listed by variable. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ConfigResult {
  const parsed = Environment.safeParse(env);
  if (!parsed.success) {
    return { ok: false, problems: parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`) };
  }
  const e = parsed.data;
  if (e.RUN_HARD_LIMIT_SECONDS <= e.RUN_SOFT_LIMIT_SECONDS) {
    return { ok: false, problems: ['RUN_HARD_LIMIT_SECONDS must be greater than RUN_SOFT_LIMIT_SECONDS'] };
  }
  const access = e.ACCESS ?? (isLoopback(e.HOST) ? 'local' : 'server');
  const publicUrls = listOf(e.PUBLIC_URL);
  const problem = problemOfAccess(access, e.HOST, publicUrls) ?? problemOfIssuer(e, publicUrls);
  if (problem !== null) return { ok: false, problems: [problem] };
  if ((e.SUGGEST_MODEL_URL === undefined) !== (e.SUGGEST_MODEL_NAME === undefined)) {
    return { ok: false, problems: ['SUGGEST_MODEL_URL and SUGGEST_MODEL_NAME are set together, or neither'] };
  }
  return {
    ok: true,
    config: {
      home: e.IMPORTGRAPH_HOME ?? join(homedir(), '.importgraph'),
      datasetStorage: s3LocationOf(e),
      databaseUrl: e.DATABASE_URL ?? null,
      secretKey: e.IMPORTGRAPH_SECRET_KEY ?? null,
      startToken: e.IMPORTGRAPH_TOKEN,
      host: e.HOST,
      access,
      publicUrls: publicUrls.map((url) => new URL(url).origin),
      trustedProxies: listOf(e.TRUSTED_PROXIES),
      requestsPerMinute: e.REQUESTS_PER_MINUTE,
      issuer: issuerOf(e),
      port: e.PORT,
      logLevel: e.LOG_LEVEL,
      softLimitMs: e.RUN_SOFT_LIMIT_SECONDS * 1000,
      hardLimitMs: e.RUN_HARD_LIMIT_SECONDS * 1000,
      leaseMs: e.LEASE_SECONDS * 1000,
      databaseSilenceMs: e.DATABASE_SILENCE_SECONDS * 1000,
      allowPrivateTargets: e.ALLOW_PRIVATE_TARGETS ?? access === 'local',
      maxUploadBytes: e.MAX_UPLOAD_MIB * 1024 * 1024,
      engineMemoryMib: e.ENGINE_MEMORY_MIB,
      odooTimeoutMs: e.ODOO_TIMEOUT_SECONDS * 1000,
      languageModel: languageModelOf(e),
    },
  };
}

function languageModelOf(e: z.output<typeof Environment>): LanguageModel | null {
  if (e.SUGGEST_MODEL_URL === undefined || e.SUGGEST_MODEL_NAME === undefined) return null;
  return {
    url: e.SUGGEST_MODEL_URL,
    name: e.SUGGEST_MODEL_NAME,
    apiKey: e.SUGGEST_MODEL_KEY ?? null,
    sendsValues: e.SUGGEST_MODEL_VALUES,
    timeoutMs: e.SUGGEST_MODEL_TIMEOUT_SECONDS * 1000,
  };
}

function s3LocationOf(e: z.output<typeof Environment>): S3Location | null {
  if (e.DATASET_STORAGE === undefined) return null;
  const [bucket = '', ...path] = e.DATASET_STORAGE.slice('s3://'.length).split('/');
  const prefix = path.filter((part) => part !== '').join('/');
  return {
    bucket,
    prefix: prefix === '' ? '' : `${prefix}/`,
    endpoint: e.AWS_ENDPOINT_URL_S3 || e.AWS_ENDPOINT_URL || undefined,
    region: e.AWS_REGION || undefined,
  };
}

function listOf(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function problemOfAccess(access: string, host: string, publicUrls: readonly string[]): string | null {
  const wrong = publicUrls.find((url) => !/^https?:\/\/[^/?#@]+\/?$/.test(url) || !URL.canParse(url));
  if (wrong !== undefined)
    return `PUBLIC_URL: "${wrong}" is no address such as https://import.example.com, without a path`;
  if (access === 'local' && !isLoopback(host))
    return `ACCESS: local mode serves this machine only, not ${host}. Leave ACCESS out, or set it to server`;
  return null;
}

type Env = z.output<typeof Environment>;

function problemOfIssuer(e: Env, publicUrls: readonly string[]): string | null {
  if (e.OIDC_ISSUER === undefined) return null;
  if (e.OIDC_CLIENT_ID === undefined) return 'OIDC_CLIENT_ID: OIDC_ISSUER needs it too';
  if (publicUrls.length === 0)
    return 'PUBLIC_URL: OIDC_ISSUER needs it, the issuer leads browsers back to it';
  const { protocol, hostname } = new URL(e.OIDC_ISSUER);
  return protocol === 'https:' || isLoopback(hostname) ? null : 'OIDC_ISSUER: must be an https address';
}

function issuerOf(e: Env): IssuerConfig | null {
  if (e.OIDC_ISSUER === undefined || e.OIDC_CLIENT_ID === undefined) return null;
  return {
    url: e.OIDC_ISSUER,
    clientId: e.OIDC_CLIENT_ID,
    clientSecret: e.OIDC_CLIENT_SECRET ?? null,
    name: e.OIDC_NAME ?? new URL(e.OIDC_ISSUER).hostname,
    roleOfNew: e.OIDC_NEW_USERS === 'none' ? null : e.OIDC_NEW_USERS,
  };
}

/** Local mode: the server listens on this machine only. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
