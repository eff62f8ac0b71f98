import type { Command } from 'commander';
import type { Execute } from './context.ts';

interface Json {
  readonly json?: boolean;
}

/** Versions of saved graphs. */
export function addGraphCommands(program: Command, execute: Execute): void {
  const graph = program.command('graph').description('show the versions of a saved graph');
  graph
    .command('versions')
    .description('list the versions of a graph')
    .argument('<graph>', 'its name or id')
    .action((name: string, options: Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/graph-versions.ts')).versions(context, name),
      ),
    );
  graph
    .command('diff')
    .description('show what changed from one version to another')
    .argument('<graph>', 'its name or id')
    .argument('<from>', 'number of a version')
    .argument('[to]', 'default: the newest')
    .action((name: string, from: string, to: string | undefined, options: Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/graph-versions.ts')).diff(context, name, { from, to }),
      ),
    );
}
