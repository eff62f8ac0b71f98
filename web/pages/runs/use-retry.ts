import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../../api/client.ts';
import { notifyProblem } from '../../components/notify.ts';

/** Starts a retry of what a run did not load and goes to its page. */
export function useRetry(runId: string) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { mutate, isPending } = api.useMutation('post', '/api/v1/runs/{id}/retry', {
    onError: notifyProblem,
    onSuccess: (started) => {
      void queryClient.invalidateQueries({ queryKey: ['get', '/api/v1/runs'] });
      void navigate({ to: '/runs/$runId', params: { runId: started.id } });
    },
  });
  return { retry: () => mutate({ params: { path: { id: runId } } }), isPending };
}
