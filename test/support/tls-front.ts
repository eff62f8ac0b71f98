import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { createServer } from 'node:tls';
import type { Credentials } from './certificate.ts';

/** Takes TLS off in front of a server without it, as a reverse proxy does. */
export interface TlsFront {
  readonly url: string;
  /** Connections that asked for a handshake, whether it succeeded or not. */
  readonly handshakes: number;
  /** New connections see this certificate; those that are open stay so. */
  present(credentials: Credentials): void;
  close(): Promise<void>;
}

export async function openTlsFront(target: string, credentials: Credentials): Promise<TlsFront> {
  const { hostname: host, port: targetPort } = new URL(target);
  const sockets = new Set<TLSSocket>();
  let handshakes = 0;
  const server = createServer(credentials, (client) => {
    sockets.add(client);
    const upstream = connect({ host, port: Number(targetPort) });
    client.on('error', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
    client.on('close', () => {
      sockets.delete(client);
      upstream.destroy();
    });
    client.pipe(upstream).pipe(client);
  });
  server.on('connection', () => {
    handshakes += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${port}`,
    get handshakes() {
      return handshakes;
    },
    present: (given) => server.setSecureContext(given),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
