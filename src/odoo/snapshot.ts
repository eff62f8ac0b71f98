import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Answer } from '../load/ports.ts';
import type { ModelRights, ModelSchema, SchemaSnapshot } from '../mapping/target-schema.ts';
import { collectInParallel } from './answers.ts';
import { canonicalJson } from './canonical-json.ts';
import type { OdooClient } from './client.ts';
import { FIELD_ATTRIBUTES, fieldSchemas, RawField } from './field-schema.ts';
import { readModelLabels } from './model-labels.ts';

const MODELS_AT_ONCE = 2;
const RIGHTS_AT_ONCE = 2;

/** Fields and rights of these models, in one reading. Record rules and field groups show only in what the user sees. */
export async function takeSnapshot(
  client: OdooClient,
  models: readonly string[],
): Promise<Answer<SchemaSnapshot>> {
  return readAll(client, models, FIELD_ATTRIBUTES);
}

/** The same for people to choose from: with help texts, and what all models of the target are called. */
export async function takeDescribedSnapshot(
  client: OdooClient,
  models: readonly string[],
): Promise<Answer<SchemaSnapshot>> {
  const snapshot = await readAll(client, models, [...FIELD_ATTRIBUTES, 'help']);
  if (!snapshot.ok) return snapshot;
  const labels = await readModelLabels(client);
  if (!labels.ok) return labels;
  return { ok: true, value: { ...snapshot.value, modelLabels: labels.value } };
}

/** What was read later in place of what was known, and the other models as they were. */
export function mergeSnapshots(known: SchemaSnapshot, later: SchemaSnapshot): SchemaSnapshot {
  const models = { ...known.models, ...later.models };
  return { ...later, models, hash: hashOf(models) };
}

function hashOf(models: SchemaSnapshot['models']): string {
  return createHash('sha256').update(canonicalJson(models)).digest('hex');
}

async function readAll(
  client: OdooClient,
  models: readonly string[],
  attributes: readonly string[],
): Promise<Answer<SchemaSnapshot>> {
  const names = [...new Set(models)].sort();
  const [schemas, modules, languages] = await Promise.all([
    collectInParallel(names, MODELS_AT_ONCE, (model) => readModel(client, model, attributes)),
    readInstalledModules(client),
    readLanguages(client),
  ]);
  if (!schemas.ok) return schemas;
  if (!modules.ok) return modules;
  if (!languages.ok) return languages;
  const found = schemas.value.filter((schema) => schema !== null);
  const byName = Object.fromEntries(found.map((schema) => [schema.model, schema]));
  return {
    ok: true,
    value: {
      serverVersion: client.version.text,
      majorVersion: client.version.major,
      database: client.database,
      models: byName,
      installedModules: modules.value,
      languages: languages.value,
      hash: hashOf(byName),
    },
  };
}

/** Null: there is no such model. */
async function readModel(
  client: OdooClient,
  model: string,
  attributes: readonly string[],
): Promise<Answer<ModelSchema | null>> {
  const [fields, rights] = await Promise.all([
    readFields(client, model, attributes),
    readRights(client, model),
  ]);
  if (!fields.ok) return fields.fault.reason === 'model_unknown' ? { ok: true, value: null } : fields;
  if (!rights.ok) return rights;
  return { ok: true, value: { model, fields: fields.value, rights: rights.value } };
}

async function readFields(
  client: OdooClient,
  model: string,
  attributes: readonly string[],
): Promise<Answer<ModelSchema['fields']>> {
  const raw = await client.call(model, 'fields_get', {
    args: { attributes },
    answer: z.record(z.string(), RawField),
  });
  if (!raw.ok) return raw;
  const required = Object.keys(raw.value).filter((name) => raw.value[name]?.required);
  const defaults = await readDefaults(client, model, required);
  if (!defaults.ok) return defaults;
  return { ok: true, value: fieldSchemas(raw.value, defaults.value) };
}

const OPERATIONS = ['read', 'create', 'write', 'unlink'] as const;

export async function readRights(client: OdooClient, model: string): Promise<Answer<ModelRights>> {
  const answers = await collectInParallel(OPERATIONS, RIGHTS_AT_ONCE, (operation) =>
    client.version.major >= 18
      ? client.call(model, 'has_access', { ids: [], args: { operation }, answer: z.boolean() })
      : client.call(model, 'check_access_rights', {
          args: { operation, raise_exception: false },
          answer: z.boolean(),
        }),
  );
  if (!answers.ok) return answers;
  const [read = false, create = false, write = false, unlink = false] = answers.value;
  return { ok: true, value: { read, create, write, unlink } };
}

/**
 * Which of the required fields have a default that fills them. `default_get` asks models for values and may refuse: then
 * nothing is known and no default is claimed.
 */
async function readDefaults(
  client: OdooClient,
  model: string,
  fields: readonly string[],
): Promise<Answer<ReadonlySet<string>>> {
  if (fields.length === 0) return { ok: true, value: new Set() };
  const answer = await client.call(model, 'default_get', {
    args: { fields },
    positional: ['fields'],
    answer: z.record(z.string(), z.unknown()),
  });
  if (!answer.ok) return answer.fault.kind === 'certain' ? { ok: true, value: new Set() } : answer;
  const asked = new Set(fields);
  const filled = Object.entries(answer.value).filter(
    ([name, value]) => asked.has(name) && value !== false && value !== null && value !== '',
  );
  return { ok: true, value: new Set(filled.map(([name]) => name)) };
}

const ModuleRows = z.array(z.object({ name: z.string() }));

async function readInstalledModules(client: OdooClient): Promise<Answer<readonly string[] | null>> {
  const rows = await client.call('ir.module.module', 'search_read', {
    args: { domain: [['state', 'in', ['installed', 'to upgrade', 'to remove']]], fields: ['name'] },
    answer: ModuleRows,
  });
  if (!rows.ok) return rows.fault.reason === 'access_denied' ? { ok: true, value: null } : rows;
  return { ok: true, value: rows.value.map((row) => row.name).sort() };
}

/** `get_installed`: [code, name] pairs of the active languages (res_lang.py, 14 to 19). */
async function readLanguages(client: OdooClient): Promise<Answer<readonly string[] | null>> {
  const rows = await client.call('res.lang', 'get_installed', {
    answer: z.array(z.tuple([z.string(), z.string()])),
  });
  if (!rows.ok) return rows.fault.kind === 'certain' ? { ok: true, value: null } : rows;
  return { ok: true, value: rows.value.map(([code]) => code).sort() };
}
