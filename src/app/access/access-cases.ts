import type { Accounts } from '../../store/access/accounts.ts';
import type { ApiTokens } from '../../store/access/api-tokens.ts';
import type { AuditLog } from '../../store/access/audit-log.ts';
import type { Sessions } from '../../store/access/sessions.ts';
import type { AccessCases } from './access.ts';
import { sessionCases, sessionOpener } from './sessions.ts';
import { tokenCases } from './tokens.ts';
import { userCases } from './users.ts';

export interface AccessDeps {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly tokens: ApiTokens;
  readonly audit: AuditLog;
}

export function accessCases(deps: AccessDeps): AccessCases {
  return {
    users: userCases(deps.accounts, sessionOpener(deps)),
    sessions: sessionCases(deps),
    tokens: tokenCases(deps.tokens),
    audit: {
      record: (actor, entry) => deps.audit.record(actor, entry),
      list: (query) => deps.audit.list(query),
    },
  };
}
