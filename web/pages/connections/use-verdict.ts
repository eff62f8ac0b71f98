import { useQuery } from '@tanstack/react-query';
import { client, type Schemas } from '../../api/client.ts';

async function test(id: string): Promise<Schemas['ConnectionVerdict']> {
  const { data, error } = await client.POST('/api/v1/connections/{id}/test', { params: { path: { id } } });
  if (error !== undefined) throw error;
  return data;
}

/** The last verdict on a connection; Odoo is asked when `isAsked`, and again on `refetch` only. */
export function useVerdict(id: string, isAsked: boolean) {
  return useQuery({
    queryKey: ['verdict', id],
    queryFn: () => test(id),
    enabled: isAsked,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: false,
    retry: false,
  });
}
