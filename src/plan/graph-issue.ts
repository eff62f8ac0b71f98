import type { Issue, IssueCode } from '../issue.ts';

/** Where in the graph a problem is; the message begins with it. */
export interface Place {
  readonly node?: string;
  readonly edge?: string;
  readonly field?: string;
  readonly sheet?: string;
  readonly column?: string;
}

export function graphError(code: IssueCode, place: Place, text: string): Issue {
  return { severity: 'error', code, message: located(place, text), ...place };
}

export function graphWarning(code: IssueCode, place: Place, text: string): Issue {
  return { severity: 'warning', code, message: located(place, text), ...place };
}

/** The text behind the place it speaks of. */
export function located(place: Place, text: string): string {
  const where = [
    place.node === undefined ? '' : `node "${place.node}"`,
    place.edge === undefined ? '' : `edge "${place.edge}"`,
    place.field === undefined ? '' : `field "${place.field}"`,
  ].filter((part) => part !== '');
  if (where.length === 0) return text;
  const head = where.join(', ');
  return `${head.charAt(0).toUpperCase()}${head.slice(1)}: ${text}`;
}
