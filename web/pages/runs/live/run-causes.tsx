import { Badge, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../../ui/format.ts';
import { LinkCard } from '../../../ui/links.tsx';
import { withoutPlace } from '../row-words.ts';
import { groupId, type IssueGroup } from '../rows/issue-groups.tsx';
import { countsOf, isUndone, type Run } from '../run-record.ts';
import { useIssueGroups } from '../use-issue-groups.ts';

const MOST_SHOWN = 6;

/** Why rows were not loaded, each cause leading to its rows. */
export function RunCauses({
  run,
  labelOf,
}: {
  readonly run: Run;
  readonly labelOf: (node: string) => string;
}): ReactNode {
  const { t } = useTranslation('rows');
  const { rejected } = countsOf(run.progress.nodes);
  const { data = [] } = useIssueGroups(run, rejected > 0);
  const errors = data.filter(({ severity }) => severity === 'error');
  if (rejected === 0 || errors.length === 0 || isUndone(run)) return null;
  return (
    <Stack gap="xs">
      <Title order={2} size="h3">
        {t('causes')}
      </Title>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="sm">
        {errors.slice(0, MOST_SHOWN).map((group) => (
          <Cause key={groupId(group)} runId={run.id} group={group} label={labelOf(group.node)} />
        ))}
      </SimpleGrid>
    </Stack>
  );
}

function Cause({
  runId,
  group,
  label,
}: {
  readonly runId: string;
  readonly group: IssueGroup;
  readonly label: string;
}): ReactNode {
  const { t } = useTranslation('issues');
  const place = [label, group.column ?? group.field].filter((part) => part !== null).join(' › ');
  return (
    <LinkCard
      to="/runs/$runId/rows"
      params={{ runId }}
      search={{ node: group.node, issue: group.code }}
      withBorder
      padding="sm"
    >
      <Group gap={6} wrap="nowrap" align="flex-start">
        <IconX
          size={16}
          color="var(--mantine-color-red-filled)"
          aria-hidden
          style={{ marginTop: 3, flexShrink: 0 }}
        />
        <Stack gap={0} flex={1} miw={0}>
          <Text size="sm" fw={600} c="var(--mantine-color-anchor)">
            {t(group.code)}
          </Text>
          <Text size="xs" c="dimmed">
            {place}
          </Text>
          <Text size="xs" lineClamp={2} c="var(--mantine-color-text)">
            {withoutPlace(group.samples[0]?.message ?? '')}
          </Text>
        </Stack>
        <Badge variant="light" color="red" c="var(--mantine-color-text)" size="lg">
          {formatNumber(group.count)}
        </Badge>
      </Group>
    </LinkCard>
  );
}
