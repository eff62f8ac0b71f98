import { Badge, Button, Card, Group, SimpleGrid, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconWand, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../api/client.ts';
import { formatNumber } from '../../../ui/format.ts';
import { withoutPlace } from '../row-words.ts';

export type IssueGroup = Schemas['IssueGroup'];

export interface IssueGroupsProps {
  readonly groups: readonly IssueGroup[];
  readonly labelOf: (node: string) => string;
  readonly isChosen: (group: IssueGroup) => boolean;
  /** Null: all rows again. */
  readonly onChoose: (group: IssueGroup | null) => void;
  readonly isCorrected: (group: IssueGroup) => boolean;
  /** Absent where nothing is to be corrected. */
  readonly onFixAll?: ((group: IssueGroup) => void) | undefined;
}

/** What went wrong, by cause, each with its number and a way to correct all of it. */
export function IssueGroups(props: IssueGroupsProps): ReactNode {
  const { t } = useTranslation('rows');
  const errors = props.groups.filter(({ severity }) => severity === 'error');
  const warnings = props.groups.filter(({ severity }) => severity === 'warning');
  return (
    <Stack gap="md">
      {errors.length > 0 && <Groups {...props} title={t('causes')} groups={errors} />}
      {warnings.length > 0 && (
        <Groups {...props} title={t('warnings')} groups={warnings} onFixAll={undefined} />
      )}
    </Stack>
  );
}

function Groups({ title, groups, ...rest }: IssueGroupsProps & { readonly title: string }): ReactNode {
  return (
    <Stack gap="xs">
      <Title order={2} size="h3">
        {title}
      </Title>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 1 }} spacing="xs">
        {groups.map((group) => (
          <GroupCard key={groupId(group)} group={group} {...rest} />
        ))}
      </SimpleGrid>
    </Stack>
  );
}

function GroupCard({
  group,
  labelOf,
  isChosen,
  isCorrected,
  onChoose,
  onFixAll,
}: Omit<IssueGroupsProps, 'groups'> & { readonly group: IssueGroup }): ReactNode {
  const { t } = useTranslation(['rows', 'issues']);
  const title = t(`issues:${group.code}`);
  const chosen = isChosen(group);
  const isError = group.severity === 'error';
  const Sign = isError ? IconX : IconAlertTriangle;
  const place = [labelOf(group.node), group.column ?? group.field]
    .filter((part) => part !== null)
    .join(' › ');
  return (
    <Card
      withBorder
      padding="xs"
      role="group"
      aria-label={`${title}, ${place}`}
      style={chosen ? { borderColor: 'var(--mantine-primary-color-filled)', borderWidth: 2 } : {}}
    >
      <UnstyledButton onClick={() => onChoose(chosen ? null : group)} aria-pressed={chosen}>
        <Group gap={6} wrap="nowrap" align="flex-start">
          <Sign
            size={16}
            color={`var(--mantine-color-${isError ? 'red' : 'orange'}-filled)`}
            aria-hidden
            style={{ marginTop: 3, flexShrink: 0 }}
          />
          <Stack gap={2} flex={1} miw={0}>
            <Text size="sm" fw={600} lh={1.35}>
              {title}
            </Text>
            <Text size="xs" c="dimmed">
              {place}
            </Text>
            <Text size="xs" lineClamp={3}>
              {withoutPlace(group.samples[0]?.message ?? '')}
            </Text>
          </Stack>
          <Badge variant="light" color={isError ? 'red' : 'orange'} c="var(--mantine-color-text)" size="lg">
            {formatNumber(group.count)}
          </Badge>
        </Group>
      </UnstyledButton>
      {isCorrected(group) && (
        <Group gap={6} mt="xs" wrap="nowrap" role="status">
          <IconCircleCheck size={16} color="var(--mantine-color-green-filled)" aria-hidden />
          <Text size="xs">{t('fixAll.corrected')}</Text>
        </Group>
      )}
      {onFixAll !== undefined && (
        <Button
          mt="xs"
          size="xs"
          variant="light"
          fullWidth
          leftSection={<IconWand size={16} aria-hidden />}
          onClick={() => onFixAll(group)}
        >
          {isCorrected(group) ? t('fixAll.again') : t('fixAll.open', { count: group.count })}
        </Button>
      )}
    </Card>
  );
}

export function groupId({ node, code, severity, field, column }: IssueGroup): string {
  return [node, severity, code, field ?? '', column ?? ''].join('\u0000');
}
