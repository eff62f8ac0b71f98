import { api } from '../../../api/client.ts';
import type { IssueGroup } from '../rows/issue-groups.tsx';
import type { Run } from '../run-record.ts';

/** Causes in which a value names nothing in Odoo, so that it can be told what comes nearest. */
const NAMES_NOTHING: ReadonlySet<string> = new Set(['reference_not_found', 'selection_invalid']);

/** What Odoo has that comes nearest to each bad value, best first; empty where that is not known. */
export function useNearestAnswers(run: Run, group: IssueGroup): ReadonlyMap<string, readonly string[]> {
  const { data } = api.useQuery(
    'post',
    '/api/v1/graphs/{id}/values',
    {
      params: { path: { id: run.graph_id } },
      body: { dataset_id: run.dataset_id, connection_id: run.connection_id },
    },
    { enabled: NAMES_NOTHING.has(group.code), staleTime: 60_000, retry: false },
  );
  const questions = (data?.questions ?? []).filter(({ fields }) =>
    fields.some(({ node, field }) => node === group.node && field === group.field),
  );
  return new Map(
    questions.flatMap(({ values }) => values.map(({ value, candidates }) => [value, candidates] as const)),
  );
}
