import { Alert, Code, Group, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { IconArrowRight, IconDatabaseOff } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client.ts';
import { ProblemBox } from '../components/problem-box.tsx';
import { formatNumber } from '../ui/format.ts';
import { type PreviewOf, usePreview } from './use-preview.ts';

type PreviewRow = Schemas['FieldPreview']['rows'][number];

/** Before and after on real rows of the sheet. */
export function FieldPreview(props: PreviewOf): ReactNode {
  const { t } = useTranslation('graphs');
  const [by, setBy] = useState<'rows' | 'distinct'>('rows');
  const query = usePreview({ ...props, by });
  if (props.dataset === undefined || props.sheet === undefined)
    return (
      <Alert color="gray" icon={<IconDatabaseOff aria-hidden />} p="xs">
        {t('preview.noData')}
      </Alert>
    );
  const { data } = query;
  return (
    <Stack gap={6} aria-busy={query.isFetching}>
      <Group justify="space-between">
        <Text size="sm" fw={600} component="h3">
          {t('preview.title')}
        </Text>
        <SegmentedControl
          size="xs"
          aria-label={t('preview.by')}
          value={by}
          onChange={(next) => setBy(next === 'distinct' ? 'distinct' : 'rows')}
          data={[
            { value: 'rows', label: t('preview.rows') },
            { value: 'distinct', label: t('preview.distinct') },
          ]}
        />
      </Group>
      {query.error && !data && <ProblemBox error={query.error} onRetry={() => void query.refetch()} />}
      {data && !data.valid && <Issues issues={data.issues} />}
      {data?.valid && <PreviewTable data={data} by={by} />}
    </Stack>
  );
}

function PreviewTable({
  data,
  by,
}: {
  readonly data: Schemas['FieldPreview'];
  readonly by: 'rows' | 'distinct';
}): ReactNode {
  const { t } = useTranslation('graphs');
  return (
    <Table.ScrollContainer minWidth={300}>
      <Table verticalSpacing={4} horizontalSpacing="xs" fz="sm" aria-label={t('preview.title')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t(by === 'rows' ? 'preview.row' : 'preview.count')}</Table.Th>
            <Table.Th>{data.columns.length > 0 ? data.columns.join(' + ') : t('preview.before')}</Table.Th>
            <Table.Th>{t('preview.after')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data.rows.map((row) => (
            <Table.Tr key={row.row}>
              <Table.Td>{formatNumber(by === 'rows' ? row.row : row.rows)}</Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                {row.cells.map((cell) => cut(cell ?? t('preview.empty'))).join(' + ')}
              </Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                <After row={row} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function After({ row }: { readonly row: PreviewRow }): ReactNode {
  const { t } = useTranslation('graphs');
  const [issue] = row.issues;
  if (issue)
    return (
      <Text size="xs" c="var(--mantine-color-error)">
        {issue.message}
      </Text>
    );
  return (
    <Group gap={4} wrap="nowrap">
      <IconArrowRight size={13} aria-hidden style={{ flexShrink: 0 }} />
      {row.value === null ? (
        <Text size="sm" fs="italic">
          {t('preview.empty')}
        </Text>
      ) : (
        <Code>{cut(row.value)}</Code>
      )}
    </Group>
  );
}

export function Issues({ issues }: { readonly issues: readonly Schemas['Issue'][] }): ReactNode {
  const { t } = useTranslation('issues');
  return (
    <Stack gap={4}>
      {issues.map((issue) => (
        <Alert
          key={`${issue.code} ${issue.message}`}
          color={issue.severity === 'error' ? 'red' : 'yellow'}
          p={8}
          fz="sm"
          title={t(issue.code)}
        >
          <Text size="sm">{issue.message}</Text>
        </Alert>
      ))}
    </Stack>
  );
}

function cut(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
