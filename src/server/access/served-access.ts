import type { LocalAccess } from '../local-access.ts';
import type { ServerAccess } from './server-access.ts';

/** By mode. */
export type ServedAccess = LocalAccess | ServerAccess;
