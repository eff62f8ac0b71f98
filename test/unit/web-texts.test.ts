import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { exampleCases } from '../../src/app/examples.ts';
import type { Refusal } from '../../src/app/result.ts';
import { readTemplates } from '../../src/app/templates/read-templates.ts';
import { FAULT_REASONS } from '../../src/load/ports.ts';
import { PAUSE_REASONS } from '../../src/load/run-store.ts';
import { FORMULA_FUNCTIONS } from '../../src/mapping/formula/formula-functions.ts';
import { FIELD_TYPES } from '../../src/mapping/target-schema.ts';
import { TRANSFORMS } from '../../src/mapping/transform-catalogue.ts';
import { neededFor } from '../../src/server/access/policy.ts';
import { germanOfServer } from '../../web/texts/de/index.ts';
import { codes } from '../../web/texts/en/codes.ts';
import { runs } from '../../web/texts/en/runs.ts';
import { spanishOfServer } from '../../web/texts/es/index.ts';
import { frenchOfServer } from '../../web/texts/fr/index.ts';

describe('what the API calls by a word has a text:', () => {
  test('reasons to pause, and of failed calls', () => {
    expect(Object.keys(runs.pauseReason)).toEqual(expect.arrayContaining([...PAUSE_REASONS]));
    expect(Object.keys(codes.fault).toSorted()).toEqual(FAULT_REASONS.toSorted());
  });

  test('types of fields', () => {
    expect(Object.keys(codes.fieldType)).toEqual([...FIELD_TYPES]);
  });

  test('refusals', () => {
    const refusals: Readonly<Record<Refusal['code'], true>> = {
      not_found: true,
      invalid: true,
      conflict: true,
      stale: true,
      key_reused: true,
      forbidden: true,
      unavailable: true,
    };
    expect(Object.keys(codes.refusal)).toEqual(expect.arrayContaining(Object.keys(refusals)));
  });

  test('what stands in the audit log', async () => {
    const document = new URL('../../openapi/openapi.gen.json', import.meta.url);
    const { paths } = JSON.parse(await readFile(document, 'utf8')) as {
      readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId: string }>>>>;
    };
    const changes = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations)
        .map(([method, { operationId }]) => ({ method: method.toUpperCase(), operationId }))
        .filter(({ method }) => {
          const need = neededFor(method, path.replaceAll(/\{(\w+)\}/g, ':$1'));
          return method !== 'GET' && (need !== 'viewer' || method !== 'POST');
        }),
    );
    const missing = changes.filter(({ operationId }) => !Object.hasOwn(codes.action, operationId));
    expect(changes.length).toBeGreaterThan(30);
    expect(missing).toEqual([]);
  });
});

describe.each([
  ['French', frenchOfServer],
  ['Spanish', spanishOfServer],
  ['German', germanOfServer],
] as const)('what the server says in English is there in %s:', (_, texts) => {
  test('templates, with all their sheets, steps and warnings', async () => {
    const there = (await readTemplates()).map(({ view: { id, sheets, steps, warnings } }) => [
      id,
      { sheets: sheets.map(({ name }) => name), steps: steps.length, warnings: warnings.length },
    ]);
    const said = Object.entries(texts.templates).map(([id, { sheets, steps, warnings }]) => [
      id,
      { sheets: Object.keys(sheets), steps: steps.length, warnings: warnings.length },
    ]);
    expect(Object.fromEntries(said)).toEqual(Object.fromEntries(there));
  });

  test('samples', () => {
    const ids = exampleCases({ create: () => Promise.reject(new Error('not asked')) })
      .list()
      .map(({ id }) => id);
    expect(Object.keys(texts.examples)).toEqual(ids);
  });

  test('functions of formulas', () => {
    const missing = FORMULA_FUNCTIONS.filter(({ name }) => !Object.hasOwn(texts.functions, name));
    expect(missing).toEqual([]);
  });

  test('transforms, with their parameters and the choices that are words', () => {
    const there = TRANSFORMS.map(({ name, parameters }) => [name, parameters.map((one) => one.name)]);
    const said = Object.entries(texts.transforms).map(([name, { parameters }]) => [
      name,
      Object.keys(parameters ?? {}),
    ]);
    expect(Object.fromEntries(said)).toEqual(Object.fromEntries(there));
    const choices = TRANSFORMS.flatMap(({ parameters }) => parameters.flatMap((one) => one.choices ?? []));
    const words = new Set(choices.filter((choice) => /^\w+$/.test(choice)));
    expect(Object.keys(texts.choices).toSorted()).toEqual([...words].toSorted());
  });
});
