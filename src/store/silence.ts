import type { Socket } from 'node:net';
import type pg from 'pg';

/** How long our database may say nothing on a connection that is in use. */
export const SILENCE_MS = 60_000;

/** A connection was half open: its server lost power, or something between forgot it. */
export class DatabaseSilent extends Error {
  constructor(ms: number) {
    super(`The database was silent for ${ms / 1000} s; the connection is given up.`);
    this.name = 'DatabaseSilent';
  }
}

/**
 * Nobody tells of a half-open connection: what was sent is repeated by TCP for a quarter of an hour, and a proxy may take it for ever.
 * No statement of ours works for long without a byte in either direction (COPY sends all the time, `settle-rest.ts` goes in parts),
 * so silence means that no answer will come. A time-out per query (`query_timeout` of `pg`) would also end a COPY of many rows.
 */
export function endWhenSilent(client: pg.ClientBase, ms: number): void {
  const stream = streamOf(client);
  stream.setTimeout(ms, () => stream.destroy(new DatabaseSilent(ms)));
}

/** For a connection that may have to wait for another process. */
export function allowSilence(client: pg.ClientBase): void {
  streamOf(client).setTimeout(0);
}

/** The socket, or TLS on it; `pg` has it without declaring it. */
function streamOf(client: pg.ClientBase): Socket {
  return (client as unknown as { readonly connection: { readonly stream: Socket } }).connection.stream;
}

/** A question that must be answered at once; `pg` knows the option without declaring it. A pool drops the connection that fails it. */
export function answeredWithin(
  ms: number,
  text: string,
  values: unknown[] = [],
): pg.QueryConfig & { readonly query_timeout: number } {
  return { text, values, query_timeout: ms };
}
