import { sql } from 'drizzle-orm';
import { customType, timestamp } from 'drizzle-orm/pg-core';

/** A moment on the database's clock: workers' clocks may be minutes apart. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
export const momentNow = (name: string) => moment(name).notNull().default(sql`clock_timestamp()`);

export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** `a in ('x', 'y')` over fixed words of ours, for CHECK constraints. */
export function oneOf(column: string, words: readonly string[]) {
  return sql.raw(`${column} in (${words.map((word) => `'${word}'`).join(', ')})`);
}
