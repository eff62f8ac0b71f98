/**
 * Acts on every item, at most `most` at once, in order of start. After a failure, of an act or of the items themselves, no further item
 * is started; the first failure is thrown when those under way have ended.
 */
export async function inParallel<T>(
  most: number,
  items: Iterable<T> | AsyncIterable<T>,
  act: (item: T) => Promise<void>,
): Promise<void> {
  const queue = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    while (failures.length === 0) {
      try {
        const next = await queue.next();
        if (next.done || failures.length > 0) return;
        await act(next.value);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, most) }, worker));
  if (failures.length === 0) return;
  await queue.return?.();
  throw failures[0];
}
