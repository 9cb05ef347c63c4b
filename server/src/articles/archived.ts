// What is in the archive stays as it is: no route changes it or adds to it, whoever asks.
import { articleRoutes } from '@galley/shared/contract/articles.ts';
import { publishingRoutes } from '@galley/shared/contract/publishing.ts';
import { type ArticleId, articleIdOf } from '@galley/shared/ids.ts';
import express, { type Router } from 'express';
import type { Sessions } from '../accounts/sessions.ts';
import { ProblemError } from '../http/problem.ts';

interface ArchivedOptions {
  sessions: Sessions;
  isArchived(article: ArticleId): Promise<boolean>;
}

/**
 * Refuses every request that writes into an archived article; mount it before the routes. A new route is refused as well
 * unless it is named here. The article's own row is left to its route, which brings it back from the archive.
 */
export function refuseArchived({ sessions, isArchived }: ArchivedOptions): Router {
  const router = express.Router();
  router.use(articleRoutes.readArticle.path, async (request, _response, next) => {
    const { method, path } = request;
    const id = articleIdOf(request.params.id);
    const isWriting = method !== 'GET' && method !== 'HEAD';
    if (!isWriting || id === null || harmless.has(path)) return next();
    // Who is not signed in learns nothing of the article, not even this.
    if ((await sessions.of(request.headers)) && (await isArchived(id))) throw new ProblemError('archived');
    next();
  });
  return router;
}

/** A copy is another article, and a public page must be taken down, at once or at a time, wherever its article is. */
const harmless: ReadonlySet<string> = new Set(
  [
    articleRoutes.changeArticle,
    articleRoutes.duplicateArticle,
    publishingRoutes.withdraw,
    publishingRoutes.setExpiry,
  ].map(({ path }) => path.slice(articleRoutes.readArticle.path.length) || '/'),
);
