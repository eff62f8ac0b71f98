import type { Issue } from '../issue.ts';
import type { DatasetManifest, SheetInfo } from '../source/dataset.ts';
import { graphError, graphWarning } from './graph-issue.ts';
import { didYouMean } from './nearest-name.ts';
import { type UsedColumn, usedColumns } from './used-columns.ts';
import type { FedNode } from './valid-graph.ts';

/** Every sheet and column that the nodes read is in the dataset; a sheet of the dataset that nothing reads is a warning. */
export function checkColumns(nodes: readonly FedNode[], manifest: DatasetManifest): readonly Issue[] {
  const sheets = new Map(manifest.sheets.map((sheet) => [sheet.name, sheet]));
  const read = new Set(nodes.map((node) => node.sheet));
  const fedBy = new Map(nodes.map((node) => [node.id, node.sheet]));
  const issues = nodes.flatMap((node) =>
    checkNode(
      node,
      usedColumns(node, (id) => fedBy.get(id)),
      { sheets, read },
    ),
  );
  const unused = manifest.sheets
    .filter((sheet) => !read.has(sheet.name) && !sheet.hidden)
    .map((sheet) =>
      graphWarning(
        'unused_sheet',
        { sheet: sheet.name },
        `Sheet "${sheet.name}" of the dataset feeds no node, so nothing of it is loaded.`,
      ),
    );
  return [...issues, ...unused];
}

function checkNode(
  node: FedNode,
  used: readonly UsedColumn[],
  { sheets, read }: { readonly sheets: ReadonlyMap<string, SheetInfo>; readonly read: Set<string> },
): readonly Issue[] {
  const issues: Issue[] = [];
  const missingSheets = new Set<string>();
  const seen = new Set<string>();
  const lookUp = (name: string, field?: string): SheetInfo | undefined => {
    read.add(name);
    const sheet = sheets.get(name);
    if (sheet || missingSheets.has(name)) return sheet;
    missingSheets.add(name);
    const place = { node: node.id, sheet: name, ...(field === undefined ? {} : { field }) };
    issues.push(
      graphError(
        'sheet_unknown',
        place,
        `the dataset has no sheet "${name}".${hint(name, [...sheets.keys()])}`,
      ),
    );
    return undefined;
  };
  lookUp(node.sheet);
  for (const { sheet: name, column, field, use } of used) {
    const headers = lookUp(name, field)?.columns.map((c) => c.header);
    const once = JSON.stringify([name, column, field, use]);
    if (!headers || headers.includes(column) || seen.has(once)) continue;
    seen.add(once);
    const place = { node: node.id, ...(field === undefined ? {} : { field }), sheet: name, column };
    issues.push(
      graphError(
        'column_unknown',
        place,
        `${use} reads column "${column}", which sheet "${name}" does not have.${hint(column, headers)}`,
      ),
    );
  }
  return issues;
}

/** The nearest name, or what there is to choose from when nothing is near. */
function hint(wanted: string, names: readonly string[]): string {
  const near = didYouMean(wanted, names);
  if (near !== '' || names.length === 0) return near;
  const shown = names.slice(0, 10).map((name) => `"${name}"`);
  return ` It has ${shown.join(', ')}${names.length > shown.length ? `, … (${names.length} in all)` : ''}.`;
}
