import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Access in local mode: whoever can read the terminal may use the server. A start makes one token (for `Authorization: Bearer`)
 * and one start link at a time; a link works once and gives the browser a session cookie. Everything lives in memory only and
 * ends with the process.
 */
export interface LocalAccess {
  readonly token: string;
  /** The value of `token` in the start link that is good now. */
  readonly startCode: () => string;
  /** `used`: right, but no longer good; a fresh link is due, in the terminal only. */
  redeem(code: string): 'good' | 'used' | 'wrong';
  openSession(): string;
  isSession(value: string): boolean;
  isToken(value: string): boolean;
}

/** Enough for every browser of one person; the oldest ends first. */
const MAX_SESSIONS = 100;

export function openLocalAccess(options: { readonly token?: string | undefined } = {}): LocalAccess {
  const token = options.token ?? newSecret();
  const sessions = new Set<string>();
  const used = new Set<string>();
  let code = newSecret();
  return {
    token,
    startCode: () => code,
    redeem: (given) => {
      if (isEqual(given, code)) {
        used.add(digest(code));
        code = newSecret();
        return 'good';
      }
      return used.has(digest(given)) ? 'used' : 'wrong';
    },
    openSession: () => {
      const value = newSecret();
      const [oldest] = sessions;
      if (sessions.size >= MAX_SESSIONS && oldest !== undefined) sessions.delete(oldest);
      sessions.add(digest(value));
      return value;
    },
    isSession: (value) => sessions.has(digest(value)),
    isToken: (value) => isEqual(value, token),
  };
}

function newSecret(): string {
  return randomBytes(24).toString('base64url');
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** In constant time; over digests, so that lengths do not matter. */
function isEqual(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(digest(a)), Buffer.from(digest(b)));
}
