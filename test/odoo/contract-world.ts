import { z } from 'zod';
import type { Answer, LoadAnswer, LoadMessage, ReadRecord, Target } from '../../src/load/ports.ts';
import type { OdooClient } from '../../src/odoo/client.ts';
import { probe } from '../../src/odoo/probe.ts';
import { createTarget } from '../../src/odoo/target.ts';
import type { TransportName } from '../../src/odoo/transport.ts';

export interface ContractUser {
  readonly login: string;
  /** Password or API key, whatever the transport takes. */
  readonly secret: string;
}

export interface ContractServer {
  readonly url: string;
  readonly database: string;
  readonly transport: TransportName;
  readonly admin: ContractUser;
  /** An ordinary internal user: contacts, sales manager, products, stock, HR; no administrator. */
  readonly integration: ContractUser;
  /** False for a stand-in: facts that need a real database behind (concurrency) are left out. */
  readonly isReal: boolean;
  close(): Promise<void>;
}

export interface ContractWorld {
  readonly server: ContractServer;
  /** Of the ordinary user, as every fact that does not say otherwise. */
  readonly client: OdooClient;
  readonly target: Target;
  readonly admin: OdooClient;
  readonly adminTarget: Target;
  readonly major: number;
  /** A namespace of its own for each test: `fact12`. */
  readonly newNamespace: () => string;
  readonly load: (
    model: string,
    columns: readonly string[],
    rows: readonly (readonly string[])[],
    context?: Readonly<Record<string, unknown>>,
  ) => Promise<LoadAnswer>;
  /** The answer's database IDs; fails the test when the call was rolled back. */
  readonly loadIds: (...call: Parameters<ContractWorld['load']>) => Promise<readonly number[]>;
  readonly read: (
    model: string,
    ids: readonly number[],
    fields: readonly string[],
  ) => Promise<readonly ReadRecord[]>;
  /** Database IDs of all records, archived too, that meet the domain. */
  readonly search: (model: string, domain: readonly unknown[]) => Promise<readonly number[]>;
  /** Another session of the ordinary user; closed with the world. */
  readonly connect: (user?: ContractUser) => Promise<OdooClient>;
  readonly close: () => Promise<void>;
}

export async function openWorld(server: ContractServer): Promise<ContractWorld> {
  const opened: OdooClient[] = [];
  const connect = async (user: ContractUser = server.integration): Promise<OdooClient> => {
    const found = await probe({
      url: server.url,
      database: server.database,
      login: user.login,
      secret: user.secret,
      transport: server.transport,
      allowPrivate: true,
    });
    if (!found.ok) throw new Error(`${found.verdict}: ${found.message}`);
    opened.push(found.client);
    return found.client;
  };
  const client = await connect();
  const admin = await connect(server.admin);
  const target = createTarget(client);
  let count = 0;
  const load: ContractWorld['load'] = async (model, columns, rows, context = {}) =>
    answered(await target.load({ model, columns, rows, context }));
  return {
    server,
    client,
    target,
    admin,
    adminTarget: createTarget(admin),
    major: client.version.major,
    newNamespace: () => {
      count += 1;
      return `fact${count}`;
    },
    load,
    loadIds: async (...call) => {
      const answer = await load(...call);
      if (answer.ids === null) throw new Error(`rolled back: ${textsOf(answer).join(' | ')}`);
      return answer.ids;
    },
    read: async (model, ids, fields) =>
      answered(await target.read(model, ids, fields, { active_test: false })),
    search: async (model, domain) => {
      const rows = await client.call(model, 'search_read', {
        args: { domain, fields: ['id'], order: 'id' },
        context: { active_test: false },
        answer: z.array(z.object({ id: z.number() })),
      });
      return answered(rows).map((row) => row.id);
    },
    connect,
    close: async () => {
      await Promise.all(opened.map((one) => one.close()));
      await server.close();
    },
  };
}

export function answered<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value;
  throw new Error(`${answer.fault.kind}/${answer.fault.reason}: ${answer.fault.message}`);
}

export function textsOf(answer: LoadAnswer): readonly string[] {
  return answer.messages.map((message) => message.message);
}

/** The rows that error messages name, each once, in order. */
export function rowsWithErrors(answer: LoadAnswer): readonly number[] {
  const rows = answer.messages.filter(isError).flatMap(({ rows: range }) => (range ? [range.from] : []));
  return [...new Set(rows)].sort((a, b) => a - b);
}

export function isError(message: LoadMessage): boolean {
  return message.type === 'error';
}
