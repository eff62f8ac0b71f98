import type { DatasetManifest, SheetInfo } from '../dataset.ts';
import type { HeaderProblem } from './dataset-profile.ts';

/** What a reader of the sheet might stumble over in its header: what reading it noticed, and how the names look. */
export function headerProblems(
  manifest: Pick<DatasetManifest, 'issues'>,
  sheet: SheetInfo,
): readonly HeaderProblem[] {
  const { headerRow } = sheet.format;
  const noticed = manifest.issues
    .filter((issue) => issue.sheet === sheet.name)
    .flatMap((issue): HeaderProblem[] => {
      const { column = null, message } = issue;
      if (issue.code === 'header_duplicate')
        return [{ column, problem: 'duplicate', message, headerRow: null }];
      if (issue.code === 'rows_above_header')
        return [{ column: null, problem: 'rows_above', message, headerRow }];
      if (issue.code !== 'header_missing') return [];
      return [{ column, problem: headerRow === 0 ? 'none' : 'missing', message, headerRow: null }];
    });
  if (headerRow === 0) return noticed;
  const headers = sheet.columns.map(({ header }) => header);
  return [
    ...noticed,
    ...headers.flatMap((header) => oddName(sheet.name, header)),
    ...similarNames(sheet.name, headers),
  ];
}

function oddName(sheet: string, header: string): readonly HeaderProblem[] {
  const where = `The header "${header}" of "${sheet}"`;
  if (/^(?!(19|20)\d\d$)[-+$€£]?[\d.,]+\s?%?$|^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|@[\w-]+\.\w/.test(header)) {
    const message = `${where} looks like data. Set \`headerRow\` if the header stands in another row, or 0 if there is none.`;
    return [{ column: header, problem: 'looks_like_data', message, headerRow: null }];
  }
  if (/[\s\u00a0]{2}|[\t\r\n\u00a0]/.test(header)) {
    const message = `${where} has line ends or several spaces inside. Write them in the graph as they are, or rename the column.`;
    return [{ column: header, problem: 'spaces', message, headerRow: null }];
  }
  return [];
}

/** Names that differ by case, spaces or punctuation only. */
function similarNames(sheet: string, headers: readonly string[]): readonly HeaderProblem[] {
  const first = new Map<string, string>();
  return headers.flatMap((header): HeaderProblem[] => {
    const folded = header.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
    const before = first.get(folded);
    if (folded === '' || before === undefined) {
      first.set(folded, header);
      return [];
    }
    const message = `The headers "${before}" and "${header}" of "${sheet}" are easily mixed up. Rename one of them.`;
    return [{ column: header, problem: 'similar', message, headerRow: null }];
  });
}
