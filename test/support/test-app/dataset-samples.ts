import type { DatasetView, Suggested } from '../../../src/app/dataset-cases.ts';
import type { CleaningProposal } from '../../../src/mapping/cleaning/cleaning.ts';
import type { DatasetProfile } from '../../../src/source/profile/dataset-profile.ts';
import { AT } from './world.ts';

export const PROFILE: DatasetProfile = {
  sheets: [
    {
      sheet: 'Kunden',
      rows: 3,
      columns: [
        {
          name: 'Since',
          type: 'date',
          typeShare: 2 / 3,
          filled: 3,
          nulls: 0,
          distinct: 3,
          min: '2024-01-31',
          max: '2024-02-01',
          minLength: 3,
          maxLength: 10,
          formats: [{ format: 'DD/MM/YYYY', share: 2 / 3, example: '31/01/2024' }],
          patterns: [{ pattern: '9+/9+/9+', share: 2 / 3, example: '31/01/2024' }],
          samples: ['31/01/2024', 'now', '01/02/2024'],
          values: [{ value: 'now', rows: 1 }],
          outliers: [{ row: 3, value: 'now', reason: 'no date' }],
          flaws: [{ flaw: 'outer_spaces', rows: 1, samples: [' now'] }],
          dateOrder: 'day_first',
        },
      ],
      firstRows: [],
      keys: [{ columns: ['Since'], uniqueShare: 1 }],
      hidden: false,
      duplicateRows: 0,
      duplicates: [],
      headerProblems: [],
    },
  ],
  references: [
    { from: { sheet: 'Kunden', column: 'Since' }, to: { sheet: 'Jahre', column: 'Tag' }, containment: 0.95 },
  ],
};

export const CLEANING: CleaningProposal = {
  sheet: 'Kunden',
  column: 'Since',
  nullTokens: ['-'],
  transforms: ['trim', { name: 'date', formats: ['%d/%m/%Y'] }],
  valueMap: {},
  matches: null,
  steps: [{ kind: 'date', reason: 'Written as DD/MM/YYYY.', share: 2 / 3 }],
  samples: ['31/01/2024'],
  beside: null,
  examples: [{ before: '31/01/2024', after: '2024-01-31', issue: null }],
};

export function suggested(groups: readonly string[]): Suggested {
  const field = { role: 'main', model: 'res.partner', field: 'name', confidence: 0.9, reason: 'like "name"' };
  return {
    target: { serverVersion: '19.0', database: groups.join(' ') },
    suggestion: {
      sheets: [
        {
          sheet: 'Kunden',
          models: [{ model: 'res.partner', confidence: 0.8, reason: 'called like "kunde"' }],
          columns: [{ column: 'Name', field, alternatives: [] }],
          junction: null,
        },
      ],
    },
    draft: {
      spec: { name: 'Kunden', nodes: [] },
      unmapped: [{ sheet: 'Kunden', column: 'Fax', field: null, reason: 'no field' }],
      missing: [{ node: 'kunden', model: 'res.partner', field: 'name', label: 'Name', filledByOdoo: false }],
      notes: ['A note.'],
    },
    warnings: ['A warning.'],
  };
}

export function datasetOf(id: string, name: string, files: readonly string[]): DatasetView {
  const sheets = files.map((file) => ({
    name: file.replace(/\.\w+$/, ''),
    file,
    columns: [{ header: 'Name', name: 'c0', emptyCells: 1 }],
    rowCount: 7,
    hidden: false,
    storedAs: 'sheet-0.parquet',
    format: { kind: 'csv' as const, delimiter: ',', headerRow: 1, nullTokens: ['N/A'] },
  }));
  const manifest = {
    id,
    name,
    hash: 'abc',
    createdAt: AT,
    files: files.map((file) => ({ name: file, bytes: 3, sha256: 'def' })),
    sheets,
    issues: [],
  };
  return { id, name, hash: 'abc', parentId: null, lineId: id, version: 1, createdAt: AT, manifest };
}
