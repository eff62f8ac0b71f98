import type { App } from '../../../src/app/app.ts';
import type { ValuesReport } from '../../../src/app/value-cases.ts';
import type { ValueAnswers } from '../../../src/mapping/vocabulary.ts';
import { done, find, type TestWorld } from './world.ts';

const VALUES: ValuesReport = {
  connectionId: 'con_1',
  questions: [
    {
      place: 'res.country.name',
      model: 'res.country',
      fields: [{ node: 'companies', field: 'country_id', columns: ['Country'], onMissing: 'ask' }],
      values: [{ value: 'UK', rows: 7, problem: 'missing', answer: null, candidates: ['United Kingdom'] }],
      total: 1,
    },
  ],
  answers: {},
};

export function createTestValues({ connections, graphs }: TestWorld): App['values'] {
  return {
    list: async (id) => {
      const found = find(graphs, id, 'Graph');
      return found.ok ? done(VALUES) : found;
    },
    answers: async (id) => {
      const found = find(connections, id, 'Connection');
      return found.ok ? done({ 'res.country.name': { UK: 'United Kingdom' } }) : found;
    },
    answer: async (id, changes) => {
      const found = find(connections, id, 'Connection');
      if (!found.ok) return found;
      const kept = Object.entries(changes).map(([place, values]) => [
        place,
        Object.fromEntries(Object.entries(values).filter(([, text]) => text !== null)),
      ]);
      return done(Object.fromEntries(kept) as ValueAnswers);
    },
  };
}
