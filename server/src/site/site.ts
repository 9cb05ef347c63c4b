// The public site: pages rendered on the server from revisions, without client code.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type SiteSettings, sitePolicies } from '@galley/shared/api/site-settings.ts';
import { type Language, languages } from '@galley/shared/language.ts';
import express, { type ErrorRequestHandler, type Request, type Response, type Router } from 'express';
import type { Logger } from 'pino';
import { ProblemError } from '../http/problem.ts';
import type { Storage } from '../storage/storage.ts';
import { isUnavailable } from '../storage/unavailable.ts';
import { asSlug, keptAddress, pageNumber, redirect, slugPattern } from './addresses.ts';
import { articlePage } from './article-page.ts';
import { siteAssets } from './assets.ts';
import type { AuthorProfiles } from './author-profiles.ts';
import { authorLists } from './authors.ts';
import { correctionRanges, correctionsOnPage, correctionsPage, correctionsPath } from './corrections.ts';
import { type Batch, frontPage, olderPage } from './front-page.ts';
import { plainHeaders, siteHeaders } from './headers.ts';
import { addMachineOutputs } from './machine-outputs.ts';
import { busyPage, missingPage, unavailablePage, withdrawnPage } from './message-pages.ts';
import { addNewsExports } from './news-exports.ts';
import { addPassports, type PassportKeys } from './passport-outputs.ts';
import { policyPath } from './policies.ts';
import { policyPage } from './policy-page.ts';
import { sitePreviews } from './previews.ts';
import { languageOf } from './reader-language.ts';
import { asPage, createRenderedPages, type KeptPage, nothing, type Rendered } from './rendered-pages.ts';
import { reservationHeaders } from './robots.ts';
import { addSearch } from './search.ts';
import { sectionLists } from './sections.ts';
import { createSeries } from './series.ts';
import type { SiteSettingsStore } from './settings.ts';
import type { Site } from './site-facts.ts';
import { addSiteIcon, type PicturesForIcons } from './site-icon.ts';
import type { SitePreviews } from './site-previews.ts';
import { noSections, type SectionsOfSite, type SiteSections } from './site-sections.ts';
import type { SiteVersion } from './site-version.ts';
import { createStories, type Story, storiesBeside } from './stories.ts';
import { articlePath } from './story-items.ts';
import { addStoryLists } from './story-lists.ts';
import type { Subscribers } from './subscribers.ts';
import { tagLists } from './tags.ts';
import { createTranslations } from './translations.ts';

export interface SiteOptions {
  storage: Storage;
  version: SiteVersion;
  /** What admins have set. */
  settings: Pick<SiteSettingsStore, 'read' | 'initial'>;
  /** Their profiles. */
  authors: Pick<AuthorProfiles, 'all'>;
  sections: Pick<SiteSections, 'all'>;
  subscribers: Pick<Subscribers, 'knows'>;
  passportKeys: PassportKeys;
  pictures: PicturesForIcons;
  /** Where the site is, without a path. */
  url: string;
  /** Whether feeds carry whole texts. */
  fullFeeds: boolean;
  /** Whether the newsroom reserves its texts from the training of AI models. */
  reserved: boolean;
  log: Logger;
}

const storiesOnFront = 22;
const storiesOnPage = 30;
const storiesInBand = 3;

/** The public site: its pages, feeds and pictures, made from revisions alone. */
export interface PublicSite {
  /** Answers every path that is asked of it, with a page of its own where there is nothing. */
  router: Router;
  /** Answers what is in memory already, before anything else looks at the request; says whether it did. */
  serve(request: IncomingMessage, response: ServerResponse): boolean;
  previews: SitePreviews;
  /** What pages are made with now. */
  current(): Promise<Site>;
  /** Resolves once nothing is under way. */
  settled(): Promise<void>;
}

/** The public site with all of its routes. */
export function createSite(options: SiteOptions): PublicSite {
  const { storage, version, settings, authors, sections, subscribers, passportKeys } = options;
  const { url, fullFeeds, reserved, log } = options;
  const stories = createStories(storage.db);
  const translations = createTranslations(storage.db, stories);
  const series = createSeries(storage.db, stories);
  const fixed = { url, fullFeeds, reserved };
  let known: { under: number; site: Site } | null = null;
  const currentSite = async (): Promise<Site> => {
    // Asked for before the settings are read: what was read too early must not count for longer.
    const under = await version.confirmed();
    if (known?.under === under) return known.site;
    const set = await settings.read();
    const logo = set.logo === null ? null : await stories.picture(set.logo);
    const profiles = new Map((await authors.all()).map((profile) => [profile.slug, profile]));
    const site = siteOf(set, logo, profiles, await sections.all());
    known = { under, site };
    return site;
  };
  const siteOf = (
    set: SiteSettings,
    logo: Site['logo'],
    profiles: Site['authors'],
    ofSite: SectionsOfSite,
  ): Site => ({
    ...fixed,
    name: set.name,
    timeZone: set.timeZone,
    settings: set,
    logo,
    authors: profiles,
    sections: ofSite,
    assets: assets.pathsFor(set),
  });
  const assets = siteAssets(async () => (await currentSite()).settings);
  const headers = siteHeaders(reservationHeaders(reserved));
  const pages = createRenderedPages({ version, addressOf: keptAddress, headers: plainHeaders(headers), log });
  const router = express.Router();
  router.use(assets.router);
  router.use(headers);

  const batch = async (language: Language, limit: number, offset = 0): Promise<Batch> => {
    // One more than is shown tells whether there are others.
    const found = await stories.latest({ language, limit: limit + 1, offset });
    return { language, stories: found.slice(0, limit), older: found.length > limit };
  };

  const front = async (language: Language, path: string): Promise<Rendered> => {
    const site = await currentSite();
    const newest = await batch(language, storiesOnFront);
    const pinned = await stories.of(site.settings.pinned);
    const main = withPinned(newest, pinned);
    const others = await Promise.all(
      languages.filter((one) => one !== language).map((one) => batch(one, storiesInBand)),
    );
    return asPage(frontPage(site, main, others, path));
  };

  const missing = async (request: Request, response: Response) => {
    const page = missingPage(await currentSite(), languageOf(request));
    response.status(404).set('cache-control', 'no-cache').vary('accept-language').type('html');
    response.send(page);
  };

  const send = (request: Request, response: Response, page: KeptPage) => {
    // It brings its compressed forms along, each with a tag of its own.
    response.locals.compressed = true;
    pages.send(request, response, page);
  };

  router.get('/', async (request, response) => {
    const found = await pages.get('/', async () => {
      const [newest] = await stories.latest({ limit: 1 });
      return newest ? await front(newest.metadata.language, '/') : nothing;
    });
    if (found.outcome === 'kept') return send(request, response, found);
    // While nothing is published, the page speaks the reader’s language.
    const { body, type } = await front(languageOf(request), '/');
    response.vary('accept-language').set('cache-control', 'public, no-cache').type(type).send(body);
  });

  for (const language of languages) {
    router.get(`/${language}`, async (request, response) => {
      const number = pageNumber(request);
      const path = number === null || number === 1 ? `/${language}` : `/${language}?page=${number}`;
      const found = await pages.get(path, async () => {
        if (number === null) return nothing;
        if (number === 1) return await front(language, path);
        const offset = storiesOnFront + (number - 2) * storiesOnPage;
        const older = await batch(language, storiesOnPage, offset);
        return older.stories.length === 0 ? nothing : asPage(olderPage(await currentSite(), older, number));
      });
      if (found.outcome === 'kept' && number !== null) send(request, response, found);
      else await missing(request, response);
    });
  }

  const articleAt = async (slug: string) => {
    const found = await stories.at(slug);
    if (found?.type !== 'story') return { outcome: 'other' as const, found };
    const { story, corrections } = found;
    const more = await storiesBeside(stories, story);
    const passport = await stories.passport(story);
    const inOthers = (await translations.of([story])).get(story.key) ?? [];
    const place = await series.around(story);
    const beside = place ? [place.previous, place.next].filter((part) => part !== null) : [];
    const changed = [story, ...more, ...inOthers, ...beside]
      .map(({ publishedAt }) => publishedAt)
      .toSorted()
      .at(-1);
    return asPage(
      articlePage(await currentSite(), story, {
        corrections,
        more,
        translations: inOthers,
        series: place,
        passport,
      }),
      changed === undefined ? {} : { 'last-modified': new Date(changed).toUTCString() },
    );
  };

  router.get('/articles/:slug', async (request, response) => {
    const slug = asSlug(request.params.slug);
    if (!slugPattern.test(slug)) return missing(request, response);
    const path = articlePath({ slug });
    const result = await pages.get(path, () => articleAt(slug));
    if (result.outcome === 'kept') {
      if (request.path === path) send(request, response, result);
      else redirect(request, response, path);
      return;
    }
    const { found } = result;
    if (!found) return missing(request, response);
    if (found.type === 'moved') return redirect(request, response, articlePath(found));
    if (request.path !== path) return redirect(request, response, path);
    // Nobody should go on showing what was withdrawn, nor what is said in its place once it is back.
    const site = await currentSite();
    response.status(410).set('cache-control', 'no-cache').type('html');
    response.send(withdrawnPage(site, found.language, found));
  });

  for (const range of correctionRanges) {
    router.get(correctionsPath(range), async (request, response) => {
      const number = pageNumber(request);
      const path = correctionsPath(range, number ?? 1);
      const found = await pages.get(path, async () => {
        if (number === null) return nothing;
        const corrections = await stories.corrections({
          limit: correctionsOnPage + 1,
          offset: (number - 1) * correctionsOnPage,
          ...(range && { language: range }),
        });
        if (number > 1 && corrections.length === 0) return nothing;
        const shown = corrections.slice(0, correctionsOnPage);
        const older = corrections.length > shown.length;
        return asPage(correctionsPage(await currentSite(), { range, number, corrections: shown, older }));
      });
      if (found.outcome === 'kept' && number !== null) send(request, response, found);
      else await missing(request, response);
    });
  }

  for (const policy of sitePolicies) {
    const path = policyPath(policy);
    router.get(path, async (request, response) => {
      const found = await pages.get(path, async () => {
        const body = policyPage(await currentSite(), policy);
        return body === null ? nothing : asPage(body);
      });
      if (found.outcome === 'kept') send(request, response, found);
      else await missing(request, response);
    });
  }

  addSiteIcon(router, currentSite, options.pictures);
  const outputs = { currentSite, fixed, stories, translations, pages, send, missing };
  addMachineOutputs(router, outputs);
  addNewsExports(router, outputs, subscribers);
  addPassports(router, outputs, passportKeys);
  addStoryLists(router, tagLists, outputs);
  addStoryLists(router, authorLists(stories), outputs);
  addStoryLists(router, sectionLists, outputs);
  addSearch(router, { ...outputs, storage });

  const previews = sitePreviews(currentSite, { stories, translations, series }, plainHeaders(headers));

  router.use(missing);
  router.use(
    handleFailures(() => known?.site ?? siteOf(settings.initial, null, new Map(), noSections), log, missing),
  );
  return { router, serve: pages.serve, previews, current: currentSite, settled: pages.settled };
}

/** What is pinned comes first. All of the newest stay, so that none is missing between this page and those of older ones. */
function withPinned({ language, stories, older }: Batch, pinned: readonly Story[]): Batch {
  const first = pinned.filter(({ metadata }) => metadata.language === language);
  const keys = new Set(first.map(({ key }) => key));
  return { language, older, stories: [...first, ...stories.filter(({ key }) => !keys.has(key))] };
}

/** Readers get a page, not a problem document. */
function handleFailures(
  lastSite: () => Site,
  log: Logger,
  missing: (request: Request, response: Response) => Promise<void>,
): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    // A path with a broken escape.
    if (error instanceof URIError) return missing(request, response);
    if (error instanceof ProblemError && error.problem.code === 'too-many-requests') {
      response.status(429).set('cache-control', 'no-store').type('html');
      response.send(busyPage(lastSite(), languageOf(request)));
      return;
    }
    log.error({ err: error }, `${request.method} ${request.path} failed`);
    response
      .status(isUnavailable(error) ? 503 : 500)
      .set({ 'cache-control': 'no-store', 'retry-after': '5' })
      .type('html')
      .send(unavailablePage(lastSite(), languageOf(request)));
  };
}
