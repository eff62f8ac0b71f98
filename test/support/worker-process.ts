import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const KEPT_OUTPUT = 20_000;

/** `importgraph work` in a process of its own, which a test may kill. */
export interface WorkerProcess {
  readonly pid: number;
  /** How it ended: `SIGKILL` and the like, or its exit code. */
  readonly ended: Promise<NodeJS.Signals | number | null>;
  /** The end of what it printed, for messages. */
  output(): string;
  /** Sends a signal and waits for the end; default SIGKILL. */
  stop(signal?: 'SIGKILL' | 'SIGTERM'): Promise<NodeJS.Signals | number | null>;
}

export interface WorkerOptions {
  readonly home: string;
  readonly databaseUrl: string;
  /** Further variables: FAILPOINT, LEASE_SECONDS, NODE_OPTIONS and so on. */
  readonly env?: Readonly<Record<string, string>>;
}

export function startWorker({ home, databaseUrl, env = {} }: WorkerOptions): WorkerProcess {
  const child = spawn(process.execPath, ['src/cli/main.ts', 'work'], {
    cwd: ROOT,
    // nothing of the test runner's own environment, its NODE_OPTIONS least of all
    env: {
      PATH: process.env.PATH ?? '',
      IMPORTGRAPH_HOME: home,
      DATABASE_URL: databaseUrl,
      LOG_LEVEL: 'error',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => {
      text = (text + part.toString()).slice(-KEPT_OUTPUT);
    });
  }
  const ended = once(child, 'exit').then(
    ([code, signal]: (NodeJS.Signals | number | null)[]) => signal ?? code ?? null,
  );
  return {
    pid: child.pid ?? 0,
    ended,
    output: () => text,
    stop: async (signal = 'SIGKILL') => {
      child.kill(signal);
      return ended;
    },
  };
}
