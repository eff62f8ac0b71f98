import type { z } from 'zod';
import type {
  AccessMode,
  AuditView,
  Caller,
  SessionView,
  TokenView,
  UserView,
} from '../../app/access/access.ts';
import type { AuditPage, CurrentSession, Session, Token, User } from '../schemas/access.ts';

interface Entry {
  readonly mode: AccessMode;
  readonly setupNeeded?: boolean;
  readonly issuer: string | null;
}

export function presentCaller(
  caller: Caller | null,
  { mode, setupNeeded = false, issuer }: Entry,
): z.output<typeof CurrentSession> {
  return {
    mode,
    user: caller === null ? null : { id: caller.userId, name: caller.name },
    role: caller?.role ?? null,
    via: caller?.kind ?? null,
    session_id: caller?.kind === 'session' ? caller.credentialId : null,
    setup_needed: setupNeeded,
    single_sign_on: issuer,
  };
}

export function presentSession(
  view: SessionView,
  { credentialId }: Pick<Caller, 'credentialId'>,
): z.output<typeof Session> {
  return {
    id: view.id,
    user: { id: view.userId, name: view.user },
    is_current: view.id === credentialId,
    created_at: view.createdAt,
    last_used_at: view.lastUsedAt,
    expires_at: view.expiresAt,
    address: view.address,
    agent: view.agent,
  };
}

export function presentUser(view: UserView): z.output<typeof User> {
  return {
    id: view.id,
    email: view.email,
    name: view.name,
    role: view.role,
    has_password: view.hasPassword,
    created_at: view.createdAt,
    updated_at: view.updatedAt,
    last_sign_in_at: view.lastSignInAt,
  };
}

export function presentToken(view: TokenView): z.output<typeof Token> {
  return {
    id: view.id,
    name: view.name,
    scope: view.scope,
    hint: view.hint,
    user: { id: view.userId, name: view.user },
    created_at: view.createdAt,
    expires_at: view.expiresAt,
    last_used_at: view.lastUsedAt,
  };
}

export function presentAudit(view: AuditView): z.output<typeof AuditPage>['items'][number] {
  return {
    id: view.id,
    at: view.at,
    user: { id: view.userId, name: view.user },
    via: view.kind,
    credential_id: view.credentialId,
    action: view.action,
    object_id: view.objectId,
    result_id: view.resultId,
    address: view.address,
  };
}
