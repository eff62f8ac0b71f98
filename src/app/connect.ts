import type { Answer, Target } from '../load/ports.ts';
import type { SchemaSnapshot } from '../mapping/target-schema.ts';
import type { ConnectionSettings, ProbeResult } from '../odoo/probe.ts';
import { probe } from '../odoo/probe.ts';
import { createTarget } from '../odoo/target.ts';
import type { Connections } from '../store/connections.ts';
import type { Snapshots } from '../store/snapshots.ts';
import type { ConnectionView } from './connection-cases.ts';

export interface Connecting {
  readonly connections: Connections;
  readonly snapshots: Snapshots;
  readonly allowPrivateTargets: boolean;
  readonly odooTimeoutMs: number;
}

export type Connected =
  | { readonly ok: true; readonly target: Target; close(): Promise<void> }
  | { readonly ok: false; readonly probe: Extract<ProbeResult, { ok: false }> };

/** Opens the Odoo behind a saved connection; the caller closes it. */
export async function connect(by: Connecting, connection: ConnectionView): Promise<Connected> {
  const found = await probeConnection(by, connection);
  if (!found.ok) return { ok: false, probe: found };
  return { ok: true, target: createTarget(found.client), close: () => found.client.close() };
}

export async function probeConnection(by: Connecting, connection: ConnectionView): Promise<ProbeResult> {
  const secret = await by.connections.secretOf(connection.id);
  if (secret.kind !== 'secret') {
    const message =
      secret.kind === 'key_changed'
        ? `The secret of connection ${connection.name} was encrypted with another key. Enter it again.`
        : `Connection ${connection.name} has no password or API key. Enter one.`;
    return { ok: false, verdict: 'secret_missing', message, serverVersion: null, fault: null };
  }
  const settings: ConnectionSettings = {
    url: connection.url,
    database: connection.database,
    secret: secret.secret,
    transport: connection.transport,
    allowPrivate: by.allowPrivateTargets,
    limits: { callTimeoutMs: by.odooTimeoutMs },
    ...(connection.login === null ? {} : { login: connection.login }),
  };
  return probe(settings);
}

/** Reads fields and rights of these models as they are now, and keeps them. */
export async function readSnapshot(
  by: Connecting,
  connectionId: string,
  target: Target,
  models: readonly string[],
): Promise<Answer<SchemaSnapshot>> {
  const answer = await target.snapshot(models);
  if (answer.ok) await by.snapshots.save(connectionId, answer.value);
  return answer;
}
