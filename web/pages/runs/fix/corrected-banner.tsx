import { Alert, Button, Group, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/client.ts';
import { notifyProblem } from '../../../components/notify.ts';
import { RetryButton } from '../live/run-actions.tsx';
import { openRowsOf, type Run } from '../run-record.ts';
import { useVersions } from './use-corrections.ts';

/** Corrections are saved and wait for a retry, or for another check. */
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
        {run.kind === 'check' ? <CheckAgain check={run} dataset={newest.id} /> : <RetryButton run={run} />}
      </Group>
    </Alert>
  );
}

/** The same graph and connection with the corrected data. */
function CheckAgain({ check, dataset }: { readonly check: Run; readonly dataset: string }): ReactNode {
  const { t } = useTranslation('rows');
  const navigate = useNavigate();
  const { mutate, isPending } = api.useMutation('post', '/api/v1/graphs/{id}/check', {
    onError: notifyProblem,
    onSuccess: ({ id }) => navigate({ to: '/runs/$runId/diff', params: { runId: id } }),
  });
  return (
    <Button
      loading={isPending}
      onClick={() =>
        mutate({
          params: { path: { id: check.graph_id } },
          body: { dataset_id: dataset, connection_id: check.connection_id },
        })
      }
    >
      {t('checkAgain')}
    </Button>
  );
}
