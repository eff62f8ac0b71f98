import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/client.ts';
import { Fact, Facts } from '../../../ui/facts.tsx';
import { formatDateTime, formatSeconds } from '../../../ui/format.ts';
import { LinkAnchor } from '../../../ui/links.tsx';
import { type Run, secondsOf } from '../run-record.ts';

/** With what a run was made, when, and how long it took. */
export function RunFacts({ run }: { readonly run: Run }): ReactNode {
  const { t } = useTranslation('runs');
  const still = { staleTime: 60_000 };
  const dataset = api.useQuery(
    'get',
    '/api/v1/datasets/{id}',
    { params: { path: { id: run.dataset_id } } },
    still,
  );
  const seconds = secondsOf(run);
  return (
    <Facts>
      <Fact name={t('fact.graph')}>
        <LinkAnchor underline="always" to="/graphs/$graphId" params={{ graphId: run.graph_id }}>
          {run.graph_name}
        </LinkAnchor>{' '}
        {t('version', { version: run.graph_version })}
      </Fact>
      <Fact name={t('fact.dataset')}>
        <LinkAnchor underline="always" to="/datasets/$datasetId" params={{ datasetId: run.dataset_id }}>
          {run.dataset_name}
        </LinkAnchor>
        {dataset.data !== undefined && ` ${t('version', { version: dataset.data.version })}`}
      </Fact>
      <Fact name={t('fact.connection')}>
        <LinkAnchor
          underline="always"
          to="/connections/$connectionId"
          params={{ connectionId: run.connection_id }}
        >
          {run.connection_name}
        </LinkAnchor>
      </Fact>
      {run.of_run !== null && (
        <Fact name={t('fact.of')}>
          <LinkAnchor underline="always" to="/runs/$runId" params={{ runId: run.of_run }}>
            {t('fact.earlierRun')}
          </LinkAnchor>
        </Fact>
      )}
      <Fact name={t('fact.started')}>
        {run.started_at === null ? t('fact.notStarted') : formatDateTime(run.started_at)}
      </Fact>
      {seconds !== null && <Fact name={t('fact.duration')}>{formatSeconds(seconds)}</Fact>}
    </Facts>
  );
}
