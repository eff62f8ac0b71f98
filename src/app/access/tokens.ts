import type { ApiTokens } from '../../store/access/api-tokens.ts';
import { newSecret, secretDigest } from '../../util/secret-digest.ts';
import { done, refuse } from '../refuse.ts';
import type { TokenCases } from './access.ts';
import { lesserRole, MAX_TOKEN_DAYS, roleOfScope } from './access-words.ts';

/** So that scanners of repositories and logs know one when they see it. */
const PREFIX = 'igt_';
const HINT_LENGTH = PREFIX.length + 4;

export function tokenCases(tokens: ApiTokens): TokenCases {
  return {
    create: async (userId, input) => {
      if (input.name.trim() === '') return refuse('invalid', 'A token needs a name that says what uses it.');
      if (!Number.isInteger(input.days) || input.days < 1 || input.days > MAX_TOKEN_DAYS)
        return refuse('invalid', `A token is good for 1 to ${MAX_TOKEN_DAYS} days.`);
      const secret = `${PREFIX}${newSecret()}`;
      const kept = { hash: secretDigest(secret), hint: secret.slice(0, HINT_LENGTH) };
      return done({ token: await tokens.create(userId, input, kept), secret });
    },
    list: (of) => tokens.list(of),
    revoke: async (id, of) =>
      (await tokens.remove(id, of)) ? done(null) : refuse('not_found', `Token ${id} not found`),
    callerOf: async (secret, mode) => {
      if (!secret.startsWith(PREFIX)) return null;
      const owner = await tokens.ownerOf(secretDigest(secret));
      if (owner === null || (owner.user === null) !== (mode === 'local')) return null;
      const scoped = roleOfScope(owner.scope);
      return {
        kind: 'token',
        userId: owner.user?.id ?? null,
        name: owner.user?.email ?? 'local',
        role: owner.user === null ? scoped : lesserRole(owner.user.role, scoped),
        credentialId: owner.tokenId,
      };
    },
  };
}
