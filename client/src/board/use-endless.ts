// A list that goes on: pages from the server, rows only for what is in view, and the next page before the end is seen.
import type { ArticleQuery, ArticleRow } from '@galley/shared/api/articles.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useState } from 'react';
import { articleListQuery } from './article-lists.ts';

interface EndlessOptions {
  /** About how high a row is, in pixels, before it is measured. */
  estimate: number;
  gap?: number;
  padding?: number;
}

/** The articles that answer the question, and the virtualizer of the element that `setScroller` is the ref of. */
export function useEndless(question: ArticleQuery, { estimate, gap = 0, padding = 0 }: EndlessOptions) {
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const list = useInfiniteQuery(articleListQuery(question));
  const articles = useMemo(() => list.data?.pages.flatMap((page) => page.articles) ?? [], [list.data]);
  const virtualizer = useVirtualizer({
    count: articles.length,
    getScrollElement: () => scroller,
    estimateSize: () => estimate,
    getItemKey: (index) => articles[index]?.id ?? index,
    gap,
    paddingStart: padding,
    paddingEnd: padding,
    overscan: 6,
  });
  const rows = virtualizer.getVirtualItems();
  const lastRow = rows.at(-1)?.index ?? -1;
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = list;
  const wanted =
    hasNextPage && !isFetchingNextPage && !isFetchNextPageError && lastRow >= articles.length - 10;

  useEffect(() => {
    if (wanted) void fetchNextPage();
  }, [wanted, fetchNextPage]);

  return {
    list,
    articles,
    rows,
    virtualizer,
    setScroller,
    article: (index: number): ArticleRow | undefined => articles[index],
  };
}
