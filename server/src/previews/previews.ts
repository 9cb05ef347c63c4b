// Previews: an article as readers would see it, from its text as it stands now. For everybody at the desk who may read it,
// and for people outside who were given a link; a link shows that one page and nothing else.
import { previewRoutes as routes } from '@galley/shared/contract/previews.ts';
import type { ArticleId } from '@galley/shared/ids.ts';
import type { Request, Response, Router } from 'express';
import type { Logger } from 'pino';
import type { Sessions } from '../accounts/sessions.ts';
import type { Live } from '../events/live.ts';
import { answered, createApiRouter } from '../http/api-router.ts';
import { ProblemError } from '../http/problem.ts';
import { addressOf, limitRequests } from '../http/request-limits.ts';
import type { PreviewDraft, SitePreviews } from '../site/site-previews.ts';
import type { Storage } from '../storage/storage.ts';
import { createPreviewLinks } from './preview-links.ts';

export interface PreviewsOptions {
  storage: Storage;
  sessions: Sessions;
  live: Live;
  /** Null for an unknown article. */
  draftOf(article: ArticleId): Promise<PreviewDraft | null>;
  /** The public site's, whose pages these are. */
  site: SitePreviews;
  /** Where people reach Galley, without a path. */
  url: string;
  log: Logger;
}

/** Of one address, so that nobody makes the server render without an end. */
const outsidePerMinute = 60;

/** The routes. */
export function createPreviews(options: PreviewsOptions): { router: Router } {
  const { storage, sessions, live, draftOf, site, url, log } = options;
  const links = createPreviewLinks(storage);
  const api = createApiRouter(sessions);
  const { router } = api;

  const send = (response: Response, status: number, page: string) => {
    response
      .status(status)
      .set({ ...site.headers, ...onlyHere })
      .type('html')
      .send(page);
  };

  api.serve(routes.readPreview, async ({ params, query, response }) => {
    const draft = await draftOf(params.id);
    if (!draft) throw new ProblemError('not-found');
    send(response, 200, await site.page(draft, { scheme: query.scheme, until: null }));
    return answered;
  });

  api.serve(routes.listPreviewLinks, async ({ params }) => {
    const found = await links.of(params.id);
    if (!found) throw new ProblemError('not-found');
    return found;
  });

  api.serve(routes.createPreviewLink, async ({ me, params: { id: article }, body, response }) => {
    const outcome = await links.make(article, body, me.id);
    if (outcome.outcome === 'unknown') throw new ProblemError('not-found');
    if (outcome.outcome === 'too-many')
      throw new ProblemError(
        'conflict',
        'So many links of this article work that one has to be ended first.',
      );
    const { link, token } = outcome;
    log.info({ article, link: link.id, by: me.id }, 'preview link made');
    live.announce({ type: 'article', id: article });
    response.set('cache-control', 'no-store');
    return { link, address: `${url}/preview/${token}` };
  });

  api.serve(routes.endPreviewLink, async ({ me, params: { id: article, link } }) => {
    if (!(await links.end(article, link, me.id))) throw new ProblemError('not-found');
    log.info({ article, link, by: me.id }, 'preview link ended');
    live.announce({ type: 'article', id: article });
  });

  const limit = limitRequests({ limit: outsidePerMinute, windowMs: 60_000, key: addressOf });
  router.get('/preview/:token', limit, async (request: Request<{ token: string }>, response) => {
    const { token } = request.params;
    const found = tokenPattern.test(token) ? await links.open(token) : null;
    const draft = found && (await draftOf(found.article));
    // Links that have ended and such as never were look the same.
    if (!draft) return send(response, 404, await site.endedPage(request));
    send(response, 200, await site.page(draft, { until: found.expiresAt }));
  });

  return { router };
}

const tokenPattern = /^[\w-]{32}$/;

/** No search engine, no cache and no other site is to know of a preview, or of its address. */
const onlyHere = {
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex, nofollow, noarchive, noimageindex',
  'referrer-policy': 'strict-origin',
};
