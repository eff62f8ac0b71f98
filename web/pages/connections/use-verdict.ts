import { useQuery } from '@tanstack/react-query';
import { client } from '../../api/client.ts';
import { dataOf } from '../../api/data-of.ts';

/** The last verdict on a connection; Odoo is asked when `isAsked`, and again on `refetch` only. */
export function useVerdict(id: string, isAsked: boolean) {
  return useQuery({
    queryKey: ['verdict', id],
    queryFn: () => dataOf(client.POST('/api/v1/connections/{id}/test', { params: { path: { id } } })),
    enabled: isAsked,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: false,
    retry: false,
  });
}
