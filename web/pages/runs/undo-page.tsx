import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schemas } from '../../api/client.ts';
import { Loaded } from '../../components/loaded.tsx';
import { notifyProblem } from '../../components/notify.ts';
import { PageOnlyFor } from '../../components/only-for.tsx';
import { StatusBadge } from '../../components/states.tsx';
import { ConfirmTyped } from '../../ui/confirm-typed.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatNumber } from '../../ui/format.ts';
import { LinkButton } from '../../ui/links.tsx';
import { Page } from '../../ui/page.tsx';
import { useLiveRun } from './live/use-live-run.ts';
import { isUndone, type Run } from './run-record.ts';
import { runTrail } from './run-trail.tsx';
import { UndoPreview } from './undo/undo-preview.tsx';
import { UndoProgress } from './undo/undo-progress.tsx';
import { useGraphOfRun } from './use-graph-of-run.ts';

/** Undoes a run: first what can be undone and what not, then the confirmation, then how far it is. */
export function UndoPage(): ReactNode {
  const { t } = useTranslation('undo');
  const { runId } = useParams({ from: '/runs/$runId/undo' });
  const { run, error, refetch } = useLiveRun(runId);
  const { labelOf } = useGraphOfRun(run);
  return (
    <Page
      title={run === undefined ? t('title') : `${t('title')}: ${run.graph_name}`}
      intro={t('intro')}
      trail={runTrail(runId, run)}
      {...(run === undefined ? {} : { badge: <StatusBadge status={run.status} /> })}
    >
      <Loaded query={{ data: run, error, refetch }}>
        {(loaded) =>
          isUndone(loaded) ? (
            <UndoProgress run={loaded} labelOf={labelOf} />
          ) : (
            <PageOnlyFor least="operator">
              <Undo run={loaded} labelOf={labelOf} />
            </PageOnlyFor>
          )
        }
      </Loaded>
    </Page>
  );
}

interface UndoProps {
  readonly run: Run;
  readonly labelOf: (node: string) => string;
}

function Undo({ run, labelOf }: UndoProps): ReactNode {
  const { t } = useTranslation('undo');
  const preview = api.useQuery(
    'post',
    '/api/v1/runs/{id}/rollback',
    { params: { path: { id: run.id }, query: { preview: 'true' } } },
    { staleTime: Number.POSITIVE_INFINITY, gcTime: 0, retry: false },
  );
  // The answer without `preview` is the run; this one asks for the preview.
  const data = preview.data !== undefined && 'kept_total' in preview.data ? preview.data : undefined;
  return (
    <Stack>
      {preview.isPending && <Text role="status">{t('looking')}</Text>}
      <Loaded query={{ data, error: preview.error, refetch: preview.refetch }} lines={8}>
        {(found) => <Asked run={run} preview={found} labelOf={labelOf} />}
      </Loaded>
    </Stack>
  );
}

function Asked({
  run,
  preview,
  labelOf,
}: UndoProps & { readonly preview: Schemas['RollbackPreview'] }): ReactNode {
  const { t } = useTranslation('undo');
  const [isAsking, setAsking] = useState(false);
  const [archive, setArchive] = useState(false);
  const { undo, isPending } = useUndo(run.id);
  if (preview.records === 0)
    return (
      <EmptyState
        icon={IconArrowBackUp}
        title={t('nothing.title')}
        text={t('nothing.text')}
        action={
          <LinkButton to="/runs/$runId" params={{ runId: run.id }}>
            {t('nothing.action')}
          </LinkButton>
        }
      />
    );
  return (
    <Stack gap="lg">
      <UndoPreview preview={preview} labelOf={labelOf} />
      {preview.kept_total > 0 && (
        <Checkbox
          label={t('archive')}
          checked={archive}
          onChange={(event) => setArchive(event.currentTarget.checked)}
        />
      )}
      <Group>
        <Button
          color="red.9"
          leftSection={<IconArrowBackUp size={18} aria-hidden />}
          onClick={() => setAsking(true)}
        >
          {t('action', { count: preview.records })}
        </Button>
      </Group>
      <ConfirmTyped
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t('confirm.title')}
        text={String(preview.records)}
        action={t('confirm.action')}
        isBusy={isPending}
        onConfirm={() => undo({ archive, confirm: preview.records })}
      >
        {t('confirm.text', { count: preview.records, shown: formatNumber(preview.records) })}
      </ConfirmTyped>
    </Stack>
  );
}

function useUndo(runId: string) {
  const queryClient = useQueryClient();
  const path = { id: runId };
  const { mutate, isPending } = api.useMutation('post', '/api/v1/runs/{id}/rollback', {
    onError: notifyProblem,
    onSuccess: (run) => {
      const { queryKey } = api.queryOptions('get', '/api/v1/runs/{id}', { params: { path } });
      if ('progress' in run) queryClient.setQueryData(queryKey, run);
      void queryClient.invalidateQueries({ queryKey });
    },
  });
  return {
    isPending,
    undo: (body: Schemas['RollbackRun']) => mutate({ params: { path }, body }),
  };
}
