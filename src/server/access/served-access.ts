import type { LocalAccess } from '../local-access.ts';
import type { ServerAccess } from './server-access.ts';

/** By mode. */
export type ServedAccess = LocalAccess | ServerAccess;

/** How one may come in. */
export function entryOf(access: ServedAccess): {
  readonly mode: ServedAccess['mode'];
  readonly issuer: string | null;
} {
  return { mode: access.mode, issuer: access.mode === 'server' ? (access.issuer?.name ?? null) : null };
}
