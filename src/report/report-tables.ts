import { type Issue, OUTCOMES } from '../issue.ts';
import { defuseCell } from '../util/defuse-cell.ts';
import type { NodeDefault } from './fold-events.ts';
import type {
  ReportChange,
  ReportHead,
  ReportIssueGroup,
  ReportNode,
  ReportRow,
  RunReport,
} from './run-report.ts';
import type { Cell, WorksheetColumn } from './workbook-stream.ts';

/** The report as tables: the sheets of the workbook, each of them also a CSV file. */
export const REPORT_PARTS = ['summary', 'nodes', 'issues', 'rows'] as const;
export type ReportPart = (typeof REPORT_PARTS)[number];

export interface ReportTable {
  readonly name: string;
  readonly columns: readonly WorksheetColumn[];
  readonly rows: AsyncIterable<readonly (readonly Cell[])[]> | Iterable<readonly (readonly Cell[])[]>;
}

export function reportTable(report: RunReport, part: ReportPart): ReportTable {
  switch (part) {
    case 'summary':
      return tableOf('Summary', SUMMARY, [summaryRows(report.head)]);
    case 'nodes':
      return tableOf('Nodes', NODES, [report.nodes]);
    case 'issues':
      return tableOf('Issues', ISSUES, [report.issues]);
    case 'rows':
      return tableOf('Rows', ROWS, report.rows);
  }
}

interface Column<T> extends WorksheetColumn {
  readonly value: (item: T) => Cell;
}

function tableOf<T>(
  name: string,
  columns: readonly Column<T>[],
  items: AsyncIterable<readonly T[]> | Iterable<readonly T[]>,
): ReportTable {
  return { name, columns, rows: cellsOf(columns, items) };
}

/** Keys, values and messages come from the user's data: none of them may become a formula. */
async function* cellsOf<T>(
  columns: readonly Column<T>[],
  items: AsyncIterable<readonly T[]> | Iterable<readonly T[]>,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  for await (const part of items) {
    yield part.map((item) =>
      columns.map(({ value }) => {
        const cell = value(item);
        return typeof cell === 'string' ? defuseCell(cell) : cell;
      }),
    );
  }
}

type Fact = readonly [name: string, value: Cell];

const SUMMARY: readonly Column<Fact>[] = [
  { header: 'fact', width: 24, value: ([name]) => name },
  { header: 'value', width: 80, value: ([, value]) => value },
];

function summaryRows(head: ReportHead): readonly Fact[] {
  const { graph, dataset, connection } = head;
  return [
    ['run', head.runId],
    ['kind', head.checkDepth === null ? head.kind : `${head.kind} (${head.checkDepth})`],
    ['of run', head.ofRun],
    ['status', head.status],
    ['message', head.errorMessage],
    ['graph', graph.name],
    ['graph id', graph.id],
    ['graph version', graph.version],
    ['graph sha256', graph.hash],
    ['dataset', dataset.name],
    ['dataset id', dataset.id],
    ['dataset sha256', dataset.hash],
    ...dataset.files.map(({ name, sha256 }): Fact => [`sha256 of ${name}`, sha256]),
    ['connection', connection.name],
    ['Odoo', connection.url],
    ['Odoo version', connection.serverVersion],
    ['database', connection.database],
    ['user of Odoo', connection.login],
    ['schema sha256', head.schemaHash],
    ['asked for at', head.createdAt],
    ['started at', head.startedAt],
    ['ended at', head.completedAt],
    ['seconds at work', head.activeSeconds],
    ['workers', head.workers.join(', ')],
  ];
}

const NODES: readonly Column<ReportNode>[] = [
  { header: 'node', value: ({ node }) => node },
  { header: 'model', value: ({ model }) => model },
  { header: 'sheet', value: ({ sheet }) => sheet },
  { header: 'status', value: ({ status }) => status },
  { header: 'rows', width: 10, value: ({ rows }) => rows },
  ...OUTCOMES.map((outcome) => ({
    header: outcome,
    width: 10,
    value: ({ counts }: ReportNode) => counts[outcome],
  })),
  { header: 'open', width: 10, value: ({ open }) => open },
  { header: 'seconds', width: 10, value: ({ seconds }) => seconds },
  { header: 'rows per second', value: ({ rowsPerSecond }) => rowsPerSecond },
  { header: 'defaults', width: 60, value: ({ defaults }) => defaults.map(defaultText).join('; ') },
];

const DEFAULT_STATES: Readonly<Record<NodeDefault['state'], string>> = {
  proposed: 'the same for all',
  pinned: 'sent along',
  unpinned: 'sent along at first',
};

function defaultText({ field, value, name, state }: NodeDefault): string {
  return `${field} = ${name ?? value} (${DEFAULT_STATES[state]})`;
}

const ISSUES: readonly Column<ReportIssueGroup>[] = [
  { header: 'node', value: ({ node }) => node },
  { header: 'severity', width: 10, value: ({ severity }) => severity },
  { header: 'code', width: 24, value: ({ code }) => code },
  { header: 'field', value: ({ field }) => field },
  { header: 'column', value: ({ column }) => column },
  { header: 'count', width: 10, value: ({ count }) => count },
  { header: 'example', width: 100, value: ({ samples }) => samples[0]?.message ?? null },
];

const ROWS: readonly Column<ReportRow>[] = [
  { header: 'node', value: ({ node }) => node },
  { header: 'sheet', value: ({ sheet }) => sheet },
  { header: 'row', width: 8, value: ({ row }) => row },
  { header: 'key', width: 24, value: ({ key }) => key },
  { header: 'outcome', width: 12, value: ({ outcome }) => outcome },
  { header: 'rule', width: 12, value: ({ rule }) => rule },
  { header: 'model', value: ({ model }) => model },
  { header: 'external ID', width: 32, value: ({ externalId }) => externalId },
  { header: 'record', width: 10, value: ({ recordId }) => recordId },
  { header: 'link', width: 48, value: ({ link }) => link },
  { header: 'blocked by', width: 24, value: ({ blockedBy }) => blockedBy },
  { header: 'changes', width: 60, value: ({ changes }) => changesOf(changes) },
  { header: 'issues', width: 100, value: ({ issues }) => messagesOf(issues) },
];

function changesOf(changes: readonly ReportChange[]): Cell {
  if (changes.length === 0) return null;
  return changes
    .map(({ field, old, new: wanted }) => `${field}: ${textOf(old)} → ${wanted ?? '?'}`)
    .join('\n');
}

/** Odoo's `false` is what it has for nothing. */
function textOf(value: unknown): string {
  if (value === null || value === false) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function messagesOf(issues: readonly Issue[]): Cell {
  return issues.length === 0 ? null : issues.map(({ message }) => message).join('\n');
}
