import { MODELS } from '../mapping/suggest/catalogue/catalogue.ts';
import type { SchemaSnapshot } from '../mapping/target-schema.ts';
import { readShippedSchema } from '../odoo/shipped-schemas.ts';
import { mergeSnapshots, takeDescribedSnapshot } from '../odoo/snapshot.ts';
import { didYouMean } from '../plan/nearest-name.ts';
import { type Connecting, probeConnection } from './connect.ts';
import type { ConnectionView, ModelList, ModelsOf, ModelsQuery, ModelView } from './connection-cases.ts';
import { findModels } from './find-models.ts';
import { done, notFound, refuse } from './refuse.ts';
import type { Result } from './result.ts';

export interface Described {
  readonly snapshot: SchemaSnapshot;
  /** Null: shipped, no Odoo was asked. */
  readonly takenAt: Date | null;
}

/** The models of a target that a label or a technical name finds, the usual ones first. */
export async function listModels(
  by: Connecting,
  of: ModelsOf,
  { text, limit }: ModelsQuery,
): Promise<Result<ModelList>> {
  const described = await describedOf(by, of, []);
  if (!described.ok) return described;
  const found = findModels(described.value.snapshot, text);
  return done({ ...targetOf(described.value), items: found.slice(0, limit), total: found.length });
}

/** The fields of one model; one that was not read yet is asked for now. */
export async function showModel(by: Connecting, of: ModelsOf, model: string): Promise<Result<ModelView>> {
  const described = await describedOf(by, of, [model]);
  if (!described.ok) return described;
  const { snapshot } = described.value;
  const schema = Object.hasOwn(snapshot.models, model) ? snapshot.models[model] : undefined;
  if (schema === undefined) {
    const names = [...Object.keys(snapshot.modelLabels ?? {}), ...Object.keys(snapshot.models)];
    return refuse('not_found', `${snapshot.database} has no model ${model}.${didYouMean(model, names)}`);
  }
  return done({
    ...targetOf(described.value),
    model,
    label: snapshot.modelLabels?.[model] ?? null,
    rights: schema.rights,
    fields: Object.values(schema.fields),
  });
}

/** Reads models, fields and rights anew: those of the catalogue, and what somebody looked at before. */
export async function refreshModels(by: Connecting, connectionId: string): Promise<Result<ModelList>> {
  const connection = await by.connections.get(connectionId);
  if (!connection) return notFound('Connection', connectionId);
  const known = await by.snapshots.described(connectionId);
  const wanted = Object.keys(known?.snapshot.models ?? {});
  const read = await readDescribed(by, connection, { known: null, wanted });
  if (!read.ok) return read;
  const found = findModels(read.value.snapshot, undefined);
  return done({ ...targetOf(read.value), items: [], total: found.length });
}

function targetOf({ snapshot, takenAt }: Described): Pick<ModelList, 'target' | 'takenAt'> {
  const { serverVersion, database } = snapshot;
  return {
    target: { serverVersion, database, isShipped: takenAt === null },
    takenAt: takenAt === null ? null : takenAt.toISOString(),
  };
}

/** Described models of a target, those of `wanted` among them where it has them. */
export async function describedOf(
  by: Connecting,
  { connectionId, shipped }: ModelsOf,
  wanted: readonly string[],
): Promise<Result<Described>> {
  const offline =
    shipped === undefined ? null : { snapshot: readShippedSchema(shipped).snapshot, takenAt: null };
  if (connectionId === undefined)
    return done(offline ?? { snapshot: readShippedSchema(19).snapshot, takenAt: null });
  const connection = await by.connections.get(connectionId);
  if (!connection) return notFound('Connection', connectionId);
  const kept = await by.snapshots.described(connectionId);
  // what was read before the connection was changed may be of another Odoo
  const known = kept !== null && kept.takenAt >= new Date(connection.updatedAt) ? kept : null;
  if (known !== null && wanted.every((model) => isKnown(known.snapshot, model))) return done(known);
  const base = known === null ? await readOnce(by, connection) : done(known);
  const isEnough = base.ok && wanted.every((model) => isKnown(base.value.snapshot, model));
  const read =
    base.ok && !isEnough ? await readDescribed(by, connection, { known: base.value.snapshot, wanted }) : base;
  return read.ok || offline === null || read.error.code !== 'unavailable' ? read : done(offline);
}

/** Read, or known not to be there. */
function isKnown({ models, modelLabels = {} }: SchemaSnapshot, model: string): boolean {
  const isNone = Object.keys(modelLabels).length > 0 && !Object.hasOwn(modelLabels, model);
  return Object.hasOwn(models, model) || isNone;
}

const underWay = new WeakMap<Connecting['snapshots'], Map<string, Promise<Result<Described>>>>();

/** Pages ask for several things at once: what reads a connection for the first time is shared. */
function readOnce(by: Connecting, connection: ConnectionView): Promise<Result<Described>> {
  const ofApp = underWay.get(by.snapshots) ?? new Map<string, Promise<Result<Described>>>();
  underWay.set(by.snapshots, ofApp);
  const place = `${connection.id} ${connection.updatedAt}`;
  const reading =
    ofApp.get(place) ??
    readDescribed(by, connection, { known: null, wanted: [] }).finally(() => ofApp.delete(place));
  ofApp.set(place, reading);
  return reading;
}

interface Reading {
  /** Stays as it is; null: the models of the catalogue are read too. */
  readonly known: SchemaSnapshot | null;
  readonly wanted: readonly string[];
}

async function readDescribed(
  by: Connecting,
  connection: ConnectionView,
  { known, wanted }: Reading,
): Promise<Result<Described>> {
  const unavailable = (message: string) => refuse('unavailable', `Connection ${connection.name}: ${message}`);
  const probed = await probeConnection(by, connection);
  if (!probed.ok) return unavailable(probed.message);
  try {
    const models = known === null ? [...Object.keys(MODELS), ...wanted] : wanted;
    const read = await takeDescribedSnapshot(probed.client, models);
    if (!read.ok) return unavailable(read.fault.message);
    const snapshot = known === null ? read.value : mergeSnapshots(known, read.value);
    return done({ snapshot, takenAt: await by.snapshots.saveDescribed(connection.id, snapshot) });
  } finally {
    await probed.client.close();
  }
}
