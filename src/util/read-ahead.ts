/**
 * The same items, of which `most` are asked for before they are needed. Who ends early waits until what was asked for is there: nothing
 * goes on behind the end.
 */
export async function* readAhead<T>(source: AsyncIterable<T>, most: number): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]();
  const asked: Promise<IteratorResult<T>>[] = [];
  try {
    for (;;) {
      while (asked.length < Math.max(1, most)) {
        const next = iterator.next();
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
