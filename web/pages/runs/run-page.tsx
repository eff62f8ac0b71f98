import { Card, Group, Skeleton, Tabs } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { isOffline } from '../../api/problem.ts';
import { Loaded } from '../../components/loaded.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { StatusBadge } from '../../components/states.tsx';
import { LinkAnchor } from '../../ui/links.tsx';
import { Page } from '../../ui/page.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { BatchTable } from './live/batch-table.tsx';
import { EventList } from './live/event-list.tsx';
import { NodeTable } from './live/node-table.tsx';
import { RunActions } from './live/run-actions.tsx';
import { RunCauses } from './live/run-causes.tsx';
import { RunFacts } from './live/run-facts.tsx';
import { RunGraph } from './live/run-graph.tsx';
import { RunProgress } from './live/run-progress.tsx';
import type { RunEvent } from './live/run-stream.ts';
import { useLiveRun } from './live/use-live-run.ts';
import type { Run } from './run-record.ts';
import { isRunTab, RUN_TABS } from './run-tabs.ts';
import { useGraphOfRun } from './use-graph-of-run.ts';

const ThroughputChart = lazy(async () => ({
  default: (await import('./live/throughput-chart.tsx')).ThroughputChart,
}));

/** A run as it goes on: survives a reload, a closed laptop and a restarted server, for all it shows is asked from the server. */
export function RunPage(): ReactNode {
  const { t } = useTranslation(['runs', 'common']);
  const { runId } = useParams({ from: '/runs/$runId' });
  const { run, error, refetch, events, isAway } = useLiveRun(runId);
  const trail = [
    <LinkAnchor key="runs" to="/runs">
      {t('title')}
    </LinkAnchor>,
  ];
  if (run === undefined)
    return (
      <Page title={t('kind.run')} trail={trail}>
        <Loaded query={{ data: run, error, refetch }}>{() => null}</Loaded>
      </Page>
    );
  return (
    <Page
      title={`${t(`kind.${run.kind}`)}: ${run.graph_name}`}
      trail={trail}
      badge={<Badges run={run} isAway={isAway} />}
      actions={<RunActions run={run} />}
    >
      {Boolean(error) && !isOffline(error) && <ProblemBox error={error} onRetry={() => void refetch()} />}
      <RunFacts run={run} />
      <RunProgress run={run} />
      <RunViews key={run.id} run={run} events={events} />
    </Page>
  );
}

/** The state as the server last told it; nothing is guessed while it is away. */
function Badges({ run, isAway }: { readonly run: Run; readonly isAway: boolean }): ReactNode {
  const { t } = useTranslation('runs');
  return (
    <Group gap="xs" role="status">
      <StatusBadge status={run.status} />
      {isAway && (
        <span title={t('awayText')}>
          <StateBadge look={{ icon: IconPlugConnectedX, color: 'yellow' }} word={t('away')} />
        </span>
      )}
    </Group>
  );
}

function RunViews({ run, events }: { readonly run: Run; readonly events: readonly RunEvent[] }): ReactNode {
  const { t } = useTranslation('runs');
  const { tab = 'graph' } = useSearch({ from: '/runs/$runId' });
  const navigate = useNavigate({ from: '/runs/$runId' });
  const { labelOf, refersTo } = useGraphOfRun(run);
  return (
    <>
      <RunCauses run={run} labelOf={labelOf} />
      <Tabs
        value={tab}
        onChange={(chosen) =>
          void navigate({
            search: (all) => ({ ...all, tab: isRunTab(chosen) && chosen !== 'graph' ? chosen : undefined }),
            replace: true,
          })
        }
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {RUN_TABS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`tab.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="graph">
          <Card
            withBorder
            padding="md"
            bg="light-dark(var(--mantine-color-gray-0), var(--mantine-color-dark-8))"
          >
            <RunGraph run={run} labelOf={labelOf} refersTo={refersTo} />
          </Card>
        </Tabs.Panel>
        <Tabs.Panel value="table">
          <NodeTable run={run} labelOf={labelOf} />
        </Tabs.Panel>
        <Tabs.Panel value="batches">
          <BatchTable run={run} events={events} labelOf={labelOf} />
        </Tabs.Panel>
        <Tabs.Panel value="chart">
          <Suspense fallback={<Skeleton height={280} />}>
            <ThroughputChart run={run} />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="events">
          <EventList events={events} labelOf={labelOf} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
