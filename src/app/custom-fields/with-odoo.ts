import type { Answer, Target, TargetFault } from '../../load/ports.ts';
import type { OdooClient } from '../../odoo/client.ts';
import { createTarget } from '../../odoo/target.ts';
import { type Connecting, probeConnection, readSnapshot } from '../connect.ts';
import { notFound, refuse } from '../refuse.ts';
import type { Refusal, Result } from '../result.ts';

export interface Opened {
  readonly client: OdooClient;
  readonly target: Target;
  /** Of the connection, for messages. */
  readonly name: string;
}

/** Opens the Odoo behind a connection for one use case, and closes it. */
export async function withOdoo<T>(
  by: Connecting,
  connectionId: string,
  use: (odoo: Opened) => Promise<Result<T>>,
): Promise<Result<T>> {
  const connection = await by.connections.get(connectionId);
  if (!connection) return notFound('Connection', connectionId);
  const { name } = connection;
  const found = await probeConnection(by, connection);
  if (!found.ok) return refuse('unavailable', `Connection ${name}: ${found.message}`);
  try {
    return await use({ client: found.client, target: createTarget(found.client), name });
  } finally {
    await found.client.close();
  }
}

/** Graphs are checked against the fields that were read last. Where these cannot be read now, the next run reads them. */
export async function rereadFields(
  by: Connecting,
  connectionId: string,
  { target }: Opened,
  models: readonly string[],
): Promise<void> {
  await readSnapshot(by, connectionId, target, models);
}

const CODES: Readonly<Partial<Record<TargetFault['reason'], Refusal['code']>>> = {
  access_denied: 'forbidden',
  rejected: 'invalid',
};

/** Odoo's own words, behind what was tried. */
export function refuseFault<T>(tried: string, answer: Extract<Answer<T>, { ok: false }>): Result<never> {
  const { reason, message } = answer.fault;
  return refuse(CODES[reason] ?? 'unavailable', `${tried} ${message}`);
}

/** Of a call that writes: where nobody knows what became of it, nothing is claimed. */
export function refuseWrite<T>(
  tried: string,
  answer: Extract<Answer<T>, { ok: false }>,
  look: string,
): Result<never> {
  return answer.fault.kind === 'unknown' ? refuseFault(look, answer) : refuseFault(tried, answer);
}

/** Whoever may not do it is told who may. */
export function refuseRight(what: string, { name }: Opened): Result<never> {
  return refuse(
    'forbidden',
    `${what} a field of Odoo needs the right "Administration: Access Rights" (group base.group_erp_manager), which the user of ` +
      `connection ${name} does not have. Use the connection of an administrator, or have the fields installed as a module.`,
  );
}
