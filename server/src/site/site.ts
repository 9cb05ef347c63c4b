// The public site: pages rendered on the server from revisions, without client code.
import { createHash } from 'node:crypto';
import { type Language, languages } from '@galley/shared/api/people.ts';
import { withoutInvisible } from '@galley/shared/text/characters.ts';
import express, { type ErrorRequestHandler, type Request, type Response, type Router } from 'express';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { Storage } from '../storage/storage.ts';
import { isUnavailable } from '../storage/unavailable.ts';
import { articlePage } from './article-page.ts';
import { siteAssets } from './assets.ts';
import { atomFeed, feedPath } from './feed.ts';
import { type Batch, frontPage, olderPage } from './front-page.ts';
import { siteHeaders } from './headers.ts';
import { missingPage, unavailablePage, withdrawnPage } from './message-pages.ts';
import type { Site } from './page.ts';
import { createStories, type Story } from './stories.ts';
import { articlePath } from './story-items.ts';

export interface SiteOptions {
  storage: Storage;
  siteName: string;
  /** Of the IANA database; the dates on the pages are in it. */
  timeZone: string;
  /** Where the site is, without a path. */
  url: string;
  log: Logger;
}

const storiesOnFront = 22;
const storiesOnPage = 30;
const storiesInBand = 3;
const storiesInFeed = 30;
const maxPage = 1000;

/** Answers every path that is asked of it, with a page of its own where there is nothing. */
export function createSite({ storage, siteName, timeZone, url, log }: SiteOptions): { router: Router } {
  const stories = createStories(storage.db);
  const assets = siteAssets(siteName);
  const site: Site = { name: siteName, url, timeZone, assets: assets.paths };
  const answer = createAnswers();
  const router = express.Router();
  router.use(assets.router);
  router.use(siteHeaders());

  const batch = async (language: Language, limit: number, offset = 0): Promise<Batch> => {
    // One more than is shown tells whether there are others.
    const found = await stories.latest({ language, limit: limit + 1, offset });
    return { language, stories: found.slice(0, limit), older: found.length > limit };
  };

  const front = async (request: Request, response: Response, wanted: Language | null) => {
    const [newest] = wanted === null ? await stories.latest({ limit: 1 }) : [];
    const language = wanted ?? newest?.metadata.language ?? languageOf(request);
    const main = await batch(language, storiesOnFront);
    const others = await Promise.all(
      languages.filter((one) => one !== language).map((one) => batch(one, storiesInBand)),
    );
    const path = wanted === null ? '/' : `/${wanted}`;
    const shown = [...main.stories, ...others.flatMap((other) => other.stories)];
    const name = `${path} ${language} ${main.older}`;
    // While nothing is published, the page speaks the reader's language.
    if (wanted === null && !newest) response.vary('accept-language');
    answer(response, { name, madeOf: shown, render: () => frontPage(site, main, others, path) });
  };

  const missing = (request: Request, response: Response) => {
    response.status(404).set('cache-control', 'no-cache').vary('accept-language').type('html');
    response.send(missingPage(site, languageOf(request)));
  };
  router.get('/', (request, response) => front(request, response, null));

  for (const language of languages) {
    router.get(`/${language}`, async (request, response) => {
      const number = pageNumber(request);
      if (number === 1) return await front(request, response, language);
      const offset = number === null ? 0 : storiesOnFront + (number - 2) * storiesOnPage;
      const found = number !== null && (await batch(language, storiesOnPage, offset));
      if (!found || found.stories.length === 0) return missing(request, response);
      const name = `${language} ${number} ${found.older}`;
      const render = () => olderPage(site, found, number);
      answer(response, { name, madeOf: found.stories, render });
    });
  }

  router.get('/articles/:slug', async (request, response) => {
    const slug = asSlug(request.params.slug);
    const found = slugPattern.test(slug) ? await stories.at(slug) : null;
    if (!found) return missing(request, response);
    if (found.type !== 'moved' && request.path !== articlePath({ slug }))
      return redirect(request, response, articlePath({ slug }));
    if (found.type === 'moved') {
      return redirect(request, response, articlePath(found));
    }
    if (found.type === 'withdrawn') {
      // Nobody should go on showing what was withdrawn, nor what is said in its place once it is back.
      response.status(410).set('cache-control', 'no-cache').type('html');
      response.send(withdrawnPage(site, found.language, found));
      return;
    }
    const { story, corrections } = found;
    const newest = await stories.latest({ language: story.metadata.language, limit: 5 });
    const more = newest.filter(({ slug: other }) => other !== story.slug).slice(0, 4);
    const madeOf = [story, ...more];
    const changed = madeOf
      .map(({ publishedAt }) => publishedAt)
      .toSorted()
      .at(-1);
    if (changed !== undefined) response.set('last-modified', new Date(changed).toUTCString());
    const render = () => articlePage(site, story, { corrections, more });
    answer(response, { name: 'article', madeOf, render });
  });

  for (const language of [null, ...languages])
    router.get(feedPath(language), async (_request, response) => {
      const newest = await stories.latest({ limit: storiesInFeed, ...(language && { language }) });
      const render = () => atomFeed(site, newest, language);
      const name = `feed ${language}`;
      answer(response, { name, madeOf: newest, render, type: 'application/atom+xml' });
    });

  router.use(missing);
  router.use(handleFailures(site, log, missing));
  return { router };
}

const slugPattern = /^[a-z0-9-]{1,100}$/;

/** The slug that an address means: as mails, chats and people write it, in capitals or with a full stop behind it. */
function asSlug(written: string): string {
  return withoutInvisible(written)
    .toLowerCase()
    .replace(/[\s.,;:!?)\]}>"'“”’…/]+$/u, '');
}

/** Leads on, with all that was asked behind the path. It may lead there again one day, so browsers must not go on by memory. */
function redirect(request: Request, response: Response, path: string): void {
  const { search } = new URL(request.originalUrl, 'http://site');
  response.set('cache-control', 'no-cache').redirect(301, path + search);
}

/** Which page of a list is asked for; null for what is no page. */
function pageNumber(request: Request): number | null {
  const { page } = request.query;
  if (page === undefined) return 1;
  const number = typeof page === 'string' && /^[1-9]\d*$/.test(page) ? Number(page) : 0;
  return number >= 1 && number <= maxPage ? number : null;
}

function languageOf(request: Request): Language {
  const accepted = request.acceptsLanguages(...languages);
  return languages.find((language) => language === accepted) ?? 'en';
}

interface Answer {
  /** Which page it is, beside the stories on it. */
  name: string;
  madeOf: readonly Story[];
  render: () => string;
  type?: string;
}

/**
 * Renders pages once and gives them out as long as they are made of the same revisions. Browsers keep them, but ask each
 * time whether they still hold.
 */
function createAnswers() {
  const cache = new LRUCache<string, { text: string; etag: string }>({
    maxSize: 32_000_000,
    sizeCalculation: ({ text }) => text.length,
  });
  return (response: Response, { name, madeOf, render, type = 'text/html' }: Answer): void => {
    const key = [name, ...madeOf.map((story) => story.key)].join(' ');
    let page = cache.get(key);
    if (!page) {
      const text = render();
      page = { text, etag: `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` };
      cache.set(key, page);
    }
    // Express answers 304 to those who have the page already.
    response
      .set({ 'content-type': `${type}; charset=utf-8`, 'cache-control': 'public, no-cache', etag: page.etag })
      .send(page.text);
  };
}

/** Readers get a page, not a problem document. */
function handleFailures(
  site: Site,
  log: Logger,
  missing: (request: Request, response: Response) => void,
): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    // A path with a broken escape.
    if (error instanceof URIError) return missing(request, response);
    log.error({ err: error }, `${request.method} ${request.path} failed`);
    response
      .status(isUnavailable(error) ? 503 : 500)
      .set({ 'cache-control': 'no-store', 'retry-after': '5' })
      .type('html')
      .send(unavailablePage(site, languageOf(request)));
  };
}
