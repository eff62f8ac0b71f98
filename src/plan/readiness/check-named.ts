import type { ModelNode } from '../graph-spec.ts';
import { findingAt } from './finding-at.ts';
import type { Finding, FindingSeverity, NamedValues, ReadinessCode, TargetFacts } from './readiness.ts';

const MOST_SHOWN = 10;

interface Words {
  readonly missing: ReadinessCode;
  readonly archived: ReadinessCode;
  readonly thing: string;
  /** What to do where there is no such record. */
  readonly make: string;
  /** What follows from records that are archived, and what to do. */
  readonly wake: string;
}

const ANY: Words = {
  missing: 'record_missing',
  archived: 'record_archived',
  thing: 'records',
  make: 'Make them in Odoo first, or translate the values with a value_map.',
  wake: 'Rows will refer to archived records. Unarchive them in Odoo, or translate the values with a value_map.',
};

const WORDS: Readonly<Record<string, Words>> = {
  'res.currency': {
    missing: 'currency_missing',
    archived: 'currency_inactive',
    thing: 'currencies',
    make: 'Odoo knows currencies by their ISO code, as in EUR. Correct the values, or translate them with a value_map.',
    wake: 'Rows will be loaded, but nobody can choose the currency, it has no rate, and documents in it cannot be confirmed. Activate it in Odoo (Accounting, Configuration, Currencies) and give it a rate.',
  },
  'res.lang': {
    missing: 'language_missing',
    archived: 'language_missing',
    thing: 'languages',
    make: 'Languages are named by code, as in fr_FR. Correct the values, or translate them with a value_map.',
    wake: 'Install them in Odoo (Settings, Languages), or translate the values with a value_map.',
  },
  'uom.uom': {
    missing: 'unit_missing',
    archived: 'unit_inactive',
    thing: 'units of measure',
    make: 'Make them in Odoo (Inventory, Configuration, Units of Measure), or translate the values with a value_map.',
    wake: 'Rows will be loaded, but nobody can choose the unit. Unarchive it in Odoo, or translate the values with a value_map.',
  },
  'account.account': {
    ...ANY,
    thing: 'accounts',
    make: 'Make them in Odoo (Accounting, Configuration, Chart of Accounts), or translate the codes with a value_map.',
  },
};

/** Records that rows or the graph name, which must be set up in Odoo before. */
export function checkNamed(
  nodes: readonly ModelNode[],
  named: readonly NamedValues[],
  facts: TargetFacts,
): readonly Finding[] {
  return named.flatMap((one) => {
    const node = nodes.find(({ id }) => id === one.node);
    if (!node || facts.unseen.includes(one.model)) return [];
    return [...missingOf(node, one, facts), ...archivedOf(node, one, facts)];
  });
}

function missingOf(node: ModelNode, named: NamedValues, facts: TargetFacts): readonly Finding[] {
  const missing = named.values.filter((value) => !found(named, facts, value).length);
  if (missing.length === 0 || named.onMissing === 'create') return [];
  const words = WORDS[named.model] ?? ANY;
  const text = `Odoo has no ${words.thing} with ${named.match} ${shown(missing)}, so ${consequence(named)}. ${words.make}`;
  return [findingAt(severityOf(named), words.missing, { node, field: named.field }, text)];
}

function severityOf({ onMissing, isConstant }: NamedValues): FindingSeverity {
  return onMissing === 'reject' && isConstant ? 'blocker' : 'warning';
}

function consequence({ onMissing, isConstant }: NamedValues): string {
  if (onMissing === 'empty') return 'the field stays empty';
  return isConstant ? 'every row would be rejected' : 'their rows would be rejected';
}

function archivedOf(node: ModelNode, named: NamedValues, facts: TargetFacts): readonly Finding[] {
  const archived = named.values.filter((value) => {
    const records = found(named, facts, value);
    return records.length > 0 && records.every(({ isArchived }) => isArchived);
  });
  if (archived.length === 0) return [];
  const words = WORDS[named.model] ?? ANY;
  const isRefused = named.isChoice === true;
  const follows = isRefused ? `, so ${consequence(named)}` : '';
  const text = `the ${words.thing} ${shown(archived)} are not active in Odoo${follows}. ${words.wake}`;
  const severity = isRefused ? severityOf(named) : 'warning';
  return [findingAt(severity, words.archived, { node, field: named.field }, text)];
}

function found({ model, match }: NamedValues, { records }: TargetFacts, value: string) {
  return records.filter((known) => known.model === model && known.field === match && known.value === value);
}

export function shown(values: readonly string[]): string {
  const list = values
    .slice(0, MOST_SHOWN)
    .map((value) => `"${value}"`)
    .join(', ');
  return values.length > MOST_SHOWN ? `${list} and ${values.length - MOST_SHOWN} more` : list;
}
