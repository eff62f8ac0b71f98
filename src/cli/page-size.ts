import { usageError } from './command-refused.ts';

const SHOWN = 50;

/** `--limit` of a command that shows a page. */
export function pageSize(text: string | undefined): number {
  const limit = Number(text ?? SHOWN);
  if (Number.isInteger(limit) && limit >= 1 && limit <= 500) return limit;
  throw usageError(`--limit ${text} is not a whole number from 1 to 500.`);
}
