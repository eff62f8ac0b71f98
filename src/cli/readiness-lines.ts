import Table from 'cli-table3';
import type { ReadinessView } from '../app/graph-cases.ts';
import type { ModelNeeds } from '../plan/readiness/readiness.ts';

const MARK = { blocker: '✗', warning: '!', note: '·' } as const;

/** Readiness for people: a table of the models, the findings, and the verdict. */
export function readinessLines({ target, findings, models, ready }: ReadinessView): readonly string[] {
  const table = new Table({
    head: ['model', 'loaded by', 'needs', 'state'],
    style: { head: [], border: [], compact: true },
  });
  for (const one of models) table.push([one.model, one.nodes.join(', '), one.needs.join(', '), stateOf(one)]);
  const blockers = findings.filter(({ severity }) => severity === 'blocker').length;
  return [
    `For Odoo ${target.serverVersion} (${target.database}).`,
    table.toString(),
    ...findings.map(({ severity, code, message }) => `  ${MARK[severity]} ${message} [${code}]`),
    ready ? 'Nothing stands in the way of a run.' : `Not ready: ${blockers} blockers (✗).`,
  ];
}

function stateOf({ exists, module, missing }: ModelNeeds): string {
  if (exists === null) return 'not asked';
  if (!exists) return module === null ? 'missing' : `missing (module ${module})`;
  return missing.length > 0 ? `may not ${missing.join(', ')}` : 'ok';
}
