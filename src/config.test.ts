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
