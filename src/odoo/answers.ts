import type { Answer } from '../load/ports.ts';

/** Calls one after another; the first fault ends them. */
export async function collect<T, R>(
  items: readonly T[],
  ask: (item: T) => Promise<Answer<readonly R[]>>,
): Promise<Answer<readonly R[]>> {
  const found: R[] = [];
  for (const item of items) {
    const answer = await ask(item);
    if (!answer.ok) return answer;
    for (const one of answer.value) found.push(one);
  }
  return { ok: true, value: found };
}

/** `width` at a time, answers in the order of the items; after the first fault no further call is begun. */
export async function collectInParallel<T, R>(
  items: readonly T[],
  width: number,
  ask: (item: T) => Promise<Answer<R>>,
): Promise<Answer<readonly R[]>> {
  const found: R[] = [];
  const state: { next: number; failed: Answer<never> | null } = { next: 0, failed: null };
  const work = async (): Promise<void> => {
    while (state.next < items.length && state.failed === null) {
      const index = state.next;
      state.next += 1;
      const answer = await ask(items[index] as T);
      if (answer.ok) found[index] = answer.value;
      else state.failed ??= answer;
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, work));
  return state.failed ?? { ok: true, value: found };
}
