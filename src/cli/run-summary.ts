import Table from 'cli-table3';
import type { App } from '../app/app.ts';
import { keyWords } from '../app/row-words.ts';
import type { RunRowView, RunView } from '../app/run-views.ts';
import { OUTCOMES, type Outcome } from '../issue.ts';
import { presentRows, presentRun } from '../server/presenters/run.ts';
import { presentVanished } from '../server/presenters/vanished.ts';
import { unwrap } from './command-refused.ts';
import type { CommandEnd } from './context.ts';
import { defaultLines } from './default-lines.ts';
import { exitOfRun } from './exit-code.ts';
import type { Output } from './output.ts';
import { format, ICONS, words } from './progress-view.ts';
import { MAX_VANISHED, vanishedLines } from './vanished-lines.ts';

/** Shown in every table; the others only where there are any. */
const ALWAYS: ReadonlySet<Outcome> = new Set([
  'created',
  'updated',
  'unchanged',
  'skipped',
  'rejected',
  'blocked',
]);
export const MAX_REJECTED = 10;

/** The end of a command that ran a graph: the table per node, the first rejected rows, the exit code of the run. */
export async function summarizeRun(
  app: Pick<App, 'runs'>,
  run: RunView,
  output: Output,
): Promise<CommandEnd> {
  const rejected = unwrap(await app.runs.rows(run.id, { outcome: 'rejected', limit: MAX_REJECTED }));
  const { rejected: rejectedCount } = totalsOf(run);
  output.line(summaryTable(run, (outcome) => outcome));
  for (const line of rejectedLines(rejected.items, rejectedCount, 'rejected')) output.line(line);
  const vanished = unwrap(await app.runs.vanished(run.id, { limit: MAX_VANISHED }));
  for (const line of vanishedLines(run, vanished.items)) output.line(line);
  const { nodes } = unwrap(await app.runs.report(run.id));
  for (const line of defaultLines(nodes)) output.line(line);
  output.line(verdictOf(run));
  return {
    exitCode: exitOfRun(run.status),
    result: {
      run: presentRun(run),
      rejected: presentRows(rejected).items,
      vanished: presentVanished(vanished).items,
    },
  };
}

/** @param titleOf what the column of an outcome is called */
export function summaryTable(run: RunView, titleOf: (outcome: Outcome) => string): string {
  const totals = totalsOf(run);
  const outcomes = OUTCOMES.filter((outcome) => ALWAYS.has(outcome) || totals[outcome] > 0);
  const numbers = outcomes.length + 1;
  const table = new Table({
    head: ['node', 'model', 'rows', ...outcomes.map(titleOf)],
    colAligns: ['left', 'left', ...Array.from({ length: numbers }, () => 'right' as const)],
    style: { head: [], border: [], compact: true },
  });
  for (const node of run.progress.nodes) {
    const rows = node.rowsTotal === null ? '' : format(node.rowsTotal);
    const counts = outcomes.map((outcome) => format(node.counts[outcome]));
    table.push([`${ICONS[node.status]} ${node.nodeId}`, node.model, rows, ...counts]);
  }
  table.push([
    'total',
    '',
    format(run.progress.rowsTotal),
    ...outcomes.map((outcome) => format(totals[outcome])),
  ]);
  return table.toString();
}

export function totalsOf(run: RunView): Record<Outcome, number> {
  const sumOf = (outcome: Outcome) => run.progress.nodes.reduce((sum, node) => sum + node.counts[outcome], 0);
  return Object.fromEntries(OUTCOMES.map((outcome) => [outcome, sumOf(outcome)])) as Record<Outcome, number>;
}

export function rejectedLines(rows: readonly RunRowView[], count: number, title: string): readonly string[] {
  if (rows.length === 0) return [];
  const lines = rows.flatMap((row) => {
    const issues = row.issues.filter((issue) => issue.severity === 'error');
    const messages = issues.length === 0 ? ['no reason was kept'] : issues.map((issue) => issue.message);
    return messages.map(
      (message) => `  ✗ ${row.node}, row ${row.row} (${keyWords(row.key) || 'no key'}): ${message}`,
    );
  });
  const more = count > rows.length ? [`  … and ${format(count - rows.length)} more`] : [];
  return ['', `${format(count)} ${title}:`, ...lines, ...more];
}

export function verdictOf(run: RunView, what = 'Run'): string {
  const time = durationOf(run);
  const verdict = `${what} ${run.id}: ${words(run.status)}${time === null ? '' : ` in ${time}`}.`;
  const reason = run.errorMessage ?? (run.status === 'paused' ? run.pauseReason : null);
  return reason === null ? verdict : `${verdict} ${reason}`;
}

function durationOf({ startedAt, completedAt }: RunView): string | null {
  if (startedAt === null || completedAt === null) return null;
  return `${((Date.parse(completedAt) - Date.parse(startedAt)) / 1000).toFixed(1)} s`;
}
