// Articles: the board's lists, and the row of one.
import { z } from 'zod';
import {
  articleChangeSchema,
  articleCountsSchema,
  articlePageSchema,
  articleQuerySchema,
  articleRowSchema,
  articlesChangeAnswerSchema,
  articlesChangeSchema,
  meantQuerySchema,
  newArticleSchema,
  slugSuggestionSchema,
} from '../api/articles.ts';
import { seriesSchema } from '../article/series.ts';
import { defineRoute } from './define-route.ts';
import { articleParam } from './params.ts';

/** The routes of articles as rows. */
export const articleRoutes = {
  listArticles: defineRoute({
    method: 'GET',
    path: '/api/articles',
    summary: 'Articles, filtered, searched and sorted, page by page.',
    action: 'article.read',
    query: articleQuerySchema,
    answer: articlePageSchema,
  }),
  countArticles: defineRoute({
    method: 'GET',
    path: '/api/articles/counts',
    summary: 'How many articles of each stage the filters give, the filter by stage aside.',
    action: 'article.read',
    query: articleQuerySchema,
    answer: articleCountsSchema,
  }),
  meantQuery: defineRoute({
    method: 'GET',
    path: '/api/articles/meant',
    summary: 'For a query that finds nothing: the one that was meant, if another one finds something.',
    action: 'article.read',
    query: articleQuerySchema,
    answer: meantQuerySchema,
  }),
  listSeries: defineRoute({
    method: 'GET',
    path: '/api/series',
    summary: 'The series that articles are parts of, by their names, and how many articles are in each.',
    action: 'article.read',
    answer: z.array(seriesSchema),
  }),
  createArticle: defineRoute({
    method: 'POST',
    path: '/api/articles',
    summary: 'Makes an article from a template, empty or with the content of an import.',
    action: 'article.create',
    body: newArticleSchema,
    // An imported article comes whole.
    limit: '8mb',
    answer: articleRowSchema,
    status: 201,
  }),
  changeArticles: defineRoute({
    method: 'PATCH',
    path: '/api/articles',
    summary:
      'Changes what is set of several articles. Each is judged on its own, and what was refused holds up nothing else.',
    action: 'article.settings',
    furtherActions: ['article.archive'],
    body: articlesChangeSchema,
    limit: '128kb',
    answer: articlesChangeAnswerSchema,
  }),
  readArticle: defineRoute({
    method: 'GET',
    path: '/api/articles/:id',
    summary: 'The row of an article.',
    action: 'article.read',
    params: { id: articleParam },
    answer: articleRowSchema,
    audited: false,
  }),
  changeArticle: defineRoute({
    method: 'PATCH',
    path: '/api/articles/:id',
    summary:
      'Changes what is set of an article: slug, byline, language, stage, assignment, due date, tags, embargo, archive.',
    action: 'article.settings',
    furtherActions: ['article.archive'],
    params: { id: articleParam },
    body: articleChangeSchema,
    limit: '64kb',
    answer: articleRowSchema,
    audited: false,
  }),
  duplicateArticle: defineRoute({
    method: 'POST',
    path: '/api/articles/:id/duplicate',
    summary: 'Makes another article of an article’s text.',
    action: 'article.create',
    params: { id: articleParam },
    answer: articleRowSchema,
    status: 201,
    audited: false,
  }),
  suggestSlug: defineRoute({
    method: 'GET',
    path: '/api/articles/:id/slug-suggestion',
    summary: 'A free slug from the headline; null where it gives none.',
    action: 'article.settings',
    params: { id: articleParam },
    answer: slugSuggestionSchema,
    audited: false,
  }),
};
