import { CommandRefused } from './command-refused.ts';
import type { CommandContext, CommandEnd } from './context.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { issueLines } from './issue-lines.ts';

/** The border of a command: what it throws ends here, as text for people, as JSON for programs, and as an exit code. */
export async function runCommand(
  context: CommandContext,
  command: () => Promise<CommandEnd>,
): Promise<ExitCode> {
  const { output } = context;
  try {
    const { exitCode, result } = await command();
    output.result(result);
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommandRefused)) return reportFailure(context, error);
    output.note(error.message);
    for (const line of issueLines(error.issues)) output.note(line);
    output.result({ error: { code: error.code, message: error.message, issues: error.issues } });
    return error.exitCode;
  }
}

/** Not foreseen by a command: the database does not start, or a bug. The stack is for who asks for it. */
function reportFailure({ output, env }: CommandContext, error: unknown): ExitCode {
  const message = error instanceof Error ? error.message : String(error);
  output.note(`importgraph: ${message}`);
  const isAsked = ['debug', 'trace'].includes(env.LOG_LEVEL ?? '');
  if (isAsked && error instanceof Error) output.note(error.stack ?? '');
  output.result({ error: { code: 'failed', message, issues: [] } });
  return EXIT.failed;
}
