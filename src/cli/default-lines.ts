import type { NodeDefault } from '../report/fold-events.ts';
import type { ReportNode } from '../report/run-report.ts';

const TOLD: Readonly<Record<NodeDefault['state'], (node: string, values: string) => string>> = {
  proposed: (node, values) =>
    `${node}: Odoo computed the same for each new record: ${values}. With "pinned_defaults: auto" the node sends it along, which is faster.`,
  pinned: (node, values) => `${node}: sent along with the new records, as Odoo computes it: ${values}.`,
  unpinned: (node, values) =>
    `${node}: sent along at first, until Odoo was seen to make something else of a record: ${values}. Look at the records created before, and set "pinned_defaults: off".`,
};

/** So many new records before a proposal gains a user anything; the report has them all. */
const WORTH_A_LINE = 1000;

/** What Odoo computes the same for every new record, by node; nothing where nothing was noticed. */
export function defaultLines(nodes: readonly ReportNode[]): readonly string[] {
  const lines = nodes.flatMap(({ node, counts, defaults }) => {
    const told = defaults.filter(({ state }) => state !== 'proposed' || counts.created >= WORTH_A_LINE);
    return [...Map.groupBy(told, ({ state }) => state)].map(([state, found]) =>
      TOLD[state](node, found.map(defaultText).join(', ')),
    );
  });
  return lines.length === 0 ? [] : ['', ...lines];
}

function defaultText({ field, value, name }: NodeDefault): string {
  return name === null ? `${field} = ${value}` : `${field} = ${name} (${value})`;
}
