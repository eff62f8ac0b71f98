/** What an export of prepared rows is made of, for its own pages. */
export interface ExportFacts {
  readonly graph: { readonly name: string; readonly version: number; readonly hash: string };
  readonly dataset: { readonly name: string; readonly hash: string };
  readonly odoo: { readonly url: string; readonly database: string; readonly version: string };
  /** In the order in which they are to be loaded. */
  readonly files: readonly {
    readonly name: string;
    readonly node: string;
    readonly model: string;
    readonly columns: readonly string[];
    readonly rows: number;
  }[];
  readonly leftOut: number;
}

/** For the person who loads the files. */
export function describeExport({ graph, dataset, odoo, files, leftOut }: ExportFacts): string {
  const width = Math.max(0, ...files.map(({ name }) => name.length));
  const modelWidth = Math.max(0, ...files.map(({ model }) => model.length));
  const lines = files.map(
    ({ name, model, rows, columns }) =>
      `  ${name.padEnd(width)}  ${model.padEnd(modelWidth)}  ${String(rows).padStart(7)} rows: ${columns.join(', ')}`,
  );
  return `${graph.name}: rows prepared for Odoo's own import

Graph "${graph.name}", version ${graph.version}. Dataset "${dataset.name}", SHA-256 ${dataset.hash}.
Prepared for Odoo ${odoo.version}, database ${odoo.database} at ${odoo.url}.

Load these files in this order, each into its model: open the list of that model, choose "Import records", upload the file, import.
${files.length === 0 ? '\n  There is none.' : `\n${lines.join('\n')}`}

- The column "id" is the external ID. Loaded again, a row changes the same record and makes no second one.
- A column that ends in "/id" names a record by its external ID, one that ends in "/.id" by its database ID in this very database.
- Each file has the columns that all its rows fill: Odoo clears a field whose cell is empty, so rows that fill others stand in a file of their own.
- The files are UTF-8, with commas and double quotes. Do not save them from a spreadsheet: it may change what stands in them.
- Write policies of the graph are not in the files: what exists is written over.
${leftOut === 0 ? 'No row was left out.' : `${leftOut} rows are in none of these files, or not all of them: see left-out.csv for each with its reason.`}
`;
}

/** For programs: what is in the files, with their hashes. */
export function listExport(facts: ExportFacts, hashes: ReadonlyMap<string, string>): string {
  const { graph, dataset, odoo, files, leftOut } = facts;
  const listed = files.map((file) => ({ ...file, sha256: hashes.get(file.name) ?? null }));
  return `${JSON.stringify({ graph, dataset, odoo, files: listed, left_out: leftOut }, null, 2)}\n`;
}
