import type { PartResult } from './parts.ts';
import type { Entry } from './rounds.ts';
import type { Spread } from './summary.ts';
import { OURS, spreadOf } from './summary.ts';

/** How many times as fast ours is in one case as something else is, within a round. */
interface RatioOf {
  readonly case: string;
  /** Default: ours with all defaults. */
  readonly by?: string;
  /** The other contender in the same case, or ours in another case. */
  readonly than: { readonly contender: string } | { readonly case: string };
}

/** The figures that the product is held to, by the names under which `--json` has them. */
const RATIOS: Readonly<Record<string, RatioOf>> = {
  a_vs_inprocess: { case: 'partner', than: { contender: 'in-process-2' } },
  b_vs_wizard_name: { case: 'contact', than: { contender: 'wizard' } },
  b_vs_wizard_id: { case: 'contact', than: { contender: 'wizard-xid' } },
  c_vs_wizard_name: { case: 'lead', than: { contender: 'wizard' } },
  c_vs_wizard_id: { case: 'lead', than: { contender: 'wizard-xid' } },
  c_vs_inprocess: { case: 'lead', than: { contender: 'in-process-2' } },
  c_pinned_vs_inprocess: { case: 'lead', by: 'importgraph-pinned', than: { contender: 'in-process-2' } },
  d_vs_wizard_name: { case: 'order', than: { contender: 'wizard' } },
  d_vs_wizard_id: { case: 'order', than: { contender: 'wizard-xid' } },
  f_unchanged_vs_reload: { case: 'unchanged', than: { contender: 'reload' } },
  f_one_percent_vs_reload: { case: 'changed', than: { contender: 'reload' } },
  g_vs_clean: { case: 'lead-bad', than: { case: 'lead' } },
  g_refused_vs_clean: { case: 'lead-refused', than: { case: 'lead' } },
};

/** What `--json` always has, null where this run did not measure it; then whatever else it measured. */
const PROMISED = [
  'a_vs_inprocess',
  'c_vs_wizard_name',
  'c_vs_wizard_id',
  'c_pinned_vs_inprocess',
  'f_unchanged_vs_reload',
  'f_one_percent_vs_reload',
  'g_vs_clean',
  'prepare_vs_engine',
  'prepare_rss_mb',
  'growth_min_ratio',
];

export function figuresOf(
  ratios: Readonly<Record<string, Spread>>,
  parts: readonly Pick<PartResult, 'figures'>[],
): Readonly<Record<string, number | null>> {
  const medians = Object.entries(ratios).map(([name, { median }]) => [name, median] as const);
  return {
    ...Object.fromEntries(PROMISED.map((name) => [name, null])),
    ...Object.fromEntries(medians),
    ...Object.assign({}, ...parts.map(({ figures }) => figures)),
  };
}

/** Of the ratios whose two sides were both measured in at least one round. */
export function ratiosOf(entries: readonly Entry[]): Readonly<Record<string, Spread>> {
  const found = Object.entries(RATIOS).map(([name, of]) => [name, ratioOf(entries, of)] as const);
  return Object.fromEntries(found.flatMap(([name, spread]) => (spread === null ? [] : [[name, spread]])));
}

function ratioOf(entries: readonly Entry[], of: RatioOf): Spread | null {
  const ours = ratesOf(entries, of.case, of.by ?? OURS);
  const theirs =
    'contender' in of.than
      ? ratesOf(entries, of.case, of.than.contender)
      : ratesOf(entries, of.than.case, OURS);
  return spreadOf(
    [...ours].flatMap(([round, rate]) => {
      const other = theirs.get(round);
      return other === undefined ? [] : [rate / other];
    }),
  );
}

/** Rows per millisecond, by round. */
function ratesOf(
  entries: readonly Entry[],
  caseName: string,
  contender: string,
): ReadonlyMap<number, number> {
  return new Map(
    entries.flatMap(({ round, case: { name }, contender: by, measurement: m }) =>
      name === caseName && by.name === contender && m.ok ? [[round, m.rows / m.loadMs] as const] : [],
    ),
  );
}
