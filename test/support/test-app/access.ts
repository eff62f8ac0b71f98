import type { AccessCases, AuditView } from '../../../src/app/access/access.ts';

/** Nobody is there and nothing can be made; what is to be in the audit log is kept. */
export function createTestAccess(audited: AuditView[] = []): AccessCases {
  const none = { ok: false, error: { code: 'not_found', message: 'There are no users.' } } as const;
  return {
    users: {
      hasAdmin: async () => false,
      createFirstAdmin: async () => none,
      signInByIssuer: async () => none,
      create: async () => none,
      list: async () => ({ items: [], nextCursor: null }),
      get: async () => none,
      findByEmail: async () => null,
      update: async () => none,
      remove: async () => none,
      changeOwnPassword: async () => none,
    },
    sessions: {
      signIn: async () => ({ ok: false, reason: 'wrong' }),
      callerOf: async () => null,
      list: async () => [],
      end: async () => false,
    },
    tokens: {
      create: async () => none,
      list: async () => [],
      revoke: async () => none,
      callerOf: async () => null,
    },
    audit: {
      record: async ({ name, ...actor }, { action, objectId = null, resultId = null }) => {
        const of = { id: `aud_${audited.length + 1}`, at: '2026-01-02T03:04:05.000Z' };
        audited.push({ ...of, ...actor, user: name, action, objectId, resultId });
      },
      list: async () => ({ items: [...audited].reverse(), nextCursor: null }),
    },
  };
}
