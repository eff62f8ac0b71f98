import { useQuery } from '@tanstack/react-query';
import { api, type Schemas } from '../api/client.ts';

export type Role = Schemas['Role'];
export const ROLES = ['viewer', 'operator', 'editor', 'admin'] as const satisfies readonly Role[];

/** Asked before the app is drawn: what it offers depends on it. */
export const SESSION = api.queryOptions('get', '/api/v1/session', {}, { staleTime: 60_000 });

/** Who uses this browser; undefined until the server has said so. */
export function useSession(): Schemas['CurrentSession'] | undefined {
  return useQuery(SESSION).data;
}

export function isAtLeast(own: Role | null, role: Role): boolean {
  return own !== null && ROLES.indexOf(own) >= ROLES.indexOf(role);
}

/** Whether the one who uses this browser may do what a role may. The server decides; this only spares them the refusal. */
export function useMay(role: Role): boolean {
  return isAtLeast(useSession()?.role ?? null, role);
}
