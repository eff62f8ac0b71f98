import type { AddressInfo, NetConnectOpts, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

/** A proxy of bytes before PostgreSQL, or before an Odoo whose connections fail below HTTP. */
export interface TcpProxy {
  readonly port: number;
  readonly connections: number;
  /** Resets every connection, as a server does that is shut down at once; new ones are accepted unless refused. */
  cutAll(): void;
  /** New connections are reset until `accept`. */
  refuse(): void;
  accept(): void;
  /** The present connections fall silent in both directions and stay open, as after a power cut; new ones work. */
  silenceAll(): void;
  /** Called with what clients send; true cuts that connection before the bytes are passed on, `after` when the server has answered them. */
  watch(strike: ((bytes: Buffer) => 'pass' | 'cut_before' | 'cut_after') | null): void;
  close(): Promise<void>;
}

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  silent: boolean;
  cutOnAnswer: boolean;
}

export async function openTcpProxy(target: NetConnectOpts): Promise<TcpProxy> {
  const pairs = new Set<Pair>();
  let refusing = false;
  let strike: Parameters<TcpProxy['watch']>[0] = null;
  const cut = (pair: Pair): void => {
    pair.client.resetAndDestroy();
    pair.server.destroy();
    pairs.delete(pair);
  };
  const listener = createServer((client) => {
    client.on('error', () => client.destroy());
    if (refusing) {
      client.resetAndDestroy();
      return;
    }
    const server = connect(target);
    const pair: Pair = { client, server, silent: false, cutOnAnswer: false };
    pairs.add(pair);
    server.on('error', () => cut(pair));
    client.on('data', (bytes: Buffer) => {
      if (pair.silent) return;
      const verdict = strike?.(bytes) ?? 'pass';
      if (verdict === 'cut_before') return cut(pair);
      if (verdict === 'cut_after') pair.cutOnAnswer = true;
      server.write(bytes);
    });
    server.on('data', (bytes: Buffer) => {
      if (pair.cutOnAnswer) return cut(pair);
      if (!pair.silent) client.write(bytes);
    });
    client.on('close', () => {
      if (!pair.silent) server.end();
      pairs.delete(pair);
    });
    server.on('close', () => {
      if (!pair.silent) client.end();
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as AddressInfo;
  return {
    port,
    get connections() {
      return pairs.size;
    },
    cutAll: () => {
      for (const pair of pairs) cut(pair);
    },
    refuse: () => {
      refusing = true;
    },
    accept: () => {
      refusing = false;
    },
    silenceAll: () => {
      for (const pair of pairs) pair.silent = true;
    },
    watch: (by) => {
      strike = by;
    },
    close: () =>
      new Promise((resolve) => {
        listener.close(() => resolve());
        for (const pair of pairs) cut(pair);
      }),
  };
}

/** A proxy before the PostgreSQL of this address, and the same address through it. */
export async function openDatabaseProxy(
  databaseUrl: string,
): Promise<{ readonly proxy: TcpProxy; readonly url: string }> {
  const url = new URL(databaseUrl);
  const host = decodeURIComponent(url.hostname);
  const port = Number(url.port || 5432);
  const proxy = await openTcpProxy(
    host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port },
  );
  url.hostname = '127.0.0.1';
  url.port = String(proxy.port);
  return { proxy, url: url.href };
}
