import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

function storageOf(env: Readonly<Record<string, string>>) {
  const read = readConfig(env);
  return read.ok ? read.config.datasetStorage : read.problems;
}

test('datasets are kept in the home folder unless a bucket is named', () => {
  expect(storageOf({})).toBeNull();
});

test.each([
  ['s3://imports', ''],
  ['s3://imports/', ''],
  ['s3://imports/team/a', 'team/a/'],
  ['s3://imports//team//a/', 'team/a/'],
])('%s keeps datasets below "%s"', (given, prefix) => {
  expect(storageOf({ DATASET_STORAGE: given })).toMatchObject({ bucket: 'imports', prefix });
});

test.each(['imports', 'https://imports', 's3://', 's3://A_B/x', 'S3://imports'])(
  '%s is no storage',
  (given) => {
    expect(storageOf({ DATASET_STORAGE: given })).toEqual([
      'DATASET_STORAGE: must be s3://bucket or s3://bucket/prefix',
    ]);
  },
);

test('the endpoint for S3 alone goes before the one for all services; an empty one is none', () => {
  const env = { DATASET_STORAGE: 's3://imports', AWS_ENDPOINT_URL: 'http://all' };
  expect(storageOf(env)).toMatchObject({ endpoint: 'http://all' });
  expect(storageOf({ ...env, AWS_ENDPOINT_URL_S3: 'http://s3' })).toMatchObject({ endpoint: 'http://s3' });
  expect(storageOf({ DATASET_STORAGE: 's3://imports', AWS_ENDPOINT_URL: '' })).toMatchObject({
    endpoint: undefined,
  });
});

function modelOf(env: Readonly<Record<string, string>>) {
  const read = readConfig(env);
  return read.ok ? read.config.languageModel : read.problems;
}

test('suggestions ask no language model unless one is named, and send it no cells unless told to', () => {
  expect(modelOf({})).toBeNull();
  const env = { SUGGEST_MODEL_URL: 'http://10.0.0.7:11434/v1', SUGGEST_MODEL_NAME: 'small' };
  expect(modelOf(env)).toEqual({
    url: env.SUGGEST_MODEL_URL,
    name: 'small',
    apiKey: null,
    sendsValues: false,
    timeoutMs: 60_000,
  });
  expect(modelOf({ SUGGEST_MODEL_URL: env.SUGGEST_MODEL_URL })).toEqual([
    'SUGGEST_MODEL_URL and SUGGEST_MODEL_NAME are set together, or neither',
  ]);
  expect(modelOf({ ...env, SUGGEST_MODEL_URL: 'https://key@host/v1' })).toEqual([
    'SUGGEST_MODEL_URL: must be without user, query and fragment',
  ]);
});

function accessOf(env: Readonly<Record<string, string>>) {
  const read = readConfig(env);
  if (!read.ok) return read.problems;
  const { access, publicUrls, trustedProxies, allowPrivateTargets, issuer } = read.config;
  return { access, publicUrls, trustedProxies, allowPrivateTargets, issuer };
}

test('who may use the server follows from the address, unless it is said', () => {
  expect(accessOf({})).toMatchObject({
    access: 'local',
    publicUrls: [],
    allowPrivateTargets: true,
    issuer: null,
  });
  expect(accessOf({ HOST: '10.0.0.5' })).toMatchObject({ access: 'server', allowPrivateTargets: false });
  const proxied = {
    ACCESS: 'server',
    PUBLIC_URL: 'https://a.example/, http://b.example:81',
    TRUSTED_PROXIES: '10.0.0.0/8',
  };
  expect(accessOf(proxied)).toMatchObject({
    access: 'server',
    publicUrls: ['https://a.example', 'http://b.example:81'],
    trustedProxies: ['10.0.0.0/8'],
  });
});

const ISSUER = {
  OIDC_ISSUER: 'https://id.example/realm',
  OIDC_CLIENT_ID: 'ig',
  PUBLIC_URL: 'https://a.example',
};

test('an issuer brings viewers unless it is said', () => {
  expect(accessOf(ISSUER)).toMatchObject({
    issuer: { url: 'https://id.example/realm', clientSecret: null, name: 'id.example', roleOfNew: 'viewer' },
  });
  const said = { ...ISSUER, OIDC_NEW_USERS: 'none', OIDC_NAME: 'Example', OIDC_CLIENT_SECRET: 's' };
  expect(accessOf(said)).toMatchObject({ issuer: { name: 'Example', clientSecret: 's', roleOfNew: null } });
});

test.each([
  [{ ACCESS: 'local', HOST: '0.0.0.0' }, /^ACCESS: local mode serves this machine only/],
  [{ PUBLIC_URL: 'import.example.com' }, /^PUBLIC_URL: "import\.example\.com" is no address/],
  [{ PUBLIC_URL: 'https://a.example/app' }, /^PUBLIC_URL: .*without a path/],
  [{ ...ISSUER, OIDC_CLIENT_ID: undefined }, /^OIDC_CLIENT_ID: /],
  [{ ...ISSUER, PUBLIC_URL: undefined }, /^PUBLIC_URL: OIDC_ISSUER needs it/],
  [{ ...ISSUER, OIDC_ISSUER: 'http://id.example' }, /^OIDC_ISSUER: must be an https address/],
])('%j is refused', (env, problem) => {
  const read = readConfig(env);
  expect(read).toEqual({ ok: false, problems: [expect.stringMatching(problem)] });
});
