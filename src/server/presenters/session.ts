import type { z } from 'zod';
import type { AccessMode, Caller, SessionView } from '../../app/access/access.ts';
import type { CurrentSession, Session } from '../schemas/session.ts';

export function presentCaller(
  caller: Caller | null,
  { mode, setupNeeded }: { readonly mode: AccessMode; readonly setupNeeded: boolean },
): z.output<typeof CurrentSession> {
  return {
    mode,
    user: caller === null ? null : { id: caller.userId, name: caller.name },
    role: caller?.role ?? null,
    via: caller?.kind ?? null,
    session_id: caller?.kind === 'session' ? caller.credentialId : null,
    setup_needed: setupNeeded,
  };
}

export function presentSession(view: SessionView, caller: Caller): z.output<typeof Session> {
  return {
    id: view.id,
    user: { id: view.userId, name: view.user },
    is_current: view.id === caller.credentialId,
    created_at: view.createdAt,
    last_used_at: view.lastUsedAt,
    expires_at: view.expiresAt,
    address: view.address,
    agent: view.agent,
  };
}
