import type { Issue } from '../issue.ts';

const MAX_LINES = 20;

/** Issues as lines for people: the message says where; at most 20, then how many more. */
export function issueLines(issues: readonly Issue[]): readonly string[] {
  const lines = issues
    .slice(0, MAX_LINES)
    .map((issue) => `  ${MARK[issue.severity]} ${placeOf(issue)}${issue.message}`);
  const more = issues.length - lines.length;
  return more > 0 ? [...lines, `  … and ${more} more`] : lines;
}

const MARK = { error: '✗', warning: '!' } as const;

/** The node and field, unless the message begins with them already. */
function placeOf({ node, field, message }: Issue): string {
  const place = [node, field].filter((part) => part !== undefined && !message.includes(part)).join('.');
  return place === '' ? '' : `${place}: `;
}
