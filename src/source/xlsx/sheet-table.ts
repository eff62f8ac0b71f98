import type { Engine } from '../engine.ts';
import { sqlText } from '../sql-text.ts';
import { UnreadableFile } from '../unreadable-file.ts';
import type { ParsedRow } from './sheet-parser.ts';

const CELLS_PER_APPEND = 60_000;
/** So many rows are looked at before the table is made, so that it seldom has to be widened. */
const CELLS_BEFORE_TABLE = 30_000;

/**
 * The engine's table into which a worksheet is streamed. A column exists once any data row has something in it, so a cell in
 * the last column of a sheet makes one column more, not sixteen thousand.
 */
export class SheetTable {
  readonly #engine: Engine;
  readonly #name: string;
  readonly #maxCells: number;
  /** Position in the sheet → column of the table, in order of appearance. */
  readonly #slots = new Map<number, number>();
  #tableWidth = 0;
  #buffer: ParsedRow[] = [];
  #bufferedCells = 0;
  #rowCount = 0;
  /** The append under way; the parser reads on meanwhile, but never more than one ahead. */
  #appending: Promise<void> = Promise.resolve();

  constructor(engine: Engine, name: string, maxCells: number) {
    this.#engine = engine;
    this.#name = name;
    this.#maxCells = maxCells;
  }

  /** Positions that hold something, ascending. */
  get positions(): readonly number[] {
    return [...this.#slots.keys()].sort((a, b) => a - b);
  }

  add(row: ParsedRow): void {
    for (const position of row.positions) {
      if (!this.#slots.has(position)) this.#slots.set(position, this.#slots.size);
    }
    this.#buffer.push(row);
    this.#bufferedCells += row.positions.length + 1;
    this.#rowCount += 1;
    if (this.#rowCount * this.#slots.size <= this.#maxCells) return;
    throw new UnreadableFile(`has a sheet of more than ${this.#maxCells} cells. Split it.`, 'file_too_large');
  }

  /** Sends what is buffered, once it is worth it; resolves when the next rows may come. */
  async drain(): Promise<void> {
    const enough = this.#tableWidth === 0 ? CELLS_BEFORE_TABLE : CELLS_PER_APPEND;
    if (this.#bufferedCells >= enough) await this.#send();
  }

  async #send(): Promise<void> {
    const rows = this.#buffer;
    this.#buffer = [];
    this.#bufferedCells = 0;
    await this.#appending;
    await this.#widen();
    const width = this.#tableWidth;
    const slots = this.#slots;
    this.#appending = this.#engine.append(
      this.#name,
      rows.map(({ row, positions, texts }) => {
        const values = Array.from<string | number | null>({ length: width + 1 }).fill(null);
        values[0] = row;
        for (const [index, position] of positions.entries()) {
          values[(slots.get(position) ?? 0) + 1] = texts[index] ?? null;
        }
        return values;
      }),
    );
    // awaited by the next one; until then a failure must not count as unhandled
    this.#appending.catch(() => undefined);
  }

  async #widen(): Promise<void> {
    const added = Array.from(
      { length: this.#slots.size - this.#tableWidth },
      (_, index) => index + this.#tableWidth,
    );
    if (this.#tableWidth === 0) {
      const columns = added.map((slot) => `, s${slot} VARCHAR`).join('');
      await this.#engine.run(`CREATE TABLE ${this.#name} (src_row BIGINT${columns})`);
    } else if (added.length > 0) {
      const alters = added.map((slot) => `ALTER TABLE ${this.#name} ADD COLUMN s${slot} VARCHAR`);
      await this.#engine.run(alters.join(';'));
    }
    this.#tableWidth = this.#slots.size;
  }

  /** Writes the sheet with its columns at these positions in this order, and drops the table. */
  async writeTo(path: string, positions: readonly number[]): Promise<void> {
    await this.#send();
    await this.#appending;
    const columns = positions.map((position, index) => {
      const slot = this.#slots.get(position);
      return `${slot === undefined ? 'NULL::VARCHAR' : `s${slot}`} AS c${index}`;
    });
    await this.#engine.run(
      `COPY (SELECT ${['src_row', ...columns].join(', ')} FROM ${this.#name}) TO ${sqlText(path)} (FORMAT parquet, COMPRESSION zstd);
       DROP TABLE ${this.#name}`,
    );
  }
}
