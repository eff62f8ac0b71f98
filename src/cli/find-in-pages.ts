import type { Page, PageQuery } from '../app/result.ts';

/** The first item of a list that is meant, page by page; null when none is. */
export async function findInPages<T>(
  list: (page: PageQuery) => Promise<Page<T>>,
  isMeant: (item: T) => boolean,
): Promise<T | null> {
  let cursor: string | null = null;
  do {
    const page: Page<T> = await list({ limit: 100, ...(cursor === null ? {} : { cursor }) });
    const found = page.items.find(isMeant);
    if (found !== undefined) return found;
    cursor = page.nextCursor;
  } while (cursor !== null);
  return null;
}
