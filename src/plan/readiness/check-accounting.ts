import type { ModelNode } from '../graph-spec.ts';
import { findingAt } from './finding-at.ts';
import type { Finding, TargetFacts } from './readiness.ts';

/** Models that cannot be written without accounts and journals. */
const NEED_A_CHART: ReadonlySet<string> = new Set([
  'account.bank.statement',
  'account.bank.statement.line',
  'account.move',
  'account.move.line',
  'account.payment',
]);

export function needsChart(model: string): boolean {
  return NEED_A_CHART.has(model);
}

/** Which type of journal Odoo takes for an entry without `journal_id` (account_move.py, 14 to 19). */
const JOURNAL_OF: ReadonlyMap<string, string> = new Map(
  Object.entries({
    entry: 'general',
    out_invoice: 'sale',
    out_refund: 'sale',
    out_receipt: 'sale',
    in_invoice: 'purchase',
    in_refund: 'purchase',
    in_receipt: 'purchase',
  }),
);

/** A company without a chart of accounts has neither accounts nor journals, and one that was set up by hand may lack one of them. */
export function checkAccounting(nodes: readonly ModelNode[], facts: TargetFacts): readonly Finding[] {
  const loading = nodes.filter(({ data }) => needsChart(data.odooModel));
  return loading.flatMap((node) => {
    const journals = journalsFor(node, facts);
    if (facts.hasAccounts === false || journals?.length === 0) return [chartMissing(node, facts)];
    return journals === null ? [] : checkJournal(node, journals);
  });
}

/** Those of the company that the rows will belong to. */
function journalsFor(
  { data }: ModelNode,
  { journals, companyId }: TargetFacts,
): readonly { readonly type: string }[] | null {
  if (journals === null || companyId === null || Object.hasOwn(data.fields, 'company_id')) return journals;
  return journals.filter((journal) => journal.companyId === null || journal.companyId === companyId);
}

function chartMissing(node: ModelNode, { hasAccounts }: TargetFacts): Finding {
  const what = hasAccounts === false ? 'accounts' : 'journals';
  return findingAt(
    'blocker',
    'chart_missing',
    { node },
    `the company of the connection's user has no ${what}, so Odoo refuses "${node.data.odooModel}". Choose its chart of accounts first (Accounting, Configuration, Settings, Fiscal Localization).`,
  );
}

function checkJournal(node: ModelNode, journals: readonly { readonly type: string }[]): readonly Finding[] {
  const { odooModel, fields } = node.data;
  if (odooModel !== 'account.move' || Object.hasOwn(fields, 'journal_id')) return [];
  const kind = fields.move_type;
  const moveType = kind === undefined ? 'entry' : 'value' in kind ? String(kind.value) : null;
  const wanted = moveType === null ? undefined : JOURNAL_OF.get(moveType);
  if (wanted === undefined || journals.some(({ type }) => type === wanted)) return [];
  return [
    findingAt(
      'blocker',
      'journal_missing',
      { node, field: 'journal_id' },
      `Odoo has no journal of type "${wanted}" for entries of type "${moveType}". Make one in Odoo (Accounting, Configuration, Journals), or map journal_id.`,
    ),
  ];
}
