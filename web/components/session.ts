import { api, type Schemas } from '../api/client.ts';

export type Role = Schemas['Role'];
export const ROLES = ['viewer', 'operator', 'editor', 'admin'] as const satisfies readonly Role[];

/** Who uses this browser; undefined until the server has said so. */
export function useSession(): Schemas['CurrentSession'] | undefined {
  return api.useQuery('get', '/api/v1/session', {}, { staleTime: 60_000 }).data;
}

/** Whether the one who uses this browser may do what a role may. The server decides; this only spares them the refusal. */
export function useMay(role: Role): boolean {
  const own = useSession()?.role ?? null;
  return own !== null && ROLES.indexOf(own) >= ROLES.indexOf(role);
}
