import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { GraphEditorView } from './graph-editor.tsx';

export function GraphPage(): ReactNode {
  const { t } = useTranslation();
  const { graphId } = useParams({ from: '/graphs/$graphId' });
  const query = api.useQuery(
    'get',
    '/api/v1/graphs/{id}',
    { params: { path: { id: graphId } } },
    { refetchOnMount: 'always', refetchOnWindowFocus: false, refetchOnReconnect: false },
  );
  // What an earlier visit left may be old, and would be saved over what is new.
  if (query.data !== undefined && query.isFetchedAfterMount)
    return <GraphEditorView key={graphId} start={query.data} />;
  return (
    <Page title={t('nav.graphs')}>
      <Loaded query={{ ...query, data: undefined }} lines={8}>
        {() => null}
      </Loaded>
    </Page>
  );
}
