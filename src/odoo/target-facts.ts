import { z } from 'zod';
import type { Answer } from '../load/ports.ts';
import type { KnownRecord, TargetFacts } from '../plan/readiness/readiness.ts';
import { collectInParallel } from './answers.ts';
import type { OdooClient } from './client.ts';
import { ALL_RECORDS_CONTEXT } from './context.ts';
import { findByValues } from './find-by-values.ts';
import { findNewestId } from './find-records.ts';
import { readRights } from './snapshot.ts';
import { readUserCompany } from './user-company.ts';

export interface FactsWanted {
  /** Records that must be there, by a field. */
  readonly records: readonly {
    readonly model: string;
    readonly field: string;
    readonly values: readonly string[];
  }[];
  /** Accounts and journals. */
  readonly chart: boolean;
  /** Models whose automation rules are looked for. */
  readonly automationsOf: readonly string[];
}

const ASKED_AT_ONCE = 2;

/** What a snapshot does not tell; nothing is written. What the user may not read is told as not seen. */
export async function readTargetFacts(client: OdooClient, wanted: FactsWanted): Promise<Answer<TargetFacts>> {
  const records = await collectInParallel(wanted.records, ASKED_AT_ONCE, (asked) =>
    seen(findKnown(client, asked)),
  );
  if (!records.ok) return records;
  const company = await seen(readUserCompany(client));
  if (!company.ok) return company;
  const newest = wanted.chart ? await seen(findNewestId(client, 'account.account')) : NOT_ASKED;
  if (!newest.ok) return newest;
  const journals = wanted.chart ? await seen(readJournals(client)) : NOT_ASKED;
  if (!journals.ok) return journals;
  const rights = await readRights(client, 'ir.model.data');
  if (!rights.ok) return rights;
  const automations =
    wanted.automationsOf.length === 0
      ? ({ ok: true, value: [] } as const)
      : await seen(readAutomations(client, wanted.automationsOf));
  if (!automations.ok) return automations;
  const unseen = wanted.records.filter((_, at) => records.value[at] === null).map(({ model }) => model);
  return {
    ok: true,
    value: {
      companyId: company.value,
      records: records.value.flatMap((found) => found ?? []),
      unseen: [...new Set(unseen)].sort(),
      hasAccounts: newest.value === null ? null : newest.value > 0,
      journals: journals.value,
      seesExternalIds: rights.value.read,
      automations: automations.value ?? 'unseen',
    },
  };
}

const NOT_ASKED: Answer<null> = { ok: true, value: null };

/** Null where the model is not there, or the user may not read it: a verdict of its own, and none of the call's. */
async function seen<T>(asked: Promise<Answer<T>>): Promise<Answer<T | null>> {
  const answer = await asked;
  return answer.ok || answer.fault.kind !== 'certain' ? answer : { ok: true, value: null };
}

async function findKnown(
  client: OdooClient,
  { model, field, values }: FactsWanted['records'][number],
): Promise<Answer<readonly KnownRecord[]>> {
  const found = await findByValues(client, model, [{ field, values }], [field]);
  if (!found.ok) return found;
  return {
    ok: true,
    value: found.value.map(({ record, isArchived }) => ({
      model,
      field,
      value: String(record[field] ?? ''),
      isArchived,
    })),
  };
}

const Reference = z.union([z.tuple([z.int(), z.string()]).transform(([id]) => id), z.literal(false)]);
const JournalRows = z.array(z.object({ type: z.string(), company_id: Reference }));

async function readJournals(client: OdooClient): Promise<Answer<NonNullable<TargetFacts['journals']>>> {
  const rows = await client.call('account.journal', 'search_read', {
    args: { domain: [], fields: ['type', 'company_id'] },
    answer: JournalRows,
  });
  if (!rows.ok) return rows;
  return {
    ok: true,
    value: rows.value.map(({ type, company_id: company }) => ({ type, companyId: company || null })),
  };
}

const RuleRows = z.array(z.object({ name: z.string(), model_id: Reference }));
const ModelRows = z.array(z.object({ id: z.int(), model: z.string() }));

/** `model_name` cannot be searched on every version, the model it belongs to can (base_automation.py, 14 to 19). */
async function readAutomations(
  client: OdooClient,
  models: readonly string[],
): Promise<Answer<Exclude<TargetFacts['automations'], 'unseen'>>> {
  const rules = await client.call('base.automation', 'search_read', {
    args: { domain: [['model_id.model', 'in', models]], fields: ['name', 'model_id'] },
    answer: RuleRows,
  });
  if (!rules.ok) return rules.fault.reason === 'model_unknown' ? { ok: true, value: [] } : rules;
  const named = await client.call('ir.model', 'search_read', {
    args: { domain: [['model', 'in', models]], fields: ['model'] },
    context: ALL_RECORDS_CONTEXT,
    answer: ModelRows,
  });
  if (!named.ok) return named;
  const modelOf = new Map(named.value.map(({ id, model }) => [id, model]));
  return {
    ok: true,
    value: rules.value.map(({ name, model_id: id }) => ({ name, model: modelOf.get(id || 0) ?? '' })),
  };
}
