import type { Issue } from '../issue.ts';
import { located } from '../plan/graph-issue.ts';

/** For an issue of a node that was made up to check a part of one: no place in a graph is meant. */
export function withoutNode({ node, ...issue }: Issue): Issue {
  const place = {
    ...(node === undefined ? {} : { node }),
    ...(issue.field === undefined ? {} : { field: issue.field }),
  };
  const head = located(place, '');
  const text = issue.message.startsWith(head) ? issue.message.slice(head.length) : issue.message;
  return { ...issue, message: `${text.charAt(0).toUpperCase()}${text.slice(1)}` };
}
