import { Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schemas } from '../../api/client.ts';
import { asProblem } from '../../api/problem.ts';
import { ConfirmTyped } from '../../ui/confirm-typed.tsx';

/** In the cache: the pages of the list. */
export const GRAPHS_KEY = ['graphs'] as const;

export function DeleteGraph({
  graph,
  onClose,
}: {
  readonly graph: Schemas['Graph'] | null;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation(['graphs', 'common']);
  const queryClient = useQueryClient();
  const remove = api.useMutation('delete', '/api/v1/graphs/{id}', {
    onSuccess: () => queryClient.invalidateQueries({ queryKey: GRAPHS_KEY }),
    onError: (error) =>
      notifications.show({ color: 'red', message: asProblem(error)?.detail ?? t('graphs:notReached') }),
    onSettled: onClose,
  });
  return (
    <ConfirmTyped
      opened={graph !== null}
      onClose={onClose}
      title={t('graphs:deleteTitle')}
      text={graph?.name ?? ''}
      action={t('common:action.delete')}
      isBusy={remove.isPending}
      onConfirm={() => graph && remove.mutate({ params: { path: { id: graph.id } } })}
    >
      <Text size="sm">{t('graphs:deleteText')}</Text>
    </ConfirmTyped>
  );
}
