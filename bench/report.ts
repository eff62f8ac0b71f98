import Table from 'cli-table3';
import type { Machine } from './machine.ts';
import type { PartResult } from './parts.ts';
import type { CaseSummary, ContenderSummary, Spread } from './summary.ts';
import { OURS } from './summary.ts';

export interface Report {
  readonly command: string;
  readonly machine: Machine;
  readonly rounds: number;
  readonly rows: number;
  readonly cases: readonly CaseSummary[];
  /** By name; ratios across cases too. */
  readonly ratios: Readonly<Record<string, Spread>>;
  readonly parts: readonly PartResult[];
}

const HEAD = ['contender', 'importgraph ÷ it', 'min – max', 'rows/s', 'min – max', 'rows'];

/** For a terminal: ratios first, because times belong to the machine. */
export function tableOf(summary: CaseSummary): string {
  const table = new Table({
    head: [...HEAD],
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [], compact: true },
  });
  for (const contender of summary.contenders) table.push(cellsOf(contender));
  return [summary.title, table.toString(), ...notesOf(summary)].join('\n');
}

function cellsOf({ name, ratio, rowsPerSecond, rows, failed }: ContenderSummary): string[] {
  const speed = rowsPerSecond === null ? 'failed' : number(rowsPerSecond.median);
  return [
    failed.length === 0 ? name : `${name} (failed ${failed.length} times)`,
    ratio === null ? '–' : times(ratio.median),
    ratio === null ? '' : range(ratio, times),
    speed,
    rowsPerSecond === null ? '' : range(rowsPerSecond, number),
    number(rows),
  ];
}

/** Where our own time goes, and what went wrong. */
function notesOf({ contenders }: CaseSummary): readonly string[] {
  const ours = contenders.find((contender) => contender.name === OURS);
  const failed = contenders.flatMap(({ name, failed: why }) => why.map((one) => `${name} failed in ${one}`));
  if (ours === undefined || ours.uploadMs === null) return failed;
  const stages = [['upload of the files', ours.uploadMs] as const, ...Object.entries(ours.stagesMs)];
  const cpu = Object.entries(ours.cpuMsPer1000Rows);
  const upload = contenders.flatMap(({ name, ratioWithUpload: r }) =>
    r === null ? [] : [`${name} ${times(r.median)}`],
  );
  return [
    `importgraph, median: ${stages.map(([name, ms]) => `${name} ${number(ms)} ms`).join(', ')} (the upload is not in rows/s)`,
    `importgraph's own CPU per 1,000 rows: ${cpu.map(([name, ms]) => `${name} ${number(ms)} ms`).join(', ')}`,
    ...(upload.length === 0 ? [] : [`with the upload counted: ${upload.join(', ')}`]),
    ...failed,
  ];
}

/** The file kept in the repository. */
export function markdownOf(report: Report): string {
  const { machine, command, cases, rounds, rows } = report;
  const contenders = new Map(cases.flatMap((one) => one.contenders).map(({ name, does }) => [name, does]));
  return [
    '# Results of the bench',
    '',
    'Written by `npm run bench`; what is measured and how: [how we measure](../docs/how-we-measure.md).',
    '',
    `\`${command}\` on ${machine.date}: ${number(rows)} rows, ${rounds} ${rounds === 1 ? 'round' : 'rounds'};`,
    `importgraph ${machine.importgraph}, Node ${machine.node}, Odoo ${machine.odoo} with 2 workers, ${machine.cores} cores for everything,`,
    `load average ${machine.loadBefore} before.`,
    ...busyNote(machine),
    '',
    ...ratiosSection(report.ratios),
    ...cases.flatMap((one) => [...sectionOf(one), '']),
    ...report.parts.flatMap((part) => [...partSection(part), '']),
    '## Contenders',
    '',
    ...[...contenders].map(([name, does]) => `- **${name}**: ${does}.`),
    '',
  ].join('\n');
}

function busyNote({ loadBefore, cores }: Machine): readonly string[] {
  if (loadBefore < cores / 4) return [];
  return ['', '**The machine had other work meanwhile:** rows/s are too low, and ratios less certain.'];
}

function ratiosSection(ratios: Report['ratios']): readonly string[] {
  const lines = Object.entries(ratios).map(
    ([name, spread]) => `| \`${name}\` | ${times(spread.median)} | ${range(spread, times)} |`,
  );
  return ['## Ratios', '', '| ratio | median | min – max |', '|---|---:|---:|', ...lines, ''];
}

function sectionOf(summary: CaseSummary): readonly string[] {
  return [
    `## ${summary.title}`,
    '',
    `| ${HEAD.join(' | ')} |`,
    '|---|---:|---:|---:|---:|---:|',
    ...summary.contenders.map((contender) => `| ${cellsOf(contender).join(' | ')} |`),
    '',
    ...notesOf(summary).map((note) => `- ${note}`),
  ];
}

function partSection({ title, figures, lines, problem }: PartResult): readonly string[] {
  const named = Object.entries(figures).map(([name, value]) => `\`${name}\` ${Number(value.toFixed(2))}`);
  return [
    `## ${title}`,
    '',
    ...(problem === null ? [`${named.join(', ')}`, ''] : [`Failed: ${problem}`]),
    ...lines.map((line) => `- ${line}`),
  ];
}

function number(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function times(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 1)}×`;
}

function range(spread: Spread, text: (value: number) => string): string {
  return `${text(spread.min)} – ${text(spread.max)}`;
}
