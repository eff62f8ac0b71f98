import { Alert, Group, Progress, Stack, Table, Text } from '@mantine/core';
import { IconArrowBackUp, IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { OnlyFor } from '../../../components/only-for.tsx';
import { formatNumber, formatShare } from '../../../ui/format.ts';
import { LinkButton } from '../../../ui/links.tsx';
import { useRun } from '../live/use-live-run.ts';
import { isUndone, type Run } from '../run-record.ts';

/** How far an undo is, or what it did. */
export function UndoProgress({
  run,
  labelOf,
}: {
  readonly run: Run;
  readonly labelOf: (node: string) => string;
}): ReactNode {
  const { t } = useTranslation(['undo', 'runs']);
  const isDone = run.status === 'rolled_back';
  const { percentage, rows_done: done, rows_total: total, waiting_for: waiting } = run.progress;
  return (
    <Stack gap="lg">
      <Alert
        color={isDone ? 'green' : 'blue'}
        icon={isDone ? <IconCircleCheck aria-hidden /> : <IconArrowBackUp aria-hidden />}
        role="status"
      >
        {t(isDone ? 'done' : 'going')}
      </Alert>
      {!isDone && (
        <div>
          <Group gap="md" align="baseline" mb={6}>
            <Text fz={28} fw={700} lh={1}>
              {formatShare(percentage / 100)}
            </Text>
            <Text>{t('runs:progress.undone', { done, total })}</Text>
          </Group>
          <Progress value={percentage} size="sm" aria-label={t('progress')} />
          {waiting !== null && <Text size="sm">{waiting}</Text>}
        </div>
      )}
      <NodeTable run={run} labelOf={labelOf} />
      <Group>
        <LinkButton to="/runs/$runId" params={{ runId: run.id }} variant="default">
          {t('toRun')}
        </LinkButton>
        {isDone && run.of_run !== null && (
          <OnlyFor least="operator">
            <EarlierRun runId={run.of_run} />
          </OnlyFor>
        )}
      </Group>
    </Stack>
  );
}

/** A retry and the run that it retried are undone one by one, the retry first. */
function EarlierRun({ runId }: { readonly runId: string }): ReactNode {
  const { t } = useTranslation('undo');
  const { data } = useRun(runId);
  if (data === undefined || isUndone(data)) return null;
  return (
    <LinkButton to="/runs/$runId/undo" params={{ runId }}>
      {t('earlier')}
    </LinkButton>
  );
}

function NodeTable({
  run,
  labelOf,
}: {
  readonly run: Run;
  readonly labelOf: (node: string) => string;
}): ReactNode {
  const { t } = useTranslation('undo');
  return (
    <Table verticalSpacing={6} aria-label={t('progress')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('column.node')}</Table.Th>
          <Table.Th ta="right">{t('deleted')}</Table.Th>
          <Table.Th ta="right">{t('restored')}</Table.Th>
          <Table.Th ta="right">{t('stayed')}</Table.Th>
          <Table.Th ta="right">{t('archived')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {run.progress.nodes.map(({ node_id: id, undo }) => (
          <Table.Tr key={id}>
            <Table.Th scope="row">{labelOf(id)}</Table.Th>
            <Table.Td ta="right">{formatNumber(undo.deleted)}</Table.Td>
            <Table.Td ta="right">{formatNumber(undo.restored)}</Table.Td>
            <Table.Td ta="right">{formatNumber(undo.kept)}</Table.Td>
            <Table.Td ta="right">{formatNumber(undo.archived)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
