// The board's lists: pages of articles from the server, and how a change shows in them before the server has answered.
import type { ArticlePage, ArticleQuery, ArticleRow } from '@galley/shared/api/articles.ts';
import { articleRoutes } from '@galley/shared/contract/articles.ts';
import {
  type InfiniteData,
  infiniteQueryOptions,
  keepPreviousData,
  type QueryClient,
  queryOptions,
} from '@tanstack/react-query';
import { call } from '../app/api.ts';
import { keys } from '../app/query-keys.ts';

const pageSize = 40;

/** Articles, a page after the other. */
export function articleListQuery(question: ArticleQuery) {
  return infiniteQueryOptions({
    queryKey: [...keys.articleLists, 'list', question] as const,
    queryFn: ({ pageParam, signal }) =>
      call(articleRoutes.listArticles, {
        query: { ...question, limit: pageSize, cursor: pageParam ?? undefined },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

/** How many articles of each stage there are. */
export function articleCountsQuery(question: ArticleQuery) {
  return queryOptions({
    queryKey: [...keys.articleLists, 'counts', question] as const,
    queryFn: ({ signal }) => call(articleRoutes.countArticles, { query: question, signal }),
    placeholderData: keepPreviousData,
  });
}

/**
 * Shows an article's change in all lists at once: it leaves the lists that it no longer fits and comes to its place in
 * the others. The server's answer puts right what this can't know, such as the counts.
 */
export function showChange(client: QueryClient, changed: ArticleRow): void {
  const lists = client.getQueriesData<InfiniteData<ArticlePage>>({
    queryKey: [...keys.articleLists, 'list'],
  });
  for (const [key, list] of lists) {
    if (!list) continue;
    const question = key[2] as ArticleQuery;
    client.setQueryData(key, {
      ...list,
      pages: placed(list.pages, changed, question),
    });
  }
}

/** The row that the lists show of an article now, or the given one where none does. */
export function shownRow(client: QueryClient, article: ArticleRow): ArticleRow {
  const lists = client.getQueriesData<InfiniteData<ArticlePage>>({
    queryKey: [...keys.articleLists, 'list'],
  });
  for (const [, list] of lists)
    for (const page of list?.pages ?? []) {
      const shown = page.articles.find(({ id }) => id === article.id);
      if (shown) return shown;
    }
  return article;
}

/** The pages with the changed article where it now belongs, or without it. */
export function placed(pages: ArticlePage[], changed: ArticleRow, question: ArticleQuery): ArticlePage[] {
  const without = pages.map((page) => ({
    ...page,
    articles: page.articles.filter((article) => article.id !== changed.id),
  }));
  const was = pages.some((page) => page.articles.some((article) => article.id === changed.id));
  if (!belongs(changed, question, was)) return without;
  for (const page of without) {
    const at = page.articles.findIndex((other) => order(changed, other, question) < 0);
    if (at >= 0) {
      page.articles.splice(at, 0, changed);
      return without;
    }
  }
  const last = without.at(-1);
  if (last && last.next === null) last.articles.push(changed);
  return without;
}

function belongs(article: ArticleRow, question: ArticleQuery, was: boolean): boolean {
  if ((article.archivedAt !== null) !== (question.archived === 'only')) return false;
  if (question.stage && article.stage !== question.stage) return false;
  if (question.template && article.template !== question.template) return false;
  if (question.language && article.language !== question.language) return false;
  if (question.person && article.createdBy !== question.person && article.editedBy !== question.person)
    return false;
  if (question.assignee && (article.assignee ?? 'nobody') !== question.assignee) return false;
  if (question.siteSection && (article.siteSection ?? 'none') !== question.siteSection) return false;
  // Whether the text fits a search, only the server knows; a change of stage comes from a list that it was in.
  return was || !question.query || question.stage !== undefined;
}

/** Which of two comes first in the list, as the server orders it: without a due date last, whichever way it goes. */
function order(a: ArticleRow, b: ArticleRow, { sort, direction }: ArticleQuery): number {
  const sign = direction === 'ascending' ? 1 : -1;
  if (sort !== 'due') return sign * rising(a, b, sort);
  if (a.dueAt === null || b.dueAt === null) return Number(a.dueAt === null) - Number(b.dueAt === null);
  return sign * a.dueAt.localeCompare(b.dueAt);
}

function rising(a: ArticleRow, b: ArticleRow, sort: Exclude<ArticleQuery['sort'], 'due'>): number {
  if (sort === 'words') return a.words - b.words;
  if (sort === 'headline') return a.headline.localeCompare(b.headline);
  return sort === 'created' ? a.createdAt.localeCompare(b.createdAt) : a.editedAt.localeCompare(b.editedAt);
}
