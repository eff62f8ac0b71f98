import { sqlText } from '../source/sql-text.ts';
import { TRIM } from './trim-text.ts';
import type { Stage } from './value-stage.ts';

/**
 * Dates leave as `load` takes them (`ir.fields.converter`, 14–19): `YYYY-MM-DD`, and `YYYY-MM-DD HH:MM:SS` in UTC, because every call
 * carries `tz=UTC`. Years outside 1000–9999 are refused: DuckDB reads `04/07/96` by `%d/%m/%Y` as the year 96.
 */
const TIME = String.raw`[ T]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?`;
const OFFSET = String.raw`\s*(Z|[+-]\d{2}(:?\d{2})?)`;
const ISO_DATE = String.raw`[1-9]\d{3}-\d{1,2}-\d{1,2}`;

/** ISO 8601 text → date; a time behind it is left out, as written, whatever its zone. */
export function isoDate(code: 'date_invalid' = 'date_invalid'): readonly Stage[] {
  const shaped = (v: string) => `regexp_full_match(${v}, ${sqlText(`${ISO_DATE}(${TIME}(${OFFSET})?)?`)})`;
  const parsed = (v: string) => `TRY_CAST(regexp_extract(${v}, ${sqlText(`^${ISO_DATE}`)}) AS DATE)`;
  const stage: Stage = {
    failure: {
      code,
      problem: 'is not a date',
      remedy: 'Write it like 2024-07-31, or declare its format with the transform "date".',
    },
    value: (v) => `CASE WHEN ${shaped(v)} THEN strftime(${parsed(v)}, '%Y-%m-%d') END`,
    yields: 'date',
  };
  return [TRIM, stage];
}

/** Text in one of the declared formats → date. */
export function parseDate(formats: readonly string[]): readonly Stage[] {
  const parsed = (v: string) => firstFormat(v, formats, (time) => time, "'UTC'");
  const stage: Stage = {
    failure: {
      code: 'date_invalid',
      problem: `is not a date written as ${listFormats(formats)}`,
      remedy: 'Correct the cell, or add its format to the transform "date".',
    },
    value: (v) => `strftime(${parsed(v)}, '%Y-%m-%d')`,
    yields: 'date',
  };
  return [TRIM, stage];
}

/** ISO 8601 text → date-time in UTC. A text without an offset is local time of `timeZone`. */
export function isoDatetime(timeZone: string): readonly Stage[] {
  const zone = sqlText(timeZone);
  const text = (v: string) =>
    `regexp_replace(replace(${v}, ',', '.'), ${sqlText(`${OFFSET}$`)}, ${sqlText(String.raw`\1`)})`;
  const shaped = (v: string) => `regexp_full_match(${v}, ${sqlText(`${ISO_DATE}(${TIME}(${OFFSET})?)?`)})`;
  const hasOffset = (v: string) => `regexp_matches(${v}, ${sqlText(`:\\d.*${OFFSET}$`)})`;
  const parsed = (v: string) => `CASE WHEN NOT ${shaped(v)} THEN NULL
    WHEN ${hasOffset(v)} THEN TRY_CAST(${text(v)} AS TIMESTAMPTZ) AT TIME ZONE 'UTC'
    ELSE timezone('UTC', timezone(${zone}, TRY_CAST(${text(v)} AS TIMESTAMP))) END`;
  const stage: Stage = {
    failure: {
      code: 'datetime_invalid',
      problem: 'is not a date and time',
      remedy: 'Write it like 2024-07-31 16:05:00, or declare its format with the transform "datetime".',
    },
    value: (v) => `strftime(${parsed(v)}, '%Y-%m-%d %H:%M:%S')`,
  };
  return [TRIM, stage];
}

/** Text in one of the declared formats, local time of `timeZone` unless the format has an offset → date-time in UTC. */
export function parseDatetime(formats: readonly string[], timeZone: string): readonly Stage[] {
  const toUtc = (time: string) => `timezone('UTC', timezone(${sqlText(timeZone)}, ${time}))`;
  const parsed = (v: string) => firstFormat(v, formats, toUtc, "'UTC'");
  const stage: Stage = {
    failure: {
      code: 'datetime_invalid',
      problem: `is not a date and time written as ${listFormats(formats)}`,
      remedy: 'Correct the cell, or add its format to the transform "datetime".',
    },
    value: (v) => `strftime(${parsed(v)}, '%Y-%m-%d %H:%M:%S')`,
  };
  return [TRIM, stage];
}

/** `%z` makes `try_strptime` answer with an instant, all others with a wall clock. */
const hasZone = (format: string) => format.includes('%z') || format.includes('%Z');

/** One `try_strptime` per format instead of its list form: a year out of range must fall through to the next format. */
function firstFormat(
  text: string,
  formats: readonly string[],
  fromLocal: (time: string) => string,
  offsetZone: string,
): string {
  const tried = formats.map((format) => {
    const time = `try_strptime(${text}, ${sqlText(format)})`;
    const moment = hasZone(format) ? `timezone(${offsetZone}, ${time})` : fromLocal(time);
    return `CASE WHEN year(${time}) BETWEEN 1000 AND 9999 THEN ${moment} END`;
  });
  return `coalesce(${tried.join(', ')})`;
}

function listFormats(formats: readonly string[]): string {
  return formats.join(' or ');
}
