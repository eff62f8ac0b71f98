import type { App } from '../app/app.ts';
import type { RunView } from '../app/run-views.ts';
import { unwrap, usageError } from './command-refused.ts';

/** `<run>` on a command line: the id of a run, or `last` for the newest one. */
export async function findRun({ runs }: Pick<App, 'runs'>, id: string): Promise<RunView> {
  if (id !== 'last') return unwrap(await runs.get(id));
  const [newest] = (await runs.list({ limit: 1 })).items;
  if (newest !== undefined) return newest;
  throw usageError('There is no run yet. Start one with: importgraph run <graph.yaml> --data …');
}
