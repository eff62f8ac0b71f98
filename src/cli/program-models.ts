import { type Command, Option } from 'commander';
import type { ModelsOptions } from './commands/models.ts';
import type { Execute } from './context.ts';
import { withTarget } from './target-options.ts';

interface Json {
  readonly json?: boolean;
}

/** What an Odoo can take. */
export function addModelCommands(program: Command, execute: Execute): void {
  withTarget(program.command('models'))
    .description('find models of an Odoo by label or technical name; writes nothing to Odoo')
    .argument('[words]', 'of label or technical name')
    .addOption(shippedVersion())
    .option('--refresh', 'ask Odoo anew')
    .action((words: string | undefined, options: ModelsOptions & Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/models.ts')).models(context, words, options),
      ),
    );
  withTarget(program.command('model'))
    .description('show the fields of a model; writes nothing to Odoo')
    .argument('<model>', 'technical name, e.g. res.partner')
    .addOption(shippedVersion())
    .action((model: string, options: ModelsOptions & Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/models.ts')).model(context, model, options),
      ),
    );
}

function shippedVersion(): Option {
  return new Option('--odoo <version>', 'without a connection: an Odoo as it is shipped')
    .choices(['14', '19'])
    .default('19');
}
