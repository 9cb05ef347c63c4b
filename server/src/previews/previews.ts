// Previews: an article as readers would see it, from its text as it stands now. For everybody at the desk who may read it,
// and for people outside who were given a link; a link shows that one page and nothing else.
import { newPreviewLinkSchema, previewQuerySchema } from '@galley/shared/api/previews.ts';
import { type ArticleId, isId } from '@galley/shared/ids.ts';
import express, { type Response, type Router } from 'express';
import type { Logger } from 'pino';
import type { Sessions } from '../accounts/sessions.ts';
import { readBody } from '../api/body.ts';
import type { Live } from '../api/live.ts';
import { ProblemError } from '../api/problem.ts';
import { addressOf, limitRequests } from '../api/request-limits.ts';
import { articleIn, parse, requirePerson } from '../api/route.ts';
import type { PreviewDraft, SitePreviews } from '../api/site-previews.ts';
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
  const router = express.Router();

  const send = (response: Response, status: number, page: string) => {
    response
      .status(status)
      .set({ ...site.headers, ...onlyHere })
      .type('html')
      .send(page);
  };

  router.get('/api/articles/:id/preview', async (request, response) => {
    await requirePerson(sessions, request, 'article.read');
    const { scheme } = parse(previewQuerySchema, request.query);
    const draft = await draftOf(articleIn(request));
    if (!draft) throw new ProblemError('not-found');
    send(response, 200, await site.page(draft, { scheme, until: null }));
  });

  router.get('/api/articles/:id/preview-links', async (request, response) => {
    await requirePerson(sessions, request, 'article.read');
    const found = await links.of(articleIn(request));
    if (!found) throw new ProblemError('not-found');
    response.json(found);
  });

  router.post('/api/articles/:id/preview-links', async (request, response) => {
    const me = await requirePerson(sessions, request, 'preview.share');
    const article = articleIn(request);
    const outcome = await links.make(article, await readBody(request, newPreviewLinkSchema, '8kb'), me.id);
    if (outcome.outcome === 'unknown') throw new ProblemError('not-found');
    if (outcome.outcome === 'too-many')
      throw new ProblemError(
        'conflict',
        'So many links of this article work that one has to be ended first.',
      );
    const { link, token } = outcome;
    log.info({ article, link: link.id, by: me.id }, 'preview link made');
    live.announce({ type: 'article', id: article });
    response
      .status(201)
      .set('cache-control', 'no-store')
      .json({ link, address: `${url}/preview/${token}` });
  });

  router.delete('/api/articles/:id/preview-links/:link', async (request, response) => {
    const me = await requirePerson(sessions, request, 'preview.share');
    const article = articleIn(request);
    const { link } = request.params;
    if (!isId(link) || !(await links.end(article, link, me.id))) throw new ProblemError('not-found');
    log.info({ article, link, by: me.id }, 'preview link ended');
    live.announce({ type: 'article', id: article });
    response.status(204).end();
  });

  router.use('/preview', limitRequests({ limit: outsidePerMinute, windowMs: 60_000, key: addressOf }));
  router.get('/preview/:token', async (request, response) => {
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
