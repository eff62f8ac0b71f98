import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { App } from '../../src/app/app.ts';
import type { CommandContext, CommandEnd } from '../../src/cli/context.ts';
import type { ExitCode } from '../../src/cli/exit-code.ts';
import { openOutput } from '../../src/cli/output.ts';
import { runCommand } from '../../src/cli/run-command.ts';
import { createTestApp, type TestApp } from './test-app.ts';

export interface TestCommand {
  readonly app: TestApp;
  /** A data folder of the test, deleted at its end. */
  readonly home: string;
  readonly interrupt: () => void;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Last line of standard output, parsed. */
  readonly json: () => unknown;
  readonly closed: () => number;
  readonly execute: (command: (context: CommandContext) => Promise<CommandEnd>) => Promise<ExitCode>;
}

export interface TestCommandOptions {
  readonly json?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly askSecret?: CommandContext['askSecret'];
  /** The product itself instead of the test app. */
  readonly openApp?: CommandContext['openApp'];
  /** What the worker does; default: it waits for its end. */
  readonly work?: (app: TestApp, signal: AbortSignal) => Promise<void>;
}

/** A command over the test app, its streams kept as text. */
export async function openTestCommand(options: TestCommandOptions = {}): Promise<TestCommand> {
  const app = createTestApp();
  const home = await mkdtemp(join(tmpdir(), 'importgraph-cli-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const interrupted = new AbortController();
  const written = { stdout: '', stderr: '' };
  let closed = 0;
  const work = options.work ?? ((_app, signal) => until(signal));
  const opened: App = {
    ...app,
    work: (signal) => work(app, signal),
    close: async () => {
      closed += 1;
    },
  };
  const context: CommandContext = {
    output: openOutput(
      { stdout: collect(written, 'stdout'), stderr: collect(written, 'stderr') },
      options.json === true,
    ),
    env: { IMPORTGRAPH_HOME: home, LOG_LEVEL: 'silent', ...options.env },
    interrupted: interrupted.signal,
    openApp: options.openApp ?? (async () => opened),
    askSecret: options.askSecret ?? null,
  };
  return {
    app,
    home,
    interrupt: () => interrupted.abort(),
    stdout: () => written.stdout,
    stderr: () => written.stderr,
    json: () => JSON.parse(written.stdout.trimEnd().split('\n').at(-1) ?? '') as unknown,
    closed: () => closed,
    execute: (command) => runCommand(context, () => command(context)),
  };
}

function collect<K extends 'stdout' | 'stderr'>(written: Record<K, string>, name: K) {
  return {
    write: (text: string) => {
      written[name] += text;
    },
  };
}

export function until(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
