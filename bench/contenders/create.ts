import type { CaseSheet } from '../case.ts';
import { isPlain } from '../case.ts';
import { createValue } from '../cell.ts';
import type { Contender, Known, Task } from '../contender.ts';
import { NO_DETAILS } from '../contender.ts';

/** What most scripts do. They look up database IDs first, so this one is given them. */
export const createContender: Contender = {
  name: 'create',
  does: 'one `create` call per row over JSON-RPC, one after another, with the default context; parents by database ID',
  mostRows: 300,
  suits: isPlain,
  prepare: async ({ data, client, known }) => ({
    upload: async () => undefined,
    load: async () => {
      const made = new Map(known);
      for (const sheet of data.measured) made.set(sheet.node, await createAll(client, sheet, made));
      return NO_DETAILS;
    },
    [Symbol.asyncDispose]: async () => undefined,
  }),
};

async function createAll(
  client: Task['client'],
  { model, columns, rows }: CaseSheet,
  known: Known,
): Promise<ReadonlyMap<string, number>> {
  const ids = new Map<string, number>();
  for (const { key, cells } of rows) {
    const values = columns.map(
      (column, i) => [column.field, createValue(column, cells[i] ?? '', known)] as const,
    );
    ids.set(key, await client.execute<number>(model, 'create', [Object.fromEntries(values)]));
  }
  return ids;
}
