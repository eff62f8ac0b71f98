import Table from 'cli-table3';
import type { App } from '../app/app.ts';
import type { KeptRow, NodeProgress, RollbackPreview, RunRowView, RunView } from '../app/run-views.ts';
import { presentRows, presentRun } from '../server/presenters/run.ts';
import { unwrap } from './command-refused.ts';
import type { CommandEnd } from './context.ts';
import { EXIT, type ExitCode, exitOfRun } from './exit-code.ts';
import type { Output } from './output.ts';
import { format } from './progress-view.ts';
import { verdictOf } from './run-summary.ts';

const MAX_KEPT = 10;

/** What a rollback would do, per node, the first rows that would stay, and what could not be looked at. */
export function previewLines(preview: RollbackPreview): readonly string[] {
  const rows = preview.nodes.map(({ nodeId, model, toDelete, toRestore, kept }) => {
    const stay = kept.reduce((sum, { count }) => sum + count, 0);
    return [nodeId, model, toDelete, toRestore, stay] as const;
  });
  const also = preview.alsoDeleted.map(
    ({ model, count }) => `${format(count)} ${model} that Odoo made along with them go too.`,
  );
  const unseen =
    preview.unseen.length === 0
      ? []
      : [`Not looked at, because the user may not read them: ${preview.unseen.join(', ')}.`];
  return [
    tableOf(['node', 'model', 'delete', 'restore', 'stay'], rows),
    ...also,
    ...keptLines(preview.kept.slice(0, MAX_KEPT).map(lineOfPreview), preview.keptTotal, 'would stay'),
    ...unseen,
  ];
}

/** The end of a command that rolled a run back. */
export async function summarizeRollback(
  app: Pick<App, 'runs'>,
  run: RunView,
  output: Output,
): Promise<CommandEnd> {
  const kept = unwrap(await app.runs.rows(run.id, { undo: 'kept', limit: MAX_KEPT }));
  const total = sumOf(run, ({ undo }) => undo.kept);
  output.line(undoneTable(run));
  for (const line of keptLines(kept.items.map(lineOfRow), total, 'stayed')) output.line(line);
  output.line(isCancelled(run) ? `The rollback of run ${run.id} was cancelled.` : verdictOf(run));
  return {
    exitCode: exitOf(run, total),
    result: { run: presentRun(run), kept: presentRows(kept).items },
  };
}

/** A cancelled rollback leaves the run what it was before. */
function isCancelled({ status }: RunView): boolean {
  return !['rolled_back', 'rolling_back', 'paused', 'failed'].includes(status);
}

function exitOf(run: RunView, kept: number): ExitCode {
  if (isCancelled(run)) return EXIT.cancelled;
  return run.status === 'rolled_back' && kept > 0 ? EXIT.incomplete : exitOfRun(run.status);
}

function undoneTable(run: RunView): string {
  const rows = run.progress.nodes.map(
    ({ nodeId, model, undo }) =>
      [nodeId, model, undo.deleted, undo.restored, undo.kept, undo.archived] as const,
  );
  return tableOf(['node', 'model', 'deleted', 'restored', 'stayed', 'archived'], rows);
}

function tableOf(head: readonly string[], rows: readonly (readonly [string, string, ...number[]])[]): string {
  const table = new Table({
    head: [...head],
    colAligns: head.map((_, i) => (i < 2 ? 'left' : 'right')),
    style: { head: [], border: [], compact: true },
  });
  for (const [node, model, ...counts] of rows) table.push([node, model, ...counts.map(format)]);
  const totals = head.slice(2).map((_, i) => format(rows.reduce((sum, row) => sum + Number(row[i + 2]), 0)));
  table.push(['total', '', ...totals]);
  return table.toString();
}

function keptLines(lines: readonly string[], total: number, title: string): readonly string[] {
  if (lines.length === 0) return [];
  const more = total > lines.length ? [`  … and ${format(total - lines.length)} more`] : [];
  return ['', `${format(total)} ${title}:`, ...lines, ...more];
}

function lineOfPreview({ node, row, key, detail, isPartial }: KeptRow): string {
  return `  ${node}, row ${row} (${key}): ${detail}${isPartial ? ' Its other fields get their old values back.' : ''}`;
}

function lineOfRow({ node, row, key, undoDetail }: RunRowView): string {
  return `  ${node}, row ${row} (${key}): ${undoDetail ?? 'no reason was kept'}`;
}

function sumOf(run: RunView, count: (node: NodeProgress) => number): number {
  return run.progress.nodes.reduce((sum, node) => sum + count(node), 0);
}
