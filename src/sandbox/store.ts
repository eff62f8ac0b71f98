import type { Value, Values } from './metadata.ts';

/**
 * Records in memory: one table per model, with indexes made on first use and a journal, so that a call can be undone to any
 * mark. As in PostgreSQL, database IDs given to undone records are not given again.
 */
export type Row = { readonly id: number } & Readonly<Values>;

type Index = Map<string, Set<number>>;

interface Table {
  readonly rows: Map<number, Row>;
  readonly indexes: Map<string, { readonly fields: readonly string[]; readonly entries: Index }>;
  nextId: number;
}

interface Undo {
  readonly table: Table;
  readonly id: number;
  /** Undefined: the record did not exist. */
  readonly before: Row | undefined;
}

export class Store {
  readonly #tables = new Map<string, Table>();
  readonly #sequences = new Map<string, number>();
  #journal: Undo[] = [];

  /** A place to come back to with `undoTo`; valid until `commit`. */
  mark(): number {
    return this.#journal.length;
  }

  undoTo(mark: number): void {
    for (let i = this.#journal.length - 1; i >= mark; i--) {
      const undo = this.#journal[i];
      if (undo) put(undo.table, undo.id, undo.before);
    }
    this.#journal.length = mark;
  }

  commit(): void {
    this.#journal = [];
  }

  get(model: string, id: number): Row | undefined {
    return this.#table(model).rows.get(id);
  }

  /** In order of creation. */
  all(model: string): Iterable<Row> {
    return this.#table(model).rows.values();
  }

  count(model: string): number {
    return this.#table(model).rows.size;
  }

  /** `id` only for records that come from a capture. */
  insert(model: string, values: Values, id?: number): Row {
    const table = this.#table(model);
    const given = id ?? table.nextId;
    if (given >= table.nextId) table.nextId = given + 1;
    const row = { ...values, id: given };
    this.#change(table, given, row);
    return row;
  }

  update(model: string, id: number, changes: Values): Row {
    const table = this.#table(model);
    const before = table.rows.get(id);
    if (!before) throw new Error(`${model} has no record ${id} to change`);
    const row = { ...before, ...changes, id };
    this.#change(table, id, row);
    return row;
  }

  remove(model: string, id: number): void {
    const table = this.#table(model);
    if (table.rows.has(id)) this.#change(table, id, undefined);
  }

  /** Database IDs of the records whose `fields` have these values, ascending. */
  find(model: string, fields: readonly string[], values: readonly Value[]): readonly number[] {
    const found = this.#index(this.#table(model), fields).get(indexKey(values));
    return found ? [...found].sort((a, b) => a - b) : [];
  }

  /** Numbers start at 1 and, like PostgreSQL's sequences, are not given back. */
  nextNumber(sequence: string): number {
    const number = (this.#sequences.get(sequence) ?? 0) + 1;
    this.#sequences.set(sequence, number);
    return number;
  }

  #table(model: string): Table {
    let table = this.#tables.get(model);
    if (!table) {
      table = { rows: new Map(), indexes: new Map(), nextId: 1 };
      this.#tables.set(model, table);
    }
    return table;
  }

  #change(table: Table, id: number, after: Row | undefined): void {
    this.#journal.push({ table, id, before: table.rows.get(id) });
    put(table, id, after);
  }

  #index(table: Table, fields: readonly string[]): Index {
    const name = fields.join(',');
    let index = table.indexes.get(name);
    if (!index) {
      index = { fields, entries: new Map() };
      for (const row of table.rows.values()) enter(index.entries, fields, row);
      table.indexes.set(name, index);
    }
    return index.entries;
  }
}

function put(table: Table, id: number, after: Row | undefined): void {
  const before = table.rows.get(id);
  for (const { fields, entries } of table.indexes.values()) {
    if (before && after && fields.every((f) => before[f] === after[f])) continue;
    if (before) leave(entries, fields, before);
    if (after) enter(entries, fields, after);
  }
  if (after) table.rows.set(id, after);
  else table.rows.delete(id);
}

function enter(index: Index, fields: readonly string[], row: Row): void {
  const key = rowKey(fields, row);
  const ids = index.get(key);
  if (ids) ids.add(row.id);
  else index.set(key, new Set([row.id]));
}

function leave(index: Index, fields: readonly string[], row: Row): void {
  const key = rowKey(fields, row);
  const ids = index.get(key);
  ids?.delete(row.id);
  if (ids?.size === 0) index.delete(key);
}

function rowKey(fields: readonly string[], row: Row): string {
  return indexKey(fields.map((f) => row[f] ?? false));
}

function indexKey(values: readonly Value[]): string {
  const [first] = values;
  if (values.length === 1 && typeof first === 'string') return `"${first}`;
  return values.length === 1 && typeof first === 'number' ? `${first}` : JSON.stringify(values);
}
