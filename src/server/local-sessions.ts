import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { SessionView } from '../app/access/access.ts';

/** The sessions of local mode, by the digest of their secret. A browser that was let in stays in when the server starts anew. */
export interface LocalSessions {
  load(): Promise<ReadonlyMap<string, SessionView>>;
  save(sessions: ReadonlyMap<string, SessionView>): Promise<void>;
}

const Kept = z.array(
  z.object({
    digest: z.string(),
    id: z.string(),
    userId: z.null(),
    user: z.string(),
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    address: z.string().nullable(),
    agent: z.string().nullable(),
  }),
);

/** In a file that only its owner may read; it holds no secret, and one that cannot be read counts as none. */
export function localSessionsIn(path: string): LocalSessions {
  let saved: Promise<void> = Promise.resolve();
  return {
    load: async () => {
      const text = await readFile(path, 'utf8').catch(() => '[]');
      const kept = Kept.safeParse(parse(text));
      const now = new Date().toISOString();
      const good = (kept.data ?? []).filter(({ expiresAt }) => expiresAt > now);
      return new Map(good.map(({ digest, ...session }) => [digest, session]));
    },
    save: (sessions) => {
      const kept = [...sessions].map(([digest, session]) => ({ digest, ...session }));
      // One after the other: two at once would write the same draft.
      saved = saved.then(async () => {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(`${path}.draft`, JSON.stringify(kept), { mode: 0o600 });
        await rename(`${path}.draft`, path);
      });
      return saved;
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
