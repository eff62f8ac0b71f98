import type { Actor, AuditEntry } from '../app/access/access.ts';
import type { App } from '../app/app.ts';

/** Whoever may read the database; the command line asks nobody who they are. */
export const SHELL: Actor = {
  kind: 'system',
  userId: null,
  name: 'command line',
  credentialId: null,
  address: null,
};

export function auditCommand(app: Pick<App, 'access'>, entry: AuditEntry): Promise<void> {
  return app.access.audit.record(SHELL, entry);
}
