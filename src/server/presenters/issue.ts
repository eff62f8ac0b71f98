import type { z } from 'zod';
import type { Issue } from '../../issue.ts';
import type { LocatedIssue } from '../schemas/common.ts';

/** Issues have one-word keys, so they cross into JSON as they are; copied because views are read-only. */
export function presentIssues(issues: readonly Issue[]): z.output<typeof LocatedIssue>[] {
  return issues.map(({ candidates, ...issue }) => ({
    ...issue,
    ...(candidates === undefined ? {} : { candidates: [...candidates] }),
  }));
}
