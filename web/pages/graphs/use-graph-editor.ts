import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, useReducer, useState } from 'react';
import { api, client, type Schemas } from '../../api/client.ts';
import { dataOf } from '../../api/data-of.ts';
import { useMay } from '../../components/session.ts';
import type { GraphEditor, Question, Selection } from '../../graph/editor.ts';
import type { Edit } from '../../graph/edits.ts';
import { begin, type History, record, redo, undo } from '../../graph/history.ts';
import { allProblems } from '../../graph/problems.ts';
import type { GraphSpec } from '../../graph/spec.ts';
import type { GraphSearch } from './search.ts';
import { type Autosave, useAutosave } from './use-autosave.ts';
import { useOnlyInputs } from './use-inputs.ts';

type Step =
  | { readonly kind: 'edit'; readonly edit: Edit; readonly tag: string | undefined }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' };

function step(history: History<GraphSpec>, by: Step): History<GraphSpec> {
  if (by.kind === 'undo') return undo(history);
  if (by.kind === 'redo') return redo(history);
  return record(history, by.edit(history.present), by.tag ?? null);
}

export interface EditorPage {
  readonly editor: GraphEditor;
  readonly autosave: Autosave;
  readonly search: GraphSearch;
  readonly setSearch: (patch: GraphSearch) => void;
  readonly question: Question | null;
  readonly closeQuestion: () => void;
}

export function useGraphEditor(start: Schemas['Graph']): EditorPage {
  const search: GraphSearch = useSearch({ from: '/graphs/$graphId' });
  const go = useNavigate({ from: '/graphs/$graphId' });
  const setSearch = useCallback(
    (patch: GraphSearch) => void go({ search: (before) => ({ ...before, ...patch }), replace: true }),
    [go],
  );
  const [history, dispatch] = useReducer(step, start.spec, begin);
  const [question, ask] = useState<Question | null>(null);
  useOnlyInputs(search, setSearch);
  const spec = history.present;
  const autosave = useAutosave(start, spec);
  const { sheets, suggestion, report } = useFacts(start.id, autosave.version, search);
  const isReadOnly = !useMay('editor');
  const change = useCallback(
    (edit: Edit, tag?: string) => {
      if (!isReadOnly) dispatch({ kind: 'edit', edit, tag });
    },
    [isReadOnly],
  );
  const askFor = useCallback(
    (wanted: Question) => {
      if (!isReadOnly || TO_LOOK_AT.has(wanted.kind)) ask(wanted);
    },
    [isReadOnly],
  );
  const select = useCallback(
    ({ node, field }: Selection) =>
      setSearch({ node, field, ...(node !== undefined && { panel: undefined }) }),
    [setSearch],
  );
  const { dataset, connection, node, field } = search;
  const editor = useMemo(
    (): GraphEditor => ({
      graphId: start.id,
      isReadOnly,
      spec,
      change,
      undo: () => dispatch({ kind: 'undo' }),
      redo: () => dispatch({ kind: 'redo' }),
      canUndo: history.past.length > 0,
      canRedo: history.future.length > 0,
      dataset,
      connection,
      sheets,
      suggestion,
      problems: allProblems(report),
      selection: { node, field },
      select,
      ask: askFor,
    }),
    [
      start.id,
      isReadOnly,
      spec,
      change,
      history,
      dataset,
      connection,
      sheets,
      suggestion,
      report,
      node,
      field,
      select,
      askFor,
    ],
  );
  return { editor, autosave, search, setSearch, question, closeQuestion: () => ask(null) };
}

/** Questions that show the graph. */
const TO_LOOK_AT: ReadonlySet<Question['kind']> = new Set(['yaml', 'versions']);

const NO_SHEETS: readonly Schemas['Sheet'][] = [];

/** What is known of the graph with its data and its Odoo. */
function useFacts(id: string, version: number, { dataset, connection }: GraphSearch) {
  const isThere = dataset !== undefined;
  const path = { id: dataset ?? '' };
  const sheets = api.useQuery('get', '/api/v1/datasets/{id}', { params: { path } }, { enabled: isThere });
  const suggestion = api.useQuery(
    'post',
    '/api/v1/datasets/{id}/suggest',
    { params: { path, query: connection === undefined ? {} : { connection_id: connection } } },
    { enabled: isThere, staleTime: Number.POSITIVE_INFINITY, retry: false },
  );
  const report = useQuery({
    queryKey: ['graph problems', id, version, dataset, connection],
    queryFn: () =>
      dataOf(
        client.POST('/api/v1/graphs/{id}/validate', {
          params: { path: { id } },
          body: { ...(isThere && { dataset_id: dataset }), ...(connection && { connection_id: connection }) },
        }),
      ),
    placeholderData: (before) => before,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return { sheets: sheets.data?.sheets ?? NO_SHEETS, suggestion: suggestion.data, report: report.data };
}
