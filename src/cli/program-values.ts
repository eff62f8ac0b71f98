import type { Command } from 'commander';
import { VOCABULARY_POLICIES } from '../mapping/vocabulary.ts';
import type { AnswerOptions } from './commands/answer.ts';
import type { Execute } from './context.ts';

interface Json {
  readonly json?: boolean;
}

/** Commands that answer what `values` asks. */
export function addAnswerCommands(program: Command, execute: Execute): void {
  program
    .command('answer')
    .description('say what a value means, for every later run and check on a connection')
    .argument('<place>', 'as `values` lists it, e.g. res.country.name')
    .argument('<value>', 'as the data has it')
    .argument('[answer]', 'what it is in Odoo; "" leaves the field empty')
    .requiredOption('--connection <name>', 'name or id of a saved connection')
    .option('--forget', 'take the answer back')
    .action((place: string, value: string, text: string | undefined, options: AnswerOptions & Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/answer.ts')).answer(context, { place, value, answer: text }, options),
      ),
    );
  program
    .command('policy')
    .description('set what becomes of values that name no record of a model, on a connection')
    .argument('<model>', 'technical name, e.g. res.country')
    .argument('<policy>', `${VOCABULARY_POLICIES.join(', ')}, or default`)
    .requiredOption('--connection <name>', 'name or id of a saved connection')
    .action((model: string, word: string, options: AnswerOptions & Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/answer.ts')).policy(context, model, word, options),
      ),
    );
}
