import Table from 'cli-table3';
import type {
  ColumnFlaw,
  ColumnProfile,
  DatasetProfile,
  SheetProfile,
} from '../source/profile/dataset-profile.ts';
import { format } from './progress-view.ts';

const MOST = 5;
const LONGEST = 30;

/** A profile for people: a table per sheet, below it what stands out, at the end what refers to what. */
export function profileLines({ sheets, references }: DatasetProfile): readonly string[] {
  const lines = references.map(
    ({ from, to, containment }) =>
      `  ${from.sheet}.${from.column} → ${to.sheet}.${to.column}${containment === 1 ? '' : ` (${percent(containment)} of the values)`}`,
  );
  return [
    ...sheets.flatMap(sheetLines),
    ...(lines.length === 0 ? [] : ['', 'Probably refers to:', ...lines]),
  ];
}

function sheetLines(sheet: SheetProfile): readonly string[] {
  const outliers = sheet.columns.flatMap(({ name, outliers: odd }) =>
    odd.map(({ row, value, reason }) => `  ! row ${row}, ${name}: "${shorten(value)}" is ${reason}`),
  );
  return [
    '',
    `${sheet.sheet}: ${format(sheet.rows)} rows${sheet.hidden ? ', hidden' : ''}`,
    columnTable(sheet),
    ...keyLines(sheet),
    ...(sheet.duplicateRows === 0 ? [] : [`${format(sheet.duplicateRows)} rows are there twice.`]),
    ...first(
      sheet.duplicates.map(({ column, row, values }) => {
        const spellings = values.map(({ value, rows }) => `"${shorten(value)}" (${rows} ×)`).join(', ');
        return `  ≈ row ${row}, ${column}: ${spellings}`;
      }),
    ),
    ...first(outliers),
    ...first(sheet.headerProblems.map(({ message }) => `  ! ${message}`)),
  ];
}

function columnTable({ columns, rows }: SheetProfile): string {
  const table = new Table({
    head: ['column', 'type', 'filled', 'different', 'lowest', 'highest', 'written as'],
    colAligns: ['left', 'left', 'right', 'right', 'left', 'left', 'left'],
    style: { head: [], border: [], compact: true },
  });
  for (const column of columns) {
    table.push([
      shorten(column.name),
      column.typeShare === 1 ? column.type : `${column.type} ${percent(column.typeShare)}`,
      rows === 0 ? '' : percent(column.filled / rows),
      format(column.distinct),
      shorten(column.min ?? ''),
      shorten(column.max ?? ''),
      writingOf(column),
    ]);
  }
  return table.toString();
}

/** Formats, of codes their pattern, and what is wrong with the writing. */
function writingOf({ type, formats, patterns, flaws, filled }: ColumnProfile): string {
  const shown = formats.map(({ format: name, share }) => ({ name, share }));
  const coded = type === 'code' || (type === 'identifier' && formats.length === 0);
  const kinds = coded ? patterns.slice(0, 2).map(({ pattern, share }) => ({ name: pattern, share })) : shown;
  const parts = kinds
    .slice(0, 3)
    .map(({ name, share }) => (share === 1 ? name : `${name} ${percent(share)}`));
  return [...parts, ...flaws.map((flaw) => flawText(flaw, filled))].join(', ');
}

const FLAW_WORDS: Readonly<Record<ColumnFlaw['flaw'], string>> = {
  outer_spaces: 'spaces around',
  inner_spaces: 'several spaces inside',
  html_entities: 'HTML entities',
  mojibake: 'wrong encoding',
  null_token: 'no value',
};

function flawText({ flaw, rows, samples }: ColumnFlaw, filled: number): string {
  if (flaw === 'null_token') return `${samples.join(' ')} for no value (${format(rows)})`;
  return `${FLAW_WORDS[flaw]} ${percent(rows / filled)}`;
}

function keyLines({ keys }: SheetProfile): readonly string[] {
  if (keys.length === 0) return ['No column names the rows, alone or with others.'];
  const shown = keys.slice(0, MOST).map(({ columns, uniqueShare }) => {
    const name = columns.join(' + ');
    return uniqueShare === 1 ? name : `${name} (${percent(uniqueShare)})`;
  });
  return [`Names a row: ${shown.join(', ')}`];
}

function first(lines: readonly string[]): readonly string[] {
  return lines.length <= MOST
    ? lines
    : [...lines.slice(0, MOST), `  … and ${format(lines.length - MOST)} more`];
}

function percent(share: number): string {
  const rounded = Math.round(share * 1000) / 10;
  return `${share < 1 && rounded === 100 ? 99.9 : share > 0 && rounded === 0 ? 0.1 : rounded} %`;
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`;
}
