// What the site gives to machines: feeds, sitemaps, words for crawlers, previews of links.
import type { Request, Response, Router } from 'express';
import { authorPath } from './authors.ts';
import { correctionRanges, correctionsFeed, correctionsFeedPath, correctionsOnPage } from './corrections.ts';
import { feedHeaders } from './feeds/feed.ts';
import { feedFormats, feedPath, feedRanges, siteFeed, writeFeed } from './feeds/formats.ts';
import { openToOthers } from './headers.ts';
import { llmsPath, llmsTxt, storiesInLlms } from './llms-txt.ts';
import { oembed, oembedPath, slugOfAddress } from './oembed.ts';
import { indexNowKeyPath } from './ping-messages.ts';
import { type KeptPage, nothing, type RenderedPages } from './rendered-pages.ts';
import { robotsTxt, tdmPath, tdmRep } from './robots.ts';
import { sectionPath } from './sections.ts';
import type { Site } from './site-facts.ts';
import {
  newsSitemap,
  newsSitemapMs,
  newsSitemapPath,
  pagesInSitemap,
  sitemap,
  sitemapIndex,
  sitemapIndexPath,
  sitemapPath,
  storiesInNewsSitemap,
  storiesInSitemap,
  tagSitemapPath,
} from './sitemaps.ts';
import type { Stories } from './stories.ts';
import { tagPath } from './story-items.ts';
import type { Translations } from './translations.ts';
import { trustPaths, trustTxt } from './trust-txt.ts';

export interface MachineOutputs {
  /** The site as it is now. */
  currentSite(): Promise<Site>;
  /** What of it never changes while the process runs. */
  fixed: Pick<Site, 'url' | 'reserved'>;
  stories: Stories;
  translations: Translations;
  pages: RenderedPages;
  send(request: Request, response: Response, page: KeptPage): void;
  /** Answers that there is nothing at this address. */
  missing(request: Request, response: Response): void;
}

export const storiesInFeed = 30;
/** For how long the news sitemap may name what has left its two days meanwhile. */
const newsSitemapHoldsMs = 15 * 60 * 1000;

/** A bound in pixels of a query; null for what is none. */
function pixels(value: unknown): number | null {
  return typeof value === 'string' && /^[1-9]\d{0,5}$/.test(value) ? Number(value) : null;
}

/** Adds their routes. */
export function addMachineOutputs(
  router: Router,
  { currentSite, fixed, stories, translations, pages, send, missing }: MachineOutputs,
): void {
  for (const format of feedFormats)
    for (const range of feedRanges) {
      const path = feedPath(range, format);
      router.get(path, async (request, response) => {
        const page = await pages.get<never>(path, async () => {
          const { language } = range;
          const newest = await stories.latest({ limit: storiesInFeed, ...(language && { language }) });
          const site = await currentSite();
          const body = writeFeed(site, newest, siteFeed(site, range), format);
          return { outcome: 'page', body, type: format.type, headers: feedHeaders(site, path) };
        });
        send(request, response, page);
      });
    }

  for (const range of correctionRanges) {
    const path = correctionsFeedPath(range);
    router.get(path, async (request, response) => {
      const page = await pages.get<never>(path, async () => {
        const newest = await stories.corrections({
          limit: correctionsOnPage,
          ...(range && { language: range }),
        });
        const site = await currentSite();
        const body = correctionsFeed(site, range, newest);
        return { outcome: 'page', body, type: 'application/atom+xml', headers: feedHeaders(site, path) };
      });
      send(request, response, page);
    });
  }

  /** The front page, and that of each language in which there are stories. */
  const frontPages = async (): Promise<string[]> => {
    const languages = [...(await stories.counts()).keys()].toSorted();
    return ['/', ...languages.map((language) => `/${language}`)];
  };

  router.get(sitemapIndexPath, async (request, response) => {
    const page = await pages.get<never>(sitemapIndexPath, async () => {
      const all = [...(await stories.counts()).values()].reduce((sum, count) => sum + count, 0);
      const lists = (await stories.tags(1)).length > 0 ? [tagSitemapPath] : [];
      return { outcome: 'page', body: sitemapIndex(fixed, all, lists), type: 'application/xml' };
    });
    send(request, response, page);
  });

  router.get(newsSitemapPath, async (request, response) => {
    const page = await pages.get<never>(newsSitemapPath, async () => {
      const since = new Date(Date.now() - newsSitemapMs).toISOString();
      const newest = await stories.latest({ limit: storiesInNewsSitemap, since });
      const holdsMs = newsSitemapHoldsMs;
      return {
        outcome: 'page',
        body: newsSitemap(await currentSite(), newest),
        type: 'application/xml',
        holdsMs,
      };
    });
    send(request, response, page);
  });

  router.get(tagSitemapPath, async (request, response) => {
    const page = await pages.get(tagSitemapPath, async () => {
      const slugs = await stories.tags(pagesInSitemap);
      if (slugs.length === 0) return nothing;
      const body = sitemap(await currentSite(), slugs.map(tagPath), [], new Map());
      return { outcome: 'page', body, type: 'application/xml' };
    });
    if (page.outcome === 'kept') send(request, response, page);
    else missing(request, response);
  });

  router.get('/sitemap-:number.xml', async (request, response) => {
    const number = /^[1-9]\d{0,4}$/.test(request.params.number) ? Number(request.params.number) : null;
    if (number === null) return missing(request, response);
    const path = sitemapPath(number);
    const page = await pages.get(path, async () => {
      const listed = await stories.oldest({
        limit: storiesInSitemap,
        offset: (number - 1) * storiesInSitemap,
      });
      if (number > 1 && listed.length === 0) return nothing;
      const site = await currentSite();
      const fronts =
        number === 1
          ? [
              ...(await frontPages()),
              ...site.sections.inOrder.map(sectionPath),
              ...[...site.authors.keys()].map(authorPath),
            ]
          : [];
      const body = sitemap(site, fronts, listed, await translations.of(listed));
      return { outcome: 'page', body, type: 'application/xml' };
    });
    if (page.outcome === 'kept') send(request, response, page);
    else missing(request, response);
  });

  for (const [path, type, body] of [
    ['/robots.txt', 'text/plain', robotsTxt(fixed)],
    [tdmPath, 'application/json', tdmRep(fixed)],
  ] as const)
    router.get(path, (_request, response) => {
      response.set('cache-control', 'public, max-age=3600').type(type).send(body);
    });

  for (const path of trustPaths)
    router.get(path, async (request, response) => {
      const body = trustTxt(await currentSite());
      if (body === null) return missing(request, response);
      response.set('cache-control', 'public, no-cache').type('text/plain').send(body);
    });

  router.get(llmsPath, async (request, response) => {
    const page = await pages.get(llmsPath, async () => {
      const site = await currentSite();
      const body = llmsTxt(site, await stories.latest({ limit: storiesInLlms }));
      return body === null ? nothing : { outcome: 'page', body, type: 'text/plain' };
    });
    if (page.outcome === 'kept') send(request, response, page);
    else missing(request, response);
  });

  router.get('/:key.txt', async (request, response) => {
    const { key } = (await currentSite()).settings.indexNow;
    if (key === '' || request.path !== indexNowKeyPath(key)) return missing(request, response);
    response.set('cache-control', 'no-cache').type('text/plain').send(key);
  });

  router.get(oembedPath, async (request, response) => {
    response.set('cache-control', 'no-cache').set(openToOthers);
    const { url: address, format = 'json', maxwidth, maxheight } = request.query;
    // The status that the format asks for where one of its two notations is not given.
    if (format === 'xml') return response.status(501).type('text/plain').send('Only JSON is given here.');
    if (format !== 'json') return missing(request, response);
    const slug = typeof address === 'string' ? slugOfAddress(fixed, address) : null;
    const found = slug === null ? null : await stories.at(slug);
    const story = found?.type === 'moved' ? await stories.at(found.slug) : found;
    if (story?.type === 'withdrawn')
      return response.status(410).type('text/plain').send('This article was withdrawn.');
    if (story?.type !== 'story') return missing(request, response);
    const bounds = { maxWidth: pixels(maxwidth), maxHeight: pixels(maxheight) };
    response.type('application/json').send(oembed(await currentSite(), story.story, bounds));
  });
}
