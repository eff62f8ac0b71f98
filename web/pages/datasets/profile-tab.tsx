import { Alert, Badge, Card, Group, List, Progress, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schemas } from '../../api/client.ts';
import { Loaded } from '../../components/loaded.tsx';
import { formatNumber, formatShare } from '../../ui/format.ts';

type Column = Schemas['ColumnProfile'];

export function ProfileTab({
  datasetId,
  sheet,
}: {
  readonly datasetId: string;
  readonly sheet: string;
}): ReactNode {
  const { t } = useTranslation('datasets');
  const query = api.useQuery(
    'get',
    '/api/v1/datasets/{id}/sheets/{sheet}/profile',
    { params: { path: { id: datasetId, sheet } } },
    { staleTime: Number.POSITIVE_INFINITY },
  );
  return (
    <Loaded query={query} lines={8}>
      {(profile) => (
        <Stack>
          <Problems profile={profile} />
          {profile.columns.some(({ formats, patterns }) => formats.length === 0 && patterns.length > 0) && (
            <Text size="sm" c="dimmed">
              {t('profile.patternsHint')}
            </Text>
          )}
          <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }}>
            {profile.columns.map((column) => (
              <ColumnCard key={column.name} column={column} />
            ))}
          </SimpleGrid>
        </Stack>
      )}
    </Loaded>
  );
}

function Problems({ profile }: { readonly profile: Schemas['SheetProfile'] }): ReactNode {
  const { t } = useTranslation(['datasets', 'codes']);
  const { header_problems, duplicates, duplicate_rows } = profile;
  return (
    <>
      {header_problems.length > 0 && (
        <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} title={t('profile.headers')}>
          <List size="sm">
            {header_problems.map(({ problem, message }) => (
              <List.Item key={message}>
                <b>{t(`codes:header.${problem}`)}</b> · {message}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
      {duplicate_rows > 0 && (
        <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />}>
          {t('profile.duplicateRows', { count: duplicate_rows })}
        </Alert>
      )}
      {duplicates.length > 0 && (
        <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} title={t('profile.duplicates')}>
          <List size="sm">
            {duplicates.slice(0, 20).map(({ column, row, values }) => (
              <List.Item key={`${column} ${row}`}>
                {column}: {values.map(({ value, rows }) => `${value} (${formatNumber(rows)})`).join(' · ')}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
    </>
  );
}

function ColumnCard({ column }: { readonly column: Column }): ReactNode {
  const { t } = useTranslation('datasets');
  const total = column.filled + column.nulls;
  const share = total === 0 ? 0 : column.filled / total;
  return (
    <Card withBorder padding="md">
      <Stack gap={8}>
        <Group justify="space-between" wrap="nowrap" align="start">
          <Title order={3} style={{ overflowWrap: 'anywhere' }}>
            {column.name}
          </Title>
          <Badge variant="default" tt="none" style={{ flexShrink: 0 }}>
            {t(`type.${column.type}`)}
          </Badge>
        </Group>
        <div>
          <Progress
            value={share * 100}
            size="sm"
            aria-label={t('profile.filled', { share: formatShare(share) })}
          />
          <Group justify="space-between" mt={2}>
            <Text size="xs">{t('profile.filled', { share: formatShare(share) })}</Text>
            <Text size="xs">{t('profile.distinct', { count: column.distinct })}</Text>
          </Group>
        </div>
        {column.min !== null && column.max !== null && column.min !== column.max && (
          <Text size="xs" lineClamp={2}>
            {t('profile.from', { min: column.min, max: column.max })}
          </Text>
        )}
        <Shares
          title={t('profile.formats')}
          parts={column.formats.map(({ format, ...more }) => ({ word: format, ...more }))}
        />
        {column.formats.length === 0 && (
          <Shares
            title={t('profile.patterns')}
            parts={column.patterns.slice(0, 4).map(({ pattern, ...more }) => ({ word: pattern, ...more }))}
          />
        )}
        <Text size="xs" c="dimmed" lineClamp={2}>
          {column.samples.map(String).join(' · ')}
        </Text>
      </Stack>
    </Card>
  );
}

function Shares(props: {
  readonly title: string;
  readonly parts: readonly { readonly word: string; readonly share: number; readonly example: string }[];
}): ReactNode {
  if (props.parts.length === 0) return null;
  return (
    <Stack gap={2}>
      <Text size="xs" fw={600}>
        {props.title}
      </Text>
      {props.parts.map(({ word, share, example }) => (
        <Group key={word} gap={8} wrap="nowrap" title={example}>
          <Text size="xs" ff="monospace" w={130} truncate>
            {word}
          </Text>
          <Progress value={share * 100} size="sm" flex={1} aria-label={`${word}: ${formatShare(share)}`} />
          <Text size="xs" w={44} ta="right">
            {formatShare(share)}
          </Text>
        </Group>
      ))}
    </Stack>
  );
}
