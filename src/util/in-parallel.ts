/**
 * Acts on every item, at most `most` at once, in order of start. After a failure no further item is started; the first
 * failure is thrown when those under way have ended.
 */
export async function inParallel<T>(
  most: number,
  items: readonly T[],
  act: (item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined && failures.length === 0; item = queue.shift()) {
      await act(item).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, most) }, worker));
  if (failures.length > 0) throw failures[0];
}
