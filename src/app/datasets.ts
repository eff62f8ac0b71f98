import { storeDataset } from '../source/dataset-store.ts';
import { newId } from '../util/new-id.ts';
import type { DatasetCases } from './dataset-cases.ts';
import { proposeDatasetCleaning } from './dataset-cleaning.ts';
import { openProfileReader } from './dataset-profile.ts';
import { correctDataset, type VersionDeps } from './dataset-versions.ts';
import { fieldPreview, type PreviewDeps } from './field-preview.ts';
import { formulaHelp, formulaPreview } from './formula-preview.ts';
import { done, notFound, refuse } from './refuse.ts';
import { sheetRows } from './sheet-rows.ts';
import { type SuggestDeps, suggestFor } from './suggest-for.ts';
import { withStorage } from './with-storage.ts';

export function datasetCases(by: VersionDeps & PreviewDeps & Omit<SuggestDeps, 'profile'>): DatasetCases {
  const { datasets, storage } = by;
  const profile = openProfileReader(by);
  return {
    create: ({ name, files, options }) =>
      withStorage('', async () => {
        const stored = await storeDataset({
          id: newId('ds'),
          name,
          files,
          storage,
          memoryLimitMb: by.engineMemoryMib,
          ...(options ? { options } : {}),
        });
        if (stored.ok) return done(await datasets.create(stored.manifest));
        const errors = stored.issues.filter((issue) => issue.severity === 'error');
        return refuse('invalid', errors.map((issue) => issue.message).join(' '), stored.issues);
      }),
    list: (page) => datasets.list(page),
    get: async (id) => {
      const found = await datasets.get(id);
      return found ? done(found) : notFound('Dataset', id);
    },
    remove: async (id) => {
      const removed = await datasets.remove(id);
      if (removed === 'not_found') return notFound('Dataset', id);
      if (removed === 'in_use')
        return refuse('conflict', `Dataset ${id} is read by a run under way. Cancel it or wait for its end.`);
      return withStorage(`Dataset ${id} is deleted, but its files remain. `, async () => {
        await storage.delete(id);
        return done(null);
      });
    },
    versions: async (id) => {
      const found = await datasets.get(id);
      return found ? done(await datasets.versions(found.lineId)) : notFound('Dataset', id);
    },
    profile,
    cleaning: (id, query) => proposeDatasetCleaning(by, profile, { id, ...query }),
    suggest: (id, query) => suggestFor({ ...by, profile }, id, query),
    formulaHelp: (id, sheet) => formulaHelp(by, id, sheet),
    formulaPreview: (id, query) => formulaPreview(by, id, query),
    fieldPreview: (id, query) => fieldPreview(by, id, query),
    correct: (id, corrections) => withStorage('', () => correctDataset(by, id, corrections)),
    rows: (id, sheet, query) => sheetRows(by, id, { sheet, ...query }),
  };
}
