/**
 * Acts on every item, at most `most` at once, in order of start; a function is asked for each item anew. After a failure, of an act or of the
 * items themselves, no further item is started; the first failure is thrown when those under way have ended.
 */
export async function inParallel<T>(
  most: number | (() => number),
  items: Iterable<T> | AsyncIterable<T>,
  act: (item: T) => Promise<void>,
): Promise<void> {
  const queue = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  const failures: unknown[] = [];
  const room = (): number => Math.max(1, typeof most === 'number' ? most : most());
  const workers: Promise<void>[] = [];
  let atWork = 0;
  let isOver = false;
  const takeOne = async (): Promise<void> => {
    try {
      const next = await queue.next();
      isOver ||= next.done === true || failures.length > 0;
      if (next.done || isOver) return;
      fill();
      await act(next.value);
    } catch (error) {
      failures.push(error);
      isOver = true;
    }
  };
  const worker = async (): Promise<void> => {
    while (!isOver && atWork <= room()) await takeOne();
    atWork -= 1;
  };
  const fill = (): void => {
    while (!isOver && atWork < room()) {
      atWork += 1;
      workers.push(worker());
    }
  };
  fill();
  // one that is begun later is behind those that can begin it
  for (const ended of workers) await ended;
  if (failures.length === 0) return;
  await queue.return?.();
  throw failures[0];
}
