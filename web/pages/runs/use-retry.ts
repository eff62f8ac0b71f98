import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { asProblem } from '../../api/problem.ts';

/** Says in a corner why an act was refused. */
export function useTellProblem(): (error: unknown) => void {
  const { t } = useTranslation('runs');
  return (error) => {
    notifications.show({
      color: 'red',
      title: t('action.failed'),
      message: asProblem(error)?.detail ?? String(error),
      autoClose: 12_000,
    });
  };
}

/** Starts a retry of what a run did not load and goes to its page. */
export function useRetry(runId: string) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const tell = useTellProblem();
  const { mutate, isPending } = api.useMutation('post', '/api/v1/runs/{id}/retry', {
    onError: tell,
    onSuccess: (started) => {
      void queryClient.invalidateQueries({ queryKey: ['get', '/api/v1/runs'] });
      void navigate({ to: '/runs/$runId', params: { runId: started.id } });
    },
  });
  return { retry: () => mutate({ params: { path: { id: runId } } }), isPending };
}
