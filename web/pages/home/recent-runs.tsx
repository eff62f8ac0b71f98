import { Card, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { Loaded } from '../../components/loaded.tsx';
import { OutcomeBar } from '../../components/outcome-bar.tsx';
import { OUTCOMES, StatusBadge } from '../../components/states.tsx';
import { formatAgo } from '../../ui/format.ts';
import { LinkAnchor } from '../../ui/links.tsx';

export function RecentRuns(): ReactNode {
  const { t } = useTranslation('home');
  const query = api.useQuery(
    'get',
    '/api/v1/runs',
    { params: { query: { limit: 50 } } },
    { refetchInterval: 10_000 },
  );
  return (
    <Stack gap="sm" component="section" aria-labelledby="recent">
      <Group justify="space-between">
        <Title order={2} id="recent">
          {t('recent.title')}
        </Title>
        <LinkAnchor to="/runs" fz="sm">
          {t('recent.all')}
        </LinkAnchor>
      </Group>
      <Loaded query={query} lines={3}>
        {({ items }) => {
          if (items.length === 0)
            return (
              <Text size="sm" c="dimmed">
                {t('recent.nothing')}
              </Text>
            );
          return items.slice(0, 6).map(({ id, graph_name, status, created_at, progress }) => (
            <Card key={id} withBorder padding="sm">
              <Group justify="space-between" gap={6} mb={6}>
                <LinkAnchor to="/runs/$runId" params={{ runId: id }} fw={600}>
                  {graph_name}
                </LinkAnchor>
                <StatusBadge status={status} size="md" />
              </Group>
              <OutcomeBar
                name={graph_name}
                bare
                size={8}
                total={progress.rows_total ?? 0}
                counts={Object.fromEntries(
                  OUTCOMES.map((one) => [one, progress.nodes.reduce((sum, node) => sum + node[one], 0)]),
                )}
              />
              <Text size="xs" c="dimmed" mt={4}>
                {formatAgo(created_at)}
              </Text>
            </Card>
          ));
        }}
      </Loaded>
    </Stack>
  );
}
