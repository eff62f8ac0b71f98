import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** `importgraph serve` in a process of its own, with a home of its own. */
export interface ServedProduct extends AsyncDisposable {
  readonly pid: number;
  readonly url: string;
  readonly token: string;
  /** Lets one browser in, once. */
  readonly startLink: string;
  /** Where it may leave files. */
  readonly home: string;
  /** A request below `/api/v1`; throws what it answers unless that is a success. */
  readonly call: (method: string, path: string, more?: RequestInit) => Promise<Response>;
  /** Sends SIGKILL and waits for the end; what it has stored stays. */
  readonly kill: () => Promise<void>;
}

/** `before`: one that was killed, to be served again at its address; its home is removed when that one is disposed of. */
export async function serveProduct(heapMib: number, before?: ServedProduct): Promise<ServedProduct> {
  const home = before?.home ?? (await mkdtemp(join(tmpdir(), 'importgraph-bench-')));
  const port = before === undefined ? '0' : new URL(before.url).port;
  const child = spawn(process.execPath, ['src/cli/main.ts', 'serve', '--port', port], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH ?? '',
      IMPORTGRAPH_HOME: home,
      LOG_LEVEL: 'error',
      NODE_OPTIONS: `--max-old-space-size=${heapMib}`,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const close = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    if (before === undefined) await rm(home, { recursive: true, force: true });
  };
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  try {
    const { url, token, startLink } = await readAddress(child.stdout);
    const call = caller(url, token);
    return { pid: child.pid ?? 0, url, token, startLink, home, call, kill, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** From what it prints when it is ready. */
async function readAddress(output: Readable): Promise<{ url: string; token: string; startLink: string }> {
  let text = '';
  for await (const part of output.iterator({ destroyOnReturn: false })) {
    text += String(part);
    const url = /Importgraph is at (\S+)/.exec(text)?.[1];
    const token = /Bearer (\S+)\s/.exec(text)?.[1];
    const startLink = /Open once in a browser: (\S+)\s/.exec(text)?.[1];
    if (url !== undefined && token !== undefined && startLink !== undefined) return { url, token, startLink };
  }
  throw new Error(`importgraph serve ended: ${text}`);
}

function caller(url: string, token: string): ServedProduct['call'] {
  return async (method, path, more = {}) => {
    const headers = new Headers(more.headers);
    headers.set('authorization', `Bearer ${token}`);
    const answer = await fetch(`${url}/api/v1${path}`, { ...more, method, headers });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
}
