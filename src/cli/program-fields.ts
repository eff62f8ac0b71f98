import type { Command } from 'commander';
import type { CreateOptions } from './commands/fields-create.ts';
import type { ModuleOptions } from './commands/fields-module.ts';
import type { ProposeOptions } from './commands/fields-propose.ts';
import type { RemoveOptions } from './commands/fields-remove.ts';
import type { Execute } from './context.ts';
import { withHeaderRow } from './data-options.ts';
import { withTarget } from './target-options.ts';

interface Json {
  readonly json?: boolean;
}

const FILE = '<fields.yaml>';
const FILE_HELP = 'as `fields propose --out` writes it';

export function addFieldsCommands(program: Command, execute: Execute): void {
  const fields = program.command('fields').description('fields of Odoo for columns that nothing maps');
  withHeaderRow(withTarget(fields.command('propose')))
    .description('propose fields, with name, label and type; writes nothing to Odoo')
    .argument('<data...>', 'a folder, a workbook, or CSV files')
    .option('--graph <graph.yaml>', 'whose unmapped columns are meant; default: one drafted for the data')
    .option('--out <fields.yaml>', 'write the fields to this file')
    .option('--graph-out <graph.yaml>', 'write the graph with the fields mapped to this file')
    .action((data: readonly string[], options: ProposeOptions & Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/fields-propose.ts')).proposeFields(context, data, options),
      ),
    );
  withTarget(fields.command('create'))
    .description('make the fields in Odoo, all or none; needs an administrator')
    .argument(FILE, FILE_HELP)
    .action((file: string, options: CreateOptions & Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/fields-create.ts')).createFields(context, file, options),
      ),
    );
  withTarget(fields.command('remove'))
    .description('remove the fields again that were made by `fields create`')
    .argument(FILE, FILE_HELP)
    .option('--force', 'also those that hold values or are used')
    .action((file: string, options: RemoveOptions & Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/fields-remove.ts')).removeFields(context, file, options),
      ),
    );
  fields
    .command('module')
    .description('write the fields as an Odoo module, to be installed instead')
    .argument(FILE, FILE_HELP)
    .requiredOption('--out <module.zip>', 'the module, zipped')
    .option('--name <name>', 'technical name of the module; default: imported_fields')
    .option('--odoo <version>', 'major version of Odoo; default: 19')
    .option('--depends <modules>', 'modules that bring models other than the usual ones: a,b')
    .action((file: string, { json, ...options }: ModuleOptions & Json) =>
      execute(json === true, async (context) =>
        (await import('./commands/fields-module.ts')).writeModule(context, file, options),
      ),
    );
}
