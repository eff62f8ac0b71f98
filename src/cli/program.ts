import { Command, Option } from 'commander';
import { CHECK_DEPTHS } from '../load/run-store.ts';
import { MODULE_GROUPS } from '../mapping/suggest/module-groups.ts';
import type { CheckOptions } from './commands/check.ts';
import type { DemoOptions } from './commands/demo.ts';
import type { ExportOptions } from './commands/export.ts';
import type { FormulaOptions } from './commands/formula.ts';
import type { PlanOptions } from './commands/plan.ts';
import type { ProfileOptions } from './commands/profile.ts';
import type { ReadinessOptions } from './commands/readiness.ts';
import type { RunOptions } from './commands/run.ts';
import type { ServeOptions } from './commands/serve.ts';
import type { SuggestOptions } from './commands/suggest.ts';
import type { TemplateOptions } from './commands/template.ts';
import type { ValuesOptions } from './commands/values.ts';
import type { ConnectionOptions } from './connection-choice.ts';
import type { Execute } from './context.ts';
import { withHeaderRow } from './data-options.ts';
import { addAccessCommands } from './program-access.ts';
import { addFieldsCommands } from './program-fields.ts';
import { addGraphCommands } from './program-graph.ts';
import { addModelCommands } from './program-models.ts';
import { addRunsCommands } from './program-runs.ts';
import { addAnswerCommands } from './program-values.ts';
import { describeTarget, withTarget } from './target-options.ts';

/** Commands are imported when they run: help and a wrong option answer at once, without a database driver or a server. */
export function createProgram(version: string, execute: Execute): Command {
  const program = new Command('importgraph')
    .description('Imports messy multi-sheet workbooks into Odoo by running a graph of models in order.')
    .version(version)
    .showHelpAfterError()
    .addHelpText('after', EXIT_CODES);
  addDataCommands(program, execute);
  addSuggestCommand(program, execute);
  addRunCommands(program, execute);
  addAnswerCommands(program, execute);
  addRunsCommands(program, execute);
  addTemplateCommands(program, execute);
  addFieldsCommands(program, execute);
  addGraphCommands(program, execute);
  addModelCommands(program, execute);
  addServiceCommands(program, execute);
  addAccessCommands(program, execute);
  for (const command of runnable(program)) {
    command.option('--json', 'the last line of standard output is one JSON object');
  }
  return program;
}

/** Commands that do something, and not only gather others. */
function runnable({ commands }: Command): readonly Command[] {
  return commands.flatMap((command) => (command.commands.length > 0 ? runnable(command) : [command]));
}

const EXIT_CODES = `
Exit codes: 0 done · 1 usage · 2 issues found · 3 incomplete (some rows rejected) · 4 failed · 5 cancelled · 6 paused, needs you`;

interface Json {
  readonly json?: boolean;
}

function addDataCommands(program: Command, execute: Execute): void {
  withHeaderRow(withTarget(program.command('profile')))
    .description('show what data looks like: types, formats, keys, references, mistakes')
    .argument('<data...>', 'a folder, a workbook, or CSV files')
    .option('--sheet <name>', 'this sheet only')
    .option(
      '--country <code>',
      'where telephone numbers are from, if no column says so: BE, US, …; default: the country of the connection’s company',
    )
    .action((data: readonly string[], options: ProfileOptions & Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/profile.ts')).profile(context, data, options),
      ),
    );
  withHeaderRow(program.command('formula'))
    .description('try a formula on the first rows of a sheet; without arguments, list its functions')
    .argument('[data]', 'a folder, a workbook, or a CSV file')
    .argument('[formula]', 'such as \'"Qty" * "Price"\'')
    .option('--sheet <name>', 'needed where there are several')
    .option('--limit <rows>', 'default: 10')
    .action((data: string | undefined, expression: string | undefined, options: FormulaOptions & Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/formula.ts')).formula(context, { data, expression }, options),
      ),
    );
}

function addSuggestCommand(program: Command, execute: Execute): void {
  withHeaderRow(withTarget(program.command('suggest')))
    .description('propose models and fields for data, and draft the graph; writes nothing to Odoo')
    .argument('<data...>', 'a folder, a workbook, or CSV files')
    .option('--modules <groups>', `only these parts of Odoo: ${MODULE_GROUPS.join(',')}`)
    .option('--out <graph.yaml>', 'write the drafted graph to this file')
    .action((data: readonly string[], options: SuggestOptions & Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/suggest.ts')).suggest(context, data, options),
      ),
    );
}

function addRunCommands(program: Command, execute: Execute): void {
  withHeaderRow(withTarget(program.command('run')))
    .description('run a graph, without a server')
    .argument('<graph.yaml>')
    .requiredOption('--data <path...>', 'a folder, a workbook, or CSV files')
    .option('--stop-on-reject', 'a rejected row ends the run after its step')
    .action((graph: string, options: RunOptions & Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/run.ts')).run(context, graph, options),
      ),
    );
  withHeaderRow(withTarget(program.command('check')))
    .description('find out what a run would do with every row; writes nothing to Odoo')
    .argument('<graph.yaml>')
    .requiredOption('--data <path...>', 'a folder, a workbook, or CSV files')
    .addOption(
      new Option('--depth <depth>', 'server: Odoo tries every row, and takes it back')
        .choices(CHECK_DEPTHS)
        .default('offline'),
    )
    .action((graph: string, options: CheckOptions & Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/check.ts')).check(context, graph, options),
      ),
    );
  withHeaderRow(withTarget(program.command('plan')))
    .description('show what a run would do and in which order; writes nothing to Odoo')
    .argument('<graph.yaml>')
    .requiredOption('--data <path...>', 'a folder, a workbook, or CSV files')
    .action((graph: string, options: PlanOptions & Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/plan.ts')).plan(context, graph, options),
      ),
    );
  withHeaderRow(withTarget(program.command('readiness')))
    .description('tell what stands in the way of a run, before it; writes nothing to Odoo')
    .argument('<graph.yaml>')
    .option('--data <path...>', 'a folder, a workbook, or CSV files')
    .addOption(
      new Option('--odoo <version>', 'without a connection: an Odoo as it is shipped')
        .choices(['14', '19'])
        .default('19'),
    )
    .action((graph: string, options: ReadinessOptions & Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/readiness.ts')).readiness(context, graph, options),
      ),
    );
  withHeaderRow(withTarget(program.command('export')))
    .description("write the prepared rows as CSV files for Odoo's own import; writes nothing to Odoo")
    .argument('<graph.yaml>')
    .requiredOption('--data <path...>', 'a folder, a workbook, or CSV files')
    .requiredOption('--out <path>', 'a folder, or a file that ends in .zip')
    .action((graph: string, options: ExportOptions & Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/export.ts')).exportRows(context, graph, options),
      ),
    );
  withHeaderRow(withTarget(program.command('values')))
    .description('show which values of references and choices name nothing in Odoo; writes nothing to Odoo')
    .argument('<graph.yaml>')
    .requiredOption('--data <path...>', 'a folder, a workbook, or CSV files')
    .action((graph: string, options: ValuesOptions & Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/values.ts')).values(context, graph, options),
      ),
    );
  describeTarget(program.command('connect'))
    .description('save how to reach an Odoo database, and try it')
    .argument('<name>')
    .action((name: string, options: ConnectionOptions & Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/connect.ts')).connect(context, name, options),
      ),
    );
}

function addTemplateCommands(program: Command, execute: Execute): void {
  program
    .command('templates')
    .description('list the prepared imports')
    .action((options: Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/templates.ts')).templates(context),
      ),
    );
  program
    .command('template')
    .description('show a prepared import, or write its graph and its sample workbook')
    .argument('<template>', 'as `templates` lists it')
    .option('--out <folder>', 'write graph.yaml and the workbook there')
    .option('--name <name>', 'of the graph; its external IDs are made from it')
    .option('--progress', 'which of its steps completed runs have done')
    .action((id: string, { json, ...options }: TemplateOptions & Json) =>
      execute(json === true, async (context) =>
        (await import('./commands/template.ts')).template(context, id, options),
      ),
    );
}

function addServiceCommands(program: Command, execute: Execute): void {
  program
    .command('serve')
    .description('start the server, and a worker beside it')
    .option('--port <port>', 'default: PORT or 8080; 0: any free one')
    .option('--host <address>', 'another than 127.0.0.1 is for users who sign in; default: HOST or 127.0.0.1')
    .option('--no-worker', 'leave the runs to other processes')
    .action((options: ServeOptions & Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/serve.ts')).serve(context, options),
      ),
    );
  program
    .command('work')
    .description('start a worker only')
    .action((options: Json) =>
      execute(options.json === true, async (context) => (await import('./commands/work.ts')).work(context)),
    );
  program
    .command('sandbox')
    .description('start a stand-in Odoo 19 for trying things out')
    .option('--port <port>', 'default: 8069; 0: any free one')
    .action((options: { readonly port?: string } & Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/sandbox.ts')).sandbox(context, options),
      ),
    );
  program
    .command('demo')
    .description('run the Northwind example into the sandbox, with the server beside it')
    .addOption(new Option('--odoo <version>', 'into a real Odoo, installed for it').choices(['19', '14']))
    .option('--port <port>', 'of the server; default: any free one')
    .option('--exit', 'end after the summary')
    .action((options: DemoOptions & Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/demo.ts')).demo(context, options),
      ),
    );
}
