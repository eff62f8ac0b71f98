import { readFile } from 'node:fs/promises';
import type { App } from '../../../src/app/app.ts';
import type { Corrections } from '../../../src/source/version/corrections.ts';
import { CLEANING, datasetOf, PROFILE, suggested } from './dataset-samples.ts';
import { done, find, pageOf, refuse, remove, type TestWorld } from './world.ts';

/** What came in, for the test to look at. */
export interface Sent {
  readonly uploads: Map<string, string>;
  readonly corrections: Corrections[];
}

export function createTestDatasets({ datasets }: TestWorld, sent: Sent): App['datasets'] {
  return {
    create: async ({ name, files }) => {
      const id = `dat_${datasets.size + 1}`;
      for (const file of files) sent.uploads.set(file.name, await readFile(file.path, 'utf8'));
      const view = datasetOf(
        id,
        name,
        files.map((file) => file.name),
      );
      datasets.set(id, view);
      return done(view);
    },
    list: async (query) => pageOf([...datasets.values()], query),
    get: async (id) => find(datasets, id, 'Dataset'),
    remove: async (id) => remove(datasets, id, 'Dataset'),
    versions: async (id) => {
      const found = find(datasets, id, 'Dataset');
      return found.ok
        ? done([...datasets.values()].filter((one) => one.lineId === found.value.lineId))
        : found;
    },
    profile: async (id, sheet) => {
      const found = find(datasets, id, 'Dataset');
      if (!found.ok) return found;
      const { sheets } = found.value.manifest;
      if (sheet !== undefined && !sheets.some(({ name }) => name === sheet))
        return refuse('not_found', `Sheet "${sheet}" of dataset ${id} not found`);
      return done(PROFILE);
    },
    cleaning: async (id) => {
      const found = find(datasets, id, 'Dataset');
      return found.ok ? done([CLEANING]) : found;
    },
    suggest: async (id, { groups }) => {
      const found = find(datasets, id, 'Dataset');
      return found.ok ? done(suggested(groups ?? [])) : found;
    },
    formulaHelp: async (id) => {
      const found = find(datasets, id, 'Dataset');
      const example = { formula: "lower('A')", gives: 'a' };
      const functions = [{ name: 'lower', signature: 'lower(text)', text: 'Small letters.', example }];
      const columns = [{ column: 'a "b', written: '"a ""b"' }];
      return found.ok ? done({ columns, functions, constructs: [] }) : found;
    },
    formulaPreview: async (id, { formula, limit }) => {
      const found = find(datasets, id, 'Dataset');
      if (!found.ok) return found;
      const rows = [{ row: limit, cells: ['1', null], value: formula, error: null }];
      return done({ isValid: true, issues: [], type: 'DOUBLE', columns: ['A', 'B'], rows });
    },
    fieldPreview: async (id, { sheet, by, limit, target }) => {
      const found = find(datasets, id, 'Dataset');
      if (!found.ok) return found;
      const issue = { severity: 'error', code: 'number_invalid', message: 'No number.', sheet } as const;
      const row = { row: limit, rows: 2, cells: ['x'], value: target?.field ?? null, issues: [issue] };
      return done({ isValid: true, issues: [], columns: [by], rows: [row], total: 1 });
    },
    correct: async (id, corrections) => {
      const found = find(datasets, id, 'Dataset');
      if (!found.ok) return found;
      sent.corrections.push(corrections);
      const version = found.value.version + 1;
      const dataset = { ...found.value, id: `${id}_${version}`, parentId: id, version };
      datasets.set(dataset.id, dataset);
      return done({ dataset, isNew: true });
    },
    rows: async (id, sheet) => {
      if (!datasets.has(id)) return refuse('not_found', `Dataset ${id} not found`);
      const row = JSON.parse(`{"_row": 2, "Name": "${sheet}", "__proto__": "kept"}`) as {
        readonly _row: number;
      };
      return done({ rows: [row], total: 7 });
    },
  };
}
