import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconChecklist, IconPlayerPlay } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../api/client.ts';
import { asProblem } from '../../api/problem.ts';
import { useMay } from '../../components/session.ts';
import type { EditorPage } from './use-graph-editor.ts';

/** A check or a run of what is on the page, which is saved first. */
export function RunButtons({ page }: { readonly page: EditorPage }): ReactNode {
  const { t } = useTranslation('graphs');
  const { start, busy } = useStart(page);
  const mayRun = useMay('operator');
  const { dataset, connection } = page.search;
  const isOpen = dataset === undefined || connection === undefined;
  const hint = isOpen ? t('chooseFirst') : undefined;
  const isStuck = page.autosave.state.kind === 'conflict' || page.autosave.state.kind === 'refused';
  const isOff = isOpen || isStuck || busy !== null || page.editor.spec.nodes.length === 0;
  if (!mayRun) return null;
  return (
    <Group gap="xs">
      {hint !== undefined && <Text size="sm">{hint}</Text>}
      <Button
        variant="default"
        leftSection={<IconChecklist size={17} aria-hidden />}
        disabled={isOff && busy !== 'check'}
        loading={busy === 'check'}
        onClick={() => void start('check')}
      >
        {t('check')}
      </Button>
      <Button
        leftSection={<IconPlayerPlay size={17} aria-hidden />}
        disabled={isOff && busy !== 'run'}
        loading={busy === 'run'}
        onClick={() => void start('run')}
      >
        {t('run')}
      </Button>
    </Group>
  );
}

function useStart({ editor, autosave, search }: EditorPage) {
  const { t } = useTranslation('graphs');
  const go = useNavigate();
  const [busy, setBusy] = useState<'check' | 'run' | null>(null);
  // The same key while an attempt may have reached the server without its answer reaching us.
  const key = useRef<string | null>(null);
  const start = async (kind: 'check' | 'run') => {
    setBusy(kind);
    try {
      if (!(await autosave.saveNow())) return fail(t('notStarted'), t('notSaved'));
      key.current ??= `${kind}-${crypto.randomUUID()}`;
      const init = {
        params: { path: { id: editor.graphId }, header: { 'idempotency-key': key.current } },
        body: { dataset_id: search.dataset, connection_id: search.connection },
      };
      const { data, error } =
        kind === 'check'
          ? await client.POST('/api/v1/graphs/{id}/check', init)
          : await client.POST('/api/v1/graphs/{id}/run', init);
      key.current = null;
      if (data)
        await go({ to: kind === 'check' ? '/runs/$runId/diff' : '/runs/$runId', params: { runId: data.id } });
      else fail(t('notStarted'), asProblem(error)?.detail ?? t('notReached'));
    } catch {
      fail(t('notStarted'), t('notReached'));
    } finally {
      setBusy(null);
    }
  };
  return { start, busy };
}

function fail(title: string, message: string): void {
  notifications.show({ color: 'red', title, message, autoClose: 15_000 });
}
