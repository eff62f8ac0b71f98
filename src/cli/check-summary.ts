import type { App } from '../app/app.ts';
import type { IssueGroup, RunRowView, RunView } from '../app/run-views.ts';
import type { Outcome } from '../issue.ts';
import { presentIssueGroups, presentRows, presentRun } from '../server/presenters/run.ts';
import { presentVanished } from '../server/presenters/vanished.ts';
import { unwrap } from './command-refused.ts';
import type { CommandEnd } from './context.ts';
import { EXIT, type ExitCode, exitOfRun } from './exit-code.ts';
import type { Output } from './output.ts';
import { format } from './progress-view.ts';
import { MAX_REJECTED, rejectedLines, summaryTable, totalsOf, verdictOf } from './run-summary.ts';
import { MAX_VANISHED, vanishedLines } from './vanished-lines.ts';

const MAX_UPDATED = 10;
const MAX_FIELDS = 6;
const MAX_WARNINGS = 10;
const MAX_CHARACTERS = 60;

/** What a run would do: the outcomes are the run's words, the table says them as a plan. */
const TITLES: Readonly<Partial<Record<Outcome, string>>> = {
  created: 'create',
  updated: 'update',
  skipped: 'skip',
  rejected: 'reject',
  blocked: 'block',
};

/** The end of a check: what would become of the rows per node, the first changes and rejected rows, and what could not be checked. */
export async function summarizeCheck(
  app: Pick<App, 'runs'>,
  run: RunView,
  output: Output,
): Promise<CommandEnd> {
  const { runs } = app;
  const updated = unwrap(await runs.rows(run.id, { outcome: 'updated', limit: MAX_UPDATED, changes: true }));
  const rejected = unwrap(await runs.rows(run.id, { outcome: 'rejected', limit: MAX_REJECTED }));
  const issues = unwrap(await runs.issues(run.id));
  const vanished = unwrap(await runs.vanished(run.id, { limit: MAX_VANISHED }));
  const totals = totalsOf(run);
  output.line(summaryTable(run, (outcome) => TITLES[outcome] ?? outcome));
  for (const line of [
    ...changeLines(updated.items, totals.updated),
    ...rejectedLines(rejected.items, totals.rejected, 'would be rejected'),
    ...vanishedLines(run, vanished.items),
    ...warningLines(issues.filter(({ severity }) => severity === 'warning')),
  ]) {
    output.line(line);
  }
  output.line(`${verdictOf(run, 'Check')} Nothing was written to Odoo.`);
  return {
    exitCode: exitOfCheck(run),
    result: {
      run: presentRun(run),
      updated: presentRows(updated).items,
      rejected: presentRows(rejected).items,
      issues: presentIssueGroups(issues).items,
      vanished: presentVanished(vanished).items,
    },
  };
}

function exitOfCheck({ status }: RunView): ExitCode {
  return status === 'completed_with_errors' ? EXIT.issuesFound : exitOfRun(status);
}

function changeLines(rows: readonly RunRowView[], count: number): readonly string[] {
  if (rows.length === 0) return [];
  const lines = rows.map(
    ({ node, row, key, changes = [] }) => `  ~ ${node}, row ${row} (${key}): ${changesText(changes)}`,
  );
  const more = count > rows.length ? [`  … and ${format(count - rows.length)} more`] : [];
  return ['', `${format(count)} would be updated:`, ...lines, ...more];
}

function changesText(changes: NonNullable<RunRowView['changes']>): string {
  const shown = changes
    .slice(0, MAX_FIELDS)
    .map((change) => `${change.field}: ${valueText(change.old)} → ${valueText(change.new)}`);
  const more = changes.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more fields`] : [])].join('; ');
}

/** Odoo's false is an empty value, except for a yes or no, where it reads well enough. */
function valueText(value: unknown): string {
  if (value === false || value === null || value === '') return 'empty';
  const text = JSON.stringify(value);
  return text.length <= MAX_CHARACTERS ? text : `${text.slice(0, MAX_CHARACTERS)}…`;
}

function warningLines(groups: readonly IssueGroup[]): readonly string[] {
  if (groups.length === 0) return [];
  const lines = groups.slice(0, MAX_WARNINGS).map(({ node, code, field, count, samples }) => {
    const place = field === null ? node : `${node}.${field}`;
    return `  ! ${place}, ${code}, ${format(count)} ×: ${samples[0]?.message ?? ''}`;
  });
  const more = groups.length > MAX_WARNINGS ? [`  … and ${groups.length - MAX_WARNINGS} more`] : [];
  return ['', 'Warnings:', ...lines, ...more];
}
