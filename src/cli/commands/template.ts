import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TemplateView } from '../../app/template-cases.ts';
import { graphFile } from '../../app/templates/graph-file.ts';
import { readTemplate, readTemplates, type Template } from '../../app/templates/read-templates.ts';
import { sampleWorkbook } from '../../app/templates/sample-workbook.ts';
import { presentProgress, presentTemplateDetail } from '../../server/presenters/template.ts';
import { unwrap, usageError } from '../command-refused.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import type { Output } from '../output.ts';
import { format } from '../progress-view.ts';
import { configOf, withApp } from '../with-app.ts';

export interface TemplateOptions {
  /** A folder for the graph and the workbook. */
  readonly out?: string;
  /** Of the graph; default: the template's own. */
  readonly name?: string;
  readonly progress?: boolean;
}

/** One prepared import: shown, written out to be filled with data, or how far its graphs are. */
export async function template(
  context: CommandContext,
  id: string,
  { out, name, progress = false }: TemplateOptions,
): Promise<CommandEnd> {
  const found = await find(id);
  if (progress) return showProgress(context, id);
  if (out !== undefined) return writeOut(context.output, found, { out, name });
  if (name !== undefined) throw usageError('--name names the graph that --out <folder> writes.');
  show(context.output, found.view);
  return { exitCode: EXIT.done, result: presentTemplateDetail({ ...found.view, spec: found.spec }) };
}

async function find(id: string): Promise<Template> {
  const found = await readTemplate(id);
  if (found !== null) return found;
  const ids = (await readTemplates()).map(({ view }) => view.id);
  throw usageError(`There is no template ${id}, only ${ids.join(', ')}.`);
}

function show(output: Output, view: TemplateView): void {
  output.line(`${view.title}: ${view.description}`);
  output.line(`Needs in Odoo: ${view.modules.join(', ')}. Loads ${view.models.join(', ')}.`);
  output.line();
  for (const [index, { title, text }] of view.steps.entries()) output.line(`${index + 1}. ${title}. ${text}`);
  output.line();
  for (const { name, text, rows } of view.sheets)
    output.line(`Sheet ${name}, ${format(rows)} sample rows: ${text}`);
  output.line();
  for (const { text } of view.warnings) output.line(`! ${text}`);
}

/** Never over a file that is there: the workbook may be filled already. */
async function writeOut(
  output: Output,
  template: Template,
  { out, name }: { readonly out: string; readonly name: string | undefined },
): Promise<CommandEnd> {
  const { id } = template.view;
  const graph = join(out, 'graph.yaml');
  const workbook = join(out, `${id}.xlsx`);
  try {
    await mkdir(out, { recursive: true });
    await writeFile(graph, graphFile(template, name), { flag: 'wx' });
    await writeFile(workbook, await sampleWorkbook(template.sheets), { flag: 'wx' });
  } catch (error) {
    if (error instanceof Error && 'syscall' in error)
      throw usageError(`The template cannot be written: ${error.message}`);
    throw error;
  }
  output.line(`Written to ${graph} and ${workbook}.`);
  output.line(`Put your data into the workbook, then: importgraph check ${graph} --data ${workbook}`);
  return { exitCode: EXIT.done, result: { template: id, files: [graph, workbook] } };
}

function showProgress(context: CommandContext, id: string): Promise<CommandEnd> {
  return withApp(context, configOf(context), async (app) => {
    const progress = unwrap(await app.templates.progress(id));
    const { output } = context;
    for (const { title, state } of progress.steps) output.line(`${state.padEnd(8)}${title}`);
    output.line(`${progress.percentage} % done, by ${progress.graphs.length} graphs of this template.`);
    return { exitCode: EXIT.done, result: presentProgress(progress) };
  });
}
