import { type Command, CommanderError } from 'commander';
import type { CommandContext } from './context.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { createProgram } from './program.ts';
import { runCommand } from './run-command.ts';

export interface ProgramOptions {
  readonly version: string;
  readonly contextOf: (json: boolean) => CommandContext;
  /** Where commander writes help and what is wrong with the line. */
  readonly help: { readonly out: (text: string) => void; readonly err: (text: string) => void };
}

/** Runs one command line, without the name of the program, and says what to tell the shell. */
export async function runProgram(args: readonly string[], options: ProgramOptions): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.done;
  const program = createProgram(options.version, async (json, command) => {
    const context = options.contextOf(json);
    exitCode = await runCommand(context, () => command(context));
  });
  for (const command of withCommands(program)) {
    command.exitOverride().configureOutput({ writeOut: options.help.out, writeErr: options.help.err });
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return EXIT.done;
    // The options did not parse, so the flag is looked for by hand: programs get their object in any case.
    const { message } = error;
    if (args.includes('--json'))
      options.contextOf(true).output.result({ error: { code: 'usage', message, issues: [] } });
    return EXIT.usage;
  }
}

function withCommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withCommands)];
}
