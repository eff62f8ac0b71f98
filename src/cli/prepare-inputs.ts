import { readFile } from 'node:fs/promises';
import type { App } from '../app/app.ts';
import type { DatasetView } from '../app/dataset-cases.ts';
import type { GraphView } from '../app/graph-cases.ts';
import type { GraphSpec } from '../plan/graph-spec.ts';
import { exportGraphYaml, importGraphYaml } from '../plan/graph-yaml.ts';
import { CommandRefused, unwrap, usageError } from './command-refused.ts';
import type { DataSource } from './data-files.ts';
import { EXIT } from './exit-code.ts';
import { findInPages } from './find-in-pages.ts';
import type { Output } from './output.ts';

/** Read before anything is opened: a wrong path or a broken file ends the command at once. */
export async function readGraph(path: string): Promise<GraphSpec> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw usageError(`The graph cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  const parsed = importGraphYaml(text);
  if (parsed.ok) return parsed.spec;
  throw new CommandRefused(EXIT.issuesFound, 'invalid', `The graph ${path} is not valid.`, parsed.issues);
}

/** The saved graph of that name: made where there is none, and a new version of it where the file says something else. */
export async function saveGraph({ graphs }: Pick<App, 'graphs'>, spec: GraphSpec): Promise<GraphView> {
  const existing = await findInPages(
    (page) => graphs.list(page),
    (graph) => graph.name === spec.name,
  );
  if (existing === null) return unwrap(await graphs.create(spec));
  if (contentOf(existing.spec) === contentOf(spec)) return existing;
  return unwrap(await graphs.update(existing.id, spec, existing.version));
}

/** Without what a saved graph carries of its own place in the store. */
function contentOf(spec: GraphSpec): string {
  return exportGraphYaml({ ...spec, id: undefined, version: undefined });
}

export async function createDataset(
  { datasets }: Pick<App, 'datasets'>,
  data: DataSource,
  output: Output,
): Promise<DatasetView> {
  const dataset = unwrap(await datasets.create(data));
  refuseUnknownNames(data, dataset);
  const { sheets, issues } = dataset.manifest;
  const rows = sheets.reduce((sum, sheet) => sum + sheet.rowCount, 0);
  output.note(`${sheets.length} sheets with ${rows.toLocaleString('en-US')} rows read.`);
  for (const issue of issues.slice(0, 10)) output.note(`  ! ${issue.message}`);
  return dataset;
}

/** A sheet that is called otherwise would be read as if nothing had been said of it. */
function refuseUnknownNames({ options }: DataSource, { manifest }: DatasetView): void {
  const known = new Set([
    '*',
    ...manifest.files.map(({ name }) => name),
    ...manifest.sheets.map(({ name }) => name),
  ]);
  const unknown = Object.keys(options).find((name) => !known.has(name));
  if (unknown === undefined) return;
  const names = manifest.sheets.map(({ name }) => name).join(', ');
  throw usageError(
    `--header-row is given for "${unknown}", and the data has no such sheet. It has: ${names}.`,
  );
}
