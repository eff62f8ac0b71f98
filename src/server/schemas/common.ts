import { z } from 'zod';
import { ISSUE_CODES } from '../../issue.ts';
import { component } from './component.ts';

export const Id = z.string().min(1).max(200).describe('An opaque id, e.g. `run_01J…`');
export const IdParams = z.object({ id: Id });

export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().min(1).max(1000).optional().describe('`next_cursor` of the page before'),
});

/** A page of a list; `next_cursor` is null on the last one. */
export function pageOf<T extends z.ZodType>(id: string, item: T) {
  return component(id, z.object({ items: z.array(item), next_cursor: z.string().nullable() }));
}

export const Timestamp = z.string().describe('ISO 8601, UTC');

export const IssueCode = component(
  'IssueCode',
  z
    .enum([...ISSUE_CODES, 'request_invalid'])
    .describe('A word such as `required_missing`; `request_invalid` for a field of the request'),
);

export const LocatedIssue = component(
  'Issue',
  z.object({
    severity: z.enum(['error', 'warning']),
    code: IssueCode,
    message: z.string().describe('What, where, and what to do next'),
    node: z.string().optional(),
    edge: z.string().optional(),
    field: z.string().optional().describe('Technical name of the Odoo field, or the path in the request'),
    sheet: z.string().optional(),
    row: z.number().optional().describe('Row number as the spreadsheet shows it'),
    column: z.string().optional().describe('Header of the column'),
    value: z.string().optional(),
    candidates: z.array(z.string()).optional(),
  }),
);

export const Problem = component(
  'Problem',
  z.object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().describe('One sentence: what, where, what to do next'),
    code: z.string().describe('A stable word for programs'),
    request_id: z.string(),
    issues: z.array(LocatedIssue).optional(),
  }),
);

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: Problem } },
});

/** Every route answers with RFC 9457 problems; spread into `schema.response`. */
export const problems = {
  '4xx': problem('The request was refused'),
  '5xx': problem('The server failed'),
};

/** A graph against data and a target; in the query or in the JSON body, the body wins. */
export const Against = z.object({
  dataset_id: Id.optional(),
  connection_id: Id.optional(),
});
