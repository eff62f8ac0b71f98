import { type InfiniteData, type UseInfiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

interface Page<T> {
  readonly items: readonly T[];
  readonly next_cursor: string | null;
}

type Options<P> = Pick<
  UseInfiniteQueryOptions<P, Error, InfiniteData<P>, readonly unknown[], string | null>,
  'queryKey' | 'placeholderData' | 'refetchInterval' | 'structuralSharing'
> & {
  readonly load: (cursor: { readonly cursor?: string }, signal: AbortSignal) => Promise<P>;
};

export interface Pages<T> {
  /** Of all pages that are loaded. */
  readonly data: readonly T[] | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  /** The next page, where there is one and it is not under way. */
  readonly loadMore: () => void;
}

/** A list that the server gives in pages, as far as it is loaded. */
export function usePages<T>({ load, ...options }: Options<Page<T>>): Pages<T> {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    ...options,
    queryFn: ({ pageParam, signal }) => load(pageParam === null ? {} : { cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });
  return {
    data: useMemo(() => data?.pages.flatMap(({ items }) => items), [data]),
    error,
    refetch,
    hasMore: hasNextPage,
    isLoadingMore: isFetchingNextPage,
    loadMore: () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
    },
  };
}
