import { QueryClient } from '@tanstack/react-query';
import { isFinal } from '../api/problem.ts';

export const queryClient = new QueryClient({
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
