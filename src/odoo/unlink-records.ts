import { z } from 'zod';
import type { Answer } from '../load/ports.ts';
import type { OdooClient } from './client.ts';
import { FAST_CONTEXT, withBase } from './context.ts';

/** `unlink` with the quiet context of `load`: no message is written to followers of what stays. */
export async function unlinkRecords(
  client: OdooClient,
  model: string,
  ids: readonly number[],
  { context, signal }: { context: Readonly<Record<string, unknown>>; signal: AbortSignal | undefined },
): Promise<Answer<null>> {
  if (ids.length === 0) return { ok: true, value: null };
  const answer = await client.call(
    model,
    'unlink',
    {
      ids,
      context: withBase({ ...FAST_CONTEXT, ...context }),
      answer: z.unknown(), // true by rule; what a model returns instead says nothing
    },
    { signal },
  );
  return answer.ok ? { ok: true, value: null } : answer;
}
