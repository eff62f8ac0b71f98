import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../util/package-root.ts';
import { usageError } from './command-refused.ts';
import type { CommandContext } from './context.ts';
import { openOutput } from './output.ts';
import { runProgram } from './run-program.ts';

/** The process: signals, terminal, exit code. What commands do is in `commands/`. */
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());

const openApp: CommandContext['openApp'] = async (config, log) =>
  (await import('../app.ts')).openApp(config, log);

process.exitCode = await runProgram(process.argv.slice(2), {
  version: readVersion(),
  contextOf: (json) => ({
    output: openOutput(process, json),
    env: process.env,
    interrupted: interrupted.signal,
    openApp,
    askSecret: process.stdin.isTTY && !json ? ask : null,
  }),
  help: {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  },
});

async function ask(question: string): Promise<string> {
  const { isCancel, password } = await import('@clack/prompts');
  const answer = await password({ message: question });
  if (isCancel(answer)) throw usageError('No secret was given.');
  return answer;
}

function readVersion(): string {
  const manifest = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}
