/**
 * Captures the schema of the catalogue's models from a running server, for suggestions without a connection. Writes
 * `src/odoo/schemas/odoo-<version>.json`, the same bytes for the same server.
 *
 *   node scripts/capture-schemas.ts --url http://127.0.0.1:8019 --db NAME --login admin --password …
 *
 * Languages: the labels of fr, es and de are captured too, where they are active (Settings › Languages). Fields that cannot be loaded
 * (one2many, images, what Odoo computes by itself) stay out.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { MODELS } from '../src/mapping/suggest/catalogue/catalogue.ts';
import type { FieldSchema, ModelSchema } from '../src/mapping/target-schema.ts';
import { readModelLabels } from '../src/odoo/model-labels.ts';
import { probe } from '../src/odoo/probe.ts';
import { type CompactField, type ShippedSchema, USUAL_FIELD } from '../src/odoo/shipped-schemas.ts';
import { takeSnapshot } from '../src/odoo/snapshot.ts';

const LANGUAGES = ['fr_FR', 'es_ES', 'de_DE'];
const KEPT_BY_ODOO = /^(create_date|create_uid|write_date|write_uid|display_name|__last_update|id)$/;
const NOT_DATA =
  /^(message_|activity_|website_message_|my_activity_|rating_|access_|avatar_|image_|has_|is_mail_)/;

const { values: args } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:8019' },
    db: { type: 'string', default: '' },
    login: { type: 'string', default: 'admin' },
    password: { type: 'string', default: 'admin' },
  },
});

function canBeLoaded(field: FieldSchema): boolean {
  if (KEPT_BY_ODOO.test(field.name) || NOT_DATA.test(field.name)) return false;
  if (['one2many', 'binary', 'json', 'properties', 'properties_definition', 'reference'].includes(field.type))
    return false;
  return !(field.readonly && (!field.store || (field.depends?.length ?? 0) > 0));
}

/** That a field is computed matters, from what does not. */
function compact({ depends, ...field }: FieldSchema): CompactField {
  const usual = new Map<string, unknown>(Object.entries(USUAL_FIELD));
  const kept = Object.entries(field).filter(([key, value]) => key !== 'name' && usual.get(key) !== value);
  return { ...Object.fromEntries(kept), ...(depends && field.required ? { depends: ['*'] } : {}) };
}

function compactModel({ fields }: ModelSchema): Record<string, CompactField> {
  return Object.fromEntries(
    Object.values(fields)
      .filter(canBeLoaded)
      .map((field) => [field.name, compact(field)]),
  );
}

function lines(value: Readonly<Record<string, Readonly<Record<string, unknown>>>>): string {
  const models = Object.entries(value).map(([model, fields]) => {
    const inner = Object.entries(fields).map(
      ([name, field]) => `${JSON.stringify(name)}:${JSON.stringify(field)}`,
    );
    return `${JSON.stringify(model)}:{\n${inner.join(',\n')}\n}`;
  });
  return `{\n${models.join(',\n')}\n}`;
}

async function main(): Promise<void> {
  const found = await probe({
    url: args.url,
    database: args.db,
    login: args.login,
    secret: args.password,
    allowPrivate: true,
    transport: 'jsonrpc',
  });
  if (!found.ok) throw new Error(found.message);
  const { client } = found;
  const answer = await takeSnapshot(client, Object.keys(MODELS));
  if (!answer.ok) throw new Error(answer.fault.message);
  const { models, installedModules, serverVersion, majorVersion, hash } = answer.value;
  const compacted = Object.fromEntries(
    Object.entries(models).map(([name, model]) => [name, compactModel(model)]),
  );
  const labels: Record<string, Record<string, string[]>> = {};
  for (const [model, fields] of Object.entries(compacted)) {
    for (const lang of LANGUAGES) {
      const words = await client.call(model, 'fields_get', {
        args: { attributes: ['string'] },
        context: { lang },
        answer: z.record(z.string(), z.object({ string: z.string() })),
      });
      if (!words.ok) throw new Error(words.fault.message);
      for (const name of Object.keys(fields)) {
        const label = words.value[name]?.string ?? '';
        const known = [fields[name]?.label, ...(labels[model]?.[name] ?? [])];
        if (label === '' || known.includes(label)) continue;
        const ofModel = labels[model] ?? {};
        labels[model] = { ...ofModel, [name]: [...(ofModel[name] ?? []), label] };
      }
    }
  }
  const called = await readModelLabels(client);
  if (!called.ok) throw new Error(called.fault.message);
  await client.close();
  const head: Omit<ShippedSchema, 'models' | 'labels'> = {
    serverVersion,
    majorVersion,
    installedModules: installedModules ?? [],
    hash,
    modelLabels: Object.fromEntries(Object.keys(models).map((name) => [name, called.value[name] ?? name])),
  };
  writeFileSync(
    new URL(`../src/odoo/schemas/odoo-${majorVersion}.json`, import.meta.url),
    `${JSON.stringify(head).slice(0, -1)},\n"models":${lines(compacted)},\n"labels":${lines(labels)}}\n`,
  );
}

await main();
