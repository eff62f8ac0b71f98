/**
 * The same items, of which `most` are asked for before they are needed. Who ends early waits until what was asked for is there: nothing
 * goes on behind the end.
 */
export function readAhead<T>(source: AsyncIterable<T>, most: number): AsyncGenerator<T> {
  return actAhead(source, most, async (item) => item);
}

/** What `act` makes of each item, in the order of the items; it is at work at `most` of them at once. */
export async function* actAhead<T, R>(
  source: AsyncIterable<T>,
  most: number,
  act: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const iterator = source[Symbol.asyncIterator]();
  const ask = async (): Promise<{ readonly done: true } | { readonly done: false; readonly value: R }> => {
    const next = await iterator.next();
    return next.done ? { done: true } : { done: false, value: await act(next.value) };
  };
  const asked: ReturnType<typeof ask>[] = [];
  try {
    for (;;) {
      while (asked.length < Math.max(1, most)) {
        const next = ask();
        // told to who takes it
        next.catch(() => undefined);
        asked.push(next);
      }
      const next = await asked.shift();
      if (next === undefined || next.done) return;
      yield next.value;
    }
  } finally {
    await Promise.allSettled(asked);
    await iterator.return?.();
  }
}
