import type { Oracle } from '../test/support/read-odoo.ts';
import type { CaseData, CaseSheet } from './case.ts';
import { externalId } from './case.ts';
import { COUNTRY_NODE, pathOf, textsOf } from './cell.ts';
import type { Known } from './contender.ts';

const WARM_CALLS = 4;
const SEED_ROWS_PER_CALL = 500;

/**
 * Makes both workers of the server ready. A worker that has to load the registry is busy for a second or more, so of calls sent
 * at the same time the other worker takes the next one. Each call loads one record of the model, so that what Odoo caches at the
 * first `load` is cached; then the records are removed.
 */
export async function warmUp(client: Oracle, { measured }: CaseData): Promise<void> {
  const [{ model } = { model: 'res.partner' }] = measured;
  await warmServer(client, model);
}

export async function warmServer(client: Oracle, model: string): Promise<void> {
  for (const round of [1, 2]) {
    const calls = Array.from({ length: WARM_CALLS }, (_, i) =>
      client.execute<{ readonly ids: readonly number[] }>(model, 'load', [
        ['name'],
        [[`Warm up ${round}.${i}`]],
      ]),
    );
    const answers = await Promise.all(calls);
    await client.execute(model, 'unlink', [answers.flatMap(({ ids }) => ids)]);
  }
}

/** Loads what the case wants beforehand, through Odoo's own `load`; the contenders are then all in the same state. */
export async function seed(client: Oracle, data: CaseData): Promise<Known> {
  const known = new Map([[COUNTRY_NODE, await countries(client)]]);
  for (const sheet of data.beforehand) known.set(sheet.node, await seedSheet(client, data, sheet));
  return known;
}

async function seedSheet(
  client: Oracle,
  data: CaseData,
  sheet: CaseSheet,
): Promise<ReadonlyMap<string, number>> {
  const idOfKey = new Map<string, number>();
  const { fields, lines } = loadable(data, sheet);
  for (let from = 0; from < sheet.rows.length; from += SEED_ROWS_PER_CALL) {
    const rows = sheet.rows.slice(from, from + SEED_ROWS_PER_CALL);
    const cells = lines.slice(from, from + SEED_ROWS_PER_CALL);
    const { ids, messages } = await client.execute<LoadAnswer>(sheet.model, 'load', [fields, cells], {
      context: { tracking_disable: true },
    });
    if (ids === false)
      throw new Error(`${sheet.node} cannot be loaded beforehand: ${JSON.stringify(messages)}`);
    for (const [i, row] of rows.entries()) idOfKey.set(row.key, ids[i] ?? 0);
  }
  return idOfKey;
}

interface LoadAnswer {
  readonly ids: readonly number[] | false;
  readonly messages: readonly unknown[];
}

/** A sheet as `load` takes it: external IDs first, references by external ID. */
export function loadable(
  data: CaseData,
  sheet: CaseSheet,
): { readonly fields: readonly string[]; readonly lines: readonly (readonly string[])[] } {
  const texts = sheet.columns.map((column) => textsOf(data, column, 'external_id'));
  return {
    fields: ['id', ...sheet.columns.map((column) => pathOf(column, 'external_id'))],
    lines: sheet.rows.map(({ key, cells }) => [
      externalId(data, sheet, key),
      ...cells.map((cell, i) => texts[i]?.(cell) ?? ''),
    ]),
  };
}

async function countries(client: Oracle): Promise<ReadonlyMap<string, number>> {
  const records = await client.searchRead('res.country', [], ['code']);
  return new Map(records.map(({ id, code }) => [String(code), id]));
}
