import { type Command, InvalidArgumentError } from 'commander';
import type { ReadOptions } from '../source/dataset.ts';

/** How files are to be read, where what is detected is wrong. */
export interface DataOptions {
  readonly headerRow?: HeaderRows;
}

/** By name of a sheet or file; `*` for all that are not named. */
export type HeaderRows = Readonly<Record<string, number>>;

/** For every command that makes a dataset. */
export function withHeaderRow(command: Command): Command {
  return command.option(
    '--header-row <[sheet=]row>',
    "row of the header, 0 for none: 3, or 'Sheet 1=3' for one sheet; may be given several times",
    readHeaderRow,
  );
}

function readHeaderRow(text: string, before: HeaderRows = {}): HeaderRows {
  const at = text.lastIndexOf('=');
  const [name, row] = at === -1 ? ['*', text] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (!/^\d{1,9}$/.test(row) || name === '')
    throw new InvalidArgumentError(`It is the number of a row, or a sheet with one: 3, 'Sheet 1=3'.`);
  return { ...before, [name]: Number(row) };
}

export function readOptionsOf({ headerRow = {} }: DataOptions): Readonly<Record<string, ReadOptions>> {
  return Object.fromEntries(Object.entries(headerRow).map(([name, row]) => [name, { headerRow: row }]));
}
