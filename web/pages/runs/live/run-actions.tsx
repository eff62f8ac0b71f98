import { Button, Group, Modal, Stack, Text, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconGitCompare,
  IconListDetails,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconRefresh,
} from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/client.ts';
import { notifyProblem } from '../../../components/notify.ts';
import { OnlyFor } from '../../../components/only-for.tsx';
import { useMay } from '../../../components/session.ts';
import { LinkButton } from '../../../ui/links.tsx';
import { isOver, isUndone, openRowsOf, type Run } from '../run-record.ts';
import { useRetry } from '../use-retry.ts';
import { RunDownloads } from './run-downloads.tsx';

/** What can be done with a run as it stands. */
export function RunActions({ run }: { readonly run: Run }): ReactNode {
  const { t } = useTranslation('runs');
  const params = { runId: run.id };
  return (
    <>
      <LinkButton
        to="/runs/$runId/rows"
        params={params}
        variant="default"
        leftSection={<IconListDetails size={18} aria-hidden />}
      >
        {t('action.rows')}
      </LinkButton>
      <RunDownloads run={run} />
      {run.kind !== 'check' && isOver(run) && run.status !== 'rolled_back' && (
        <OnlyFor least="operator">
          <LinkButton
            to="/runs/$runId/undo"
            params={params}
            variant="default"
            leftSection={<IconArrowBackUp size={18} aria-hidden />}
          >
            {t('action.undo')}
          </LinkButton>
        </OnlyFor>
      )}
      <RetryButton run={run} />
      {!isOver(run) && (
        <OnlyFor least="operator">
          <ControlButtons run={run} />
        </OnlyFor>
      )}
      {run.kind === 'check' && (
        <LinkButton
          to="/runs/$runId/diff"
          params={params}
          leftSection={<IconGitCompare size={18} aria-hidden />}
        >
          {t('action.diff')}
        </LinkButton>
      )}
    </>
  );
}

export function RetryButton({ run }: { readonly run: Run }): ReactNode {
  const { t } = useTranslation('runs');
  const { retry, isPending } = useRetry(run.id);
  const mayRetry = useMay('operator');
  const count = openRowsOf(run);
  if (!mayRetry || run.kind === 'check' || !isOver(run) || isUndone(run) || count === 0) return null;
  return (
    <Button loading={isPending} onClick={retry} leftSection={<IconRefresh size={18} aria-hidden />}>
      {t('action.retry', { count })}
    </Button>
  );
}

function ControlButtons({ run }: { readonly run: Run }): ReactNode {
  const { t } = useTranslation('runs');
  const [isAsking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const path = { params: { path: { id: run.id } } };
  const told = {
    onError: notifyProblem,
    onSuccess: () =>
      queryClient.invalidateQueries({
        queryKey: api.queryOptions('get', '/api/v1/runs/{id}', path).queryKey,
      }),
  };
  const pause = api.useMutation('post', '/api/v1/runs/{id}/pause', told);
  const resume = api.useMutation('post', '/api/v1/runs/{id}/resume', told);
  const cancel = api.useMutation('post', '/api/v1/runs/{id}/cancel', told);
  return (
    <>
      <Button
        variant="default"
        onClick={() => setAsking(true)}
        leftSection={<IconPlayerStop size={18} aria-hidden />}
      >
        {t('action.cancel')}
      </Button>
      {run.status === 'paused' ? (
        <Button
          loading={resume.isPending}
          onClick={() => resume.mutate(path)}
          leftSection={<IconPlayerPlay size={18} aria-hidden />}
        >
          {t('action.resume')}
        </Button>
      ) : (
        <Tooltip label={t('pauseHint')}>
          <Button
            variant="default"
            loading={pause.isPending}
            onClick={() => pause.mutate(path)}
            leftSection={<IconPlayerPause size={18} aria-hidden />}
          >
            {t('action.pause')}
          </Button>
        </Tooltip>
      )}
      <CancelDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          cancel.mutate(path);
        }}
      />
    </>
  );
}

function CancelDialog({
  opened,
  onClose,
  onConfirm,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}): ReactNode {
  const { t } = useTranslation('runs');
  return (
    <Modal opened={opened} onClose={onClose} title={t('cancelDialog.title')}>
      <Stack>
        <Text>{t('cancelDialog.text')}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('cancelDialog.keep')}
          </Button>
          <Button color="red.9" onClick={onConfirm}>
            {t('cancelDialog.confirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
