import { Card, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schemas } from '../../api/client.ts';
import { Loaded } from '../../components/loaded.tsx';
import { StatusBadge } from '../../components/states.tsx';
import { runs } from '../../texts/en/runs.ts';
import { isKnown } from '../../texts/known.ts';
import { formatAgo } from '../../ui/format.ts';
import { LinkAnchor } from '../../ui/links.tsx';

type Run = Schemas['Run'];

/** Only the newest run of a graph on a connection: an older one that failed has been made good or is worth no second look. */
function waiting(runs: readonly Run[]): readonly Run[] {
  const seen = new Set<string>();
  return runs.filter(({ graph_id, connection_id, kind, status }) => {
    const key = `${graph_id} ${connection_id} ${kind}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return status === 'paused' || status === 'failed' || status === 'completed_with_errors';
  });
}

export function NeedsYou(): ReactNode {
  const { t } = useTranslation('home');
  const query = api.useQuery(
    'get',
    '/api/v1/runs',
    { params: { query: { limit: 50 } } },
    { refetchInterval: 10_000 },
  );
  return (
    <Stack gap="sm" component="section" aria-labelledby="needs-you">
      <Title order={2} id="needs-you">
        {t('needsYou.title')}
      </Title>
      <Loaded query={query} lines={2}>
        {({ items }) => {
          const found = waiting(items);
          if (found.length === 0)
            return (
              <Text size="sm" c="dimmed">
                {t('needsYou.nothing')}
              </Text>
            );
          return found.slice(0, 8).map((run) => <WaitingRun key={run.id} run={run} />);
        }}
      </Loaded>
    </Stack>
  );
}

function WaitingRun({ run }: { readonly run: Run }): ReactNode {
  const { t } = useTranslation(['home', 'runs']);
  return (
    <Card withBorder padding="sm">
      <Group justify="space-between" gap={6}>
        <LinkAnchor to="/runs/$runId" params={{ runId: run.id }} fw={600}>
          {run.graph_name}
        </LinkAnchor>
        <StatusBadge status={run.status} size="md" />
      </Group>
      <Text size="sm">{waitsFor(run, t)}</Text>
      <Text size="xs" c="dimmed">
        {formatAgo(run.completed_at ?? run.created_at)}
      </Text>
    </Card>
  );
}

function waitsFor(run: Run, t: ReturnType<typeof useTranslation<['home', 'runs']>>['t']): string {
  if (run.status === 'completed_with_errors') {
    const count = run.progress.nodes.reduce(
      (sum, node) => sum + node.rejected + node.blocked + node.unknown,
      0,
    );
    return t('needsYou.errors', { count });
  }
  if (run.pause_reason === 'requested') return t('needsYou.requested');
  const reason = run.pause_reason ?? '';
  if (run.status === 'paused' && isKnown(runs.pauseReason, reason))
    return t(`runs:pauseReason.${reason}`, { reason });
  return run.error_message ?? t(run.status === 'paused' ? 'needsYou.paused' : 'needsYou.failed');
}
