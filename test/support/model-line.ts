import type { RunRowView } from '../../src/app/run-views.ts';
import type { CellEdit } from './model-actions.ts';
import type { Source } from './model-source.ts';
import { copyOf } from './model-source.ts';

type RowName = Pick<RunRowView, 'node' | 'key'>;

/** A dataset with its corrections, and what the runs of it have loaded. */
export class Line {
  /** Of the newest version: a cell that is corrected there already may not be corrected in an older one. */
  datasetId: string;
  /** As the newest version has it. */
  readonly source: Source;
  /** The run to be retried, once it is over. */
  last: { readonly id: string; readonly status: string } | null = null;
  readonly #loaded = new Map<string, Set<string>>();

  constructor(datasetId: string, source: Source) {
    this.datasetId = datasetId;
    this.source = copyOf(source);
  }

  /** Edits the newest version; the cell to be sent, and whether it says something new. */
  edit(what: CellEdit, n: number, edition: string) {
    const key = `C${n}`;
    const company = this.source.companies.get(key);
    if (!company) throw new Error(`no source is without ${key}`);
    const row = [...this.source.companies.keys()].indexOf(key) + 2;
    const column = what === 'city' ? 'City' : 'Name';
    const value = { city: edition, break_company: '', mend_company: `Company ${n}` }[what];
    const field = what === 'city' ? 'city' : 'name';
    const isNew = company[field] !== value;
    company[field] = value;
    return { cell: { row, column, value }, isNew };
  }

  hasLoaded({ node, key }: RowName): boolean {
    return this.#loaded.get(node)?.has(key) ?? false;
  }

  /** A run that ended before it had prepared a node says nothing of the node. */
  learn(rows: readonly RunRowView[]): void {
    for (const [node, ofNode] of Map.groupBy(rows, (row) => row.node)) {
      const loaded = ofNode.filter(({ outcome }) => LOADED.has(outcome ?? ''));
      this.#loaded.set(node, new Set(loaded.map(({ key }) => key)));
    }
  }
}

const LOADED: ReadonlySet<string> = new Set(['created', 'updated', 'unchanged', 'skipped']);
