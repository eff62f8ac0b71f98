import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** `importgraph serve` in a process of its own, which a test may kill and start again at the same address. */
export interface ServerProcess {
  readonly url: string;
  readonly token: string;
  /** Lets one browser in, once. */
  readonly startLink: string;
  /** Sends SIGKILL and waits for the end. */
  kill(): Promise<void>;
}

export interface ServerOptions {
  readonly home: string;
  readonly databaseUrl: string;
  readonly port: number;
  readonly env?: Readonly<Record<string, string>>;
}

const TOKEN = 'a-token-of-the-tests-that-is-long-enough';

export async function startServer({
  home,
  databaseUrl,
  port,
  env = {},
}: ServerOptions): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['src/cli/main.ts', 'serve', '--port', String(port)], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH ?? '',
      IMPORTGRAPH_HOME: home,
      IMPORTGRAPH_TOKEN: TOKEN,
      DATABASE_URL: databaseUrl,
      LOG_LEVEL: 'error',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = `http://127.0.0.1:${String(port)}`;
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => {
      output += part.toString();
    });
  }
  const ended = once(child, 'exit');
  const link = () => /http:\S+\/start\?token=\S+/.exec(output)?.[0];
  while (!(await isReady(url)) || link() === undefined) {
    if (child.exitCode !== null) throw new Error(`The server ended: ${output}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url,
    token: TOKEN,
    startLink: link() ?? '',
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/ready`, { headers: { authorization: `Bearer ${TOKEN}` } }).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** One that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}
