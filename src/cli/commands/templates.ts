import Table from 'cli-table3';
import { readTemplates } from '../../app/templates/read-templates.ts';
import { presentTemplate } from '../../server/presenters/template.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { words } from '../progress-view.ts';

/** The prepared imports. They are files of the package, so nothing is opened. */
export async function templates({ output }: CommandContext): Promise<CommandEnd> {
  const views = (await readTemplates()).map(({ view }) => view);
  const table = new Table({
    head: ['template', 'title', 'level', 'needs in Odoo'],
    style: { head: [], border: [], compact: true },
  });
  for (const { id, title, level, modules } of views)
    table.push([id, title, words(level), modules.join(', ')]);
  output.line(table.toString());
  output.line('importgraph template <template> shows one; --out <folder> writes its graph and its workbook.');
  return { exitCode: EXIT.done, result: { items: views.map(presentTemplate) } };
}
