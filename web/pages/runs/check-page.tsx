import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconInfoCircle, IconPlayerPlay, IconTableOff, IconWand } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { Loaded } from '../../components/loaded.tsx';
import { notifyProblem } from '../../components/notify.ts';
import { OnlyFor } from '../../components/only-for.tsx';
import { StatusBadge } from '../../components/states.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/links.tsx';
import { Page } from '../../ui/page.tsx';
import { CheckNodes } from './check/check-nodes.tsx';
import { DiffTable } from './check/diff-table.tsx';
import { NotKnown } from './check/not-known.tsx';
import { CorrectedBanner } from './fix/corrected-banner.tsx';
import { RunProgress } from './live/run-progress.tsx';
import { useLiveRun } from './live/use-live-run.ts';
import { RowsFilters } from './rows/rows-filters.tsx';
import { useRunRows } from './rows/use-run-rows.ts';
import { countsOf, isOver, type Run } from './run-record.ts';
import { runTrail } from './run-trail.tsx';
import type { RowsSearch } from './search-params.ts';
import { useGraphOfRun } from './use-graph-of-run.ts';
import { useIssueGroups } from './use-issue-groups.ts';

/** The diff: what a run would do with every row, and what the check could not know. */
export function CheckPage(): ReactNode {
  const { t } = useTranslation('check');
  const { runId } = useParams({ from: '/runs/$runId/diff' });
  const { run, error, refetch } = useLiveRun(runId);
  return (
    <Page
      title={run === undefined ? t('title') : `${t('title')}: ${run.graph_name}`}
      intro={t('intro')}
      trail={runTrail(runId, run)}
      {...(run === undefined
        ? {}
        : {
            badge: <StatusBadge status={run.status} />,
            actions: run.kind === 'check' && isOver(run) && (
              <OnlyFor least="operator">
                <FixLink check={run} />
                <RunItButton check={run} />
              </OnlyFor>
            ),
          })}
    >
      <Loaded query={{ data: run, error, refetch }} lines={8}>
        {(loaded) =>
          loaded.kind === 'check' ? <Diff key={loaded.id} run={loaded} /> : <NoCheck run={loaded} />
        }
      </Loaded>
    </Page>
  );
}

function NoCheck({ run }: { readonly run: Run }): ReactNode {
  const { t } = useTranslation('check');
  return (
    <EmptyState
      icon={IconInfoCircle}
      title={t('notACheck.title')}
      text={t('notACheck.text')}
      action={
        <LinkButton to="/runs/$runId/rows" params={{ runId: run.id }}>
          {t('notACheck.action')}
        </LinkButton>
      }
    />
  );
}

/** To the rows that would be rejected, where they can be corrected. */
function FixLink({ check }: { readonly check: Run }): ReactNode {
  const { t } = useTranslation('check');
  const count = countsOf(check.progress.nodes).rejected;
  if (count === 0) return null;
  return (
    <LinkButton
      to="/runs/$runId/rows"
      params={{ runId: check.id }}
      variant="default"
      leftSection={<IconWand size={18} aria-hidden />}
    >
      {t('fix', { count })}
    </LinkButton>
  );
}

function RunItButton({ check }: { readonly check: Run }): ReactNode {
  const { t } = useTranslation('check');
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { mutate, isPending } = api.useMutation('post', '/api/v1/graphs/{id}/run', {
    onError: notifyProblem,
    onSuccess: ({ id }) => {
      void queryClient.invalidateQueries({ queryKey: ['get', '/api/v1/runs'] });
      void navigate({ to: '/runs/$runId', params: { runId: id } });
    },
  });
  return (
    <Button
      loading={isPending}
      leftSection={<IconPlayerPlay size={18} aria-hidden />}
      onClick={() =>
        mutate({
          params: { path: { id: check.graph_id } },
          body: { dataset_id: check.dataset_id, connection_id: check.connection_id },
        })
      }
    >
      {t('run')}
    </Button>
  );
}

function Diff({ run }: { readonly run: Run }): ReactNode {
  const { t } = useTranslation('check');
  const search = useSearch({ from: '/runs/$runId/diff' });
  const navigate = useNavigate({ from: '/runs/$runId/diff' });
  const { labelOf } = useGraphOfRun(run);
  const { data: groups = [] } = useIssueGroups(run, isOver(run));
  const show = (wanted: RowsSearch) => void navigate({ search: wanted, replace: true, resetScroll: false });
  const nodes = run.progress.nodes.map(({ node_id: id }) => ({ id, label: labelOf(id) }));
  if (!isOver(run))
    return (
      <Stack>
        <RunProgress run={run} />
        <Alert icon={<IconInfoCircle aria-hidden />}>{t('running')}</Alert>
      </Stack>
    );
  return (
    <Stack gap="lg">
      {run.error_message !== null && <Alert color="red">{run.error_message}</Alert>}
      <CorrectedBanner run={run} />
      <CheckNodes run={run} search={search} labelOf={labelOf} onChoose={show} />
      <Stack gap="sm">
        <Group>
          <RowsFilters search={search} nodes={nodes} onChange={show} />
        </Group>
        <Rows run={run} search={search} labelOf={labelOf} />
      </Stack>
      <NotKnown run={run} groups={groups} labelOf={labelOf} />
    </Stack>
  );
}

interface RowsProps {
  readonly run: Run;
  readonly search: RowsSearch;
  readonly labelOf: (node: string) => string;
}

function Rows({ run, search, labelOf }: RowsProps): ReactNode {
  const { t } = useTranslation(['check', 'rows']);
  const pages = useRunRows(run, search, true);
  return (
    <Loaded query={pages} lines={8}>
      {(items) =>
        items.length === 0 ? (
          <EmptyState icon={IconTableOff} title={t('nothing.title')} text={t('nothing.text')} />
        ) : (
          <>
            <DiffTable
              runId={run.id}
              rows={items}
              total={pages.hasMore ? undefined : items.length}
              labelOf={labelOf}
              onEnd={pages.loadMore}
            />
            <Text size="sm" role="status">
              {t('rows:shown', { count: items.length })}
            </Text>
          </>
        )
      }
    </Loaded>
  );
}
