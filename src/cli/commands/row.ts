import { keyWords, rowWords } from '../../app/row-words.ts';
import type { RelatedRow, RowAttempt, RowFieldChange, RowId, RunRowDetail } from '../../app/run-views.ts';
import { presentRowDetail } from '../../server/presenters/run-row.ts';
import { unwrap, usageError } from '../command-refused.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { findRun } from '../find-run.ts';
import { configOf, withApp } from '../with-app.ts';

/** Everything about one row of a run. */
export function row(context: CommandContext, runId: string, rowId: string): Promise<CommandEnd> {
  const wanted = rowIdOf(rowId);
  return withApp(context, configOf(context), async (app) => {
    const run = await findRun(app, runId);
    const detail = unwrap(await app.runs.row(run.id, wanted));
    for (const line of linesOf(detail)) context.output.line(line);
    return { exitCode: EXIT.done, result: presentRowDetail(detail) };
  });
}

function rowIdOf(text: string): RowId {
  const found = /^([^:]+):(\d{1,9})$/.exec(text);
  if (found?.[1] !== undefined) return { node: found[1], ord: Number(found[2]) };
  throw usageError(
    `"${text}" names no row. Rows are named as \`importgraph rows\` lists them, e.g. orders:12.`,
  );
}

function linesOf(row: RunRowDetail): readonly string[] {
  const { prepared } = row;
  const record = row.recordId === null ? 'no record' : `${row.model} ${row.recordId}`;
  const reason = row.rule ?? (row.blockedBy === null ? '' : `by ${rowWords(row.blockedBy)}`);
  return [
    `${row.node}:${row.ord}, row ${row.row} of "${row.sheet ?? ''}", key ${keyWords(row.key) || 'none'}: ${row.outcome ?? 'open'} ${reason}`.trimEnd(),
    `  ${record}${row.link === null ? '' : `, ${row.link}`}`,
    ...(row.externalId === null ? [] : [`  external ID ${row.externalId}`]),
    ...part('Issues', row.issues, ({ message }) => message),
    ...part('Cells', prepared?.cells ?? [], ({ column, value }) => `${column}: ${value ?? ''}`),
    ...part('Values sent', prepared?.fields ?? [], ({ path, value }) => `${path}: ${value ?? '(not sent)'}`),
    ...part('Changed', row.changes, changeLine),
    ...part('Attempts', row.attempts, attemptLine),
    ...part('Calls that failed meanwhile', row.failedCalls, ({ at, message }) => `${at} ${message}`),
    ...part('Refers to', prepared?.parents ?? [], relatedLine),
    ...part('Referred to by', prepared?.children.items ?? [], relatedLine),
    ...(prepared?.children.nextCursor ? ['    … and more'] : []),
    ...(row.missing === null ? [] : [`  ${row.missing}`]),
  ];
}

function part<T>(title: string, items: readonly T[], lineOf: (item: T) => string): readonly string[] {
  return items.length === 0 ? [] : [`  ${title}`, ...items.map((item) => `    ${lineOf(item)}`)];
}

function changeLine({ field, old, new: wanted }: RowFieldChange): string {
  return `${field}: ${JSON.stringify(old)} → ${JSON.stringify(wanted)}`;
}

function attemptLine({ batch, kind, state, rows, workers, sentAt, settledAt }: RowAttempt): string {
  const by = workers === 1 ? '' : `, in the hands of ${workers} workers`;
  return `batch ${batch} (${kind}, ${rows} rows) sent ${sentAt}, ${settledAt === null ? state : `settled ${settledAt}`}${by}`;
}

function relatedLine({ field, node, key, ord, outcome, recordId }: RelatedRow): string {
  const what = ord === null ? 'loaded by an earlier run' : `${node}:${ord}, ${outcome ?? 'open'}`;
  return `${field}: ${key} (${what}${recordId === null ? '' : `, record ${recordId}`})`;
}
