import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client, type Schemas } from '../../../api/client.ts';
import { dataOf } from '../../../api/data-of.ts';
import type { IssueGroup } from '../rows/issue-groups.tsx';

type Issue = Schemas['Issue'];

export interface BadValue {
  readonly value: string;
  readonly rows: readonly number[];
  readonly candidates: readonly string[];
}

/** Every value of a group of issues with the rows that have it, the most frequent first; read in pages. */
export function useBadValues(runId: string, group: IssueGroup) {
  const [read, setRead] = useState(0);
  const query = useQuery({
    queryKey: ['bad-values', runId, group.node, group.code, group.field, group.column],
    queryFn: async ({ signal }) => {
      const found = new Map<string, { rows: number[]; candidates: Set<string> }>();
      let cursor: string | null = null;
      let total = 0;
      do {
        const page: Schemas['RunRowPage'] = await readPage(runId, group, cursor, signal);
        for (const row of page.items) {
          for (const issue of row.issues.filter((one) => isOf(one, group))) {
            const { rows, candidates } = found.get(issue.value ?? '') ?? { rows: [], candidates: new Set() };
            rows.push(issue.row ?? row.row);
            for (const candidate of issue.candidates ?? []) candidates.add(candidate);
            found.set(issue.value ?? '', { rows, candidates });
          }
        }
        total += page.items.length;
        setRead(total);
        cursor = page.next_cursor;
      } while (cursor !== null);
      return [...found]
        .map(([value, { rows, candidates }]): BadValue => ({ value, rows, candidates: [...candidates] }))
        .sort((a, b) => b.rows.length - a.rows.length);
    },
  });
  return { query, read };
}

function readPage(
  runId: string,
  { node, code }: IssueGroup,
  cursor: string | null,
  signal: AbortSignal,
): Promise<Schemas['RunRowPage']> {
  return dataOf(
    client.GET('/api/v1/runs/{id}/rows', {
      params: {
        path: { id: runId },
        query: { node, issue: code, limit: 500, ...(cursor === null ? {} : { cursor }) },
      },
      signal,
    }),
  );
}

function isOf(issue: Issue, { code, field, column }: IssueGroup): boolean {
  return issue.code === code && (issue.field ?? null) === field && (issue.column ?? null) === column;
}
