import { Card, Group, Text } from '@mantine/core';
import { IconLock, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { OutcomeBar } from '../../../components/outcome-bar.tsx';
import { StatusBadge } from '../../../components/states.tsx';
import { LinkAnchor } from '../../../ui/links.tsx';
import { doneOf, type NodeProgress } from '../run-record.ts';
import { CARD } from './layers.ts';

export interface NodeCardProps {
  readonly runId: string;
  readonly node: NodeProgress;
  readonly label: string;
  readonly rate: number | null;
}

/** A node of the graph as it stands: state, done of total, speed, outcomes. */
export function NodeCard({ runId, node, label, rate }: NodeCardProps): ReactNode {
  const { t } = useTranslation('runs');
  const done = doneOf(node);
  const isActive = node.status === 'running';
  return (
    <Card
      withBorder
      padding="sm"
      h={CARD.height}
      w={CARD.width}
      style={isActive ? { borderColor: 'var(--mantine-color-blue-filled)' } : {}}
    >
      <Group justify="space-between" wrap="nowrap" gap={6}>
        <LinkAnchor
          to="/runs/$runId/rows"
          params={{ runId }}
          search={{ node: node.node_id }}
          fz="sm"
          fw={650}
          truncate
          title={t('node.open', { node: label })}
        >
          {label}
        </LinkAnchor>
      </Group>
      <Text size="xs" c="dimmed" truncate mb={6} style={{ flexShrink: 0 }}>
        {node.model}
      </Text>
      <OutcomeBar name={label} counts={node} total={node.rows_total ?? done} bare size={8} />
      <Group justify="space-between" wrap="nowrap" gap={6} mt={6}>
        <Text size="sm" style={{ fontVariantNumeric: 'tabular-nums' }}>
          {node.rows_total === null
            ? t('progress.counting')
            : t('node.progress', { done, total: node.rows_total })}
        </Text>
        {rate !== null && <Text size="sm">{t('node.rate', { rate })}</Text>}
        <Troubles node={node} />
      </Group>
      <Group mt={6}>
        <StatusBadge status={node.status} size="md" />
      </Group>
    </Card>
  );
}

function Troubles({ node: { rejected, blocked } }: { readonly node: NodeProgress }): ReactNode {
  const { t } = useTranslation('runs');
  return (
    <Group gap={8} wrap="nowrap">
      {rejected > 0 && (
        <Group gap={2} wrap="nowrap" title={t('node.rejected', { count: rejected })}>
          <IconX size={14} color="var(--mantine-color-red-filled)" aria-hidden />
          <Text size="sm" aria-label={t('node.rejected', { count: rejected })} role="img">
            {rejected}
          </Text>
        </Group>
      )}
      {blocked > 0 && (
        <Group gap={2} wrap="nowrap" title={t('node.blocked', { count: blocked })}>
          <IconLock size={14} color="var(--mantine-color-orange-filled)" aria-hidden />
          <Text size="sm" aria-label={t('node.blocked', { count: blocked })} role="img">
            {blocked}
          </Text>
        </Group>
      )}
    </Group>
  );
}
