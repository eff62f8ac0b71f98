import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { asProblem, isFinal } from '../api/problem.ts';

/** The session has ended: the server shows how to get in, and leads back here. */
function leaveIfSignedOut(error: unknown): void {
  if (asProblem(error)?.status === 401) location.reload();
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: leaveIfSignedOut }),
  mutationCache: new MutationCache({ onError: leaveIfSignedOut }),
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      retry: (failures, error) => failures < 2 && !isFinal(error),
      // The browser's own idea of being online says nothing of a server on this machine.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});
