import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseCsv } from 'hucre/csv';
import { parse } from 'yaml';
import type { GraphSpec } from '../../plan/graph-spec.ts';
import { importGraphYaml } from '../../plan/graph-yaml.ts';
import { packageRoot } from '../../util/package-root.ts';
import { modelsOf } from '../graph-inputs.ts';
import type { TemplateView } from '../template-cases.ts';
import { TEMPLATE_CATEGORIES, TEMPLATE_LEVELS, TemplateFile } from './template-file.ts';

/** A template with its graph and the cells of its sample. */
export interface Template {
  readonly view: TemplateView;
  readonly spec: GraphSpec;
  /** As it is written, with its remarks. */
  readonly graphText: string;
  readonly sheets: readonly SampleSheet[];
}

export interface SampleSheet {
  readonly name: string;
  readonly path: string;
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

function templatesFolder(): string {
  return join(packageRoot(), 'examples', 'templates');
}

/** All templates of the package, the first ones to import first. */
export async function readTemplates(): Promise<readonly Template[]> {
  const entries = await readdir(templatesFolder(), { withFileTypes: true });
  const ids = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const templates = await Promise.all(ids.map(readFolder));
  return templates.sort((a, b) => rankOf(a) - rankOf(b) || (a.view.id < b.view.id ? -1 : 1));
}

/** Null: the package has none of that id. */
export async function readTemplate(id: string): Promise<Template | null> {
  const entries = await readdir(templatesFolder(), { withFileTypes: true });
  // Never a path of the asker's: only a name that the folder lists is opened.
  const isThere = entries.some((entry) => entry.isDirectory() && entry.name === id);
  return isThere ? readFolder(id) : null;
}

function rankOf({ view }: Template): number {
  const { category, level } = view;
  return TEMPLATE_CATEGORIES.indexOf(category) * TEMPLATE_LEVELS.length + TEMPLATE_LEVELS.indexOf(level);
}

/** The files are parts of the package: one that does not parse is a bug, and is thrown as one. */
async function readFolder(id: string): Promise<Template> {
  const folder = join(templatesFolder(), id);
  const file = TemplateFile.parse(parse(await readFile(join(folder, 'template.yaml'), 'utf8')));
  const graphText = await readFile(join(folder, 'graph.yaml'), 'utf8');
  const graph = importGraphYaml(graphText);
  if (!graph.ok) throw new Error(`The graph of template ${id}: ${JSON.stringify(graph.issues)}`);
  const sheets = await Promise.all(
    file.sheets.map(({ name }) => readSheet(name, join(folder, 'data', `${name}.csv`))),
  );
  const view = {
    id,
    ...file,
    models: modelsOf(graph.spec),
    sheets: file.sheets.map(({ name, text }, index) => ({
      name,
      text,
      columns: sheets[index]?.headers ?? [],
      rows: sheets[index]?.rows.length ?? 0,
    })),
  };
  return { view, spec: graph.spec, graphText, sheets };
}

async function readSheet(name: string, path: string): Promise<SampleSheet> {
  const cells = parseCsv(await readFile(path, 'utf8')).map((row) => row.map((cell) => String(cell ?? '')));
  const [headers = [], ...rows] = cells;
  return { name, path, headers, rows };
}
