import type { Runs } from '../store/runs.ts';
import { done, refuse } from './refuse.ts';
import type { Result } from './result.ts';
import type { TemplateCases } from './template-cases.ts';
import { type InstantiateDeps, instantiate } from './templates/instantiate.ts';
import { readTemplate, readTemplates, type Template } from './templates/read-templates.ts';
import { sampleWorkbook } from './templates/sample-workbook.ts';
import { type GraphWithRuns, progressOf } from './templates/template-progress.ts';

interface TemplateDeps extends InstantiateDeps {
  readonly runs: Pick<Runs, 'list'>;
}

/** Runs of a graph that are looked at for its progress: what matters is the last one of each node. */
const RUNS_LOOKED_AT = 100;

export function templateCases(by: TemplateDeps): TemplateCases {
  return {
    list: async () => (await readTemplates()).map(({ view }) => view),
    get: (id) => withTemplate(id, async ({ view, spec }) => done({ ...view, spec })),
    workbook: (id) =>
      withTemplate(id, async ({ sheets }) =>
        done({ name: `${id}.xlsx`, content: await sampleWorkbook(sheets) }),
      ),
    instantiate: (id, input) => withTemplate(id, (template) => instantiate(by, template, input)),
    progress: (id, { connectionId } = {}) =>
      withTemplate(id, async (template) =>
        done(progressOf(template, await graphsWithRuns(by, id, connectionId))),
      ),
  };
}

async function withTemplate<T>(
  id: string,
  use: (template: Template) => Promise<Result<T>>,
): Promise<Result<T>> {
  const template = await readTemplate(id);
  if (template) return use(template);
  const known = (await readTemplates()).map(({ view }) => view.id);
  return refuse('not_found', `Template ${id} not found. There are ${known.join(', ')}.`);
}

async function graphsWithRuns(
  { graphs, runs }: TemplateDeps,
  templateId: string,
  connectionId: string | undefined,
): Promise<readonly GraphWithRuns[]> {
  const made = await graphs.madeFrom(templateId);
  return Promise.all(
    made.map(async ({ id, name }) => {
      const { items } = await runs.list({ graphId: id, limit: RUNS_LOOKED_AT });
      const there = items.filter((run) => connectionId === undefined || run.connectionId === connectionId);
      return { id, name, runs: there };
    }),
  );
}
