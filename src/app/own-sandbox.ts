import type { Sandbox } from '../sandbox/sandbox.ts';
import type { ConnectionCases, ConnectionView } from './connection-cases.ts';
import { refuse } from './refuse.ts';
import type { Result } from './result.ts';

/** The stand-in Odoo of this process: to try the product with no Odoo at hand. It starts empty and ends with the process. */
export interface OwnSandbox {
  /** A connection to it; starts it the first time. */
  connect(connections: Pick<ConnectionCases, 'create' | 'get'>): Promise<Result<ConnectionView>>;
  close(): Promise<void>;
}

export function ownSandbox(by: {
  /** It listens on this machine only. */
  readonly allowPrivateTargets: boolean;
  readonly now: () => Date;
}): OwnSandbox {
  let started: Promise<Sandbox> | null = null;
  let connectionId: string | null = null;
  return {
    connect: async (connections) => {
      if (!by.allowPrivateTargets)
        return refuse(
          'forbidden',
          'The sandbox is on a private address, which this server may not reach. Set ALLOW_PRIVATE_TARGETS=true to allow it.',
        );
      // Loaded now only: most commands never need it.
      started ??= import('../sandbox/sandbox.ts').then(({ startSandbox }) => startSandbox());
      const sandbox = await started;
      if (connectionId !== null) {
        const known = await connections.get(connectionId);
        if (known.ok && known.value.url === sandbox.url) return known;
      }
      const made = await connections.create(connectionTo(sandbox, by.now()));
      if (made.ok) connectionId = made.value.id;
      return made;
    },
    close: async () => {
      await (await started)?.close();
    },
  };
}

/** Under a name of its own each time: a new sandbox is empty, and what an earlier one held must not count as loaded. */
function connectionTo(sandbox: Sandbox, now: Date) {
  const [user] = sandbox.users;
  const [database] = sandbox.databases;
  if (user === undefined || database === undefined)
    throw new Error('The sandbox has no user or no database.');
  return {
    name: `Sandbox ${now.toISOString().replace('T', ' ').slice(0, 23)}`,
    url: sandbox.url,
    database,
    login: user.login,
    secret: user.apiKey ?? user.password,
  };
}
