import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../scripts/odoo', import.meta.url));
const START_MS = 120_000;

/** A further Odoo 19 server on the databases of the one that `scripts/odoo` runs, to be broken by one test file. */
export interface OwnOdoo {
  readonly url: string;
  /** Resolves when it answers; does nothing while it runs. */
  start(): Promise<void>;
  /** Ends the server and its workers; resolves when nobody listens any more. */
  stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** The runner with Docker has no further servers. */
export function canOwnOdoo(): boolean {
  return execFileSync(script, ['status'], { encoding: 'utf8' }).startsWith('runner: native');
}

export async function openOwnOdoo(): Promise<OwnOdoo> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | null = null;
  let output = '';
  return {
    url,
    start: async () => {
      if (child !== null) return;
      // a group of its own, with all that it starts
      child = spawn(script, ['serve', '19', String(port)], {
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      for (const stream of [child.stdout, child.stderr]) {
        stream?.on('data', (part: Buffer) => {
          output = (output + part.toString()).slice(-5000);
        });
      }
      await untilAnswers(url, () => (child?.exitCode === null ? null : output));
    },
    stop: async (signal) => {
      if (child?.pid === undefined) return;
      const ended = once(child, 'exit');
      process.kill(-child.pid, signal);
      await ended;
      child = null;
      await untilFree(port);
    },
  };
}

/** `ended`: what it said, if it is over. */
async function untilAnswers(url: string, ended: () => string | null): Promise<void> {
  const deadline = Date.now() + START_MS;
  while (Date.now() < deadline) {
    const answer = await fetch(`${url}/web/health`).catch(() => null);
    if (answer?.ok) return;
    const said = ended();
    if (said !== null) throw new Error(`Odoo ended: ${said}`);
    await wait(100);
  }
  throw new Error(`Odoo at ${url} does not answer.`);
}

/** Workers outlive a killed server for a moment and keep its port. */
async function untilFree(port: number): Promise<void> {
  const deadline = Date.now() + START_MS;
  while (!(await isFree(port))) {
    if (Date.now() > deadline) throw new Error(`Port ${port} is still in use.`);
    await wait(50);
  }
}

/** One whose hundredth neighbour is free as well: that is where `serve` puts the long-polling process. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    if ((await isFree(port)) && (await isFree(port + 100))) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
