import { Alert, Group, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RetryButton } from '../live/run-actions.tsx';
import { openRowsOf, type Run } from '../run-record.ts';
import { useVersions } from './use-corrections.ts';

/** Corrections are saved and wait for a retry. */
export function CorrectedBanner({ run }: { readonly run: Run }): ReactNode {
  const { t } = useTranslation('rows');
  const versions = useVersions(run.dataset_id);
  const newest = versions.at(-1);
  if (newest === undefined || newest.id === run.dataset_id || openRowsOf(run) === 0) return null;
  const since = versions.slice(versions.findIndex(({ id }) => id === run.dataset_id) + 1);
  const cells = since.flatMap(({ corrected }) => corrected).reduce((sum, sheet) => sum + sheet.cells, 0);
  return (
    <Alert color="green" icon={<IconCircleCheck aria-hidden />} role="status">
      <Group justify="space-between">
        <Text size="sm">{t('corrected', { version: newest.version, count: cells })}</Text>
        <RetryButton run={run} />
      </Group>
    </Alert>
  );
}
