import { columnLetters, type HeaderNames, type HeaderVerdict } from './header-row.ts';
import type { IssueList } from './issue-list.ts';

interface HeaderReport {
  readonly sheet: string;
  readonly names: HeaderNames;
  readonly verdict: HeaderVerdict;
  /** Rows with content above the header. */
  readonly skippedRows: readonly number[];
  readonly issues: IssueList;
}

/** Says what a reader of the sheet might not expect about its header; nothing of it stops the import. */
export function reportHeader({ sheet, names, verdict, skippedRows, issues }: HeaderReport): void {
  const { headerRow } = verdict;
  if (verdict.looksHeaderless) {
    const advice = 'set `header_row` if one of its rows is the header';
    issues.warn(
      'header_missing',
      `No row of "${sheet}" looks like a header, so its columns are called Column A, B, …; ${advice}.`,
      { sheet },
    );
  }
  if (headerRow === 0) return;
  if (skippedRows.length > 0) {
    const rows =
      skippedRows.length > 10 ? `${skippedRows.slice(0, 10).join(', ')}, …` : skippedRows.join(', ');
    issues.warn(
      'rows_above_header',
      `The header of "${sheet}" is row ${headerRow}${verdict.reason === null ? '' : `: ${verdict.reason}`}. What stands above it (row ${rows}) is not read. Set \`header_row\` if that is wrong.`,
      { sheet, row: headerRow },
    );
  }
  for (const position of names.blanks) {
    const column = `Column ${columnLetters(position)}`;
    issues.warn(
      'header_missing',
      `Row ${headerRow} of "${sheet}" has no header over column ${columnLetters(position)}; it is called "${column}".`,
      { sheet, row: headerRow, column },
    );
  }
  for (const name of names.repeated) {
    issues.warn(
      'header_duplicate',
      `Row ${headerRow} of "${sheet}" has the header "${name}" more than once; the later ones are numbered, as in "${name} (2)".`,
      { sheet, row: headerRow, column: name },
    );
  }
}
