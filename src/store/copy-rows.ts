import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { cleanText } from './clean-text.ts';
import type { Tx } from './transaction.ts';

export type CopyValue = string | number | null | readonly string[];

/** Appends rows to a table by COPY, the fastest way in (1.7M narrow rows/s; `unnest` 0.5M, single inserts 29k). */
export async function copyRows(
  tx: Tx,
  into: { readonly table: string; readonly columns: readonly string[] },
  chunks: AsyncIterable<readonly (readonly CopyValue[])[]>,
): Promise<void> {
  const columns = into.columns.map((name) => `"${name}"`).join(', ');
  const sink = tx.query(copyFrom(`copy ${into.table} (${columns}) from stdin`));
  await pipeline(Readable.from(encode(chunks)), sink);
}

async function* encode(chunks: AsyncIterable<readonly (readonly CopyValue[])[]>): AsyncIterable<string> {
  for await (const rows of chunks) {
    let text = '';
    for (const row of rows) text += `${row.map(encodeValue).join('\t')}\n`;
    if (text !== '') yield text;
  }
}

/** PostgreSQL's COPY text format. */
function encodeValue(value: CopyValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value : arrayLiteral(value);
  return cleanText(text).replace(/[\\\n\r\t]/g, (found) => COPY_ESCAPES[found] ?? found);
}

const COPY_ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function arrayLiteral(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
